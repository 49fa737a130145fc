"""Who may open what: the only door to objects in a view.

Every view is decorated with one of `everyone`, `signed_in` or `roles`; the decision stays on the view as
`access_decision`, and a test fails for an address without one. What belongs to a body that a person has no role in does
not exist for that person (404); what exists but is not theirs to do is refused in words (403).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, cast
from urllib.parse import urlencode, urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person, Role, Unit, UnitChange, UnitGroup
from lotrinh.web.organisation.queries import UnitQuerySet
from lotrinh.web.organisation.reach import Reach

CLERK, OFFICER, HEAD = Role.Kind.CLERK, Role.Kind.OFFICER, Role.Kind.HEAD
VIEWER, ADMINISTRATOR = Role.Kind.VIEWER, Role.Kind.ADMINISTRATOR
OVERSEERS = (CLERK, HEAD, VIEWER)  # who may read what the units below them do
DECIDING = (CLERK, HEAD, ADMINISTRATOR)  # of whom a body may ask a second factor
WORKERS = (*OVERSEERS, OFFICER)  # whom the work concerns: all but administrators
BODY = "body"  # in the session: the body that a person of several chose to work in; without it, all of theirs


class BodyNeeded(Exception):
    """What is done is done for one body, and the person is a clerk of several and has chosen none."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is on a day: the roles, and the units that each kind of role reaches."""

    person: Person
    on: datetime.date
    kinds: frozenset[str]
    body_ids: frozenset[int]  # root units that the person has any role in
    overseen_ids: Reach  # units with all below them, where the person is a clerk, head or viewer: to read
    judged_ids: Reach  # the same, where the person is a clerk or head
    clerk_ids: Reach  # the same, where the person is a clerk
    administered_ids: Reach  # the same, where the person is an administrator
    own_ids: frozenset[int]  # units that the person is an officer of
    roles: tuple[Role, ...]
    owes_second_factor: bool  # a body asks it of those who decide, and the person decides there
    bodies: tuple[Unit, ...]  # all that the person has a role in, also where they work in one of them now
    body: Unit | None  # the one of several that they chose: whatever stands above is of that one only

    @property
    def is_clerk(self) -> bool:
        return CLERK in self.kinds

    @property
    def is_head(self) -> bool:
        return HEAD in self.kinds

    @property
    def is_officer(self) -> bool:
        return OFFICER in self.kinds

    @property
    def is_administrator(self) -> bool:
        return ADMINISTRATOR in self.kinds

    @property
    def works(self) -> bool:
        """Whether plans and assignments concern the person at all."""
        return bool(self.kinds & set(WORKERS))

    @property
    def lent(self) -> list[Role]:
        """The roles that the person holds for somebody who is away."""
        return [role for role in self.roles if role.stands_in_for is not None]

    def acting_for(self, kinds: Collection[str]) -> Person | None:
        """Return whom the person stands in for at a door that opens to these kinds; None where their own role opens it.

        An own role opens it where it reaches the unit of the lent one.
        """
        own = [role for role in self.roles if role.stands_in_for is None and role.kind in kinds]
        for role in self.lent:
            if role.kind in kinds and role.stands_in_for and not any(reaches(one, role.unit) for one in own):
                return role.stands_in_for.person
        return None


class PersonRequest(HttpRequest):
    """A request of somebody who signed in: the decorators put `standing` on it."""

    standing: Standing


def standing_of(person: Person, *, on: datetime.date, body: int | None = None) -> Standing:
    """Return what a person is on a day: everywhere, or in one of their bodies as if it were the only one."""
    held = tuple(Role.objects.of(person, on=on).select_related("unit__body_above", "stands_in_for__person"))
    roots = {role.pk: role.unit.body for role in held}
    bodies = tuple(sorted({root.pk: root for root in roots.values()}.values(), key=lambda one: one.name))
    chosen = next((one for one in bodies if one.pk == body), None) if len(bodies) > 1 else None
    roles = tuple(role for role in held if chosen is None or roots[role.pk] == chosen)
    reached: dict[frozenset[Unit], Reach] = {}

    def under(*kinds: str) -> Reach:
        tops = frozenset(role.unit for role in roles if role.kind in kinds)
        if tops not in reached:
            reached[tops] = reach_of(tops)
        return reached[tops]

    return Standing(
        person=person,
        on=on,
        kinds=frozenset(r.kind for r in roles),
        body_ids=frozenset(role.unit.body_key for role in roles),
        overseen_ids=under(*OVERSEERS),
        judged_ids=under(CLERK, HEAD),
        clerk_ids=under(CLERK),
        administered_ids=under(ADMINISTRATOR),
        own_ids=frozenset(r.unit_id for r in roles if r.kind == OFFICER),
        roles=roles,
        owes_second_factor=any(roots[r.pk].asks_second_factor for r in held if r.kind in DECIDING),
        bodies=bodies,
        body=chosen,
    )


