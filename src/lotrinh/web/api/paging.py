"""Lists in pages: at most so many rows, and a cursor for the next.

A page starts after a key, so that rows which come or go meanwhile are neither skipped nor shown twice.
"""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any, TypeVar

from django.db.models import Model, QuerySet
from ninja import Schema
from pydantic import Field, StringConstraints

from lotrinh.web.api.problems import WrongCursor

MOST = 200
LARGEST_KEY = 2**63 - 1
Row = TypeVar("Row", bound=Model)


class PageAsked(Schema, extra="forbid"):
    """Which page of a list, and how long."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="Rows of a page.")] = 50
    cursor: Annotated[
        str | None, StringConstraints(max_length=40), Field(description="`next` of the page before; none: the first.")
    ] = None


def page_of(found: QuerySet[Row], asked: PageAsked) -> tuple[list[Row], str | None]:
    """Return a page in the order of the keys, and the cursor of the next; None on the last one.

    Raises:
        WrongCursor: no answer of ours gave it.
    """
    rows = list(found.filter(pk__gt=key_of(asked.cursor)).order_by("pk")[: asked.limit + 1])
    more = len(rows) > asked.limit
    return rows[: asked.limit], cursor_of(rows[asked.limit - 1].pk) if more else None


def slice_of(found: list[Any], asked: PageAsked) -> tuple[list[Any], str | None]:
    """Return a page of what is counted at once and has an order of its own."""
    start = key_of(asked.cursor)
    end = start + asked.limit
    return found[start:end], cursor_of(end) if end < len(found) else None


def cursor_of(key: int) -> str:
    """Return a key as a cursor; what is in it is nobody's business but ours."""
    return base64.urlsafe_b64encode(f"k{key}".encode()).decode().rstrip("=")


def key_of(cursor: str | None) -> int:
    """Return the key in a cursor, 0 without one.

    Raises:
        WrongCursor: there is none in it.
    """
    if cursor is None:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise WrongCursor from error
    if not (text.startswith("k") and text[1:].isdecimal() and int(text[1:]) <= LARGEST_KEY):
        raise WrongCursor
    return int(text[1:])
