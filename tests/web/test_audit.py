"""The audit chain holds while rows are appended, and shows whatever is done to it by hand."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import AuditEntry
from tests.web.conftest import Ward


@pytest.fixture
def three_rows(ward: Ward) -> list[AuditEntry]:
    return [
        audit.record(by=ward.clerk, action="unit.renamed", subject=ward.office, before={"n": n}, after={"n": n + 1})
        for n in range(3)
    ]


def test_chain_holds(three_rows: list[AuditEntry]) -> None:
    assert audit.verify() == (3, None)


def test_altered_row_shows(three_rows: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk=three_rows[1].pk).update(after={"n": 99})
    count, broken = audit.verify()
    assert count == 1
    assert str(three_rows[1].pk) in (broken or "")


def test_removed_row_shows(three_rows: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk=three_rows[1].pk).delete()
    count, broken = audit.verify()
    assert count == 1
    assert str(three_rows[2].pk) in (broken or "")


def test_two_rows_cannot_follow_the_same_one(three_rows: list[AuditEntry]) -> None:
    forged = AuditEntry.objects.get(pk=three_rows[2].pk)
    forged.pk, forged.digest = None, "1" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        forged.save(force_insert=True)
