"""Judging a document again: only the findings change; who may, what the page says, and all that are old at once."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from lotrinh.checks.rules_version import rules_version
from lotrinh.documents import limits
from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.programmes.models import Assignment, Programme
from lotrinh.web.registry import actions, child
from lotrinh.web.registry.judging import actions as judging_actions
from lotrinh.web.registry.judging import tasks
from lotrinh.web.registry.judging.actions import judge_again, judge_what_is_old
from lotrinh.web.registry.judging.tasks import judge_document
from lotrinh.web.registry.models import Document, Fact, Judging, Page, Reading
from tests.web.builders import TEXT, confirmed, do_jobs, facts, read_plan, text_file
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
BAD = TEXT.replace("Số: 12/KH-UBND", "Số: 5/KH-UBND")
KEPT = ("state", "attempt", "text", "answer", "finished_at", "queued_at")


@pytest.fixture
def old(ward: Ward) -> Document:
    """A document judged by rules of before, that found nothing in it."""
    document = read_plan(ward.clerk, ward.body, BAD)
    Reading.objects.update(findings=[], rules="0.0.1+3.abcdef01", judged_at=clock.now() - datetime.timedelta(days=40))
    return document


def codes() -> list[str]:
    return [finding["code"] for finding in Reading.objects.get().findings or ()]


def everything_but_findings() -> list[list[dict[str, Any]]]:
    tables = (Fact.objects, Page.objects, Document.objects, Assignment.objects, Reading.objects)
    return [list(rows.order_by("pk").values(*(KEPT if rows is Reading.objects else ()))) for rows in tables]


def test_a_document_is_judged_by_the_day_that_people_mended(ward: Ward) -> None:
    """A day read wrongly, or not at all, would call the rules of another form."""
    document = read_plan(ward.clerk, ward.body, BAD)
    assert "LT-N01" in codes()
    [day] = Fact.objects.filter(document=document, kind=Fact.Kind.HEADER, data__field="issued_on")
    day.data = day.data | {"value": "2015-03-05"}  # before the decree that asks for the zero
    day.save(update_fields=["data"])
    judge_again(by=ward.clerk, document=document)
    do_jobs()
    assert "LT-N01" not in codes()
    day.delete()
    judge_again(by=ward.clerk, document=document)
    do_jobs()
    assert "LT-N01" in codes()


def test_reading_notes_by_which_rules_and_when(ward: Ward) -> None:
    read_plan(ward.clerk, ward.body)
    reading = Reading.objects.get()
    assert (reading.rules, reading.judged_at) == (rules_version(), reading.finished_at)


def test_findings_change_and_nothing_else(ward: Ward) -> None:
    """A mended fact, a confirmation, work given out: all as before, also where the document stands confirmed."""
    document = read_plan(ward.clerk, ward.body, BAD)
    actions.drop_fact(by=ward.clerk, fact=facts(document, "recipient")[0], version=1, is_deleted=True)
    document.refresh_from_db()
    actions.confirm(by=ward.clerk, document=document, version=document.version)
    found = Reading.objects.get().findings
    Reading.objects.update(findings=[], rules="")
    before = everything_but_findings()
    judge_again(by=ward.clerk, document=document)
    assert do_jobs()[-1] == "judge_document"
    assert Judging.objects.get().state == "done"
    assert everything_but_findings() == before
    assert Reading.objects.get().findings == found != []
    assert Reading.objects.get().rules == rules_version()


def test_work_given_out_stays(ward: Ward, programme: Programme) -> None:
    before = everything_but_findings()
    judge_again(by=ward.clerk, document=programme.document)
    do_jobs()
    assert Judging.objects.get().state == "done"
    assert everything_but_findings() == before


def test_a_clerk_presses_the_button_and_sees_what_is_found(ward: Ward, client_of: SignIn, old: Document) -> None:
    client, address = client_of(ward.clerk), reverse("findings-again", args=[old.pk])
    page = client.get(old.get_absolute_url()).content.decode()
    assert "Quy tắc đã có bản mới" in page
    assert "0.0.1+3.abcdef01" in page
    assert f'action="{address}?"' in page
    answer = client.post(address)
    assert answer.headers["Location"] == f"{old.get_absolute_url()}?muc=tat-ca#findings"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Đang chờ kiểm tra" in page
    assert address not in page  # nothing to press while it waits
    look = reverse("document-findings", args=[old.pk])  # another address: a link to this one would load nothing
    assert f'<a href="{look}?">' in page
    assert client.post(address, follow=True).status_code == 200
    assert Judging.objects.get().attempt == 1
    do_jobs()
    page = client.get(old.get_absolute_url()).content.decode()
    assert "LT-N01" in page
    assert "Quy tắc đã có bản mới" not in page
    assert rules_version() in page
    assert "cho kiểm tra lại" in client.get(reverse("document-history", args=[old.pk])).content.decode()
    asked = AuditEntry.objects.get(action="findings.again")
    assert (asked.by, asked.subject_id) == (ward.clerk, old.pk)
    assert (asked.before or {})["rules"] == "0.0.1+3.abcdef01"
    assert audit.verify()[1] is None


def test_the_part_asks_for_itself_until_it_is_done(ward: Ward, client_of: SignIn, old: Document) -> None:
    client, address = client_of(ward.clerk), reverse("document-findings", args=[old.pk])
    judge_again(by=ward.clerk, document=old)
    assert f'hx-get="{address}?muc=tat-ca"' in client.get(old.get_absolute_url()).content.decode()
    part = client.get(f"{address}?muc=error", headers={"HX-Request": "true"}).content.decode()
    assert part.startswith("<details")
    assert f'hx-get="{address}?muc=error"' in part
    do_jobs()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" not in part
    assert "LT-N01" in part
    assert client.get(address).headers["Location"] == f"{old.get_absolute_url()}?muc=tat-ca#findings"


@pytest.mark.parametrize(
    ("who", "seen", "pressed"),
    [("clerk", 200, 302), ("head", 200, 403), ("viewer", 200, 403), ("officer", 403, 403), ("administrator", 403, 403)],
)
def test_who_may_see_findings_and_who_may_have_them_found(
    ward: Ward, client_of: SignIn, old: Document, who: str, seen: int, pressed: int
) -> None:
    client, again = client_of(getattr(ward, who)), reverse("findings-again", args=[old.pk])
    part = client.get(reverse("document-findings", args=[old.pk]), headers={"HX-Request": "true"})
    assert part.status_code == seen
    assert (again in part.content.decode()) is (pressed == 302)
    assert client.post(again).status_code == pressed
    assert Judging.objects.exists() is (pressed == 302)


def test_a_stranger_and_nobody_have_nothing_found(
    stranger: Person, client_of: SignIn, client: Client, old: Document
) -> None:
    addresses = [reverse(name, args=[old.pk]) for name in ("findings-again", "document-findings")]
    assert client_of(stranger).post(addresses[0]).status_code == 404
    assert client_of(stranger).get(addresses[1]).status_code == 404
    assert client.post(addresses[0]).status_code == 302
    assert not Judging.objects.exists()


def test_what_was_never_judged_says_what_to_do(ward: Ward, client_of: SignIn, old: Document) -> None:
    Reading.objects.update(findings=None, judged_at=None, rules="")
    assert "Hãy bấm “Kiểm tra”." in client_of(ward.clerk).get(old.get_absolute_url()).content.decode()
    page = client_of(ward.head).get(old.get_absolute_url()).content.decode()
    assert "chưa kiểm tra" in page
    assert "Hãy nhờ văn thư" in page


def test_findings_of_before_rules_had_names_are_old(ward: Ward, client_of: SignIn, old: Document) -> None:
    Reading.objects.update(rules="")
    page = client_of(ward.head).get(old.get_absolute_url()).content.decode()
    assert "bộ quy tắc của bản phần mềm trước" in page
    assert "Quy tắc đã có bản mới" in page


def test_what_is_not_read_is_not_judged(ward: Ward) -> None:
    waiting = actions.upload(by=ward.clerk, owner=ward.body, upload_file=text_file())
    with pytest.raises(ValidationError):
        judge_again(by=ward.clerk, document=waiting)


@pytest.mark.parametrize(
    ("state", "late", "sentence"),
    [
        ("queued", -30, "Đang chờ kiểm tra"),
        ("queued", 30, "Chưa có tiến trình nào nhận kiểm tra"),
        ("running", -30, "Đang kiểm tra"),
        ("running", 30, "Việc kiểm tra đã dừng giữa chừng"),
    ],
)
def test_the_page_tells_a_slow_job_from_a_dead_one(
    ward: Ward, client_of: SignIn, old: Document, settings: Settings, state: str, late: int, sentence: str
) -> None:
    judge_again(by=ward.clerk, document=old)
    long_ago = clock.now() - datetime.timedelta(seconds=settings.READING_LEASE_SECONDS + late)
    Judging.objects.update(state=state, queued_at=long_ago, heartbeat_at=long_ago if state == "running" else None)
    assert sentence in client_of(ward.clerk).get(old.get_absolute_url()).content.decode()
    if late < 0:
        with pytest.raises(ChangedMeanwhile):
            judge_again(by=ward.clerk, document=old)
    else:
        assert judge_again(by=ward.clerk, document=old).attempt == 2


def test_a_run_that_lost_its_claim_writes_nothing(
    ward: Ward, old: Document, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    judge = tasks.run_judge

    def run(judging: Judging) -> object:
        found = judge(judging)
        long_ago = clock.now() - datetime.timedelta(seconds=settings.READING_LEASE_SECONDS + 1)
        Judging.objects.update(heartbeat_at=long_ago)
        judge_again(by=ward.clerk, document=old)
        return found

    judging = judge_again(by=ward.clerk, document=old)
    monkeypatch.setattr(tasks, "run_judge", run)
    judge_document.func(judging.pk, 1)
    assert (codes(), Judging.objects.get().state, Judging.objects.get().attempt) == ([], "queued", 2)
    monkeypatch.undo()
    judge_document.func(judging.pk, 1)
    assert codes() == []
    judge_document.func(judging.pk, 2)
    assert "LT-N01" in codes()


def test_a_second_run_changes_nothing(ward: Ward, old: Document) -> None:
    judging = judge_again(by=ward.clerk, document=old)
    judge_document.func(judging.pk, 1)
    before = list(Reading.objects.values()), list(Judging.objects.values())
    judge_document.func(judging.pk, 1)
    assert (list(Reading.objects.values()), list(Judging.objects.values())) == before


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 139", "vượt giới hạn bộ nhớ"),
        ("echo 'Traceback: words of the document' >&2; exit 1", "vượt giới hạn bộ nhớ"),
        ("exit 0", "vượt giới hạn bộ nhớ"),
        ("echo 'ke-hoach.txt: hỏng rồi.' >&2; exit 1", "ke-hoach.txt: hỏng rồi."),
        ("exec sleep 60", "nên đã dừng"),
    ],
    ids=["killed", "a mistake of ours", "no answer", "refused", "hangs"],
)
def test_a_failure_is_one_sentence_and_leaves_the_findings(
    ward: Ward, client_of: SignIn, old: Document, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    broken = Path(old.file.path).parent / "broken"
    broken.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    broken.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(broken))
    monkeypatch.setattr(child, "BEAT", 0.02)
    monkeypatch.setattr(limits, "SECONDS", 0.1 if "sleep" in script else 60)
    before = list(Reading.objects.values())
    judging = judge_again(by=ward.clerk, document=old)
    judge_document.func(judging.pk, 1)
    judging.refresh_from_db()
    assert judging.state == "failed"
    assert said in judging.error
    assert "Traceback" not in judging.error
    assert list(Reading.objects.values()) == before
    page = client_of(ward.clerk).get(old.get_absolute_url()).content.decode()
    assert "▲ Không kiểm tra được" in page
    assert reverse("findings-again", args=[old.pk]) in page
    assert judge_again(by=ward.clerk, document=old).attempt == 2


def test_the_child_works_under_limits(ward: Ward, old: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    script = Path(old.file.path).parent / "limits"
    script.write_text('#!/bin/sh\nprintf \'{"findings": [], "rules": "%s %s"}\' $(ulimit -d) $(ulimit -t)\n')
    script.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(script))
    judge_document.func(judge_again(by=ward.clerk, document=old).pk, 1)
    assert Reading.objects.get().rules == f"{limits.MEMORY_BYTES // 1024} {limits.CPU_SECONDS}"


def test_all_that_is_old_is_queued_once_and_behind_what_people_wait_for(
    ward: Ward,
    client_of: SignIn,
    old: Document,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(judging_actions, "BATCH", 2)
    for n in range(3):
        read_plan(ward.clerk, ward.body, f"{BAD}\nBản {n}")
    new = read_plan(ward.clerk, ward.body, f"{BAD}\nBản mới")
    unread = actions.upload(by=ward.clerk, owner=ward.body, upload_file=text_file(f"{BAD}\nchưa đọc"))
    Reading.objects.exclude(document__in=[new, unread]).update(rules="")
    Reading.objects.filter(document=old).update(findings=None, judged_at=None)
    call_command("judge_again")
    call_command("judge_again")
    assert capsys.readouterr().out == "Đã đưa vào hàng đợi: 4 văn bản.\nĐã đưa vào hàng đợi: 0 văn bản.\n"
    assert not Judging.objects.filter(document__in=[new, unread]).exists()
    queued = DBTaskResult.objects.filter(task_path__endswith="judge_document")
    assert set(queued.values_list("priority", flat=True)) == {judging_actions.BEHIND}
    assert set(AuditEntry.objects.filter(action="findings.again").values_list("by", flat=True)) == {None}
    history = client_of(ward.head).get(reverse("document-history", args=[old.pk])).content.decode()
    assert "lệnh của người quản trị" in history
    assert do_jobs()[0] == "read_document"  # the upload came last, and is read first
    assert set(Reading.objects.values_list("rules", flat=True)) == {rules_version()}
    assert judge_what_is_old() == 0


def test_of_all_that_is_old_a_batch_stands_with_its_jobs_or_not_at_all(
    ward: Ward, old: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = judging_actions.queue

    def fall(*args: Any, **options: Any) -> None:
        queue(*args, **options)
        raise DatabaseError("killed")

    monkeypatch.setattr(judging_actions, "queue", fall)
    with pytest.raises(DatabaseError):
        judge_what_is_old()
    assert not Judging.objects.exists()
    assert not DBTaskResult.objects.filter(task_path__endswith="judge_document").exists()
    assert not AuditEntry.objects.filter(action="findings.again").exists()


def test_an_answer_of_another_shape_is_said(ward: Ward, old: Document) -> None:
    Reading.objects.update(answer={})
    judge_document.func(judge_again(by=ward.clerk, document=old).pk, 1)
    assert "không dùng để kiểm tra được nữa" in Judging.objects.get().error
    assert json.dumps(Reading.objects.get().findings) == "[]"


def test_a_confirmed_document_can_be_judged_too(ward: Ward, client_of: SignIn) -> None:
    document = confirmed(ward.clerk, ward.body, BAD)
    assert client_of(ward.clerk).post(reverse("findings-again", args=[document.pk])).status_code == 302
    assert Judging.objects.get().state == "queued"


@pytest.mark.django_db(transaction=True)
def test_findings_of_before_were_found_when_the_file_was_read(ward: Ward) -> None:
    read_plan(ward.clerk, ward.body, BAD)
    actions.upload(by=ward.clerk, owner=ward.body, upload_file=text_file())
    try:
        MigrationExecutor(connection).migrate([("registry", "0003_reading_findings")])
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    read, waiting = Reading.objects.order_by("pk")
    assert (read.judged_at, read.rules) == (read.finished_at, "")
    assert (waiting.judged_at, waiting.findings) == (None, None)
