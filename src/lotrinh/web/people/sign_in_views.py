"""Signing in: by password, then a code or a passkey where the person has one; by a passkey alone; by an identity
at the office's own provider. The steps are the library's, the pages and the record are ours.
"""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.utils import perform_login
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect import views as identity
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.access import everyone, own_account
from lotrinh.web.organisation.models import Person


class SignIn(LoginView):
    """The sign-in page; the demo shows its people there."""

    template_name = "people/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Go on to the second factor where the person has one, else in."""
        response: HttpResponse = perform_login(self.request, form.get_user(), redirect_url=self.get_success_url())
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = Person.objects.who_may_sign_in(demo=settings.DEMO)
        shown = people.filter(is_demo=True).order_by("pk")
        return super().get_context_data(
            demo_people=shown, nobody=not people.exists(), provider=settings.OIDC_NAME, **kwargs
        )


class Recorded:
    """A form of the library whose change is audited under the person's own name."""

    action = ""

    def form_valid(self, form: Form) -> HttpResponse:
        """Let the library make the change and record it, both or neither."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # of the library's view
            person = self.request.user  # type: ignore[attr-defined]  # as above
            audit.record(by=person, action=self.action, subject=person, before=None, after=None)
        return response


class AddCodes(Recorded, totp.ActivateTOTPView):  # type: ignore[misc]  # the library brings no types
    action = "factor.codes_added"
    template_name = "people/codes_add.html"


class DropCodes(Recorded, totp.DeactivateTOTPView):  # type: ignore[misc]  # as above
    action = "factor.codes_dropped"
    template_name = "people/codes_drop.html"


class AddPasskey(Recorded, passkey.AddWebAuthnView):  # type: ignore[misc]  # as above
    action = "factor.passkey_added"
    template_name = "people/passkey_add.html"


class DropPasskey(Recorded, passkey.RemoveWebAuthnView):  # type: ignore[misc]  # as above
    action = "factor.passkey_dropped"
    template_name = "people/passkey_drop.html"


class RenewRecoveryCodes(Recorded, recovery.GenerateRecoveryCodesView):  # type: ignore[misc]  # as above
    action = "factor.recovery_codes_made"
    template_name = "people/recovery_renew.html"


sign_in = everyone(SignIn.as_view())
sign_out = everyone(LogoutView.as_view())
second_step = everyone(factor.AuthenticateView.as_view(template_name="people/second_step.html"))
passkey_sign_in = everyone(passkey.LoginWebAuthnView.as_view())
password_again = own_account(account.ReauthenticateView.as_view(template_name="people/password_again.html"))
code_again = own_account(factor.ReauthenticateView.as_view(template_name="people/code_again.html"))
passkey_again = own_account(passkey.ReauthenticateWebAuthnView.as_view(template_name="people/passkey_again.html"))
codes_add = own_account(AddCodes.as_view())
codes_drop = own_account(DropCodes.as_view())
passkey_add = own_account(AddPasskey.as_view())
passkey_drop = own_account(DropPasskey.as_view())
recovery_codes = own_account(recovery.ViewRecoveryCodesView.as_view(template_name="people/recovery_codes.html"))
recovery_renew = own_account(RenewRecoveryCodes.as_view())
identity_start = everyone(identity.login)


@everyone
def identity_cancelled(request: HttpRequest) -> HttpResponseBase:
    """Lead back whoever changed their mind at the office's provider."""
    messages.info(request, _("Bạn đã bỏ qua việc đăng nhập bằng danh tính của cơ quan."))
    return redirect("sign-in")


@everyone
def identity_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Come back from the office's provider: signed in, or with an identity linked, which is recorded."""
    person, before = request.user, SocialAccount.objects.filter(user_id=request.user.pk).count()
    response: HttpResponseBase = identity.callback(request, provider_id=provider_id)
    if isinstance(person, Person) and SocialAccount.objects.filter(user_id=person.pk).count() > before:
        audit.record(by=person, action="identity.linked", subject=person, before=None, after=None)
    return response
