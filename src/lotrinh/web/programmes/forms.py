"""Forms of programmes: they clean what was typed, and change nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.conflicts import VersionedForm
from lotrinh.web.organisation.forms import DateInput
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.organisation.queries import UnitQuerySet
from lotrinh.web.organisation.row_fields import RowsField
from lotrinh.web.programmes.models import Assignment, Channel, Duty, Event, Stage, Theme
from lotrinh.web.registry.moment_fields import moment_fields, moment_initial, moment_of

Json = dict[str, Any]


class StepForm(VersionedForm):
    """A change of state that needs no words."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(StepForm):
    """Why work is sent back or refused."""

    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class HoldForm(ReasonForm):
    """Why work is on hold, and perhaps until when."""

    expected_on = forms.DateField(
        label=_("Dự kiến làm tiếp từ ngày"),
        required=False,
        widget=DateInput(),
        help_text=_("Chỉ để mọi người biết; việc chạy lại khi bấm “Làm tiếp”."),
    )


class AssignForm(forms.Form):
    """One more unit for a duty."""

    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=_("chọn đơn vị"))
    part = forms.ChoiceField(label=_("Trách nhiệm"), choices=Assignment.Part.choices)

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = units


class AssignmentForm(VersionedForm):
    """Part, deadline, deliverable, authority and acceptor of an assignment."""

    part = forms.ChoiceField(label=_("Trách nhiệm"), choices=Assignment.Part.choices)
    deliverable = forms.CharField(label=_("Sản phẩm"), required=False, max_length=2000)
    authority = forms.CharField(
        label=_("Thẩm quyền"), required=False, max_length=2000, help_text=_("Ai quyết định, phê duyệt việc này.")
    )
    acceptor = forms.ChoiceField(
        label=_("Ai xác nhận đã xong"),
        required=False,
        help_text=_("Người đã nộp không tự xác nhận việc của mình."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, assignment: Assignment, people: Iterable[Person], units: Iterable[Unit]
    ) -> None:
        self.assignment = assignment
        # A unit that has closed, or a person who left, stays a choice where it is the one that was chosen.
        named = [each for each in (assignment.acceptor, assignment.acceptor_unit) if each is not None]
        self.acceptors: dict[str, Person | Unit] = {key_of(each): each for each in [*people, *units, *named]}
        shown = {name: getattr(assignment, name) for name in ("part", "deliverable", "authority", "version")}
        shown["acceptor"] = key_of(named[0]) if named else ""
        super().__init__(data, initial=shown | moment_initial("deadline", assignment.deadline))
        self.fields.update(moment_fields("deadline", gettext("Hạn")))
        if isinstance(acceptor := self.fields["acceptor"], forms.ChoiceField):
            anybody: tuple[str, Any] = ("", gettext("văn phòng hoặc lãnh đạo theo dõi chương trình"))
            acceptor.choices = [anybody, *((key, str(each)) for key, each in self.acceptors.items())]

    def clean(self) -> Json:
        cleaned = super().clean() or {}
        duty = self.assignment.duty
        span = (duty.span_start, duty.span_end)
        self.moment = moment_of(self, "deadline", span, self.assignment.deadline)
        self.named = self.acceptors.get(cleaned.get("acceptor", ""))
        return cleaned


def key_of(acceptor: Person | Unit) -> str:
    """Return what a form sends for a person or a unit."""
    return f"{'person' if isinstance(acceptor, Person) else 'unit'}-{acceptor.pk}"


class StageForm(VersionedForm):
    """Both ends of a stage; each may be unknown."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, stage: Stage) -> None:
        self.stage = stage
        shown = moment_initial("start", stage.start) | moment_initial("end", stage.end)
        super().__init__(data, initial=shown | {"version": stage.version})
        self.fields.update(moment_fields("start", gettext("Bắt đầu")) | moment_fields("end", gettext("Kết thúc")))

    def clean(self) -> Json:
        """Return the moments that the fields say."""
        super().clean()
        start = moment_of(self, "start", (0, 0), self.stage.start)
        end = moment_of(self, "end", (0, 0), self.stage.end)
        return {"start": start, "end": end, "version": self.cleaned_data.get("version")}


class PlaceForm(VersionedForm):
    """The stage, themes and channels of a duty."""

    stage = forms.ModelChoiceField(
        label=_("Giai đoạn"), queryset=Stage.objects.none(), required=False, empty_label=_("không thuộc giai đoạn nào")
    )
    themes = RowsField(
        label=_("Nội dung"), queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    channels = RowsField(
        label=_("Hình thức"), queryset=Channel.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, duty: Duty) -> None:
        shown = {"stage": duty.stage_id, "themes": duty.themes.all(), "channels": duty.channels.all()}
        super().__init__(data, initial=shown | {"version": duty.version})
        of = duty.programme
        choices = {"stage": of.stages.all(), "themes": of.themes.all(), "channels": of.channels.all()}
        for name, queryset in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = queryset


class BulkForm(forms.Form):
    """One change for many assignments, with what that change needs."""

    kind = forms.ChoiceField(
        label=_("Đổi gì"),
        choices=[
            ("deadline", _("hạn")),
            ("lead", _("đơn vị chủ trì")),
            ("accept", _("trạng thái: xác nhận đã xong")),
            ("return", _("trạng thái: trả lại")),
            ("hold", _("trạng thái: tạm dừng")),
            ("resume", _("trạng thái: làm tiếp")),
        ],
    )
    deadline = forms.DateField(label=_("Hạn mới"), widget=DateInput(), error_messages={"required": _("Hãy chọn ngày.")})
    unit = forms.ModelChoiceField(
        label=_("Đơn vị chủ trì mới"),
        queryset=Unit.objects.none(),
        empty_label=_("chọn đơn vị"),
        help_text=_("Đơn vị đang được giao chuyển sang phối hợp."),
        error_messages={"required": _("Hãy chọn đơn vị chủ trì.")},
    )
    reason = forms.CharField(
        label=_("Lý do"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={"required": _("Hãy ghi lý do.")},
    )
    expected_on = forms.DateField(label=_("Dự kiến làm tiếp từ ngày"), required=False, widget=DateInput())
    use_required_attribute = False  # what one change needs, another does not
    NEEDS: ClassVar = {"deadline": "deadline", "lead": "unit", "return": "reason", "hold": "reason"}

    def __init__(self, data: Any = None, *, units: UnitQuerySet) -> None:
        super().__init__(data)
        field = self.fields["unit"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = units
        if data is not None:
            needed = self.NEEDS.get(data.get("kind", ""))
            for name in set(self.NEEDS.values()):
                self.fields[name].required = name == needed


class EventForm(VersionedForm):
    """The dates of an event; both may be unknown."""

    starts_on = forms.DateField(label=_("Ngày bắt đầu"), required=False, widget=DateInput())
    ends_on = forms.DateField(label=_("Ngày kết thúc"), required=False, widget=DateInput())
    version = forms.IntegerField(widget=forms.HiddenInput)


class MergeForm(forms.Form):
    """The event that another name means."""

    into = forms.ModelChoiceField(
        label=_("Cũng chính là"), queryset=Event.objects.none(), empty_label=_("chọn sự kiện")
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Event.objects.filter(body=event.body).exclude(pk=event.pk)