def reaches(role: Role, unit: Unit) -> bool:
    """Say whether a role holds in a unit: an officer's in their own, any other in those below too."""
    if role.unit_id == unit.pk or role.kind == OFFICER:
        return role.unit_id == unit.pk
    if role.unit_id == unit.body_key:
        return True
    return unit.parent is not None and reaches(role, unit.parent)


def below(unit_ids: list[int]) -> frozenset[int]:
    """Return these units and everything below them; of a whole body `reach_of` knows it without looking."""
    return frozenset(Unit.objects.all().keys_below(unit_ids))


def reach_of(units: Iterable[Unit]) -> Reach:
    """Return these units and everything below them: a body whole, the tree walked only below what is none."""
    tops = list(units)
    bodies = frozenset(unit.pk for unit in tops if unit.parent_id is None)
    return Reach(bodies, below([unit.pk for unit in tops if unit.body_key not in bodies]))


type_of_view = Callable[..., HttpResponseBase]


def everyone(view: type_of_view) -> type_of_view:
    """Open to people who have not signed in."""
    view.access_decision = "everyone"  # type: ignore[attr-defined]  # a mark for the test of the house
    return view


def signed_in(view: type_of_view) -> type_of_view:
    """Open to whoever signed in; objects are still fetched through `access.py`."""
    return roles(*Role.Kind)(view, decision="signed_in", needs_role=False)


def own_account(view: type_of_view) -> type_of_view:
    """Open to whoever signed in, also before they have the second factor that their body asks for."""
    return roles(*Role.Kind)(view, decision="own_account", needs_role=False, needs_factor=False)


class Decorator(Protocol):
    def __call__(
        self, view: type_of_view, *, decision: str | None = None, needs_role: bool = True, needs_factor: bool = True
    ) -> type_of_view: ...


def roles(*kinds: str) -> Decorator:
    """Open to people who hold one of these roles somewhere today."""

    def decorate(
        view: type_of_view, *, decision: str | None = None, needs_role: bool = True, needs_factor: bool = True
    ) -> type_of_view:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return lead_to_sign_in(request)
            person = request.user

            def enter(standing: Standing) -> HttpResponseBase:
                request.standing = standing  # type: ignore[attr-defined]  # see PersonRequest
                if needs_factor and standing.owes_second_factor and not is_mfa_enabled(person):
                    return lead_to_second_factor(request)
                if needs_role and not standing.kinds & set(kinds):
                    raise PermissionDenied
                person.acting_for = standing.acting_for(kinds) if needs_role else None
                return view(request, *args, **kwargs)

            return in_chosen_body(request, person, enter)

        guarded.access_decision = decision or ",".join(sorted(kinds))  # type: ignore[attr-defined]  # as above
        return guarded

    return decorate


def in_chosen_body(
    request: HttpRequest, person: Person, enter: Callable[[Standing], HttpResponseBase]
) -> HttpResponseBase:
    """Answer as in the body that a person chose; what is not found there is looked for in all of theirs.

    So a link of a letter, or work that waited on a phone, opens whichever body was chosen last; the choice ends then.
    """
    standing = standing_of(person, on=clock.today(), body=request.session.get(BODY))
    try:
        return enter(standing)
    except BodyNeeded:
        messages.info(request, _("Bạn làm việc cho nhiều cơ quan; hãy chọn cơ quan rồi làm tiếp."))
        return redirect(f"{reverse('body-choose')}?{urlencode({'next': request.get_full_path()})}")
    except Http404:
        if standing.body is None:
            raise
    response = enter(standing_of(person, on=standing.on))
    request.session.pop(BODY, None)
    messages.info(request, _("Trang này thuộc cơ quan khác của bạn, nên từ đây hiện tất cả cơ quan."))
    return response


