"""An address is confirmed by a link that only a letter to it carries: signed, for one address, for a week."""

from __future__ import annotations

import datetime
import hashlib

from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from lotrinh.web.reminding.letters import write_confirmation
from lotrinh.web.reminding.models import KEY, Contact, Mail

SALT = "lotrinh.contact"
KEPT = datetime.timedelta(days=7)


def token_of(contact: Contact) -> str:
    """Return the secret part of the link."""
    return signing.dumps([contact.pk, contact.address], salt=SALT)


def contact_of_token(token: str) -> Contact | None:
    """Return the contact whose present address a link confirms; None where it is false, old or of another address."""
    try:
        pk, address = signing.loads(token, salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return None
    return Contact.objects.filter(pk=pk, address=address).select_related("person").first()


@transaction.atomic
def claim_confirmation(
    pk: int, version: int, *, now: datetime.datetime
) -> tuple[Mail, EmailMultiAlternatives, Contact] | None:
    """Take the letter on that confirms an address; None where it was taken on before or is not wanted any more."""
    contact = Contact.objects.select_for_update(of=("self",)).select_related("person").filter(pk=pk).first()
    if contact is None or contact.version != version or not contact.address or contact.confirmed_at:
        return None
    key = hashlib.sha256(f"{pk} {version} {contact.address}".encode()).hexdigest()[:KEY]
    mail, is_new = Mail.objects.get_or_create(key=key, defaults={"person": contact.person, "claimed_at": now})
    if not is_new:
        return None
    return mail, write_confirmation(contact, token_of(contact), key=key), contact
