"""The rows of every table as lines of JSON, in the order of their keys: the same lines from SQLite and PostgreSQL.

What belongs to one running installation stays out: sessions, failed sign-ins, workers that beat; and what is found,
which is indexed anew from the rest.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.core.serializers.python import Deserializer, Serializer
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

LEFT_OUT = frozenset(("sessions", "contenttypes", "auth", "axes", "finding"))  # apps
PASSING = frozenset(("jobs.jobworker",))
BATCH = 1_000  # rows


class Exact(DjangoJSONEncoder):
    """Writes moments to the microsecond: the digests of the record of changes are taken over them."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime.datetime) else super().default(o)


def batched(things: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield things some at a time."""
    rest = iter(things)
    while some := list(islice(rest, BATCH)):
        yield some


def tables() -> list[type[models.Model]]:
    """Return the models whose rows are kept, by name."""
    return sorted(
        (m for m in apps.get_models() if m._meta.app_label not in LEFT_OUT and m._meta.label_lower not in PASSING),
        key=lambda model: model._meta.label_lower,
    )


def lines_of(model: type[models.Model]) -> Iterator[str]:
    """Yield the rows of a table, a line each."""
    rows = model._default_manager.order_by("pk").iterator(chunk_size=BATCH)
    for some in batched(rows):
        for row in Serializer().serialize(some):
            yield json.dumps(row, cls=Exact, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def put_rows(model: type[models.Model], lines: Iterable[str]) -> int:
    """Put rows in an empty table and return how many; keys to rows still to come are looked at in the end."""
    count = 0
    for some in batched(lines):
        read = list(Deserializer(json.loads(line) for line in some))
        if stamps_itself(model):
            for row in read:
                row.save()  # as it was: in one go, each would be stamped with this moment
        else:
            model._default_manager.bulk_create([row.object for row in read])
            put_links(read)
        count += len(read)
    return count


def stamps_itself(model: type[models.Model]) -> bool:
    """Say whether a column of a table takes the moment of its writing."""
    return any(getattr(column, "auto_now", 0) or getattr(column, "auto_now_add", 0) for column in model._meta.fields)


def put_links(read: list[Any]) -> None:
    """Put the rows of the tables between two models that belong to some rows."""
    found: dict[Any, list[Any]] = {}
    for row in read:
        for name, keys in row.m2m_data.items():
            field = row.object._meta.get_field(name)
            through, own, other = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
            links = found.setdefault(through, [])
            links += [through(**{f"{own}_id": row.object.pk, f"{other}_id": key}) for key in keys]
    for through, links in found.items():
        through._default_manager.bulk_create(links, batch_size=BATCH)


def empty_tables() -> None:
    """Take off what migrations put in, so that the rows that come are the only ones."""
    for model in tables():
        model._default_manager.all().delete()


def go_on_counting() -> None:
    """Let the next row of each table have the number behind the last one."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def state_of_tables() -> list[str]:
    """Return the migrations that made the tables: rows fit only tables made by the same."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app not in LEFT_OUT)
