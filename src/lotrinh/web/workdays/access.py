"""The only door to the rows of a body's days off."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from lotrinh.web.organisation.access import Standing
from lotrinh.web.workdays.models import DayRule


def rules_for(standing: Standing) -> QuerySet[DayRule]:
    """Return the rows of the bodies that a person works in."""
    return DayRule.objects.filter(body__in=standing.body_ids).select_related("body")


def get_rule_to_change_for(standing: Standing, pk: int) -> DayRule:
    """Return a row that the person may change: it moves deadlines of every unit of the body.

    Raises:
        Http404: there is none in a body of theirs.
        PermissionDenied: they are no clerk of the body itself.
    """
    rule = rules_for(standing).filter(pk=pk).first()
    if rule is None:
        raise Http404
    if rule.body_id not in standing.clerk_ids:
        raise PermissionDenied
    return rule
