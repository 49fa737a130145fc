"""Forms of activities: they clean what was typed, and change nothing."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.forms import DateInput
from lotrinh.web.programmes.activity_actions import Told
from lotrinh.web.programmes.activity_parts import FIGURES
from lotrinh.web.programmes.models import Activity, Channel, Programme, Stage, Theme
from lotrinh.web.registry.models import Document

Json = dict[str, Any]
MOST = 10_000_000  # of a figure: more is a slip of the thumb
NOT_HERE = {"invalid_choice": _("Mục đã chọn không thuộc chương trình này.")}


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


def figure(label: Any) -> forms.IntegerField:
    """Return a field for a figure; empty is unknown."""
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST)


class DoneForm(forms.Form):
    """What was done, when, where, how much, and under which parts of the programme."""

    on = forms.DateField(label=_("Ngày làm"), widget=DateInput())
    note = forms.CharField(
        label=_("Đã làm gì"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    place = forms.CharField(label=_("Ở đâu"), required=False, max_length=300)
    channel = forms.ModelChoiceField(
        label=_("Hình thức"), queryset=Channel.objects.none(), required=False, empty_label=_("như nhiệm vụ đã ghi"),
        error_messages=NOT_HERE,
    )  # fmt: skip
    themes = forms.ModelMultipleChoiceField(
        label=_("Nội dung"), queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_HERE | {"invalid_pk_value": NOT_HERE["invalid_choice"]},
    )  # fmt: skip
    stage = forms.ModelChoiceField(
        label=_("Giai đoạn"), queryset=Stage.objects.none(), required=False, empty_label=_("theo ngày làm"),
        error_messages=NOT_HERE,
    )  # fmt: skip
    people = figure(_("Số người dự"))
    copies = figure(_("Số bản phát ra"))
    minutes = figure(_("Số phút phát thanh, truyền hình"))
    items = figure(_("Số tin, bài đã đăng"))

    def __init__(self, *args: Any, programme: Programme | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if programme is None:  # the short form: what needs the programme is not asked
            for name in ("channel", "themes", "stage", "copies", "minutes", "items"):
                del self.fields[name]
            return
        self.offer("channel", programme.channels.all())
        self.offer("themes", programme.themes.all())
        self.offer("stage", programme.stages.all())

    def offer(self, name: str, queryset: QuerySet[Any]) -> None:
        """Let a field choose among these."""
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = queryset

    def told(self) -> Json:
        """Return what was told, as the actions take it."""
        told = dict(self.cleaned_data)
        names = [name for name in Told.__dataclass_fields__ if name in told]
        return told | {"told": Told(**{name: told.pop(name) for name in names})}


class ReportForm(DoneForm):
    """What a unit tells of its work."""

    progress = forms.ChoiceField(
        label=_("Việc này"),
        choices=[("in_progress", _("đang làm")), ("submitted", _("đã xong")), ("same", _("giữ nguyên, chỉ kể thêm"))],
        widget=forms.RadioSelect,
    )
    photo = forms.FileField(
        label=_("Chụp ảnh"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    evidence = ManyFilesField(
        label=_("Ảnh hoặc tệp minh chứng"), required=False, help_text=_("Ảnh chụp, PDF, Word, Excel; tối đa 6 tệp.")
    )
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
    token = forms.UUIDField(widget=forms.HiddenInput)
    person = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, programme: Programme | None = None, documents: QuerySet[Document] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, programme=programme, **kwargs)
        if documents is None:
            del self.fields["document"], self.fields["link"]
        else:
            self.offer("document", documents)

    def told(self) -> Json:
        """Return what was told, the photo just taken among the other files."""
        told = super().told()
        photo, files = told.pop("photo"), told.pop("evidence")
        del told["person"]
        told["progress"] = "" if told["progress"] == "same" else told["progress"]
        return told | {"files": ([photo] if photo else []) + files}


def blank_report(pk: int, *, on: datetime.date, person: int, progress: str = "", **choices: Any) -> ReportForm:
    """Return an empty form with a token of its own; its names on the page carry the key of the assignment."""
    initial = {"on": on, "token": uuid.uuid4(), "progress": progress, "person": person}
    return ReportForm(initial=initial, auto_id=f"v{pk}_%s", **choices)


class ChangeForm(DoneForm):
    """An activity written anew."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, activity: Activity) -> None:
        names = ("on", "note", "place", "channel", "stage", "version", *FIGURES)
        shown = {name: getattr(activity, name) for name in names} | {"themes": activity.themes.all()}
        super().__init__(data, initial=shown, programme=activity.assignment.duty.programme)