def lead_to_second_factor(request: HttpRequest) -> HttpResponse:
    """Send a person who owes a second factor to the page on which they add one."""
    messages.warning(request, _("Cơ quan yêu cầu thêm một bước xác nhận khi đăng nhập: hãy bật ở trang này."))
    return redirect("account")


def lead_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a person whose session ended to the sign-in page, and back to the whole page that they were on."""
    if request.headers.get("HX-Request"):  # a fragment: the sign-in page must not land inside the old page
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
        back = f"{page.path}?{page.query}" if page.query else page.path
        return HttpResponseClientRedirect(redirect_to_login(back or "/").url)
    return cast(HttpResponse, redirect_to_login(request.get_full_path()))


def units_for(standing: Standing) -> UnitQuerySet:
    """Return the units of the bodies that a person has a role in."""
    return Unit.objects.all().of_bodies(standing.body_ids)


def get_unit_for(standing: Standing, pk: int) -> Unit:
    """Return a unit of a body of theirs.

    Raises:
        Http404: there is none, or it belongs to another body.
    """
    unit = Unit.objects.select_related("parent", "body_above").filter(pk=pk).first()
    if unit is None or unit.body_key not in standing.body_ids:
        raise Http404
    return unit


def units_to_change_for(standing: Standing) -> UnitQuerySet:
    """Return the units that a person may change or add to: where they are a clerk, with all below."""
    return Unit.objects.all().within(standing.clerk_ids)


def get_unit_to_change_for(standing: Standing, pk: int) -> Unit:
    """Return a unit that the person may change.

    Raises:
        Http404: as `get_unit_for`.
        PermissionDenied: it is of a body of theirs, but they are no clerk over it.
    """
    unit = get_unit_for(standing, pk)
    if not standing.clerk_ids.holds(unit):
        raise PermissionDenied
    return unit


def get_unit_to_move_for(standing: Standing, pk: int) -> Unit:
    """Return a unit that the person may move, split or close: one that they are a clerk over, below another such.

    Raises:
        Http404: as `get_unit_for`.
        PermissionDenied: they are no clerk over both it and the unit above, or it is a body.
    """
    unit = get_unit_to_change_for(standing, pk)
    if unit.parent_id not in standing.clerk_ids:
        raise PermissionDenied
    return unit


def get_change_to_withdraw_for(standing: Standing, pk: int) -> UnitChange:
    """Return a change of a unit that the person may take back: what they could record.

    Raises:
        Http404: there is none, or it belongs to another body.
        PermissionDenied: they are no clerk over its unit.
    """
    change = UnitChange.objects.told().filter(pk=pk, unit__in=units_for(standing)).first()
    if change is None:
        raise Http404
    if change.unit_id not in standing.clerk_ids or (change.into_id or change.unit_id) not in standing.clerk_ids:
        raise PermissionDenied
    return change


def get_body_to_run_for(standing: Standing) -> Unit:
    """Return the body that a person is a clerk of.

    Raises:
        PermissionDenied: they are a clerk of no whole body.
        BodyNeeded: they are of several, and work in all of them now.
    """
    bodies = Unit.objects.filter(pk__in=standing.clerk_ids & standing.body_ids)[:2]
    if not bodies:
        raise PermissionDenied
    if len(bodies) > 1:
        raise BodyNeeded
    return bodies[0]


def groups_for(standing: Standing) -> QuerySet[UnitGroup]:
    """Return the phrases that the bodies of a person have given a meaning."""
    return UnitGroup.objects.filter(body__in=standing.body_ids).prefetch_related("units")


def get_group_to_change_for(standing: Standing, pk: int) -> UnitGroup:
    """Return a phrase that the person may give another meaning: it is read so in every plan of the body.

    Raises:
        Http404: there is none, or it belongs to another body.
        PermissionDenied: they are no clerk of the body itself.
    """
    group = groups_for(standing).filter(pk=pk).select_related("body").first()
    if group is None:
        raise Http404
    if group.body_id not in standing.clerk_ids:
        raise PermissionDenied
    return group
