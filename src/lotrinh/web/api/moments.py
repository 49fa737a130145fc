"""Moments that the API takes, as the fields of the forms of the pages, so that both clean them by the same rules."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from lotrinh.web.api.change_shapes import MomentIn


def moment_fields(prefix: str, moment: MomentIn | None) -> dict[str, Any]:
    """Return what a page would send for a moment; nothing for one that is not known."""
    if moment is None:
        return {}
    said: dict[str, Any] = {f"{prefix}_{name}": getattr(moment, name) for name in MomentIn.model_fields}
    origin = said.pop(f"{prefix}_origin")
    if origin is not None:
        said |= {f"{prefix}_origin": origin.kind}
        said |= {f"{prefix}_origin_{name}": getattr(origin, name) for name in ("date", "event")}
    return {name: value for name, value in said.items() if value is not None}


def refuse_wrong(form: BaseForm) -> None:
    """Refuse what a form of the pages refuses.

    Raises:
        ValidationError: a field is wrong; by its name on the page.
    """
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
