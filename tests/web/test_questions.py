"""Questions about a duty: asked by a unit, answered once for all units that have it, closed by the answer."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.models import Assignment, Question
from lotrinh.web.programmes.unit_work import question_actions
from tests.web.builders import confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
WORDS = "Cây giống do ai cấp?"


@pytest.fixture
def work(ward: Ward) -> Assignment:
    """Work of the culture unit, of a duty that the office unit has too."""
    actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    found = Assignment.objects.filter(unit=ward.culture)[0]
    actions.assign(by=ward.clerk, duty=found.duty, unit=ward.office, part="support")
    return found


@pytest.fixture
def neighbour(ward: Ward, work: Assignment) -> Person:
    """An officer of the other unit that has the duty."""
    return person_with("officer", ward.office, "chuyen-vien")


def asked(ward: Ward, work: Assignment, *, shows_unit: bool = True) -> Question:
    return question_actions.ask(by=ward.officer, assignment=work, text=WORDS, shows_unit=shows_unit)


def seen(client: Client, name: str, *keys: int) -> str:
    return client.get(reverse(name, args=keys)).content.decode()


def test_asked_once_and_answered_for_every_unit(
    ward: Ward, work: Assignment, neighbour: Person, client_of: SignIn
) -> None:
    officer, clerk, other = client_of(ward.officer), client_of(ward.clerk), client_of(neighbour)
    sent = {"text": WORDS, "shows_unit": "on"}
    assert officer.post(reverse("question-ask", args=[work.pk]), sent).status_code == 302
    programme = work.duty.programme_id
    assert "1 câu hỏi của đơn vị chờ trả lời" in seen(clerk, "programme-list")
    assert "1 câu hỏi của đơn vị chờ trả lời" in seen(clerk, "programme", programme)
    assert WORDS in seen(clerk, "question-list")
    assert WORDS not in seen(other, "question-list")
    address = reverse("question-answer", args=[Question.objects.get().pk])
    assert "2 đơn vị có nhiệm vụ này" in clerk.get(address).content.decode()
    assert clerk.post(address, {"answer": "Phường cấp từ vườn ươm."}).status_code == 302
    for client in (officer, other):
        page = seen(client, "my-work")
        assert "Văn phòng vừa trả lời" in page
        assert "Phường cấp từ vườn ươm." in page
        assert "Trung tâm Văn hóa" in seen(client, "question-list")
    assert "chờ trả lời" not in seen(clerk, "programme", programme)
    assert {"question.asked", "question.answered"} <= set(AuditEntry.objects.values_list("action", flat=True))


def test_who_asked_is_told_only_as_asked(ward: Ward, work: Assignment, neighbour: Person, client_of: SignIn) -> None:
    question = asked(ward, work, shows_unit=False)
    question_actions.answer(by=ward.clerk, question=question, text="Phường cấp.")
    assert "Một đơn vị" in seen(client_of(neighbour), "question-list")
    assert "Trung tâm Văn hóa" not in seen(client_of(neighbour), "question-list")
    assert "Trung tâm Văn hóa" in seen(client_of(ward.clerk), "question-list")
    assert "Trung tâm Văn hóa" in seen(client_of(ward.officer), "question-list")


def test_an_answer_closes_and_so_does_withdrawing(ward: Ward, work: Assignment) -> None:
    first = asked(ward, work)
    question_actions.answer(by=ward.clerk, question=first, text="Phường cấp.")
    with pytest.raises(ValidationError):
        question_actions.answer(by=ward.clerk, question=first, text="Khác")
    with pytest.raises(ValidationError):
        question_actions.withdraw(by=ward.officer, question=first)
    second = asked(ward, work)
    question_actions.withdraw(by=ward.officer, question=second)
    with pytest.raises(ValidationError):
        question_actions.answer(by=ward.clerk, question=second, text="Phường cấp.")
    first.refresh_from_db()
    assert first.answer == "Phường cấp."


def test_a_question_withdrawn_is_gone_for_the_office(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    question = asked(ward, work)
    assert client_of(ward.officer).post(reverse("question-withdraw", args=[question.pk])).status_code == 302
    assert WORDS not in seen(client_of(ward.clerk), "question-list")
    assert "đã rút" in seen(client_of(ward.officer), "question-list")


@pytest.mark.parametrize(
    ("who", "answers", "withdraws"),
    [("clerk", 302, 403), ("head", 403, 403), ("officer", 403, 302), ("neighbour", 403, 404), ("stranger", 404, 404)],
)
def test_who_answers_and_who_withdraws(
    ward: Ward,
    work: Assignment,
    neighbour: Person,
    stranger: Person,
    client_of: SignIn,
    who: str,
    answers: int,
    withdraws: int,
) -> None:
    people = {"neighbour": neighbour, "stranger": stranger}
    client = client_of(people[who] if who in people else getattr(ward, who))
    one = asked(ward, work)
    got = client.post(reverse("question-answer", args=[one.pk]), {"answer": "Phường cấp."}).status_code
    assert got == answers
    Question.objects.all().delete()
    other = asked(ward, work)
    assert client.post(reverse("question-withdraw", args=[other.pk])).status_code == withdraws


def test_the_same_question_twice_and_no_words_are_refused(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    asked(ward, work)
    client, address = client_of(ward.officer), reverse("question-ask", args=[work.pk])
    assert "đang chờ trả lời" in client.post(address, {"text": WORDS}).content.decode()
    assert client.post(address, {"text": "   "}).status_code == 422
    assert Question.objects.count() == 1


def test_an_answer_is_new_for_a_fortnight(
    ward: Ward, work: Assignment, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    question_actions.answer(by=ward.clerk, question=asked(ward, work), text="Phường cấp.")
    assert "Văn phòng vừa trả lời" in seen(client_of(ward.officer), "my-work")
    later = clock.now() + datetime.timedelta(days=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "Văn phòng vừa trả lời" not in seen(client_of(ward.officer), "my-work")
