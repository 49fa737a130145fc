"""Forms for documents and facts. A fact's words must stand in the text; its scope is no field of any form."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.web.organisation.forms import DateInput
from lotrinh.web.organisation.models import Unit
from lotrinh.web.registry.models import Fact
from lotrinh.web.registry.moment_fields import moment_fields, moment_initial, moment_of
from lotrinh.web.registry.words import CHANNELS, HEADER_FIELDS, PURPOSES

Json = dict[str, Any]
KIND = Fact.Kind


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("Tệp kế hoạch"),
        help_text=gettext_lazy(
            "Word (.docx, .doc), .odt, PDF (cả bản quét), trang web đã lưu (.html) hoặc văn bản thuần (.txt, .md)."
        ),
        allow_empty_file=True,  # an empty one is refused with a sentence of our own
        widget=forms.FileInput(attrs={"accept": ".docx,.doc,.odt,.pdf,.txt,.md,.html,.htm"}),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = list(units)
        if len(self.units) > 1:  # whoever is a clerk of one unit is not asked
            self.fields["owner"] = forms.ModelChoiceField(
                label=_("Kế hoạch của đơn vị"), queryset=units, initial=self.units[0], empty_label=None
            )

    def owner(self) -> Unit:
        """Return the unit whose plan it is."""
        chosen: Unit = self.cleaned_data.get("owner") or self.units[0]
        return chosen


def text_field(label: str, *, required: bool = False, rows: int = 0) -> forms.CharField:
    """Return a field for words."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=required, widget=widget, max_length=4000)


def fields_of(kind: str) -> dict[str, forms.Field]:
    """Return the fields that a kind of fact has of its own."""
    match kind:
        case KIND.HEADER:
            return {
                "field": forms.ChoiceField(label=_("Mục"), choices=list(HEADER_FIELDS.items())),
                "value": text_field(_("Giá trị"), required=True, rows=2),
            }
        case KIND.CITATION:
            return {
                "code": text_field(_("Số, ký hiệu")),
                "title": text_field(_("Tên hoặc trích yếu"), rows=2),
                "issuer": text_field(_("Cơ quan ban hành")),
                "issued_on": forms.DateField(label=_("Ngày ban hành"), required=False, widget=DateInput()),
                "basis": forms.BooleanField(label=_("Là căn cứ của kế hoạch"), required=False),
            }
        case KIND.STAGE:
            return {
                "label": text_field(_("Tên giai đoạn"), required=True, rows=2),
                **moment_fields("start", _("Bắt đầu")),
                **moment_fields("end", _("Kết thúc")),
            }
        case KIND.THEME:
            return {"title": text_field(_("Nội dung"), required=True, rows=3)}
        case KIND.CHANNEL:
            return {"kind": forms.ChoiceField(label=_("Hình thức"), choices=list(CHANNELS.items()))}
        case KIND.DUTY:
            return {
                "unit": text_field(_("Đơn vị được giao, như văn bản ghi"), required=True),
                "support": text_field(_("Đơn vị phối hợp (mỗi dòng một đơn vị)"), rows=2),
                **moment_fields("deadline", _("Hạn")),
                "deliverable": text_field(_("Sản phẩm")),
            }
        case KIND.RECIPIENT:
            return {
                "name": text_field(_("Nơi nhận"), required=True),
                "purpose": forms.ChoiceField(label=_("Để"), choices=list(PURPOSES.items()), required=False),
            }
    return {
        "authority": text_field(_("Quyền hạn ký (TM., KT., …)")),
        "on_behalf_of": text_field(_("Thay mặt, ký thay")),
        "position": text_field(_("Chức vụ")),
        "name": text_field(_("Người ký")),
    }


class FactForm(forms.Form):
    """One fact, of any kind: its words in the text, then the fields of the kind."""

    words = forms.CharField(
        label=gettext_lazy("Chữ trong văn bản"),
        help_text=gettext_lazy("Phải có nguyên văn trong văn bản: mọi dữ kiện đều có chỗ dựa."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    start = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, kind: str, text: str, fact: Fact | None = None, initial: Json | None = None
    ) -> None:
        self.kind, self.text, self.fact = kind, text, fact
        shown: Json = {"version": fact.version if fact else 0, **(initial or {})}
        if fact is not None:
            shown |= shown_of(fact)
            shown |= {"words": text[fact.span_start : fact.span_end], "start": fact.span_start}
        super().__init__(data, initial=shown)
        self.fields.update(fields_of(kind))

    def clean_words(self) -> str:
        """Find the words in the text, wherever lines are cut; the nearest place to where they were."""
        words = str(self.cleaned_data["words"]).strip()
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        places = [(m.start(), m.end()) for m in re.finditer(pattern, self.text)]
        if not places:
            raise forms.ValidationError(_("Không thấy những chữ này trong văn bản; hãy chép đúng nguyên văn."))
        near = self.data.get("start") or ""
        at = int(near) if near.isdigit() else 0
        self.span = min(places, key=lambda place: abs(place[0] - at))
        return words

    def clean(self) -> Json:
        """Build the contract's object from the fields."""
        cleaned = super().clean() or {}
        self.result: Json = {}
        if "words" in cleaned:
            before = dict(self.fact.data) if self.fact else blank(self.kind)
            self.result = before | self.own(before)
        return cleaned

    def own(self, before: Json) -> Json:
        """Return the values that the fields say."""
        values = self.cleaned_data
        match self.kind:
            case KIND.STAGE:
                ends = {end: moment_of(self, end, self.span, before.get(end)) for end in ("start", "end")}
                return {"label": values.get("label"), **ends}
            case KIND.DUTY:
                return {
                    "unit": values.get("unit"),
                    "support": [
                        {"value": line.strip(), "span": list(self.span)}
                        for line in (values.get("support") or "").splitlines()
                        if line.strip()
                    ],
                    "deadline": moment_of(self, "deadline", self.span, before.get("deadline")),
                    "deliverable": made(values.get("deliverable"), before.get("deliverable"), self.span),
                }
        own = {name: values.get(name) for name in fields_of(self.kind)}
        plain = {name: (None if value == "" else value) for name, value in own.items()}
        if isinstance(day := plain.get("issued_on"), datetime.date):
            plain["issued_on"] = day.isoformat()
        return plain


def made(value: str | None, before: Json | None, span: tuple[int, int]) -> Json | None:
    """Return a value with its proof: the words it had, while it still says the same."""
    if not value:
        return None
    return before if before and before.get("value") == value else {"value": value, "span": list(span)}


def shown_of(fact: Fact) -> Json:
    """Return what the fields of a fact show."""
    data = dict(fact.data)
    if fact.kind == KIND.STAGE:
        return data | moment_initial("start", data.get("start")) | moment_initial("end", data.get("end"))
    if fact.kind == KIND.DUTY:
        support = "\n".join(item["value"] for item in data.get("support") or ())
        deliverable = (data.get("deliverable") or {}).get("value", "")
        return (
            data | moment_initial("deadline", data.get("deadline")) | {"support": support, "deliverable": deliverable}
        )
    return data


def blank(kind: str) -> Json:
    """Return the object of a new fact before anything is said of it."""
    match kind:
        case KIND.DUTY:
            return {"section": None, "recurrence": None, "channels": [], "themes": [], "unit_span": None}
        case KIND.STAGE | KIND.CHANNEL:
            return {"section": ""}
        case KIND.THEME:
            return {"section": "", "stage": None}
        case KIND.CITATION:
            return {"kind": None, "number": None, "symbol": None, "year": None, "mentions": []}
    return {}
