"""Evidence added to what was told, removed with a reason, put back; files that outlive a refused form; the cleaning."""

from __future__ import annotations

import datetime
import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks

from lotrinh.web import clock
from lotrinh.web.backup.keep import files_of
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.activities.actions import NOTHING_MORE, Told, report_activity
from lotrinh.web.programmes.activities.changes import EvidenceChange, change_activity
from lotrinh.web.programmes.evidence.cleaning import clean
from lotrinh.web.programmes.models import Activity, Assignment, Evidence, HeldFile
from tests.web.builders import confirmed, photo
from tests.web.conftest import Ward, person_with, shut
from tests.web.test_conflicts import opened

SignIn = Callable[[Person], Client]
DAY = datetime.timedelta(days=1)


def file(name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(at=True), "image/jpeg")


@pytest.fixture
def work(ward: Ward) -> Assignment:
    actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    return Assignment.objects.filter(unit=ward.culture).order_by("duty__position")[0]


def tell(ward: Ward, work: Assignment, *names: str, told: Told = NOTHING_MORE) -> Activity:
    return report_activity(
        by=ward.officer, assignment=work, progress="", on=clock.today(), note="Đã trồng",
        files=[file(name) for name in names], token=uuid.uuid4(), told=told,
    )  # fmt: skip


def sent(activity: Activity, **changes: object) -> dict[str, Any]:
    kept = list(Evidence.objects.standing().filter(activity=activity).values_list("pk", flat=True))
    shown = {"on": activity.on.isoformat(), "note": activity.note, "version": activity.version, "kept": kept}
    return shown | changes


def names(activity: Activity) -> list[str]:
    return [str(row) for row in Evidence.objects.standing().filter(activity=activity)]


