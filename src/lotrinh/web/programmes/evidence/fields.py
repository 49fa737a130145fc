"""The fields of a form that takes evidence: photos and files, such as are held from before, a link, a document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.row_fields import KEY_DIGITS, RowsField
from lotrinh.web.programmes.evidence.held_files import gone
from lotrinh.web.programmes.models import Evidence, HeldFile
from lotrinh.web.registry.models import Document

Json = dict[str, Any]
NO_LETTER = {"null_characters_not_allowed": _("Có ký tự không lưu được; hãy xóa và gõ lại.")}


class ManyFilesInput(forms.ClearableFileInput):
    """Several files at once, or a photo from the phone."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A list of files, perhaps empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=ManyFilesInput(attrs={"accept": "image/*,.pdf,.docx,.xlsx"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class HeldField(forms.Field):
    """The keys of files that the server holds from a sending that was refused; the action asks whose they are."""

    widget = forms.SelectMultiple  # the page draws a box for each, with the name of the file

    def to_python(self, value: Any) -> list[int]:
        """Return the keys.

        Raises:
            ValidationError: one that cannot be a key.
        """
        given = [str(each) for each in value or []]
        if not all(each.isascii() and each.isdecimal() and len(each) <= KEY_DIGITS for each in given):
            raise ValidationError(gone())
        return [int(each) for each in given]


class KeptField(RowsField[Evidence]):
    """Which evidence of an activity stays: all that stands, unless a tick is taken off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        foreign = _("Minh chứng đã chọn không thuộc hoạt động này hoặc đã bị xóa hẳn.")
        super().__init__(
            *args,
            label=_("Minh chứng giữ lại"),
            help_text=_("Bỏ dấu thì minh chứng được gỡ khi lưu; đánh dấu lại thì vẫn giữ."),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": foreign, "invalid_pk_value": foreign},
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        """Return how a piece of evidence is named, and whether it was removed."""
        return gettext("%s (đã gỡ)") % obj if isinstance(obj, Evidence) and obj.removed_at else str(obj)


class EvidenceFields(forms.Form):
    """What can be put behind an activity, in one sending."""

    photo = forms.FileField(
        label=_("Chụp ảnh"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    evidence = ManyFilesField(
        label=_("Ảnh hoặc tệp minh chứng"), required=False, help_text=_("Ảnh chụp, PDF, Word, Excel; tối đa 6 tệp.")
    )
    held = HeldField(required=False)
    keep_position = forms.BooleanField(
        label=_("Giữ vị trí chụp trong ảnh"),
        required=False,
        help_text=_("Không đánh dấu thì vị trí và thông tin máy chụp được xóa khỏi ảnh trước khi lưu."),
    )
    link = forms.URLField(
        label=_("Liên kết"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("Liên kết phải bắt đầu bằng http:// hoặc https://.")},
    )
    document = forms.ModelChoiceField(
        label=_("Văn bản"), queryset=Document.objects.none(), required=False, empty_label=_("không có"),
        error_messages={"invalid_choice": _("Văn bản đã chọn không phải của cơ quan này.")},
    )  # fmt: skip

    held_files: list[HeldFile]  # what the server holds for the next sending, shown by name

    def files_of(self, told: Json) -> Json:
        """Take the files out of what was told, the photo just taken among the others."""
        photo, files = told.pop("photo"), told.pop("evidence")
        return {"files": ([photo] if photo else []) + files, "held": told.pop("held")}
