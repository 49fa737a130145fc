"""Where the library of sign-in asks the project: who may come in, what is said, how seeds are kept.

No identity makes an account: it was linked by its person, or came with an invitation.
"""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.web.organisation.backends import PasswordBackend
from lotrinh.web.organisation.models import Person
from lotrinh.web.people.invitation_actions import accept_invitation
from lotrinh.web.people.models import Invitation

JOINING = "people.joining"  # in the session, on the way to the provider: the invitation and the names typed
BACKEND = f"{PasswordBackend.__module__}.{PasswordBackend.__name__}"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library brings no types
    """Lets in whoever the password backend would, and nobody new."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": gettext_lazy("Đã nhập sai nhiều lần. Hãy thử lại sau 5 phút."),
        "rate_limited": gettext_lazy("Đã nhập sai nhiều lần. Hãy thử lại sau 5 phút."),
        "incorrect_password": gettext_lazy("Mật khẩu không đúng; hãy kiểm tra phím viết hoa và bộ gõ."),
        "enter_current_password": gettext_lazy("Mật khẩu không đúng; hãy kiểm tra phím viết hoa và bộ gõ."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by invitation."""
        return False

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        """Stop whoever may not come in, however they proved who they are."""
        if isinstance(user, Person) and PasswordBackend.may_sign_in(user):
            return None
        messages.error(request, _("Tài khoản này đã đóng; hãy nhờ người quản trị của cơ quan."))
        return redirect("sign-in")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Open the session by our own backend, which looks at every request whether the account is still open."""
        user.backend = BACKEND
        super().login(request, user)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    """Seals the seeds of second factors with a key made from the installation's own."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Mã không đúng hoặc đã dùng; hãy chờ mã mới rồi nhập lại."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a seed."""
        return sealer().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed seed."""
        return sealer().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002  # theirs
        """Name a passkey by its number."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Khóa %(n)s") % {"n": count + 1}


def sealer() -> MultiFernet:
    """Return what seals with the key of now, and opens what keys of before have sealed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = [salted_hmac("lotrinh.second-factor", "", secret=key, algorithm="sha256").digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # as above
    """Signs in people whose identity was linked: by themselves, or as they took up an invitation with it."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """No identity makes an account."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Stop an identity that nobody here has linked."""
        is_linking = sociallogin.state.get("process") == AuthProcess.CONNECT and request.user.is_authenticated
        joining = request.session.pop(JOINING, None)
        if is_linking or sociallogin.is_existing:
            return
        if joining is None:
            messages.error(
                request,
                _("Danh tính này chưa nối với tài khoản nào. Hãy đăng nhập bằng mật khẩu rồi nối ở trang Tài khoản."),
            )
            raise ImmediateHttpResponse(redirect("sign-in"))
        try:
            sociallogin.connect(request, join(joining))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            raise ImmediateHttpResponse(redirect("sign-in")) from error


def join(joining: dict[str, Any]) -> Person:
    """Take up the invitation that somebody came with.

    Raises:
        ValidationError: it does not work any more, or the user name is taken.
    """
    invitation = Invitation.objects.get(pk=joining["invitation"])
    return accept_invitation(invitation=invitation, username=joining["username"], full_name=joining["full_name"])
