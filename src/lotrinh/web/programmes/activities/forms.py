"""Forms of activities: they clean what was typed, and change nothing."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.conflicts import OPENED, Versioned, put, sent_by, sent_of
from lotrinh.web.organisation.forms import DateInput
from lotrinh.web.organisation.row_fields import RowsField
from lotrinh.web.programmes.activities.actions import Told
from lotrinh.web.programmes.activities.changes import EvidenceChange
from lotrinh.web.programmes.activities.parts import FIGURES
from lotrinh.web.programmes.evidence.fields import NO_LETTER, EvidenceFields, KeptField
from lotrinh.web.programmes.models import Activity, Channel, Evidence, Programme, Stage, Theme
from lotrinh.web.registry.models import Document

Json = dict[str, Any]
MOST = 10_000_000  # of a figure: more is a slip of the thumb
NOT_HERE = {"invalid_choice": _("Mục đã chọn không thuộc chương trình này.")}


def figure(label: Any) -> forms.IntegerField:
    """Return a field for a figure; empty is unknown."""
    said = _("Hãy nhập một số từ 0 đến 10000000, ví dụ 25; chưa rõ thì để trống.")
    errors = dict.fromkeys(("invalid", "min_value", "max_value"), said)
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST, error_messages=errors)


class DoneForm(forms.Form):
    """What was done, when, where, how much, and under which parts of the programme."""

    on = forms.DateField(label=_("Ngày làm"), widget=DateInput())
    note = forms.CharField(
        label=_("Đã làm gì"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000,
        error_messages=NO_LETTER,
    )  # fmt: skip
    place = forms.CharField(label=_("Ở đâu"), required=False, max_length=300, error_messages=NO_LETTER)
    channel = forms.ModelChoiceField(
        label=_("Hình thức"), queryset=Channel.objects.none(), required=False, empty_label=_("như nhiệm vụ đã ghi"),
        error_messages=NOT_HERE,
    )  # fmt: skip
    themes = RowsField(
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


class EvidenceForm(DoneForm, EvidenceFields):
    """The same with what is behind it; without `documents` it is the short form."""

    def __init__(
        self, *args: Any, programme: Programme | None = None, documents: QuerySet[Document] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, programme=programme, **kwargs)
        if documents is None:
            del self.fields["document"], self.fields["link"]
        else:
            self.offer("document", documents)


class ReportForm(EvidenceForm):
    """What a unit tells of its work."""

    progress = forms.ChoiceField(
        label=_("Việc này"),
        choices=[("in_progress", _("đang làm")), ("submitted", _("đã xong")), ("same", _("giữ nguyên, chỉ kể thêm"))],
        widget=forms.RadioSelect,
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    person = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def told(self) -> Json:
        """Return what was told, with the files behind it."""
        told = super().told()
        del told["person"]
        told["progress"] = "" if told["progress"] == "same" else told["progress"]
        return told | self.files_of(told)


def blank_report(pk: int, *, on: datetime.date, person: int, progress: str = "", **choices: Any) -> ReportForm:
    """Return an empty form with a token of its own; its names on the page carry the key of the assignment."""
    initial = {"on": on, "token": uuid.uuid4(), "progress": progress, "person": person}
    return ReportForm(initial=initial, auto_id=f"v{pk}_%s", **choices)


class ChangeForm(Versioned, EvidenceForm):
    """An activity written anew, with evidence added, removed and put back."""

    kept = KeptField(queryset=Evidence.objects.none())
    reason = forms.CharField(label=_("Lý do gỡ minh chứng"), required=False, max_length=2000, error_messages=NO_LETTER)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, files: Any = None, *, activity: Activity, documents: QuerySet[Document]
    ) -> None:
        names = ("on", "note", "place", "channel", "stage", "version", *FIGURES)
        shown = {name: getattr(activity, name) for name in names} | {"themes": activity.themes.all()}
        evidence = Evidence.objects.filter(activity=activity).select_related("document")
        shown["kept"] = list(evidence.standing().values_list("pk", flat=True))
        programme = activity.assignment.duty.programme
        super().__init__(data, files, initial=shown, programme=programme, documents=documents)
        self.offer("kept", evidence.still_there())

    @property
    def clashing(self) -> set[str]:
        """The fields that the conflict shows, so that they are not shown twice."""
        return self.conflict.names if self.conflict else set()

    @property
    def words(self) -> list[forms.BoundField]:
        """What was done, in the order of the form in which it is told."""
        names = ("on", "note", "place", "channel", "themes", "stage", *FIGURES)
        return [self[name] for name in names]

    @property
    def added(self) -> list[forms.BoundField]:
        """What more can be put behind it."""
        return [self[name] for name in ("photo", "evidence", "keep_position", "link", "document")]

    @property
    def has_evidence(self) -> bool:
        """Say whether there is any that can stay or go."""
        return bool(self["kept"].subwidgets)

    def told(self) -> Json:
        """Return what was told, and what becomes of the evidence."""
        told = super().told()
        kept = [row.pk for row in told.pop("kept")]
        return told | {"evidence": EvidenceChange(**self.files_of(told), kept=kept, reason=told.pop("reason"))}

    def meet(self, fresh: forms.BaseForm, *, subject: Model) -> None:
        """Show the form against what is saved now; of the evidence, what only the other one did is taken along."""
        data: Any = self.data
        sent = (sent_of(data, OPENED + "kept"), sent_of(data, "kept"), sent_by(fresh["kept"]))
        opened, mine, theirs = map(set, sent)
        if mine != opened:
            self.data = data = data.copy()
            put(data, "kept", sorted((theirs - (opened - mine)) | (mine - opened)))
        super().meet(fresh, subject=subject)
