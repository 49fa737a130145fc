"""Writes entries and their words: some objects again, or everything anew, in short transactions.

Safe to run twice and from two workers at once: an object's entries are taken off and put in together, by whoever holds
the follower. SQLite has one writer, so a building anew lets others write between its steps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db import transaction

from lotrinh.vietnamese.pieces import tokens_of
from lotrinh.web.finding import index
from lotrinh.web.finding.models import Entry, Follower, key_of
from lotrinh.web.finding.scopes import scope_tokens
from lotrinh.web.finding.texts import SOURCES, Draft, Source
from lotrinh.web.organisation.models import Unit

Kind = Entry.Kind
ONLY = 1  # key of the one follower
FORM = 1  # of the tokens: a change of how texts are cut asks for building anew
BATCH = 500  # rows of one statement


def parents() -> dict[int, int | None]:
    """Return the parent of each unit."""
    return dict(Unit.objects.values_list("pk", "parent_id"))


def write_again(changed: dict[Kind, set[int]]) -> int:
    """Index objects again, those that are gone too; return how many entries they have now."""
    if not any(changed.values()):
        return 0
    above, count = parents(), 0
    for kind, ids in changed.items():
        source = SOURCES[kind]
        for some in batches(sorted(ids), source.batch):
            count += replace(source, some, above)
    return count


def write_all() -> int:
    """Index everything anew, and take off what is not there any more; return how many entries there are."""
    above, count = parents(), 0
    for source in SOURCES.values():
        ids = source.model._default_manager.order_by("pk").values_list("pk", flat=True)
        for some in batches(list(ids), source.batch):
            count += replace(source, some, above)
        drop_gone(source)
    return count


def drop_gone(source: Source) -> None:
    """Take off the entries of objects that do not exist any more."""
    there = source.model._default_manager.values("pk")
    gone = Entry.objects.filter(kind__in=source.kinds).exclude(object_id__in=there)
    for some in batches(sorted(set(gone.values_list("object_id", flat=True))), BATCH):
        replace(source, some, {})


@transaction.atomic
def replace(source: Source, ids: Collection[int], above: dict[int, int | None]) -> int:
    """Put the entries of some objects in place of those that they had."""
    Follower.objects.select_for_update().get(pk=ONLY)
    drop(list(Entry.objects.filter(kind__in=source.kinds, object_id__in=ids).values_list("pk", flat=True)))
    drafts = list(source.drafts(ids))
    Entry.objects.bulk_create([entry_of(draft) for draft in drafts], batch_size=BATCH)
    index.put_words((key(draft), tokens_of(draft.title, draft.text) | scope_tokens(draft, above)) for draft in drafts)
    return len(drafts)


def drop(keys: list[int]) -> None:
    """Take entries and their words off."""
    index.drop_words(keys)
    for some in batches(keys, BATCH):
        Entry.objects.filter(pk__in=some).delete()


def key(draft: Draft) -> int:
    return key_of(draft.kind, draft.object_id, draft.place, draft.day)


def entry_of(draft: Draft) -> Entry:
    """Return an unsaved entry."""
    return Entry(
        id=key(draft),
        kind=draft.kind,
        object_id=draft.object_id,
        day=draft.day,
        title=draft.title,
        text=draft.text,
        anchor=draft.anchor,
    )


def batches(things: Iterable[int], size: int) -> Iterator[list[int]]:
    """Yield things some at a time."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some
