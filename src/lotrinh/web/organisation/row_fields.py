"""Keys of rows as people and addresses give them: no text, however long, can make them fail. Knows no table."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

Row = TypeVar("Row", bound=Model)
KEY_DIGITS = 15  # a longer number is no key of ours


def parse_key(text: str) -> int | None:
    """Return the key that a text says; None where it says none that a row could have."""
    return int(text) if text.isdecimal() and len(text) <= KEY_DIGITS else None


class RowsField(forms.ModelMultipleChoiceField[Row]):
    """Several rows by their keys; a number that no database can hold is a wrong choice as any other."""

    def clean(self, value: Any) -> Any:
        """Return the rows.

        Raises:
            ValidationError: a key that is none of them.
        """
        if any(len(str(each)) > KEY_DIGITS for each in value or []):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)
