"""Sign-in by password. People of the demo, whose password everybody knows, exist for the demo only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from lotrinh.web.organisation.models import Person


class PasswordBackend(BaseBackend):
    """Checks a password; takes as long for a name that does not exist."""

    def authenticate(self, request: HttpRequest | None, **kwargs: Any) -> Person | None:
        """Return the person whose `username` and `password` these are, or None."""
        username, password = kwargs.get("username"), kwargs.get("password")
        person = Person.objects.filter(username=username or "").first()
        if person is None:
            make_password(password)
            return None
        return person if person.check_password(password or "") and self.may_sign_in(person) else None

    def get_user(self, user_id: int) -> Person | None:
        """Return the person of a session, who may have been shut out since."""
        person = Person.objects.filter(pk=user_id).first()
        return person if person is not None and self.may_sign_in(person) else None

    @staticmethod
    def may_sign_in(person: Person) -> bool:
        """Say whether the account is open here."""
        return person.is_active and (settings.DEMO or not person.is_demo)
