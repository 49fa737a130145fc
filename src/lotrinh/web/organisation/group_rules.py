"""Rules over the tree: which units "các chi bộ trực thuộc" or "UBND các xã, phường" mean. Pure: no database, no clock.

The class of a unit is how its name begins ("Phường …", "UBND xã …"): names of Vietnamese bodies say it, and a table of
classes beside the names would only be one more thing to keep true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lotrinh.vietnamese.folding import fold
from lotrinh.web.organisation.models import UnitGroup
from lotrinh.web.organisation.tree import Tree, UnitThen

Rule = UnitGroup.Rule
# How units of Vietnamese bodies begin, the longer before the shorter that it begins with.
CLASSES = (
    "xã", "phường", "đặc khu", "thị trấn", "tổ dân phố", "tổ dân cư", "thôn", "ấp", "bản", "khu phố", "khu dân cư",
    "chi bộ", "đảng bộ", "đảng ủy", "sở", "ban", "ngành", "phòng", "chi cục", "cục", "trung tâm", "trạm", "trường",
    "bệnh viện", "văn phòng", "hội", "đoàn", "chi đoàn", "chi hội", "công đoàn", "doanh nghiệp", "công ty",
    "nhà văn hóa",
)  # fmt: skip
FRONT = ("uy ban nhan dan", "ubnd", "dang uy", "hdnd")  # "UBND xã A" is of the class "xã", said "UBND các xã"
_ALL = re.compile(r"\b(?:cac|nhung|tat ca|toan the)\b")
_RIGHT_BELOW = re.compile(r"\btruc thuoc\b")
_PARTS = re.compile(r"\s*(?:,|;|\bva\b)\s*")


@dataclass(frozen=True, slots=True)
class GroupRule:
    """A rule with its exceptions: keys of units added by name, and of units left out."""

    rule: str = Rule.NAMED
    root: int | None = None
    words: tuple[str, ...] = ()
    added: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()


def is_of_class(name: str, words: tuple[str, ...]) -> bool:
    """Say whether a name begins with one of these words, perhaps after "UBND" or the like; no words take any name."""
    folded = fold(name)
    heads = [folded, *(folded.removeprefix(f"{front} ") for front in FRONT if folded.startswith(f"{front} "))]
    return not words or any(f"{head} ".startswith(f"{fold(word)} ") for head in heads for word in words)


def units_of(rule: GroupRule, tree: Tree, successors: dict[int, list[int]]) -> list[UnitThen]:
    """Return the units that a rule means in the tree of a day: open ones only, in the order of the tree.

    A unit named that has merged or split away by that day means its `successors`.
    """
    found: dict[int, UnitThen] = {}
    if rule.root is not None and rule.rule == Rule.CHILDREN:
        found = {one.pk: one for one in tree.children().get(rule.root, [])}
    elif rule.root is not None and rule.rule == Rule.BELOW:
        found = {one.pk: one for one in tree.below(rule.root)}
    out = set(rule.left_out)
    found = {pk: one for pk, one in found.items() if pk not in out and is_of_class(one.name, rule.words)}
    for pk in heirs_of(rule.added, tree, successors):
        found.setdefault(pk, tree.units[pk])
    places = {pk: place for place, pk in enumerate(tree.units)}
    return sorted((one for one in found.values() if one.is_open), key=lambda one: places[one.pk])


def heirs_of(keys: tuple[int, ...], tree: Tree, successors: dict[int, list[int]]) -> list[int]:
    """Return these units, and in place of one that is closed whatever it went into."""
    found, left, seen = [], list(keys), set()
    while left:
        pk = left.pop(0)
        if pk in seen or pk not in tree.units:
            continue
        seen.add(pk)
        if tree.units[pk].is_open:
            found.append(pk)
        else:
            left.extend(successors.get(pk, []))
    return found


def suggest_rule(phrase: str, *, body: int) -> GroupRule | None:
    """Return the rule that the words of a phrase ask for, for a clerk to confirm; None where they name no class.

    "Các chi bộ trực thuộc" asks for what is right below the body, "UBND các xã, phường" for whatever is so called.
    """
    folded = fold(phrase)
    if not _ALL.search(folded) and "," not in folded:
        return None
    said = _RIGHT_BELOW.sub(" ", _ALL.sub(" ", folded))
    for front in FRONT:
        said = said.strip().removeprefix(front)
    known = {fold(word): word for word in CLASSES}
    parts = [part.strip() for part in _PARTS.split(said)]
    words = tuple(dict.fromkeys(word for part in parts if (word := class_of(part, known))))
    right_below = bool(_RIGHT_BELOW.search(folded))
    if not words and not (right_below and "don vi" in folded):
        return None
    return GroupRule(rule=Rule.CHILDREN if right_below else Rule.BELOW, root=body, words=words)


def class_of(part: str, known: dict[str, str]) -> str:
    """Return the class that a part of a phrase begins with, the longest; "" where it begins with none."""
    heads = [head for head in known if f"{part} ".startswith(f"{head} ")]
    return known[max(heads, key=len)] if heads else ""
