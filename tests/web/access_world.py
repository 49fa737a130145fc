"""A body with a unit, the unit above, one below and one beside it, in each of which every kind of thing exists once.

The people of the matrix hold their roles in the unit in the middle; `keys_of` says which things an address is about.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from lotrinh.web import clock
from lotrinh.web.api.token_actions import make_token
from lotrinh.web.organisation.change_actions import rename_unit
from lotrinh.web.organisation.group_actions import link_group
from lotrinh.web.organisation.models import Person, Role, Unit, UnitChange, UnitGroup
from lotrinh.web.people.invitation_actions import invite
from lotrinh.web.people.models import Invitation
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.activities import actions as activity_actions
from lotrinh.web.programmes.calendar import actions as calendar_actions
from lotrinh.web.programmes.evidence.tasks import look_at_evidence
from lotrinh.web.programmes.models import (
    Activity,
    Assignment,
    AttachedPlan,
    CalendarFeed,
    Event,
    Evidence,
    Programme,
    Question,
    WorkStep,
)
from lotrinh.web.programmes.unit_work.plan_actions import Said, add_step, upload_plan
from lotrinh.web.programmes.unit_work.question_actions import ask
from lotrinh.web.registry.door import keep_file
from lotrinh.web.registry.models import Document, Fact, Page
from lotrinh.web.registry.page_pictures import stored_picture
from lotrinh.web.reminding.confirming import token_of
from lotrinh.web.reminding.models import Contact
from lotrinh.web.workdays.models import DayRule
from tests.web.builders import TEXT, confirmed, photo, reading_once, text_file
from tests.web.conftest import person_with

PLACES = ("own", "above", "below", "beside")
WHO = ("office", "clerk", "head", "viewer", "officer", "administrator", "stranger", "nobody")


@dataclass
class Place:
    """A unit and what belongs to it."""

    unit: Unit
    document: Document
    programme: Programme
    assignment: Assignment
    evidence: Evidence
    colleague: Person
    invitation: Invitation
    secret: str


@dataclass
class World:
    """The places, and one person for each column of the matrix; nobody is None."""

    body: Unit
    places: dict[str, Place]
    people: dict[str, Person | None]
    feed: str
    letter: str  # of an address to be confirmed
    token: int  # the officer's


def make_world() -> World:
    body = Unit.objects.create(name="Phường Thử Nghiệm")
    own = Unit.objects.create(name="Trung tâm Văn hóa", parent=body)
    units = {
        "own": own,
        "above": body,
        "below": Unit.objects.create(name="Nhà văn hóa", parent=own),
        "beside": Unit.objects.create(name="Văn phòng", parent=body),
    }
    other = Unit.objects.create(name="Phường Khác")
    people = {kind: person_with(kind, own, f"m-{kind}") for kind in ("clerk", "head", "viewer", "officer")}
    people |= {
        "office": person_with("clerk", body, "m-office"),
        "administrator": person_with("administrator", body, "m-administrator"),
        "stranger": person_with("clerk", other, "m-stranger"),
    }
    for kind in ("officer", "administrator"):
        Role.objects.create(person=people["stranger"], unit=other, kind=kind)
    link_group(by=people["office"], body=body, phrase="Các tổ dân phố", units=[units["beside"]])
    places = {name: make_place(name, unit, people) for name, unit in units.items()}
    feed = calendar_actions.make_feed(by=people["officer"])[1]
    DayRule.objects.create(body=body, name="Làm bù", worked_on="2026-05-09", decided_by="1/TB", decided_on="2026-05-01")
    letter = token_of(Contact.objects.create(person=people["officer"], address="a@b.vn"))
    token = make_token(by=people["officer"], unit=own, name="Phần mềm", rights=["read"], days=7)[0]
    return World(body, places, people | {"nobody": None}, feed, letter, token.pk)


@reading_once()
def make_place(name: str, unit: Unit, people: dict[str, Person]) -> Place:
    """Fill a unit: a plan carried out as a programme, work with proof, somebody in it, somebody invited."""
    office, administrator = people["office"], people["administrator"]
    text = TEXT.replace("Trồng cây xanh năm 2026", f"Trồng cây xanh {name}").replace("1. Trung tâm", "1. Hội quán")
    document = confirmed(office, unit, text)
    Page.objects.create(document=document, number=1, width=595, height=842, words=[])
    keep_file(b"drawn before", stored_picture(document, 1))
    programme = actions.start_programme(by=office, document=document)
    duty = programme.duties.filter(assignments=None)[0]
    assignment = actions.assign(by=office, duty=duty, unit=unit, part="lead")
    activity: Activity = activity_actions.report_activity(
        by=people["officer"] if name == "own" else office, assignment=assignment, progress="submitted",
        on=clock.today(), note="", files=[SimpleUploadedFile("a.png", photo("PNG"))], token=uuid.uuid4(),
    )  # fmt: skip
    look_at_evidence.func(Evidence.objects.get(activity=activity).pk)
    author = people["officer"] if name == "own" else office
    add_step(by=author, assignment=assignment, said=Said("Chọn giống"))
    upload_plan(by=author, assignment=assignment, upload_file=text_file("Kế hoạch trồng cây", f"{name}.txt"))
    ask(by=author, assignment=assignment, text="Giống cây nào?", shows_unit=True)
    rename_unit(
        by=office,
        unit=unit,
        version=None,
        name=f"{unit.name} mới",
        on=clock.today(),
        decision="Số 7/QĐ-UBND",
    )
    invitation, secret = invite(by=administrator, full_name="Người mới", unit=unit, kind="officer")
    return Place(
        unit=unit, document=document, programme=programme, assignment=assignment,
        evidence=Evidence.objects.get(activity=activity), colleague=person_with("officer", unit, f"m-{name}"),
        invitation=invitation, secret=secret,
    )  # fmt: skip


WORK_PAGES = ("report", "unit-plan", "step-add", "plan-attach", "question-ask")
LISTS = ("documents", "programmes", "assignments", "units", "events", "day-rules", "day-rule-look")
UNIT_PAGES = ("unit", "unit-change", "unit-rename", "unit-move", "unit-split", "unit-split-places", "unit-close")


def things_of(place: Place) -> dict[str, Callable[[], object]]:
    """Return what the first word of an address stands for."""
    return {
        "document": lambda: place.document.pk,
        "reading": lambda: place.document.pk,
        "findings": lambda: place.document.pk,
        "programme": lambda: place.programme.pk,
        "matrix": lambda: place.programme.pk,
        "bulk": lambda: place.programme.pk,
        "phrase": lambda: place.programme.pk,
        "assignment": lambda: place.assignment.pk,
        "work": lambda: place.assignment.pk,
        "stage": lambda: place.programme.stages.all()[0].pk,
        "duty": lambda: place.assignment.duty_id,
        "step": lambda: WorkStep.objects.get(assignment=place.assignment).pk,
        "plan": lambda: AttachedPlan.objects.get(assignment=place.assignment).pk,
        "question": lambda: Question.objects.get(duty=place.assignment.duty).pk,
        "evidence": lambda: place.evidence.pk,
        "activity": lambda: place.evidence.activity_id,
    }


def fact_of(document: Document) -> int:
    return Fact.objects.filter(document=document, kind="duty")[0].pk


def key_in_world(name: str) -> int | None:
    """Return the key of the one thing of its kind that an address of the API is about, wherever one looks from."""
    if name.startswith("api-event") and name != "api-events":
        return Event.objects.all()[0].pk
    if name in ("api-day-rule", "api-day-rule-preview", "api-day-rule-removal"):
        return DayRule.objects.get().pk
    return CalendarFeed.objects.get().pk if name == "api-feed" else None


def keys_of(name: str, place: Place, world: World) -> list[object]:
    """Return what an address is about in a place; an empty list where it is about nothing."""
    if name == "api-assignment-step":
        return [place.assignment.pk, "hold"]
    if name.startswith("api-") and (only := key_in_world(name)) is not None:
        return [only]
    name = name.removeprefix("api-")
    if name in LISTS:
        return []
    if name in UNIT_PAGES:
        return [place.unit.pk]
    if name in WORK_PAGES:
        return [place.assignment.pk]
    exact: dict[str, Callable[[], list[object]]] = {  # each is looked up where it is asked for only
        "unit-export": lambda: ["csv"],
        "unit-change-withdraw": lambda: [UnitChange.objects.get(unit=place.unit).pk],
        "group-change": lambda: [UnitGroup.objects.get().pk],
        "rule": lambda: ["LT-N01"],
        "document-page": lambda: [place.document.pk, 1],
        "fact-add": lambda: [place.document.pk, "duty"],
        "fact-mend": lambda: [place.document.pk, fact_of(place.document)],
        "fact-drop": lambda: [place.document.pk, fact_of(place.document)],
        "programme-start": lambda: [place.document.pk],
        "event-change": lambda: [Event.objects.all()[0].pk],
        "event-merge": lambda: [Event.objects.all()[0].pk],
        "calendar-feed": lambda: [world.feed],
        "workday-change": lambda: [DayRule.objects.get().pk],
        "contact-confirm": lambda: [world.letter],
        "token-withdraw": lambda: [world.token],
        "person": lambda: [place.colleague.pk],
        "person-leave": lambda: [place.colleague.pk],
        "person-open": lambda: [place.colleague.pk],
        "factors-forget": lambda: [place.colleague.pk],
        "role-give": lambda: [place.colleague.pk],
        "role-end": lambda: [Role.objects.get(person=place.colleague).pk],
        "deputy-name": lambda: [Role.objects.get(person=place.colleague).pk],
        "invitation-withdraw": lambda: [place.invitation.pk],
        "invitation": lambda: [place.secret],
        "invitation-by-identity": lambda: [place.secret],
        "body-sign-in": lambda: [world.body.pk],
        "openid_connect_login": lambda: ["co-quan"],
        "openid_connect_callback": lambda: ["co-quan"],
        "mfa_remove_webauthn": lambda: [0],
    }
    if name in exact:
        return exact[name]()
    groups = things_of(place)
    prefix = name.partition("-")[0]
    return [groups[prefix]()] if prefix in groups and not name.endswith(("-list", "-upload")) else []
