"""Writes many rows of one table at once, past the models: what a benchmark needs, and nothing that people use.

PostgreSQL takes them by COPY, SQLite by one statement asked again; both are several times quicker than making objects.
Rows get their keys from the database, in the order in which they are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Field, Model

Fields = Sequence["Field[Any, Any]"]
BATCH = 5000  # rows in one transaction: enough to be quick, few enough to lie in memory


def write_rows(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[int]:
    """Write rows of the values of the named fields, a batch at a time; yield how many are written.

    The other fields hold their defaults, which must be the same for every row.
    """
    own = [field for field in model._meta.concrete_fields if not (field.primary_key or field.generated)]
    fields = [*(field for name in names for field in own if field.name == name)]
    others = [field for field in own if field not in fields]
    rest = [field.get_db_prep_save(field.get_default(), connection) for field in others]
    left, written = iter(rows), 0
    while batch := [prepared(fields, row) + rest for row in islice(left, BATCH)]:
        with transaction.atomic():
            write_batch(model, [*fields, *others], batch)
        written += len(batch)
        yield written


def prepared(fields: Fields, row: Sequence[Any]) -> list[Any]:
    """Return what the database is given for a row."""
    return [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]


def write_batch(model: type[Model], fields: Fields, batch: Sequence[Sequence[Any]]) -> None:
    """Give a batch to the database in the way in which it takes many rows."""
    quote = connection.ops.quote_name
    place = f"{quote(model._meta.db_table)} ({', '.join(quote(str(field.column)) for field in fields)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {place} FROM STDIN") as copy:
                for row in batch:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {place} VALUES ({marks})", batch)  # noqa: S608  # nosec B608  # our own names
