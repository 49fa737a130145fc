"""Forms about people: they clean what was typed, and change nothing."""

from __future__ import annotations

import datetime
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.web.organisation.access import Standing
from lotrinh.web.organisation.forms import DateInput
from lotrinh.web.organisation.models import Person, Role, Unit
from lotrinh.web.people.access import deputies_for, kinds_to_give, may_give, units_to_staff_for


class Refusing(forms.Form):
    """A form that shows why its change was refused, beside the field where it has that field."""

    def refuse(self, error: ValidationError) -> None:
        """Add the reasons of an action."""
        for name, errors in error.update_error_dict({}).items():
            self.add_error(name if name in self.fields else None, errors)


class RoleForm(Refusing):
    """A role in a unit that the giver staffs."""

    unit = forms.ModelChoiceField(label=gettext_lazy("Đơn vị"), queryset=Unit.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=gettext_lazy("Vai trò"))
    since = forms.DateField(label=gettext_lazy("Từ ngày"), widget=DateInput())
    last_on = forms.DateField(
        label=gettext_lazy("Đến hết ngày"), widget=DateInput(), required=False,
        help_text=gettext_lazy("Để trống khi chưa biết ngày kết thúc."),
    )  # fmt: skip

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        unit, kind = self.fields["unit"], self.fields["kind"]
        if isinstance(unit, forms.ModelChoiceField) and isinstance(kind, forms.ChoiceField):
            unit.queryset = units_to_staff_for(standing).open_on(standing.on)
            kind.choices = [(one.value, one.label) for one in kinds_to_give(standing)]

    def clean(self) -> dict[str, Any]:
        """Refuse a role that the giver may not give in that very unit."""
        cleaned = super().clean() or {}
        unit, kind = cleaned.get("unit"), cleaned.get("kind")
        if unit is not None and kind and not may_give(self.standing, kind, unit):
            self.add_error("kind", _("Bạn không giao được vai trò này ở đơn vị đó."))
        last_on = cleaned.get("last_on")
        if last_on is not None and last_on < self.standing.on:
            self.add_error("last_on", _("Ngày này đã qua."))
        return cleaned


class InviteForm(RoleForm):
    """A role for somebody who has no account yet; it begins when the invitation is taken up."""

    full_name = forms.CharField(label=gettext_lazy("Họ tên hoặc chức danh"), max_length=120)
    field_order = ("full_name", "unit", "kind", "last_on")

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, standing=standing, **kwargs)
        del self.fields["since"]

    def clean_full_name(self) -> str:
        """Return the name with each letter and its marks as one sign."""
        return unicodedata.normalize("NFC", self.cleaned_data["full_name"])


class DeputyForm(Refusing):
    """Who stands in for a role, from a day to a day."""

    deputy = forms.ModelChoiceField(label=gettext_lazy("Người thay"), queryset=Person.objects.none())
    since = forms.DateField(label=gettext_lazy("Từ ngày"), widget=DateInput())
    last_on = forms.DateField(label=gettext_lazy("Đến hết ngày"), widget=DateInput())

    def __init__(self, *args: Any, role: Role, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        deputy = self.fields["deputy"]
        if isinstance(deputy, forms.ModelChoiceField):
            deputy.queryset = deputies_for(role, on=on)

    def clean_last_on(self) -> datetime.date:
        """Return the last day, which is not over yet."""
        last_on: datetime.date = self.cleaned_data["last_on"]
        if last_on < self.on:
            raise ValidationError(_("Ngày này đã qua."))
        return last_on


class EndForm(Refusing):
    """When a role ends: at once, or after a day to come."""

    last_on = forms.DateField(
        label=gettext_lazy("Còn vai trò đến hết ngày"), widget=DateInput(), required=False,
        help_text=gettext_lazy("Để trống thì vai trò kết thúc ngay bây giờ."),
    )  # fmt: skip

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_last_on(self) -> datetime.date | None:
        """Return the last day, which is not in the past: what was done with a role stays done with it."""
        last_on: datetime.date | None = self.cleaned_data["last_on"]
        if last_on is not None and last_on < self.on:
            raise ValidationError(_("Ngày này đã qua."))
        return last_on


class NewPasswordForm(Refusing):
    """A password, typed twice."""

    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"), strip=False,
        help_text=gettext_lazy("Ít nhất 12 ký tự, không phải cụm hay gặp."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=gettext_lazy("Nhập lại mật khẩu"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse two passwords that differ."""
        cleaned = super().clean() or {}
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("Hai lần nhập không giống nhau."))
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    """The same, after the password of now."""

    old = forms.CharField(
        label=gettext_lazy("Mật khẩu đang dùng"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    field_order = ("old", "password", "again")


class NameForm(Refusing):
    """What somebody who was invited says about themselves."""

    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )  # fmt: skip
    full_name = forms.CharField(label=gettext_lazy("Họ tên hoặc chức danh"), max_length=120)

    def clean_username(self) -> str:
        """Return the name with each letter and its marks as one sign."""
        return unicodedata.normalize("NFC", self.cleaned_data["username"])

    def clean_full_name(self) -> str:
        """As `clean_username`."""
        return unicodedata.normalize("NFC", self.cleaned_data["full_name"])


class JoinForm(NameForm, NewPasswordForm):
    """The same with a password."""

    field_order = ("full_name", "username", "password", "again")
