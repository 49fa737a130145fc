"""Form fields for a point in time: a day, the day of issue, an event, so many days; or not known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.web.organisation.forms import DateInput

Json = dict[str, Any]
KINDS = [
    ("", gettext_lazy("chưa rõ")),
    ("date", gettext_lazy("một ngày")),
    ("issue", gettext_lazy("ngày ban hành (“từ nay”)")),
    ("event", gettext_lazy("một sự kiện")),
    ("offset", gettext_lazy("số ngày kể từ một mốc")),
]
RELATIONS = [
    ("at", gettext_lazy("đúng lúc")),
    ("before", gettext_lazy("trước")),
    ("during", gettext_lazy("trong thời gian")),
    ("after", gettext_lazy("sau")),
]
ORIGINS = [
    ("", gettext_lazy("mốc mà văn bản nêu; chưa có thì ngày ban hành")),
    ("issue", gettext_lazy("ngày ban hành")),
    ("date", gettext_lazy("một ngày")),
    ("event", gettext_lazy("một sự kiện")),
]
PARTS = ("kind", "date", "relation", "event", "days", "working")


def moment_fields(prefix: str, label: str) -> dict[str, forms.Field]:
    """Return the fields of one moment, named `prefix_kind`, `prefix_date` and so on."""
    return {
        f"{prefix}_kind": forms.ChoiceField(label=label, choices=KINDS, required=False),
        f"{prefix}_date": forms.DateField(label=f"{label}: {_('ngày')}", required=False, widget=DateInput()),
        f"{prefix}_relation": forms.ChoiceField(
            label=f"{label}: {_('so với sự kiện')}", choices=RELATIONS, required=False
        ),
        f"{prefix}_event": forms.CharField(label=f"{label}: {_('tên sự kiện')}", required=False, max_length=300),
        f"{prefix}_days": forms.IntegerField(
            label=f"{label}: {_('số ngày')}",
            help_text=_("Ngày của mốc không tính; ngày đầu tiên là ngày liền sau."),
            required=False,
            min_value=0,
            max_value=3660,
        ),
        f"{prefix}_working": forms.BooleanField(label=f"{label}: {_('là ngày làm việc')}", required=False),
        f"{prefix}_origin": forms.ChoiceField(label=f"{label}: {_('kể từ')}", choices=ORIGINS, required=False),
        f"{prefix}_origin_date": forms.DateField(
            label=f"{label}: {_('kể từ ngày')}", required=False, widget=DateInput()
        ),
        f"{prefix}_origin_event": forms.CharField(
            label=f"{label}: {_('kể từ sự kiện')}", required=False, max_length=300
        ),
    }


def moment_initial(prefix: str, moment: Json | None) -> Json:
    """Return what the fields show for a moment of the contract."""
    shown = {f"{prefix}_{part}": (moment or {}).get(part) for part in PARTS}
    origin = (moment or {}).get("from") or {}
    if origin.get("kind") in ("issue", "date", "event"):
        shown |= {f"{prefix}_origin": origin["kind"]}
        shown |= {f"{prefix}_origin_{part}": origin.get(part) for part in ("date", "event")}
    return shown


def moment_of(form: forms.Form, prefix: str, span: tuple[int, int], before: Json | None) -> Json | None:
    """Return the contract's moment that the fields say, noting on the form what is missing.

    What was there before keeps its proof, and an offset what it counts from.
    """
    values = {part: form.cleaned_data.get(f"{prefix}_{part}") for part in PARTS}
    proof = list((before or {}).get("span") or span)
    match values["kind"]:
        case "date" if values["date"]:
            moment = {"kind": "date", "date": values["date"].isoformat(), "span": proof}
            kept = before is not None and before.get("date") == moment["date"] and before.get("exclusive")
            return {**moment, "exclusive": True} if kept else moment
        case "date":
            form.add_error(f"{prefix}_date", _("Hãy chọn ngày."))
        case "issue":
            return {"kind": "issue", "span": proof}
        case "event" if values["event"]:
            return {"kind": "event", "event": values["event"], "relation": values["relation"] or "at", "span": proof}
        case "event":
            form.add_error(f"{prefix}_event", _("Hãy ghi tên sự kiện như trong văn bản."))
        case "offset" if values["days"] is not None:
            was = before if before is not None and before.get("kind") == "offset" else {}
            origin = origin_of(form, prefix, proof, was.get("from", {"kind": "issue", "span": proof}))
            working = bool(values["working"])
            return {"kind": "offset", "days": values["days"], "working": working, "from": origin, "span": proof}
        case "offset":
            form.add_error(f"{prefix}_days", _("Hãy ghi số ngày."))
    return None


def origin_of(form: forms.Form, prefix: str, proof: list[int], before: Json | None) -> Json | None:
    """Return what an offset counts from: what the fields say, else what it counted from before."""
    kind, day, event = (form.cleaned_data.get(f"{prefix}_origin{part}") for part in ("", "_date", "_event"))
    was = before or {}
    span = was.get("span") or proof
    if kind == "event" == was.get("kind") and event == was.get("event"):
        return before  # with its relation
    match kind:
        case "issue":
            return {"kind": "issue", "span": span}
        case "date" if day:
            return {"kind": "date", "date": day.isoformat(), "span": span}
        case "date":
            form.add_error(f"{prefix}_origin_date", _("Hãy chọn ngày."))
        case "event" if event:
            return {"kind": "event", "event": event, "relation": "at", "span": span}
        case "event":
            form.add_error(f"{prefix}_origin_event", _("Hãy ghi tên sự kiện như trong văn bản."))
    return before
