"""A unit ends with nothing left open in it: its work goes elsewhere first, by a merger, a split or a new assignment."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation.change_actions import close_unit
from lotrinh.web.organisation.models import Person, Unit, UnitChange
from lotrinh.web.programmes.mergers.merging import open_work_of


@transaction.atomic
def close_empty_unit(*, by: Person, unit: Unit, version: int | None, on: datetime.date, decision: str) -> UnitChange:
    """End a unit; on a day to come it may have work until then.

    Raises:
        ValidationError: it has open work on its last day, or as `close_unit`.
    """
    if on <= clock.today() and (count := open_work_of(unit).count()):
        message = _("Đơn vị còn %(n)d việc chưa xong; hãy sáp nhập, chia tách, hoặc giao việc cho đơn vị khác trước.")
        raise ValidationError(message % {"n": count})
    return close_unit(by=by, unit=unit, version=version, on=on, decision=decision)
