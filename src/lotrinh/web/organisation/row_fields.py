"""A field of rows by their keys that no key, however long, can make fail. It knows no table of its own."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

Row = TypeVar("Row", bound=Model)
KEY_DIGITS = 15  # a longer number is no key of ours


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
