"""Dated changes of units: recorded by a decision after the fact or ahead, in order, and put into force on their day.

`Unit` always holds today. A change of yesterday changes it at once, one of tomorrow when its day comes; both are rows
of one history that nothing rewrites. What happens to work is the matter of `programmes`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile, hold_body_of, picture, refuse_to_outlive
from lotrinh.web.organisation.models import Person, Unit, UnitChange
from lotrinh.web.organisation.tree import has_ring, parents_of

Kind = UnitChange.Kind
YEARS_AHEAD = 5  # a year typed wrong is no decision
SAID = (
    "kind",
    "on",
    "decision",
    "name_before",
    "name_after",
    "parent_before_id",
    "parent_after_id",
    "into_id",
    "ends_unit",
)


@contextmanager
def tried(*, keep: bool) -> Iterator[None]:
    """Make a change, and keep it only where it was asked for: a preview refuses whatever the change itself would."""
    with transaction.atomic():
        yield
        if not keep:
            transaction.set_rollback(True)


def said_of(change: UnitChange) -> dict[str, Any]:
    """Return what the audit keeps of a change."""
    return {name: getattr(change, name) for name in (*SAID, "unit_id", "in_force")}


def written(day: datetime.date) -> str:
    """Write a day as sentences have it."""
    return f"{day:%d/%m/%Y}"


def refuse_change(unit: Unit, *, on: datetime.date, decision: str) -> None:
    """Refuse a change without a decision, outside the life of its unit, or before one that is recorded already.

    Raises:
        ValidationError: beside `on` or `decision`.
    """
    names = {"name": unit.name}
    if not decision.strip():
        raise ValidationError({"decision": _("Hãy ghi văn bản quyết định.")})
    if on.year > clock.today().year + YEARS_AHEAD:
        raise ValidationError({"on": _("Ngày hiệu lực xa quá; hãy kiểm tra lại năm.")})
    if unit.founded_on is not None and on < unit.founded_on:
        said = names | {"day": written(unit.founded_on)}
        raise ValidationError({"on": _("%(name)s thành lập ngày %(day)s; không có thay đổi nào trước ngày đó.") % said})
    ended = unit.closed_on or ending_of(unit)
    if ended is not None and on >= ended:
        said = names | {"day": written(ended)}
        raise ValidationError({"on": _("%(name)s kết thúc ngày %(day)s; sau đó không thay đổi được nữa.") % said})
    last = unit.changes.exclude(kind=Kind.FOUNDED).order_by("-on", "-pk").first()
    if last is not None and last.on > on:
        said = names | {"day": written(last.on), "kind": last.get_kind_display().lower()}
        message = _(
            "%(name)s đã có thay đổi từ ngày %(day)s (%(kind)s); hãy ghi theo thứ tự, hoặc rút thay đổi chưa tới ngày."
        )
        raise ValidationError({"on": message % said})


def ending_of(unit: Unit) -> datetime.date | None:
    """Return the day on which a recorded merger, split or closing ends a unit."""
    last = unit.changes.filter(Q(kind__in=(Kind.MERGED, Kind.CLOSED)) | Q(ends_unit=True)).first()
    return last.on if last is not None else None


def held_unit(unit: Unit, version: int | None) -> Unit:
    """Lock the body of a unit and the unit at the version that the person saw.

    Raises:
        ChangedMeanwhile: it has another version now.
    """
    hold_body_of(unit)
    held = Unit.objects.select_for_update().get(pk=unit.pk)
    if version is not None and held.version != version:
        raise ChangedMeanwhile
    return held


def name_by(unit: Unit, on: datetime.date) -> str:
    """Return the name that a unit will bear on a day, as recorded."""
    return str(Unit.objects.as_of(on).values_list("name_then", flat=True).get(pk=unit.pk))


@transaction.atomic
def rename_unit(
    *, by: Person | None, unit: Unit, version: int | None, name: str, on: datetime.date, decision: str
) -> UnitChange:
    """Give a unit another name from a day on.

    Raises:
        ChangedMeanwhile: the unit has another version now.
        ValidationError: the name is the same or taken, or as `refuse_change`.
    """
    held = held_unit(unit, version)
    refuse_change(held, on=on, decision=decision)
    before = name_by(held, on)
    if name == before:
        raise ValidationError({"name": _("Đơn vị đang mang đúng tên này.")})
    beside = Unit.objects.exclude(pk=held.pk).filter(parent=held.parent, name=name)
    if beside.exists():
        raise ValidationError({"name": _("Dưới đơn vị cấp trên này đã có đơn vị cùng tên.")})
    change = UnitChange(unit=held, kind=Kind.RENAMED, on=on, decision=decision, name_before=before, name_after=name)
    return enter(change, held, by=by)


@transaction.atomic
def move_unit(
    *, by: Person | None, unit: Unit, version: int | None, parent: Unit, on: datetime.date, decision: str
) -> UnitChange:
    """Put a unit under another one of its body from a day on.

    Raises:
        ChangedMeanwhile: the unit has another version now.
        ValidationError: it would stand under itself on that day or on any recorded later one, under a unit that is
            not open then, in another body, or as `refuse_change`.
    """
    held = held_unit(unit, version)
    refuse_change(held, on=on, decision=decision)
    change = moving(held, parent, on=on, decision=decision)
    return enter(change, held, by=by)


def moving(unit: Unit, parent: Unit, *, on: datetime.date, decision: str) -> UnitChange:
    """Return the move of a unit, checked and not stored yet; errors as `move_unit`."""
    if unit.parent_id is None:
        raise ValidationError(_("Cơ quan không nằm dưới đơn vị nào nên không chuyển được."))
    if parent.body_key != unit.body_key:
        raise ValidationError({"parent": _("Chỉ chuyển được đơn vị trong cùng một cơ quan.")})
    before = Unit.objects.as_of(on).values_list("parent_then", flat=True).get(pk=unit.pk)
    if before == parent.pk:
        raise ValidationError({"parent": _("Đơn vị đang nằm dưới đơn vị này rồi.")})
    ends = ending_of(parent)
    if not parent.is_open_on(on) or (ends is not None and ends <= on):
        raise ValidationError({"parent": _("Đơn vị cấp trên này không hoạt động từ ngày đó; hãy chọn đơn vị khác.")})
    refuse_rings(unit, parent, on=on)
    return UnitChange(
        unit=unit, kind=Kind.MOVED, on=on, decision=decision, parent_before_id=before, parent_after=parent
    )


def refuse_rings(unit: Unit, parent: Unit, *, on: datetime.date) -> None:
    """Refuse a move that would put somebody below themselves, on its day or on the day of a recorded later move."""
    body = Unit.objects.all().of_body(unit.body_key)
    later = UnitChange.objects.filter(unit__in=body, kind=Kind.MOVED, on__gt=on).values_list("on", flat=True)
    for day in sorted({on, *later}):
        parents = parents_of(body, on=day) | {unit.pk: parent.pk}
        if has_ring(parents):
            said = {"day": written(day)}
            raise ValidationError({"parent": _("Một đơn vị không thể nằm dưới chính nó (ngày %(day)s).") % said})


@transaction.atomic
def close_unit(*, by: Person, unit: Unit, version: int | None, on: datetime.date, decision: str) -> UnitChange:
    """End a unit on a day; what is below it must have gone before.

    Raises:
        ChangedMeanwhile: the unit has another version now.
        ValidationError: something below is open then, or as `refuse_change`.
    """
    held = held_unit(unit, version)
    refuse_change(held, on=on, decision=decision)
    was = picture(held)
    end(held, on=on)
    reached = on <= clock.today()
    change = UnitChange.objects.create(unit=held, kind=Kind.CLOSED, on=on, decision=decision, in_force=reached)
    audit.record(by=by, action="unit.closed", subject=held, before=was, after=picture(held) | said_of(change))
    return change


def end(unit: Unit, *, on: datetime.date) -> None:
    """Write the last day of a unit; a day to come works by itself, since every list asks who is open on a day."""
    unit.closed_on, unit.version = on, unit.version + 1
    refuse_to_outlive(unit)
    unit.full_clean()
    unit.save()


def enter(change: UnitChange, unit: Unit, *, by: Person | None) -> UnitChange:
    """Store a change, in force at once where its day has come, with one line in the audit."""
    was = picture(unit)
    if change.on <= clock.today():
        put_on(change, unit)
    else:
        unit.version += 1
        unit.save(update_fields=["version"])
    change.save()
    audit.record(by=by, action=f"unit.{change.kind}", subject=unit, before=was, after=picture(unit) | said_of(change))
    return change


def put_on(change: UnitChange, unit: Unit) -> None:
    """Let a unit bear the name, or stand under the unit, that a change says.

    Raises:
        ValidationError: it may not be so any more.
    """
    if change.kind == Kind.RENAMED:
        unit.name = change.name_after
    elif change.kind == Kind.MOVED:
        unit.parent = change.parent_after
    refuse_to_outlive(unit)
    unit.version += 1
    unit.full_clean()
    unit.save()
    change.in_force = True


@transaction.atomic
def withdraw_change(*, by: Person, change: UnitChange) -> None:
    """Take back a change whose day has not come: the decision was changed, or typed wrong.

    Raises:
        ValidationError: it is in force; what happened stays in the history.
    """
    unit = held_unit(change.unit, None)
    held = UnitChange.objects.select_for_update().filter(pk=change.pk, in_force=False).first()
    if held is None:
        raise ValidationError(_("Thay đổi này đã có hiệu lực nên không rút được; hãy ghi một thay đổi mới."))
    if held.unit.changes.filter(on__gte=held.on, pk__gt=held.pk).exists():
        raise ValidationError(_("Sau thay đổi này còn thay đổi khác; hãy rút thay đổi sau cùng trước."))
    if held.kind == Kind.CLOSED:
        unit.closed_on, unit.version = None, unit.version + 1
        unit.save()
    audit.record(by=by, action="unit.change_withdrawn", subject=unit, before=said_of(held), after=None)
    held.delete()
    if held.into is not None:
        withdraw_founding(by=by, unit=held.into, on=held.on, decision=held.decision)


def withdraw_founding(*, by: Person, unit: Unit, on: datetime.date, decision: str) -> None:
    """Take back a unit that was to be founded by a decision only for what was withdrawn, where nothing names it."""
    was_for_this = unit.founded_on == on
    changes = UnitChange.objects.filter(Q(unit=unit) | Q(into=unit) | Q(parent_before=unit) | Q(parent_after=unit))
    by_decision = Q(unit=unit, kind=Kind.FOUNDED, on=on, decision=decision)
    if not was_for_this or changes.exclude(by_decision).exists() or unit.children.exists():
        return
    was, founding = picture(unit), list(changes.filter(by_decision))
    try:
        with transaction.atomic():
            UnitChange.objects.filter(pk__in=[one.pk for one in founding]).delete()
            audit.record(by=by, action="unit.founding_withdrawn", subject=unit, before=was, after=None)
            unit.delete()
    except ProtectedError:  # somebody has a role in it, or work is promised to it: it stays
        return
