"""What the parts of the demo are made with: people, and plans read here and now. Run again, nothing is made twice."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from lotrinh.web.organisation.models import Person, Role, Unit
from lotrinh.web.registry import actions as registry
from lotrinh.web.registry.models import Document, Reading
from lotrinh.web.registry.tasks import read_document

PASSWORD = "ban-trinh-dien"  # noqa: S105  # known to everybody: such people sign in to a demo only


def make_person(username: str, full_name: str, *, kind: str, unit: Unit) -> Person:
    """Return a person of the demo with a role."""
    person = Person.objects.filter(username=username).first()
    if person is None:
        person = Person.objects.create_user(username, PASSWORD, full_name=full_name)
        person.is_demo = True
        person.save(update_fields=["is_demo"])
    Role.objects.get_or_create(person=person, unit=unit, kind=kind)
    return person


def read_sample(clerk: Person, body: Unit, name: str, data: bytes) -> Document:
    """Upload a sample and read it here and now, through the job's own function."""
    file = SimpleUploadedFile(name, data)
    try:
        document = registry.upload(by=clerk, owner=body, upload_file=file)
    except registry.AlreadyThere as there:
        document = there.document
    reading = Reading.objects.get(document=document)
    if reading.state != Reading.State.DONE:
        read_document.func(reading.pk, reading.attempt)
    document.refresh_from_db()
    if Reading.objects.get(document=document).state != Reading.State.DONE:
        raise RuntimeError(f"{name}: the sample was not read")
    return document


def confirmed(clerk: Person, document: Document) -> Document:
    """Return a document confirmed by a clerk."""
    if document.is_confirmed:
        return document
    return registry.confirm(by=clerk, document=document, version=document.version)
