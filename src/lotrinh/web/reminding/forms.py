"""Form of where and when a person gets letters; it cleans what was typed, and changes nothing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TimeInput(forms.TimeInput):
    """A time picked in the browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class ContactForm(forms.Form):
    """Address, quiet hours, days off."""

    address = forms.EmailField(
        label=_("Địa chỉ thư điện tử"),
        required=False,
        help_text=_("Chúng tôi gửi đến đó một đường dẫn để xác nhận. Để trống thì nhắc việc chỉ hiện trên trang."),
    )
    quiet_since = forms.TimeField(label=_("Không gửi thư từ"), widget=TimeInput())
    quiet_until = forms.TimeField(
        label=_("Đến"), widget=TimeInput(), help_text=_("Giờ Việt Nam; hai giờ bằng nhau là giờ nào cũng gửi.")
    )
    on_days_off = forms.BooleanField(label=_("Gửi cả cuối tuần và ngày nghỉ"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
