"""The index of words: the one module that speaks to each database in its own words, SQLite's FTS5 and PostgreSQL's GIN.

It knows keys and tokens, nothing of what they are about. A token is letters, digits and "_" only, so nothing that a
person typed can be taken for syntax; it is quoted all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from lotrinh.vietnamese.pieces import Token

# SQLite counts down from here, so that the newest comes first as it reads: read backwards between two keys, FTS5 3.40
# leaves rows out where a word is in many.
LAST = 2**63 - 1


class Dialect(NamedTuple):
    """How one database is spoken to."""

    put: str
    drop: str
    ask: str
    also: str
    either: str
    begun: str  # behind a quoted token
    quote: str


DIALECTS = {
    "sqlite": Dialect(
        put=f"INSERT OR REPLACE INTO finding_words (rowid, tokens) VALUES ({LAST} - %s, %s)",  # noqa: S608  # nosec B608  # a number of ours
        drop=f"DELETE FROM finding_words WHERE rowid = {LAST} - %s",  # noqa: S608  # nosec B608  # as above
        ask=f"SELECT {LAST} - rowid FROM finding_words WHERE finding_words MATCH %s"  # noqa: S608  # nosec B608  # as above
        f" AND rowid <= {LAST} - %s AND rowid >= {LAST} - %s ORDER BY rowid LIMIT %s",
        also=" AND ",
        either=" OR ",
        begun=" *",
        quote='"',
    ),
    "postgresql": Dialect(
        put="INSERT INTO finding_words (id, tokens) VALUES (%s, array_to_tsvector(string_to_array(%s, ' ')))"
        " ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens",
        drop="DELETE FROM finding_words WHERE id = %s",
        ask="SELECT id FROM finding_words WHERE tokens @@ %s::tsquery AND id BETWEEN %s AND %s"
        " ORDER BY id DESC LIMIT %s",
        also=" & ",
        either=" | ",
        begun=":*",
        quote="'",
    ),
}


def put_words(rows: Iterable[tuple[int, set[str]]]) -> None:
    """Put entries in the index, each key with its tokens."""
    with connection.cursor() as cursor:
        cursor.executemany(DIALECTS[connection.vendor].put, [(key, " ".join(sorted(tokens))) for key, tokens in rows])


def drop_words(keys: Iterable[int]) -> None:
    """Take entries off the index."""
    with connection.cursor() as cursor:
        cursor.executemany(DIALECTS[connection.vendor].drop, [(key,) for key in keys])


def newest_with(tokens: Sequence[Token], *, one_of: Sequence[str], between: tuple[int, int], most: int) -> list[int]:
    """Return the largest keys of entries that have all these tokens, and one of those that say who may see them.

    Args:
        tokens: what the entries have to have.
        one_of: tokens of which they have to have one.
        between: the first and the last key to look at.
        most: how many keys to return.
    """
    dialect = DIALECTS[connection.vendor]
    scope = dialect.either.join(quoted(dialect, Token(key)) for key in one_of)
    asked = dialect.also.join([*(quoted(dialect, token) for token in tokens), f"({scope})"])
    with connection.cursor() as cursor:
        cursor.execute(dialect.ask, [asked, *between, most])
        return [key for (key,) in cursor.fetchall()]


def quoted(dialect: Dialect, token: Token) -> str:
    """Return a token as a word of a question."""
    bare = token.key.replace(dialect.quote, "").replace("\\", "")
    return f"{dialect.quote}{bare}{dialect.quote}{dialect.begun if token.is_begun else ''}"
