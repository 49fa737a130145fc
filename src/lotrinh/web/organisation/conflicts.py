"""Two people at one form: who saves second sees, field by field, what was there, what was saved, and what they typed.

A form that takes part carries what it opened with in hidden fields, so nothing has to be kept between two requests, and
works without JavaScript. Nothing that was typed is lost or saved over something unseen.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _

from lotrinh.web.organisation.models import AuditEntry

KEEP, OPENED, THEIRS = "keep-", "opened-", "theirs-"  # before the name of a field


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that is not the same for both: in words, and what the other saved as a form sends it."""

    field: forms.BoundField
    opened: str
    theirs: str
    theirs_sent: list[str]
    takes_theirs: bool  # chosen beforehand where only the other changed it


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody saved while a form was open; `last` is the newest change that the audit knows."""

    last: AuditEntry | None
    clashes: list[Clash]

    @property
    def names(self) -> set[str]:
        return {clash.field.name for clash in self.clashes}


class Versioned(forms.BaseForm):
    """A form with a hidden `version`, that can show what somebody else saved meanwhile."""

    conflict: Conflict | None = None

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(chosen(data), *args, **kwargs)

    def opened(self) -> Iterator[tuple[str, str]]:
        """Yield the names and values that the form opened with, for hidden fields."""
        for bound in self.visible_fields():
            name = OPENED + bound.name
            for value in sent_of(self.data, name) if self.is_bound else sent_by(bound):
                yield name, value

    def meet(self, fresh: forms.BaseForm, *, subject: Model) -> None:
        """Show the form against what is saved now, so that saving again is over that.

        Args:
            fresh: the same form, unbound, of the subject as it is now.
            subject: what both people change.
        """
        entries = AuditEntry.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
        self.conflict = Conflict(
            last=entries.select_related("by", "on_behalf_of").order_by("-id").first(),
            clashes=[clash for bound in self.visible_fields() if (clash := clash_of(self, bound, fresh)) is not None],
        )
        data: Any = self.data
        data = data.copy()
        for bound in self.visible_fields():
            put(data, OPENED + bound.name, sent_by(fresh[bound.name]))
        put(data, "version", [str(fresh["version"].value())])
        self.data = data
        self.add_error(None, _("Người khác vừa sửa chỗ này. Chữ bạn nhập vẫn còn dưới đây: hãy xem lại rồi lưu."))


class VersionedForm(Versioned, forms.Form):
    """A plain form that takes part."""


def show_conflict(form: Versioned, subject: Model, fresh: Callable[[], forms.BaseForm]) -> None:
    """Show on a form what somebody else saved, or that what it changes is gone."""
    try:
        subject.refresh_from_db()
    except ObjectDoesNotExist:
        form.add_error(None, _("Người khác vừa gỡ bỏ chỗ này nên không lưu được; chữ bạn nhập vẫn còn dưới đây."))
    else:
        form.meet(fresh(), subject=subject)


def chosen(data: Any) -> Any:
    """Return what was sent with what the person chose to take over from the other put into its fields."""
    if not isinstance(data, QueryDict) or not any(name.startswith(KEEP) for name in data):
        return data
    taken = data.copy()
    for name in [name for name in data if name.startswith(KEEP)]:
        if data[name] == "theirs":
            field = name.removeprefix(KEEP)
            put(taken, field, data.getlist(THEIRS + field))
    return taken


def clash_of(form: forms.BaseForm, mine: forms.BoundField, fresh: forms.BaseForm) -> Clash | None:
    """Return how a field differs between what was there, what was saved and what was typed; None where it does not."""
    name = mine.name
    opened, typed = (sorted(map(plain, sent_of(form.data, key))) for key in (OPENED + name, name))
    theirs = sorted(map(plain, sent_by(fresh[name])))
    if typed == theirs or theirs == opened:
        return None
    return Clash(
        field=mine,
        opened=words_of(mine.field, opened),
        theirs=words_of(mine.field, theirs),
        theirs_sent=sent_by(fresh[name]),
        takes_theirs=typed == opened,
    )


def sent_by(bound: forms.BoundField) -> list[str]:
    """Return what a browser would send for a field as it stands."""
    value = bound.value()
    if value is None or value is False or value == "":
        return []
    if value is True:
        return ["on"]
    if isinstance(value, str | int | datetime.date):
        return [value.isoformat() if isinstance(value, datetime.date) else str(value)]
    return [str(each) for each in value]


def sent_of(data: Any, name: str) -> list[str]:
    """Return what was sent under a name; an empty field says the same as none."""
    values = data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
    return [str(value) for value in values if value not in ("", None)]


def put(data: Any, name: str, values: list[str]) -> None:
    """Put values under a name, or nothing."""
    data.pop(name, None)
    if values and hasattr(data, "setlist"):
        data.setlist(name, values)
    elif values:
        data[name] = values[0]


def plain(text: str) -> str:
    """Return text without what a browser alone changes in it."""
    return text.replace("\r\n", "\n").strip()


def words_of(field: forms.Field, sent: list[str]) -> str:
    """Return what was sent for a field as people read it."""
    if not sent:
        return _("để trống")
    if isinstance(field, forms.BooleanField):
        return _("có")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        choices: Any = field.choices
        names = {str(key): str(label) for key, label in choices}
        return "; ".join(names.get(each, each) for each in sent)
    if isinstance(field, forms.DateField):
        return "; ".join(".".join(reversed(each.split("-"))).replace(".", "/") for each in sent)
    return "\n".join(sent)
