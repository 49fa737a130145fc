"""What the person is reminded of, and finding among all that the token shows."""

from __future__ import annotations

from ninja import Query, Router

from lotrinh.web.api.access import found_in, reminders_in
from lotrinh.web.api.day_shapes import FindAsked, FindOut, ReadIn, ReadOut, ReminderOut
from lotrinh.web.api.entry import READ, WORK, TokenRequest
from lotrinh.web.api.paging import PageAsked, page_of
from lotrinh.web.api.rows import found_row, reminder_row
from lotrinh.web.api.shapes import Many
from lotrinh.web.finding.models import Entry
from lotrinh.web.finding.search import find
from lotrinh.web.reminding.actions import mark_read

router = Router(tags=["reminders and finding"])


@router.get(
    "/reminders", response=Many[ReminderOut], auth=READ, url_name="api-reminders", summary="Reminders of the person"
)
def reminders(request: TokenRequest, asked: Query[PageAsked]) -> Many[ReminderOut]:
    """Return what the person is reminded of today; what is done or has another deadline is not among it."""
    rows, after = page_of(reminders_in(request.auth), asked)
    return Many[ReminderOut](items=[reminder_row(row) for row in rows], next=after)


@router.post("/reminders/read", response=ReadOut, auth=WORK, url_name="api-reminders-read", summary="Mark as read")
def reminders_read(request: TokenRequest, said: ReadIn) -> ReadOut:
    """Mark reminders of the person's own as read; keys of others are passed over."""
    own = reminders_in(request.auth).filter(pk__in=said.ids)
    return ReadOut(read=mark_read(by=request.auth.standing.person, reminders=own))


@router.get("/search", response=FindOut, auth=READ, url_name="api-search", summary="Find")
def search(request: TokenRequest, asked: Query[FindAsked]) -> FindOut:
    """Return what is found of some words, with or without marks, as the page of finding does."""
    kind = Entry.Kind[asked.kind.upper()] if asked.kind else None
    found = find(request.auth.standing, asked.q.strip(), kind=kind)
    shown = found_in(request.auth, found.entries)[: asked.limit]
    return FindOut(items=[found_row(entry, found.looker) for entry in shown])
