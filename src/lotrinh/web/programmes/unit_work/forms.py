"""Forms of what units add below their work: a step, a plan, a question, and the office's answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.conflicts import VersionedForm
from lotrinh.web.organisation.forms import DateInput
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.models import WorkStep
from lotrinh.web.programmes.unit_work.plan_actions import Said
from lotrinh.web.registry.models import Document


class WorkStepForm(VersionedForm):
    """One step of a unit."""

    title = forms.CharField(
        label=_("Bước"), max_length=300, error_messages={"required": _("Hãy ghi bước này là làm gì.")}
    )
    starts_on = forms.DateField(label=_("Từ ngày"), required=False, widget=DateInput())
    ends_on = forms.DateField(label=_("Đến ngày"), required=False, widget=DateInput())
    person = forms.ModelChoiceField(
        label=_("Người làm"), queryset=Person.objects.none(), required=False, empty_label=_("chưa rõ")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, people: QuerySet[Person], step: WorkStep | None = None) -> None:
        names = ("title", "starts_on", "ends_on", "person", "version")
        super().__init__(data, initial={name: getattr(step, name) for name in names} if step is not None else None)
        if isinstance(person := self.fields["person"], forms.ModelChoiceField):
            person.queryset = people

    def said(self) -> Said:
        """Return what the form says of the step."""
        return Said(**{name: self.cleaned_data[name] for name in ("title", "starts_on", "ends_on", "person")})


class PlanForm(forms.Form):
    """A file to read as the plan of a unit, or a document that is there."""

    file = forms.FileField(
        label=_("Tải lên kế hoạch của đơn vị"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.doc,.odt,.pdf,.txt,.md,.html,.htm"}),
    )
    document = forms.ModelChoiceField(
        label=_("Hoặc chọn văn bản đã có"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("không chọn"),
    )

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not documents.exists():
            del self.fields["document"]  # an officer who is no clerk of the unit sees no register
        elif isinstance(document := self.fields["document"], forms.ModelChoiceField):
            document.queryset = documents


class QuestionForm(forms.Form):
    """A question about a duty."""

    text = forms.CharField(
        label=_("Câu hỏi"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Văn phòng trả lời một lần cho mọi đơn vị có nhiệm vụ này."),
        error_messages={"required": _("Hãy ghi câu hỏi.")},
    )
    shows_unit = forms.BooleanField(
        label=_("Cho các đơn vị khác biết đơn vị tôi hỏi"),
        required=False,
        initial=True,
        help_text=_("Văn phòng luôn biết đơn vị nào hỏi."),
    )


class AnswerForm(forms.Form):
    """The office's answer."""

    answer = forms.CharField(
        label=_("Trả lời"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        error_messages={"required": _("Hãy ghi câu trả lời.")},
    )
