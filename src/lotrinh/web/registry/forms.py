"""Forms for documents and facts. A fact's words must stand in the text; its scope is no field of any form."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.plans.citations import find_mentions
from lotrinh.web.organisation.conflicts import VersionedForm
from lotrinh.web.organisation.forms import DateInput
from lotrinh.web.organisation.models import Unit
from lotrinh.web.registry.models import Fact
from lotrinh.web.registry.moment_fields import moment_fields, moment_initial, moment_of
from lotrinh.web.registry.places import find_place
from lotrinh.web.registry.words import CHANNELS, HEADER_FIELDS, PURPOSES, RECURRENCES, day_words, recurrence_words

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
                "recurrence": forms.ChoiceField(label=_("Định kỳ"), choices=recurrences(), required=False),
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


def recurrences(rule: str = "") -> list[tuple[str, Any]]:
    """Return the choices of how often, and the rule that was read where it is none of them (a day of the month)."""
    known: list[tuple[str, Any]] = [("", _("không ghi")), *RECURRENCES.items()]
    return known if not rule or rule in RECURRENCES else [*known, (rule, recurrence_words(rule))]


class FactForm(VersionedForm):
    """One fact, of any kind: its words in the text, then the fields of the kind."""

    words = forms.CharField(
        label=gettext_lazy("Chữ trong văn bản"),
        help_text=gettext_lazy("Phải có nguyên văn trong văn bản: mọi dữ kiện đều có chỗ dựa."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
    )
    start = forms.CharField(widget=forms.HiddenInput, required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)

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
        if isinstance(often := self.fields.get("recurrence"), forms.ChoiceField):
            often.choices = recurrences(shown.get("recurrence") or "")

    def seen_version(self) -> int:
        """Return the version that the person saw."""
        return number_of(self.cleaned_data.get("version"))

    def clean(self) -> Json:
        """Find the words in the text, and build the contract's object from the fields."""
        cleaned = super().clean() or {}
        self.result: Json = {}
        if "words" not in cleaned:
            return cleaned
        place = find_place(self.text, cleaned["words"], near=number_of(cleaned.get("start")))
        if place is None:
            self.add_error("words", _("Không thấy những chữ này trong văn bản; hãy chép đúng nguyên văn."))
            return cleaned
        self.span = place
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
                return self.own_of_duty(before)
        own = {name: values.get(name) for name in fields_of(self.kind)}
        plain = {name: (None if value == "" else value) for name, value in own.items()}
        if isinstance(day := plain.get("issued_on"), datetime.date):
            plain["issued_on"] = day.isoformat()
        if self.kind == KIND.CITATION and plain["code"] != before.get("code"):
            plain |= parts_of_code(plain["code"])
            if plain["kind"] is None and plain["symbol"] == before.get("symbol"):
                plain["kind"] = before.get("kind")
        if self.kind == KIND.HEADER and plain["field"] == "issued_on" and plain["value"]:
            plain["value"] = day_of(str(plain["value"]))
            if plain["value"] is None:
                self.add_error("value", _("Hãy ghi ngày dạng 05/01/2026."))
        return plain

    def own_of_duty(self, before: Json) -> Json:
        """Return what the fields say of a duty, each with the words that it was read from where they are found."""
        values = self.cleaned_data
        unit, had = values.get("unit"), {item["value"]: item for item in before.get("support") or ()}
        own: Json = {
            "unit": unit,
            "support": [
                had.get(name) or {"value": name, "span": self.proof_of(name)}
                for line in (values.get("support") or "").splitlines()
                if (name := line.strip())
            ],
            "deadline": moment_of(self, "deadline", self.span, before.get("deadline")),
            "recurrence": made(values.get("recurrence"), before.get("recurrence"), list(self.span)),
            "deliverable": self.made_of("deliverable", before),
        }
        if unit != before.get("unit"):
            place = find_place(self.text, unit or "", near=self.span.start)
            own["unit_span"] = list(place) if place else None
        return own

    def made_of(self, name: str, before: Json) -> Json | None:
        """Return a value of a duty with its proof."""
        value = self.cleaned_data.get(name)
        return made(value, before.get(name), self.proof_of(value or ""))

    def proof_of(self, words: str) -> list[int]:
        """Return where words stand inside the fact's own, or the whole of these where they do not."""
        place = find_place(self.text, words, near=self.span.start)
        return list(place if place and self.span.holds(place) else self.span)


def number_of(text: object) -> int:
    """Return a whole number that a page sent back; whatever else was sent is 0."""
    return int(str(text)) if re.fullmatch("[0-9]{1,9}", str(text)) else 0


def day_of(text: str) -> str | None:
    """Return the ISO day that somebody typed, or None.

    >>> day_of("5/1/2026"), day_of("2026-01-05"), day_of("30/02/2026")
    ('2026-01-05', '2026-01-05', None)
    """
    said = re.fullmatch(
        r"\s*(?:([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}))\s*", text
    )
    if said is None:
        return None
    year, month, day = said.group(1, 2, 3) if said[1] else said.group(6, 5, 4)
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def parts_of_code(code: str | None) -> Json:
    """Return a code as the reader writes it, and its parts; what it does not show is None.

    >>> parts_of_code("30 /2020/NĐ-CP")["kind"], parts_of_code("không số")["number"]
    ('NĐ', None)
    """
    lead = "số "
    found = find_mentions(f"{lead}{code}", 0) if code else []
    if len(found) != 1 or found[0].span.end != len(f"{lead}{code}"):
        return {"code": code, "kind": None, "number": None, "symbol": None, "year": None}
    work = found[0]
    return {"code": work.code, "kind": work.kind, "number": work.number, "symbol": work.symbol, "year": work.year}


def made(value: str | None, before: Json | None, proof: list[int]) -> Json | None:
    """Return a value with its proof: the words it had, while it still says the same."""
    if not value:
        return None
    return before if before and before.get("value") == value else {"value": value, "span": proof}


def shown_of(fact: Fact) -> Json:
    """Return what the fields of a fact show."""
    data = dict(fact.data)
    if fact.kind == KIND.STAGE:
        return data | moment_initial("start", data.get("start")) | moment_initial("end", data.get("end"))
    if fact.kind == KIND.DUTY:
        support = "\n".join(item["value"] for item in data.get("support") or ())
        deliverable = (data.get("deliverable") or {}).get("value", "")
        rule = (data.get("recurrence") or {}).get("value", "")
        said = {"support": support, "deliverable": deliverable, "recurrence": rule}
        return data | moment_initial("deadline", data.get("deadline")) | said
    if fact.kind == KIND.HEADER and data["field"] == "issued_on":
        return data | {"value": day_words(data["value"])}
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