def test_evidence_is_added_where_the_activity_is_mended(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    activity, document = tell(ward, work, "cu.jpg"), work.duty.programme.document
    more = {"evidence": [file("moi.jpg")], "photo": file("chup.jpg"), "link": "bao.example/a", "document": ""}
    address = reverse("activity-change", args=[activity.pk])
    assert client_of(ward.officer).post(address, sent(activity, **more)).status_code == 302
    assert names(activity) == ["cu.jpg", "chup.jpg", "moi.jpg", "https://bao.example/a"]
    activity.refresh_from_db()
    told = Told(document=document)
    change_activity(by=ward.officer, activity=activity, on=activity.on, note="", told=told, version=activity.version)
    assert names(activity)[-1] == str(document)
    new = Evidence.objects.get(original_name="moi.jpg")
    assert new.sha256 != new.sent_sha256  # without its position
    entry = AuditEntry.objects.filter(action="activity.changed").order_by("pk")[0]
    assert new.sha256 in [row["sha256"] for row in (entry.after or {})["evidence"]]


def test_evidence_goes_with_a_reason_and_can_be_put_back(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    activity, client = tell(ward, work, "giu.jpg", "nham.jpg"), client_of(ward.officer)
    kept, wrong = Evidence.objects.order_by("pk")
    address, page = reverse("activity-change", args=[activity.pk]), reverse("assignment", args=[work.pk])
    refused = client.post(address, sent(activity, kept=[kept.pk]))
    assert refused.status_code == 422
    assert "Hãy ghi lý do gỡ minh chứng." in refused.content.decode()
    assert opened(refused.content.decode())["kept"] == str(kept.pk)
    assert names(activity) == ["giu.jpg", "nham.jpg"]
    assert client.post(address, sent(activity, kept=[kept.pk], reason="Ảnh của việc khác")).status_code == 302
    wrong.refresh_from_db()
    assert (wrong.removed_by, wrong.removed_why, names(activity)) == (ward.officer, "Ảnh của việc khác", ["giu.jpg"])
    assert "Đã gỡ nham.jpg: Ảnh của việc khác" in client.get(page).content.decode()
    assert client.get(reverse("evidence", args=[wrong.pk])).status_code == 404
    entry = AuditEntry.objects.get(action="evidence.removed")
    assert (entry.by, (entry.before or {})["sha256"]) == (ward.officer, wrong.sha256)
    activity.refresh_from_db()
    assert "nham.jpg (đã gỡ)" in client.get(address).content.decode()
    assert client.post(address, sent(activity, kept=[kept.pk, wrong.pk])).status_code == 302
    assert names(activity) == ["giu.jpg", "nham.jpg"]
    answer = client.get(reverse("evidence", args=[wrong.pk]))
    shut(answer)
    assert answer.status_code == 200
    assert AuditEntry.objects.filter(action="evidence.put_back", subject_id=wrong.pk).exists()


def test_evidence_of_another_activity_is_a_sentence(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    activity, other = tell(ward, work, "cua-toi.jpg"), tell(ward, work, "viec-khac.jpg")
    foreign = Evidence.objects.get(activity=other)
    for key in (foreign.pk, 99999, "x"):
        answer = client_of(ward.officer).post(
            reverse("activity-change", args=[activity.pk]), sent(activity, kept=[key], reason="Nhầm", note="Chữ mới")
        )
        assert answer.status_code == 422
        assert "Minh chứng đã chọn không thuộc hoạt động này" in answer.content.decode()
        assert "Chữ mới" in answer.content.decode()
    with pytest.raises(ValidationError, match="không thuộc hoạt động này"):
        change_activity(
            by=ward.officer, activity=activity, on=activity.on, note="", told=NOTHING_MORE, version=1,
            evidence=EvidenceChange(kept=[foreign.pk], reason="Nhầm"),
        )  # fmt: skip
    assert not Evidence.objects.exclude(removed_at=None).exists()


def test_what_both_sides_did_to_the_evidence_is_shown_and_chosen(
    ward: Ward, work: Assignment, client_of: SignIn
) -> None:
    activity = tell(ward, work, "mot.jpg", "hai.jpg")
    one, two = Evidence.objects.order_by("pk")
    address, here, there = reverse("activity-change", args=[activity.pk]), *(client_of(ward.officer) for _ in "ab")
    mine = opened(here.get(address).content.decode()) | {
        "kept": [two.pk],
        "reason": "Nhầm",
        "opened-kept": [one.pk, two.pk],
    }
    theirs = sent(activity, kept=[one.pk], reason="Mờ", evidence=[file("ba.jpg")])
    assert there.post(address, theirs).status_code == 302
    three = Evidence.objects.get(original_name="ba.jpg")
    answer = here.post(address, mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    clash = page[page.index('class="clash"') :]
    assert all(words in clash for words in ("mot.jpg", "hai.jpg (đã gỡ)", "ba.jpg"))
    again = opened(page)
    assert again["keep-kept"] == "mine"
    assert again["kept"] == str(three.pk)  # each side's removal, and what the other one added
    assert here.post(address, again | {"kept": [two.pk, three.pk], "reason": "Nhầm"}).status_code == 302
    assert names(activity) == ["hai.jpg", "ba.jpg"]


def test_what_only_the_other_side_did_is_proposed(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    activity = tell(ward, work, "mot.jpg")
    one = Evidence.objects.get()
    address, client = reverse("activity-change", args=[activity.pk]), client_of(ward.officer)
    mine = opened(client.get(address).content.decode()) | {"note": "Chữ của tôi"}
    assert client.post(address, sent(activity, kept=[], reason="Mờ")).status_code == 302
    again = opened(client.post(address, mine).content.decode())
    assert again["keep-kept"] == "theirs"
    assert client.post(address, again).status_code == 302
    activity.refresh_from_db()
    one.refresh_from_db()
    assert (activity.note, one.removed_why) == ("Chữ của tôi", "Mờ")


@pytest.mark.parametrize("name", ["report", "activity-change"])
def test_files_outlive_a_refused_form(ward: Ward, work: Assignment, client_of: SignIn, name: str) -> None:
    client, changes = client_of(ward.officer), name == "activity-change"
    activity = tell(ward, work) if changes else None
    address = reverse(name, args=[activity.pk if activity else work.pk])
    data = sent(activity) if activity else {"progress": "same", "token": str(uuid.uuid4()), "note": "Đã trồng"}
    broken = SimpleUploadedFile("hong.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 40)
    refused = client.post(address, data | {"on": "2030-01-01", "evidence": [file("tot.jpg"), broken]})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "không thể ở tương lai" in page
    assert "hong.jpg: ảnh bị hỏng" in page
    assert "không cần chọn lại" in page
    held = HeldFile.objects.get()
    assert (held.original_name, opened(page)["held"], held.sha256 != held.sent_sha256) == (
        "tot.jpg",
        str(held.pk),
        True,
    )
    good = data | {"on": clock.today().isoformat(), "held": [held.pk]}
    assert client.post(address, good).status_code == 302
    kept = Evidence.objects.get()
    assert (kept.original_name, kept.sha256, kept.sent_sha256) == ("tot.jpg", held.sha256, held.sent_sha256)
    assert not HeldFile.objects.exists()
    if not changes:  # sent twice, it counts once, though what was held is gone
        assert client.post(address, good).status_code == 302
        assert Activity.objects.count() == 1


def test_nobody_sends_what_is_held_for_another(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    colleague = person_with("officer", ward.culture, "dong-nghiep")
    data = {"progress": "same", "on": "2030-01-01", "token": str(uuid.uuid4())}
    client_of(colleague).post(reverse("report", args=[work.pk]), data | {"evidence": [file()]})
    held = HeldFile.objects.get(person=colleague)
    for key in (held.pk, "-1", "9" * 30, "x"):
        good = data | {"on": clock.today().isoformat(), "held": [key]}
        answer = client_of(ward.officer).post(reverse("report", args=[work.pk]), good)
        assert answer.status_code == 422
        assert "không còn được giữ" in answer.content.decode()
    assert not Activity.objects.exists()
    assert HeldFile.objects.filter(pk=held.pk).exists()


def test_held_files_make_room(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    client, data = client_of(ward.officer), {"progress": "same", "on": "2030-01-01"}
    for _n in range(5):
        files = [file(f"{n}.jpg") for n in range(6)]
        client.post(reverse("report", args=[work.pk]), data | {"token": str(uuid.uuid4()), "evidence": files})
    assert HeldFile.objects.count() == 24


def aged(name: str, *, hours: float) -> str:
    """Return a stored name of a file that was last written so long ago."""
    path = Path(default_storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    then = clock.now().timestamp() - hours * 3600
    os.utime(path, (then, then))
    return name


def test_cleaning_takes_off_what_had_its_time_and_nothing_else(
    ward: Ward,
    work: Assignment,
    client_of: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    activity = tell(ward, work, "giu.jpg", "go.jpg")
    kept, removed = Evidence.objects.order_by("pk")
    change = EvidenceChange(kept=[kept.pk], reason="Nhầm")
    change_activity(
        by=ward.officer, activity=activity, on=activity.on, note="", told=NOTHING_MORE, version=1, evidence=change
    )
    client_of(ward.officer).post(reverse("report", args=[work.pk]), {"on": "2030-01-01", "evidence": [file()]})
    held = HeldFile.objects.get()
    aged(kept.file.name or "", hours=900)
    old, new = aged("evidence/00/roi", hours=2), aged("evidence/00/dang-ghi", hours=0)
    now = clock.now()
    with django_capture_on_commit_callbacks(execute=True):
        clean(now=now)
    assert [default_storage.exists(name) for name in (old, new)] == [False, True]
    removed.refresh_from_db()
    assert removed.dropped_at is None
    assert default_storage.exists(held.file.name or "")
    name = removed.file.name or ""
    with django_capture_on_commit_callbacks(execute=True):
        clean(now=now + settings.EVIDENCE_REMOVED_DAYS * DAY + DAY)
    removed.refresh_from_db()
    assert (removed.file.name, removed.sha256 != "", default_storage.exists(name)) == ("", True, False)
    assert default_storage.exists(kept.file.name or "")
    assert not HeldFile.objects.exists()
    assert not default_storage.exists(held.file.name or "")
    assert AuditEntry.objects.get(action="evidence.dropped").by is None
    assert list(files_of(Evidence)) == [kept.file.name]  # a backup asks for no file that is gone
    page = client_of(ward.officer).get(reverse("activity-change", args=[activity.pk])).content.decode()
    assert "go.jpg" not in page
