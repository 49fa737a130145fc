"""Puts changes of units into force when their day has come, without anybody's pressing a button.

Each request asks first whether something is due, which is one look into a small index; so no job that may have stopped
stands between a decision and its day. What cannot be done any more waits, and its page says so.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import hold_body_of
from lotrinh.web.organisation.change_actions import put_on, said_of
from lotrinh.web.organisation.models import Unit, UnitChange
from lotrinh.web.programmes.mergers.merging import do_merger
from lotrinh.web.programmes.mergers.splitting import do_split_ahead

log = logging.getLogger(__name__)


class ChangesOfUnits:
    """Every page shows the units of its own day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        take_effect(on=clock.today())
        return self.get_response(request)


def take_effect(*, on: datetime.date) -> int:
    """Put what is due on a day into force, in order; return how many changes came into force."""
    count = 0
    for change in UnitChange.objects.due(on):
        try:
            count += do_change(change)
        except ValidationError:
            UnitChange.objects.filter(pk=change.pk).update(tried_on=on)
            log.warning("change %s of a unit could not come into force", change.pk)
    return count


@transaction.atomic
def do_change(change: UnitChange) -> bool:
    """Put one change into force; two requests at once do it once.

    Raises:
        ValidationError: it may not be so any more; nothing is changed.
    """
    hold_body_of(change.unit)
    held = UnitChange.objects.select_for_update().filter(pk=change.pk, in_force=False).first()
    if held is None:
        return False
    if held.kind == UnitChange.Kind.MERGED:
        do_merger(held, by=None)
    elif held.kind == UnitChange.Kind.SPLIT:
        do_split_ahead(Unit.objects.select_for_update().get(pk=held.unit_id), on=held.on)
        held.refresh_from_db()  # every row of the split is in force now
    else:
        put_on(held, Unit.objects.select_for_update().get(pk=held.unit_id))
        held.save(update_fields=["in_force"])
    audit.record(by=None, action="unit.change_in_force", subject=held.unit, before=None, after=said_of(held))
    return True
