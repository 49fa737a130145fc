"""Addresses that open by a secret in them: the secret is shown once, and only its digest is kept."""

from __future__ import annotations

import hashlib
import secrets

SECRET_BYTES = 32


def make_secret() -> str:
    """Return a new secret, fit to stand in an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest_of_secret(secret: str) -> str:
    """Return what is kept of a secret address; it is long and random, so a plain hash gives nothing away."""
    return hashlib.sha256(secret.encode()).hexdigest()
