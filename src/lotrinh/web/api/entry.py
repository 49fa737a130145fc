"""The way in: a token in the `Authorization` header, its right for this address, how often it asks, how much it sends.

All of it is looked at before a body is read. A session of a browser opens nothing here, so there is nothing to forge.
"""

from __future__ import annotations

import datetime
from typing import cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.security import HttpBearer

from lotrinh.web import clock
from lotrinh.web.api.access import Grant, UnknownToken, get_grant
from lotrinh.web.api.models import Token
from lotrinh.web.api.problems import TooLong, TooMany, UnknownField, WrongScope
from lotrinh.web.api.token_actions import note_use
from lotrinh.web.organisation.access import CLERK, HEAD, OFFICER
from lotrinh.web.programmes.evidence.files import MOST_FILES

MINUTE = 60
BODY = 64 * 1024  # bytes of JSON, or of the fields beside files
ACTING = {Token.Right.READ: (), Token.Right.REPORT: (OFFICER,), Token.Right.RUN: (CLERK, HEAD)}


class TokenRequest(HttpRequest):
    """A request that a token opened: `auth` is what it opens, `takes` the parameters and fields of the address."""

    auth: Grant
    takes: frozenset[str]


class Entry(HttpBearer):
    """Opens to tokens with any of these rights; `files` is how many bytes of files may come with a request."""

    def __init__(self, *rights: Token.Right, files: int = 0) -> None:
        super().__init__()
        self.rights, self.files = rights, files

    def __call__(self, request: HttpRequest) -> Grant:
        found = super().__call__(request)
        if found is None:
            raise UnknownToken
        return cast(Grant, found)

    def authenticate(self, request: HttpRequest, token: str) -> Grant:
        """Return what a secret opens; its exceptions are answered as problems."""
        now = clock.now()
        grant = get_grant(token, at=now, on=clock.today())
        count_call(grant.token, at=now)
        has = [right for right in grant.token.rights if right in self.rights]
        if not has:
            raise WrongScope
        if sent_bytes(request) > BODY + self.files:
            raise TooLong
        refuse_unknown(cast(TokenRequest, request))
        note_use(grant.token, at=now)
        acting = [kind for right in has for kind in ACTING[right]]
        person = grant.standing.person
        person.acting_for = grant.standing.acting_for(acting) if acting else None
        person.acting_through = grant.token.name
        return grant


def refuse_unknown(request: TokenRequest) -> None:
    """Refuse what the address does not take, which the library would pass over: a slip in a filter shows everything.

    Raises:
        UnknownField: it is in the query or among the fields of a form; a body in JSON is strict by its model.
    """
    if unknown := sorted({*request.GET, *request.POST, *request.FILES} - request.takes):
        raise UnknownField(unknown)


def sent_bytes(request: HttpRequest) -> int:
    """Return how long a request says that its body is; without a length, none is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def count_call(token: Token, *, at: datetime.datetime) -> None:
    """Count a call of this minute, in the cache that every process shares.

    Raises:
        TooMany: the token has had its calls of this minute.
    """
    minute = int(at.timestamp()) // MINUTE
    key = f"api-calls:{token.pk}:{minute}"
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        calls = cache.incr(key)
    except ValueError:  # the row was culled between the two
        return
    if calls > settings.API_CALLS_A_MINUTE:
        raise TooMany(MINUTE - int(at.timestamp()) % MINUTE)


READ = Entry(Token.Right.READ)
REPORT = Entry(Token.Right.REPORT)
RUN = Entry(Token.Right.RUN)
WORK = Entry(Token.Right.REPORT, Token.Right.RUN)
SEND_EVIDENCE = Entry(Token.Right.REPORT, files=MOST_FILES * settings.EVIDENCE_MAX_BYTES)
SEND_DOCUMENT = Entry(Token.Right.RUN, files=settings.UPLOAD_MAX_BYTES)
