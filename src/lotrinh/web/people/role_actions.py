"""What people change in roles: given from a day to a day, ended, lent to a deputy. Each change is atomic and audited.

Nobody raises themselves, and a body keeps an administrator where it has one.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import hold_body_of
from lotrinh.web.organisation.models import Person, Role, Unit

DAY = datetime.timedelta(days=1)


def picture(role: Role) -> dict[str, Any]:
    """Return what the audit keeps of a role."""
    fields = ("person_id", "unit_id", "kind", "since", "until", "stands_in_for_id")
    return {name: getattr(role, name) for name in fields}


def refuse_oneself(by: Person, person: Person) -> None:
    """Refuse rights that somebody would give to themselves.

    Raises:
        ValidationError: it is the same person.
    """
    if by.pk == person.pk:
        raise ValidationError(_("Không ai tự giao vai trò cho chính mình; hãy nhờ người quản trị khác."))


@transaction.atomic
def give_role(
    *, by: Person, person: Person, unit: Unit, kind: str, since: datetime.date, last_on: datetime.date | None = None
) -> Role:
    """Give a role from a day to a day, both counted; without the second, until it is ended.

    Raises:
        ValidationError: to oneself, to a closed account, an administrator of less than a body, days out of order, or
            the person has that role there on some of the days.
    """
    refuse_oneself(by, person)
    role = Role(person=person, unit=unit, kind=kind, since=since, until=last_on + DAY if last_on else None)
    return keep_role(by=by, role=role, action="role.given")


def keep_role(*, by: Person, role: Role, action: str) -> Role:
    """Check and store a new role, under a lock on its person: two at once could overlap.

    Raises:
        ValidationError: as `give_role`.
    """
    person = Person.objects.select_for_update().get(pk=role.person_id)
    if not person.is_active:
        raise ValidationError(_("Tài khoản này đã đóng; hãy mở lại trước khi giao vai trò."))
    if role.kind == Role.Kind.ADMINISTRATOR and role.unit.parent_id is not None:
        raise ValidationError({"unit": _("Vai trò quản trị chỉ giao ở cơ quan, không ở đơn vị bên dưới.")})
    if role.since is not None and role.until is not None and role.since >= role.until:
        raise ValidationError({"last_on": _("Ngày cuối không thể trước ngày bắt đầu.")})
    same = Role.objects.filter(person=person, unit=role.unit, kind=role.kind)
    if same.overlapping(role.since, role.until).exists():
        raise ValidationError(_("Người này đã có vai trò đó ở đơn vị đó trong khoảng thời gian này."))
    role.save(force_insert=True)
    audit.record(by=by, action=action, subject=role, before=None, after=picture(role))
    return role


@transaction.atomic
def end_role(*, by: Person, role: Role, until: datetime.date) -> Role:
    """End a role: `until` is the first day without it. Deputies for it end with it.

    Raises:
        ValidationError: it has ended by then already, or the body would be left without an administrator.
    """
    hold_body_of(role.unit)
    held = Role.objects.select_for_update(of=("self",)).select_related("unit").get(pk=role.pk)
    if held.until is not None and held.until <= until:
        raise ValidationError(_("Vai trò này đã kết thúc trước ngày đó."))
    cut_role(by=by, role=held, until=until)
    refuse_no_administrator(held.unit.body, was=held, on=until)
    return held


def cut_role(*, by: Person, role: Role, until: datetime.date) -> None:
    """Let a role end on a day, with all deputies for it; one that has not begun is never held."""
    before = picture(role)
    role.until = until if role.since is None else max(role.since, until)
    role.save(update_fields=["until"])
    audit.record(by=by, action="role.ended", subject=role, before=before, after=picture(role))
    for lent in Role.objects.lent_from(role).not_over(until):
        cut_role(by=by, role=lent, until=until)


def refuse_no_administrator(body: Unit, *, was: Role, on: datetime.date) -> None:
    """Refuse the end of the last administrator of a body: nobody could give roles any more.

    Raises:
        ValidationError: nobody else administers the body on that day and until further notice.
    """
    if was.kind != Role.Kind.ADMINISTRATOR or was.stands_in_for_id is not None:
        return
    left = Role.objects.on(on).filter(unit=body, kind=Role.Kind.ADMINISTRATOR, until=None, stands_in_for=None)
    if not left.filter(person__is_active=True).exists():
        raise ValidationError(
            _("Đây là người quản trị cuối cùng của cơ quan; hãy giao vai trò quản trị cho người khác trước.")
        )


@transaction.atomic
def name_deputy(*, by: Person, role: Role, deputy: Person, since: datetime.date, last_on: datetime.date) -> Role:
    """Lend a role to a deputy from a day to a day, both counted. It ends by itself.

    Raises:
        ValidationError: the deputy is who names, or the holder; the role is lent already or is not held on all the
            days; or the deputy stands in for somebody else then, so that the audit could not say for whom.
    """
    if deputy.pk == role.person_id:
        raise ValidationError({"deputy": _("Người thay phải là người khác.")})
    refuse_oneself(by, deputy)
    held = Role.objects.select_for_update(of=("self",)).select_related("unit").get(pk=role.pk)
    until = last_on + DAY
    if held.stands_in_for_id is not None:
        raise ValidationError(_("Người đang thay không cử người khác thay tiếp."))
    if (held.since is not None and since < held.since) or (held.until is not None and until > held.until):
        raise ValidationError(_("Vai trò này không có trong suốt khoảng thời gian đó."))
    if Role.objects.lent_from(held).overlapping(since, until).exists():
        raise ValidationError(_("Trong khoảng thời gian này đã có người thay."))
    Person.objects.select_for_update().get(pk=deputy.pk)
    others = Role.objects.filter(person=deputy).filter(~Q(stands_in_for=None)).overlapping(since, until)
    if others.exclude(stands_in_for__person=held.person_id).exists():
        raise ValidationError({"deputy": _("Người này đang thay một người khác trong khoảng thời gian đó.")})
    lent = Role(person=deputy, unit=held.unit, kind=held.kind, since=since, until=until, stands_in_for=held)
    return keep_role(by=by, role=lent, action="deputy.named")
