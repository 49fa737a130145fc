"""What a refused form does with the files that came with it: they are held, and named on the form that comes back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.evidence.fields import EvidenceFields
from lotrinh.web.programmes.evidence.files import MOST_FILES
from lotrinh.web.programmes.evidence.held_files import held_by, hold_file


def hold_what_came(request: HttpRequest, form: EvidenceFields, *, by: Person) -> None:
    """Hold the files of a refused form, and say of each that cannot be kept why."""
    held = list(held_by(by, asked_for(form)))
    for file in [*request.FILES.getlist("photo"), *request.FILES.getlist("evidence")][: max(0, MOST_FILES - len(held))]:
        try:
            held.append(hold_file(by=by, file=file, keep_position="keep_position" in form.data))
        except ValidationError as error:
            if not set(error.messages) & set(form.errors.get("evidence", [])):
                form.add_error(None, error)
    form.held_files = held


def asked_for(form: EvidenceFields) -> list[int]:
    """Return the keys of held files that a form names; keys that are none are not there."""
    keys = form.cleaned_data.get("held", [])
    return [key for key in keys if isinstance(key, int)]
