"""A person's own tokens: the list, a new one, withdrawing one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lotrinh.web import clock
from lotrinh.web.api import token_actions
from lotrinh.web.api.access import get_token_to_withdraw, rights_for, tokens_of, units_for_token
from lotrinh.web.api.forms import TokenForm
from lotrinh.web.api.models import Token
from lotrinh.web.organisation.access import PersonRequest, signed_in

SHOWN = 50


@signed_in
def token_list(request: PersonRequest) -> HttpResponse:
    """Show the person's tokens: what each may do, until when, and when it was last used."""
    rows = [row_of(token) for token in tokens_of(request.standing)[:SHOWN]]
    return render(request, "api/tokens.html", {"rows": rows})


@signed_in
def token_make(request: PersonRequest) -> HttpResponse:
    """Make a token, and show its secret this once."""
    standing = request.standing
    form = TokenForm(request.POST or None, units=units_for_token(standing), rights=rights_for(standing))
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = token_actions.make_token(by=request.standing.person, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            return render(request, "api/token_made.html", {"row": row_of(token), "secret": secret})
    return render(request, "api/token_form.html", {"form": form}, status=422 if form.errors else 200)


@signed_in
@require_POST
def token_withdraw(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Withdraw a token of one's own."""
    token = get_token_to_withdraw(request.standing, pk)
    token_actions.withdraw_token(by=request.standing.person, token=token)
    messages.success(request, _("Đã thu hồi mã; chương trình giữ mã này không vào được nữa."))
    return redirect("token-list")


def row_of(token: Token) -> dict[str, object]:
    """Return a token as plain values."""
    if token.withdrawn_at is not None:
        state = _("đã thu hồi")
    elif token.expires_at <= clock.now():
        state = _("đã hết hạn")
    else:
        state = ""
    return {
        "pk": token.pk,
        "name": token.name,
        "unit": str(token.unit),
        "rights": [right.label for right in token.rights],
        "expires_at": token.expires_at,
        "last_used_at": token.last_used_at,
        "state": state,
    }
