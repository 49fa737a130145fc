"""What people say that phrases of plans mean: units by name, or a rule over the tree with exceptions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.group_rules import GroupRule, Rule
from lotrinh.web.organisation.models import Person, Unit, UnitGroup
from lotrinh.web.organisation.phrases import key_of, rule_of


def named(units: Iterable[Unit]) -> GroupRule:
    """Return the rule that means these units by name."""
    return GroupRule(added=tuple(unit.pk for unit in units))


@transaction.atomic
def link_group(
    *, by: Person, body: Unit, phrase: str, units: Iterable[Unit] = (), rule: GroupRule | None = None
) -> UnitGroup:
    """Say which units a phrase means; the answer is remembered for every plan of the body.

    Raises:
        ValidationError: no words, neither a rule nor a unit, or a unit of another body.
    """
    key, said = key_of(phrase), rule or named(units)
    if not any(letter.isalnum() for letter in key):
        raise ValidationError(_("Hãy ghi cụm từ bằng chữ."))
    if said.rule == Rule.NAMED and not said.added:
        raise ValidationError(_("Hãy chọn ít nhất một đơn vị."))
    if said.rule != Rule.NAMED and said.root is None:
        raise ValidationError(_("Hãy chọn đơn vị mà quy tắc lấy các đơn vị bên dưới."))
    asked = {*said.added, *said.left_out, *([said.root] if said.root is not None else [])}
    if Unit.objects.all().of_body(body.pk).filter(pk__among=asked).count() < len(asked):
        raise ValidationError(_("Chỉ chọn được đơn vị của cơ quan mình."))
    group, is_new = UnitGroup.objects.select_for_update().get_or_create(
        body=body, folded=key, defaults={"phrase": phrase[:300]}
    )
    before = None if is_new else picture_of(group, rule_of(group))
    is_named = said.rule == Rule.NAMED
    group.rule, group.root_id, group.words = said.rule, said.root, "" if is_named else ", ".join(said.words)[:300]
    group.save()
    group.units.set(said.added)
    group.left_out.set(() if is_named else said.left_out)
    after = picture_of(group, said)
    if before != after:
        audit.record(by=by, action="group.linked", subject=group, before=before, after=after)
    return group


def picture_of(group: UnitGroup, rule: GroupRule) -> dict[str, Any]:
    """Return what the audit keeps of a phrase and its rule."""
    return {
        "phrase": group.phrase,
        "rule": rule.rule,
        "root": rule.root,
        "words": list(rule.words),
        "units": sorted(rule.added),
        "left_out": sorted(rule.left_out),
    }
