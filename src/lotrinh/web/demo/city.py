"""A city of the demo whose three wards merged on 1 July 2025, with work under way. Every name in it is invented."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from lotrinh.web.demo.making import confirmed, make_person, read_sample
from lotrinh.web.organisation.group_actions import link_group
from lotrinh.web.organisation.group_rules import GroupRule, Rule
from lotrinh.web.organisation.models import Person, Role, Unit
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.activities import actions as activity_actions
from lotrinh.web.programmes.mergers.merging import merge_units
from lotrinh.web.programmes.models import Assignment, Programme
from lotrinh.web.programmes.states.actions import accept_assignment
from lotrinh.writing.description import OfficialDocument, Recipient, Signing, SigningPower
from lotrinh.writing.official_docx import write_docx
from lotrinh.writing.typed_lines import items_of

CITY = "Ủy ban nhân dân thành phố Sông Xanh"
OFFICE = "Văn phòng UBND thành phố"
MERGING = ("Phường An Bình", "Phường Bình Hưng", "Phường Hòa An")
OTHERS = ("Phường Đông Sơn", "Xã Tân Lập")
SUCCESSOR = "Phường An Hòa"
MERGED_ON = datetime.date(2025, 7, 1)
DECISION = "Nghị quyết số 21/NQ-HĐND ngày 16/6/2025 của HĐND thành phố Sông Xanh"
PHRASE = "UBND các xã, phường"


@transaction.atomic
def load_city() -> Programme:
    """Load the city, its plan of May 2025 with what was done by then, and the merger."""
    if (there := Programme.objects.filter(owner__name=CITY, owner__parent=None).first()) is not None:
        return there
    body, _is_new = Unit.objects.get_or_create(name=CITY, parent=None, defaults={"short_name": "UBND thành phố"})
    for position, name in enumerate((OFFICE, *MERGING, *OTHERS), 1):
        Unit.objects.get_or_create(name=name, parent=body, defaults={"position": position})
    clerk = make_person("van-phong-thanh-pho", "Cán bộ văn phòng thành phố", kind=Role.Kind.CLERK, unit=body)
    head = make_person("lanh-dao-thanh-pho", "Lãnh đạo thành phố", kind=Role.Kind.HEAD, unit=body)
    document = confirmed(clerk, read_sample(clerk, body, "Ke-hoach-nuoc-sach.docx", write_docx(clean_water())))
    rule = GroupRule(rule=Rule.BELOW, root=body.pk, words=("xã", "phường"))
    link_group(by=clerk, body=body, phrase=PHRASE, rule=rule)
    programme = actions.start_programme(by=clerk, document=document)
    work_before(programme, clerk, head)
    wards = list(Unit.objects.filter(name__in=MERGING, parent=body))
    merge_units(by=clerk, body=body, units=wards, into=None, name=SUCCESSOR, on=MERGED_ON, decision=DECISION)
    return programme


def work_before(programme: Programme, clerk: Person, head: Person) -> None:
    """Tell what the wards had done before they merged: the lists are in, the first repairs have begun."""
    work = Assignment.objects.filter(duty__programme=programme, unit__name__in=MERGING).select_related("unit")
    for number, each in enumerate(work.filter(duty__text__startswith="Lập danh sách")):
        on = datetime.date(2025, 6, 5 + number)
        tell(each, clerk, Assignment.Progress.SUBMITTED, on, "Đã gửi danh sách hộ chưa có nước máy.")
        each.refresh_from_db()
        if number < len(MERGING) - 1:  # the last list was still being looked at on the day of the merger
            accept_assignment(by=head, assignment=each, version=each.version)
    for each in work.filter(duty__text__startswith="Sửa chữa")[:1]:
        on = datetime.date(2025, 6, 20)
        tell(each, clerk, Assignment.Progress.IN_PROGRESS, on, "Đã sửa xong hai trong năm trạm bơm.")


def tell(assignment: Assignment, by: Person, progress: str, on: datetime.date, note: str) -> None:
    """Report one activity, once."""
    token = uuid.uuid5(uuid.NAMESPACE_URL, f"demo city {assignment.pk} {progress}")
    activity_actions.report_activity(
        by=by, assignment=assignment, progress=progress, on=on, note=note, files=[], token=token
    )


def clean_water() -> OfficialDocument:
    """Return the plan of the city: two works of every ward and commune, one of the office."""
    return OfficialDocument(
        system="state",
        issuer="Ủy ban nhân dân thành phố Sông Xanh",
        number=63,
        symbol="KH-UBND",
        place="Sông Xanh",
        issued_on=datetime.date(2025, 5, 12),
        kind="KH",
        subject="Cấp nước sạch mùa khô năm 2025 - 2026 trên địa bàn thành phố Sông Xanh",
        grounds=("Căn cứ Quyết định số 09/QĐ-UBND ngày 06/01/2025 của Ủy ban nhân dân thành phố",),
        opening=("Ủy ban nhân dân thành phố ban hành kế hoạch như sau:",),
        items=items_of(
            (
                "I. MỤC ĐÍCH",
                "- Mọi hộ dân có nước sạch trong mùa khô.",
                "II. NỘI DUNG",
                "1. Giai đoạn từ nay đến hết ngày 30/6/2025",
                "- Lập danh sách hộ chưa có nước máy.",
                "2. Giai đoạn từ ngày 01/7/2025 đến ngày 31/12/2026",
                "- Sửa chữa trạm bơm, nối đường ống.",
                "III. TỔ CHỨC THỰC HIỆN",
                "1. Văn phòng UBND thành phố",
                "- Theo dõi, đôn đốc việc thực hiện Kế hoạch.",
                "2. UBND các xã, phường",
                "- Lập danh sách hộ chưa có nước máy; hoàn thành trước ngày 15/6/2025.",
                "- Sửa chữa các trạm bơm trên địa bàn; hoàn thành trước ngày 31/12/2026.",
            )
        ),
        closing="Trên đây là Kế hoạch của Ủy ban nhân dân thành phố./.",
        recipients=(Recipient("UBND các xã, phường", "t/h"),),
        archive="VT",
        signing=Signing((SigningPower("TM", "Ủy ban nhân dân"),), "Chủ tịch", "Lê Thị Ví Dụ"),
    )
