"""What a phrase of a plan means among the units of a body on a day: a unit by its name, or a group answered once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from lotrinh.vietnamese.folding import fold
from lotrinh.web.organisation.group_rules import GroupRule, units_of
from lotrinh.web.organisation.models import Unit, UnitChange, UnitGroup
from lotrinh.web.organisation.tree import Tree, tree_of


def key_of(phrase: str) -> str:
    """Return what a phrase is remembered by: without marks and capitals, no longer than its column."""
    return fold(phrase)[:300]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """All that a body's phrases mean on a day, read once."""

    tree: Tree
    successors: dict[int, list[int]]
    groups: dict[str, list[Unit]]
    by_name: dict[str, Unit]

    def units_meant_by(self, phrase: str) -> list[Unit]:
        """Return the units that a phrase means: the remembered group first, then a name; none where nobody has said."""
        key = key_of(phrase)
        if key in self.groups:
            return self.groups[key]
        return [self.by_name[key]] if key in self.by_name else []

    def units_under(self, rule: GroupRule) -> list[Unit]:
        """Return the units that a rule gives."""
        return [one.unit for one in units_of(rule, self.tree, self.successors)]


def open_book(body: Unit, *, on: datetime.date) -> PhraseBook:
    """Read the phrases of a body, and its units as they are on a day: no phrase means one that is closed."""
    groups = UnitGroup.objects.filter(body=body).prefetch_related("units", "left_out")
    tree = tree_of(Unit.objects.all().of_body(body.pk), on=on)
    successors = successors_on(tree)
    own = [one for one in tree.units.values() if one.is_open]
    named = {fold(one.unit.short_name): one.unit for one in own if one.unit.short_name}
    meant = {group.folded: [one.unit for one in units_of(rule_of(group), tree, successors)] for group in groups}
    by_name = named | {fold(one.name): one.unit for one in own}
    return PhraseBook(tree=tree, successors=successors, groups=meant, by_name=by_name)


def successors_on(tree: Tree) -> dict[int, list[int]]:
    """Return what each unit had gone into by the day of a tree."""
    gone = UnitChange.objects.filter(unit__in=tree.units, into__isnull=False, on__lte=tree.on)
    found: dict[int, list[int]] = {}
    for unit, into in gone.order_by("on", "pk").values_list("unit", "into"):
        found.setdefault(unit, []).append(into)
    return {unit: [into for into in intos if into is not None] for unit, intos in found.items()}


def phrases_with(unit: Unit, *, on: datetime.date) -> list[str]:
    """Return the remembered phrases that mean a unit on a day."""
    body = unit.body
    book = open_book(body, on=on)
    groups = UnitGroup.objects.filter(body=body).values_list("phrase", "folded")
    return [phrase for phrase, folded in groups if unit in book.groups[folded]]


def rule_of(group: UnitGroup) -> GroupRule:
    """Return the rule of a remembered phrase."""
    return GroupRule(
        rule=group.rule,
        root=group.root_id,
        words=words_of(group.words),
        added=keys_of(group.units.all()),
        left_out=keys_of(group.left_out.all()),
    )


def words_of(text: str) -> tuple[str, ...]:
    """Return words that were typed with commas between them."""
    return tuple(word.strip() for word in text.replace(";", ",").split(",") if word.strip())


def keys_of(units: Iterable[Unit]) -> tuple[int, ...]:
    return tuple(unit.pk for unit in units)
