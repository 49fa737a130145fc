"""Loads the demo through the same actions that people use. Run again, it changes nothing."""

from __future__ import annotations

import datetime
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from lotrinh.web import clock
from lotrinh.web.demo import sample
from lotrinh.web.demo.city import load_city
from lotrinh.web.demo.making import confirmed, make_person, read_sample
from lotrinh.web.demo.photo import draw_png
from lotrinh.web.finding.following import find_again
from lotrinh.web.organisation.group_actions import link_group
from lotrinh.web.organisation.models import Person, Role, Unit
from lotrinh.web.people.role_actions import name_deputy
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.activities import actions as activity_actions
from lotrinh.web.programmes.matrix.placing import place_duty
from lotrinh.web.programmes.models import Assignment, Programme
from lotrinh.web.programmes.states.actions import accept_assignment, hold_assignment
from lotrinh.writing.official_docx import write_docx

PEOPLE = (
    ("can-bo-van-phong", "Cán bộ văn phòng", Role.Kind.CLERK, None),
    ("can-bo-don-vi", "Cán bộ đơn vị", Role.Kind.OFFICER, "Trung tâm Phục vụ hành chính công phường"),
    ("lanh-dao", "Lãnh đạo phường", Role.Kind.HEAD, None),
    ("quan-tri", "Quản trị của phường", Role.Kind.ADMINISTRATOR, None),
    ("nguoi-theo-doi", "Người theo dõi của phường", Role.Kind.VIEWER, None),
)
DEPUTY = "thay-lanh-dao", "Người thay lãnh đạo phường"
DEPUTY_DAYS = 30


def load_demo() -> bool:
    """Load the demo. Return False where it is loaded already."""
    if Programme.objects.filter(owner__name=sample.BODY).exists():
        return False
    today = clock.today()
    issued_on = today - datetime.timedelta(days=75)
    body = load_units()
    clerk = load_people(body, today)
    document = read_sample(clerk, body, "Ke-hoach-dich-vu-cong.docx", write_docx(sample.online_services(issued_on)))
    confirmed(clerk, document)
    link_group(by=clerk, body=body, phrase=sample.GROUP, units=Unit.objects.filter(name__in=sample.WARDS, parent=body))
    programme = actions.start_programme(by=clerk, document=document)
    place_works(programme, clerk)
    tell_weeks(programme, clerk, today)
    answer_weeks(programme)
    read_sample(
        clerk, body, "Du-thao-ke-hoach-tiem-chung.docx", write_docx(sample.vaccination(issued_on), on=issued_on)
    )
    load_city()
    find_again()
    return True


def load_units() -> Unit:
    """Make the ward with its units, and a neighbour that sees none of it."""
    body, _is_new = Unit.objects.get_or_create(name=sample.BODY, parent=None, defaults={"short_name": "UBND phường"})
    for position, (name, short_name) in enumerate([*sample.UNITS, *((name, "") for name in sample.WARDS)], 1):
        Unit.objects.get_or_create(name=name, parent=body, defaults={"short_name": short_name, "position": position})
    return body


def load_people(body: Unit, today: datetime.date) -> Person:
    """Make a person of each role, and one who stands in for the head for a month; return the clerk."""
    for username, full_name, kind, unit_name in PEOPLE:
        unit = body if unit_name is None else Unit.objects.get(name=unit_name, parent=body)
        make_person(username, full_name, kind=kind, unit=unit)
    deputy = make_person(*DEPUTY, kind=Role.Kind.VIEWER, unit=body)
    head = Role.objects.get(person__username="lanh-dao", unit=body)
    if not head.deputies.exists():
        last_on = today + datetime.timedelta(days=DEPUTY_DAYS)
        name_deputy(by=head.person, role=head, deputy=deputy, since=today, last_on=last_on)
    return Person.objects.get(username=PEOPLE[0][0])


def place_works(programme: Programme, clerk: Person) -> None:
    """Say which theme and channels each work serves, as a clerk does where the plan does not say."""
    for duty in programme.duties.all():
        for start, theme, kinds in sample.PLACES:
            if duty.text.startswith(start):
                themes = set(duty.themes.all()) | set(programme.themes.filter(title__startswith=theme))
                channels = set(duty.channels.all()) | set(programme.channels.filter(kind__in=kinds))
                stage = duty.stage or next((theme.stage for theme in themes if theme.stage), None)
                place_duty(by=clerk, duty=duty, version=duty.version, stage=stage, themes=themes, channels=channels)


def tell_weeks(programme: Programme, clerk: Person, today: datetime.date) -> None:
    """Tell a few weeks of work: some in time, some late, some just begun."""
    assignments = list(Assignment.objects.filter(duty__programme=programme).select_related("duty", "unit"))
    plan = (
        (
            "Rà soát, niêm yết",
            "submitted",
            -24,
            "Đã niêm yết 84/84 thủ tục tại bảng tin và trên trang của phường.",
            True,
        ),
        ("Chủ trì, phối hợp", "in_progress", -9, "Mở hai buổi hướng dẫn tại nhà văn hóa Tổ dân phố 2.", True),
        ("Theo dõi, đôn đốc", "in_progress", -14, "Gửi bảng theo dõi tuần cho các đơn vị.", False),
        ("Cử tình nguyện viên", "in_progress", -7, "Sáu bạn trực sáng thứ Bảy.", True),
    )
    for start, progress, days, note, with_photo in plan:
        for assignment in assignments:
            if assignment.duty.text.startswith(start) and assignment.part == Assignment.Part.LEAD:
                tell(assignment, clerk, progress, today + datetime.timedelta(days=days), note, with_photo=with_photo)
    wards = [a for a in assignments if a.duty.text.startswith("Bố trí nhà văn hóa")]
    for n, assignment in enumerate(wards[:3]):
        late = 3 if n == 2 else -4
        on = min(today, (assignment.due_on or today) + datetime.timedelta(days=late))
        tell(assignment, clerk, "submitted", on, "Đã phát thông báo đến từng hộ.", with_photo=n == 0)


def answer_weeks(programme: Programme) -> None:
    """Answer for the office: accept what was sent in but the last, and put one work on hold."""
    head = Person.objects.get(username="lanh-dao")
    assignments = Assignment.objects.filter(duty__programme=programme)
    sent = assignments.filter(progress=Assignment.Progress.SUBMITTED).order_by("stopped_on", "pk")
    for assignment in list(sent)[:-1]:
        accept_assignment(by=head, assignment=assignment, version=assignment.version)
    waiting = assignments.filter(duty__text__startswith="Lắp đặt máy tính", progress=Assignment.Progress.NOT_STARTED)
    for assignment in waiting:
        hold_assignment(by=head, assignment=assignment, version=assignment.version, reason=sample.WHY_ON_HOLD)


def tell(assignment: Assignment, by: Person, progress: str, on: datetime.date, note: str, *, with_photo: bool) -> None:
    """Report one activity; its token comes from what it is, so that a second run adds nothing."""
    key = f"demo {assignment.pk} {progress} {note}"
    files = [SimpleUploadedFile("anh-minh-chung.png", draw_png(assignment.pk % 40))] if with_photo else []
    activity_actions.report_activity(
        by=by,
        assignment=assignment,
        progress=progress,
        on=on,
        note=note,
        files=files,
        token=uuid.uuid5(uuid.NAMESPACE_URL, key),
    )
