"""Invitations: made on a page that shows the secret address once, and taken up at that address."""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect import views as identity
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lotrinh.web import clock
from lotrinh.web.organisation.access import ADMINISTRATOR, CLERK, PersonRequest, everyone, roles
from lotrinh.web.organisation.models import Person
from lotrinh.web.people import account_actions, invitation_actions
from lotrinh.web.people.access import (
    get_invitation_to_join,
    get_invitation_to_withdraw,
    get_open_invitation,
    get_person_to_administer,
    roles_of,
)
from lotrinh.web.people.adapters import JOINING
from lotrinh.web.people.forms import InviteForm, JoinForm, NameForm, NewPasswordForm
from lotrinh.web.people.models import Invitation


@roles(CLERK, ADMINISTRATOR)
def invitation_make(request: PersonRequest) -> HttpResponseBase:
    """Invite somebody to a role, and show the secret address this once."""
    standing = request.standing
    form = InviteForm(request.POST or None, standing=standing)
    if request.method == "POST" and form.is_valid():
        try:
            invitation, secret = invitation_actions.invite(by=standing.person, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            return show_address(request, invitation, secret)
    return render(request, "people/invite.html", {"form": form}, status=422 if form.errors else 200)


def show_address(request: HttpRequest, invitation: Invitation, secret: str) -> HttpResponse:
    """Show the address of an invitation; whoever comes back to the page does not see it again."""
    address = request.build_absolute_uri(reverse("invitation", args=[secret]))
    return render(request, "people/invited.html", {"invitation": invitation, "address": address})


@roles(ADMINISTRATOR)
def person_open(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Make an address by which a person sets a new password, and a closed account opens again."""
    standing = request.standing
    person = get_person_to_administer(standing, pk)
    if request.method != "POST":
        return render(request, "people/person_open.html", {"person": person})
    body = roles_of(standing, person)[0].unit.body
    invitation, secret = invitation_actions.invite_back(by=standing.person, person=person, body=body)
    return show_address(request, invitation, secret)


@roles(CLERK, ADMINISTRATOR)
@require_POST
def invitation_withdraw(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Withdraw an invitation."""
    invitation = get_invitation_to_withdraw(request.standing, pk)
    try:
        account_actions.withdraw_invitation(by=request.standing.person, invitation=invitation)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã thu hồi lời mời."))
    return redirect("person-list")


@everyone
def invitation(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Take up an invitation: an account with a role, a role for the account that one has, or a new password."""
    found = get_open_invitation(secret, at=clock.now())
    if request.user.is_authenticated and found.person != request.user:
        return invitation_signed_in(request, request.user, found)
    form: NewPasswordForm = (
        JoinForm(request.POST or None, initial={"full_name": found.full_name})
        if found.person is None
        else NewPasswordForm(request.POST or None)
    )
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "again"}
        take_up = invitation_actions.accept_invitation if found.person is None else invitation_actions.renew_password
        try:
            take_up(invitation=found, **values)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Xong. Hãy đăng nhập bằng tên và mật khẩu vừa đặt."))
            return redirect("sign-in")
    names = NameForm(initial={"full_name": found.full_name}, auto_id="identity_%s")
    return show_invitation(request, found, secret, form=form, names=names)


def invitation_signed_in(request: HttpRequest, person: Person, found: Invitation) -> HttpResponseBase:
    """Let somebody who is signed in take the role for that account; nothing of what is for another account."""
    is_for_another = found.person is not None
    if request.method == "POST" and "take" in request.POST and not is_for_another:
        try:
            role = invitation_actions.take_role(by=person, invitation=found)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            said = {"kind": role.get_kind_display(), "unit": role.unit, "body": role.unit.body}
            messages.success(request, _("Bạn đã nhận vai trò %(kind)s, %(unit)s (%(body)s).") % said)
            return redirect("home")
    context = {"invitation": found, "body": found.unit.body, "person": person, "is_for_another": is_for_another}
    status = 403 if is_for_another else 200 if request.method == "GET" else 422
    return render(request, "people/invitation_take.html", context, status=status)


def show_invitation(
    request: HttpRequest, found: Invitation, secret: str, *, form: NewPasswordForm, names: NameForm
) -> HttpResponse:
    """Show the page of an invitation: with a password, or where there is a provider, with an identity."""
    has_provider = bool(settings.OIDC_NAME) and found.person is None
    context = {"form": form, "names": names, "invitation": found, "body": found.unit.body}
    context |= {"provider": settings.OIDC_NAME if has_provider else "", "secret": secret}
    status = 422 if form.errors or names.errors else 200
    return render(request, "people/invitation.html", context, status=status)


@everyone
def invitation_by_identity(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Take up an invitation with an identity at the office's provider: it is linked on the way back."""
    found = get_invitation_to_join(secret, at=clock.now())
    names = NameForm(request.POST if request.method == "POST" else None, auto_id="identity_%s")
    if not names.is_valid():
        return show_invitation(
            request, found, secret, form=JoinForm(initial={"full_name": found.full_name}), names=names
        )
    request.session[JOINING] = {"invitation": found.pk, **names.cleaned_data}
    response: HttpResponseBase = identity.login(request, provider_id="co-quan")
    return response
