"""A person's own page: their roles, who stands in for them, and how they sign in; and what administrators settle."""

from __future__ import annotations

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lotrinh.web.organisation.access import ADMINISTRATOR, PersonRequest, own_account, roles
from lotrinh.web.people import factor_actions, invitation_actions
from lotrinh.web.people.access import get_body_to_administer, get_person_to_administer
from lotrinh.web.people.forms import ChangePasswordForm
from lotrinh.web.people.screen import own_rows


@own_account
def account(request: PersonRequest) -> HttpResponse:
    """Show the person's own roles and ways to sign in."""
    person = request.standing.person
    factors = Authenticator.objects.filter(user=person).order_by("pk")
    context = {
        "rows": own_rows(request.standing),
        "has_codes": factors.filter(type=Authenticator.Type.TOTP).exists(),
        "passkeys": [{"pk": one.pk, "name": str(one)} for one in factors.filter(type=Authenticator.Type.WEBAUTHN)],
        "has_recovery_codes": factors.filter(type=Authenticator.Type.RECOVERY_CODES).exists(),
        "has_password": person.has_usable_password(),
        "provider": settings.OIDC_NAME,
        "is_linked": SocialAccount.objects.filter(user=person).exists(),
    }
    return render(request, "people/account.html", context)


@own_account
def password_change(request: PersonRequest) -> HttpResponseBase:
    """Change the person's own password; this session stays, all others end. Guesses are counted as elsewhere."""
    person = request.standing.person
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and not ratelimit.consume(request, action="reauthenticate", user=person):
        form.add_error(None, _("Đã nhập sai nhiều lần. Hãy thử lại sau 5 phút."))
    elif request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("old", "password")}
        try:
            changed = invitation_actions.change_password(by=person, **said)
        except ValidationError as error:
            form.refuse(error)
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, _("Đã đổi mật khẩu; các phiên ở máy khác đã kết thúc."))
            return redirect("account")
    return render(request, "people/password_change.html", {"form": form}, status=422 if form.errors else 200)


@own_account
@require_POST
def identity_unlink(request: PersonRequest) -> HttpResponseBase:
    """Unlink the person's own identities."""
    try:
        factor_actions.unlink_identities(by=request.standing.person)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã bỏ nối danh tính."))
    return redirect("account")


@roles(ADMINISTRATOR)
@require_POST
def factors_forget(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Forget the second factors of somebody who lost a device."""
    person = get_person_to_administer(request.standing, pk)
    try:
        factor_actions.forget_factors(by=request.standing.person, person=person)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã bỏ các bước xác nhận cũ và ngắt các phiên; người này sẽ bật lại từ đầu."))
    return redirect("person", person.pk)


@roles(ADMINISTRATOR)
@require_POST
def body_sign_in(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Ask a second factor of those who decide in a body, or stop asking."""
    body, is_asked = get_body_to_administer(request.standing, pk), request.POST.get("asked") == "1"
    factor_actions.ask_second_factor(by=request.standing.person, body=body, is_asked=is_asked)
    messages.success(request, _("Đã lưu cách đăng nhập của cơ quan."))
    return redirect("person-list")
