"""The form of a token: it cleans what was typed, and changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lotrinh.web.api.models import Token
from lotrinh.web.organisation.models import Unit
from lotrinh.web.organisation.queries import UnitQuerySet
from lotrinh.web.people.forms import Refusing

LENGTHS = [("7", _("7 ngày")), ("30", _("30 ngày")), ("90", _("90 ngày")), ("365", _("một năm"))]


class TokenForm(Refusing):
    """What a token is for, where it reaches, what it may do and for how long."""

    name = forms.CharField(
        label=_("Dùng cho việc gì"), max_length=80, help_text=_("Ví dụ: phần mềm báo cáo của Văn phòng.")
    )
    unit = forms.ModelChoiceField(
        label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=_("chọn đơn vị"),
        help_text=_("Mã chỉ với tới đơn vị này và các đơn vị bên dưới."),
    )  # fmt: skip
    rights = forms.MultipleChoiceField(
        label=_("Quyền"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một quyền.")},
        help_text=_("Không bao giờ nhiều hơn vai trò của bạn lúc mã được dùng."),
    )  # fmt: skip
    days = forms.TypedChoiceField(label=_("Dùng được trong"), choices=LENGTHS, coerce=int, initial="90")

    def __init__(self, *args: Any, units: UnitQuerySet, rights: Sequence[Token.Right], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, allowed = self.fields["unit"], self.fields["rights"]
        if isinstance(allowed, forms.MultipleChoiceField):
            allowed.choices = [(right.value, right.label) for right in rights]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = units
