"""The lookup `among`: a key is one of many, handed over as one value.

`in` binds each key on its own: ten thousand of them cost more than the rows that they find.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import AutoField, BigAutoField, ForeignKey, IntegerField, Lookup


@AutoField.register_lookup
@BigAutoField.register_lookup
@ForeignKey.register_lookup
@IntegerField.register_lookup
class Among(Lookup[Any]):
    """`unit__among=keys`: as `unit__in`, for keys that may be many; an answer is the same."""

    lookup_name = "among"

    def get_prep_lookup(self) -> list[int]:
        keys: Collection[int] = self.rhs
        return sorted(keys)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.column(compiler, connection)
        return f"{column} IN (SELECT value FROM json_each(%s))", [*params, json.dumps(self.rhs)]  # noqa: S608  # nosec B608  # a column's name

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.column(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", [*params, self.rhs]

    def column(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return the SQL of the column; no key at all finds nothing, and the database need not be asked."""
        if not self.rhs:
            raise EmptyResultSet
        sql, params = self.process_lhs(compiler, connection)
        return sql, list(params)
