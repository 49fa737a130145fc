"""Who one is here, and the units as of a day."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import Http404
from ninja import Query, Router

from lotrinh.web.api.access import units_in
from lotrinh.web.api.entry import READ, Entry, TokenRequest
from lotrinh.web.api.models import Token
from lotrinh.web.api.paging import page_of
from lotrinh.web.api.rows import named
from lotrinh.web.api.shapes import Key, Many, Me, RoleOut, UnitAsked, UnitOut, UnitsAsked

router = Router(tags=["units"])
ANY = Entry(*Token.Right)


@router.get("/me", response=Me, auth=ANY, url_name="api-me", summary="Who this token acts for")
def me(request: TokenRequest) -> Me:
    """Return the person, the unit, the rights and the roles that the token may use now."""
    token, standing = request.auth.token, request.auth.standing
    said = [{"kind": role.kind, "unit": named(role.unit), "until": role.until} for role in standing.roles]
    return Me.model_validate(
        {
            "person": named(token.person),
            "unit": named(token.unit),
            "rights": [str(right) for right in token.rights],
            "roles": [RoleOut.model_validate(one) for one in said],
            "expires_at": token.expires_at,
        }
    )


@router.get("/units", response=Many[UnitOut], auth=READ, url_name="api-units", summary="Units as of a day")
def units(request: TokenRequest, asked: Query[UnitsAsked]) -> Many[UnitOut]:
    """Return the token's unit and those below it; each names the unit above it, so that they make a tree."""
    grant, on = request.auth, asked.on or request.auth.standing.on
    rows, after = page_of(units_in(grant).as_of(on), asked)
    return Many[UnitOut](items=[unit_row(row, on) for row in rows], next=after)


@router.get("/units/{pk}", response=UnitOut, auth=READ, url_name="api-unit", summary="A unit as of a day")
def unit(request: TokenRequest, pk: Key, asked: Query[UnitAsked]) -> UnitOut:
    """Return one unit."""
    on = asked.on or request.auth.standing.on
    found = units_in(request.auth).as_of(on).filter(pk=pk).first()
    if found is None:
        raise Http404
    return unit_row(found, on)


def unit_row(unit: Any, on: datetime.date) -> UnitOut:
    """Return a unit as it was on a day."""
    return UnitOut(
        id=unit.pk, name=unit.name_then, code=unit.code, parent=unit.parent_then, is_open=unit.is_open_on(on)
    )
