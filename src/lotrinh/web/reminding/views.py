"""Pages of reminders: the person's list, where they get letters, and words to paste into a messenger."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lotrinh.web.organisation.access import WORKERS, PersonRequest, everyone, roles, signed_in
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.row_fields import parse_key
from lotrinh.web.programmes.access import get_assignment_for
from lotrinh.web.reminding import actions
from lotrinh.web.reminding.access import contact_for, get_contact_of_link, reminders_for
from lotrinh.web.reminding.forms import ContactForm
from lotrinh.web.reminding.letters import line_of, ready_text
from lotrinh.web.reminding.posting import mail_is_on

SHOWN = 200  # reminders on the page, the most urgent first


@roles(*WORKERS)
def reminder_list(request: PersonRequest) -> HttpResponse:
    """List what the person is reminded of today, the longest late first."""
    found = reminders_for(request.standing).select_related("assignment__unit", "assignment__duty__programme")
    rows = [
        line_of(reminder.assignment, on=request.standing.on) | {"key": reminder.pk, "is_read": bool(reminder.read_at)}
        for reminder in found[:SHOWN]
    ]
    context = {
        "rows": rows,
        "more": max(0, found.count() - SHOWN),
        "is_reminded": request.standing.is_officer or request.standing.is_head,  # as `circle.py` has it
        "mail_is_on": mail_is_on(),
        "contact": contact_for(request.standing),
    }
    return render(request, "reminding/reminder_list.html", context)


@roles(*WORKERS)
@require_POST
def reminder_read(request: PersonRequest) -> HttpResponseBase:
    """Mark one reminder, or all of them, as read."""
    asked = request.POST.get("key", "")
    found = reminders_for(request.standing)
    if asked:
        key = parse_key(asked)
        found = found.none() if key is None else found.filter(pk=key)
    actions.mark_read(by=request.standing.person, reminders=found)
    return redirect("reminder-list")


@roles(*WORKERS)
def contact(request: PersonRequest) -> HttpResponseBase:
    """Set where and when the person gets letters."""
    held = contact_for(request.standing)
    fields = ("address", "quiet_since", "quiet_until", "on_days_off", "version")
    form = ContactForm(request.POST or None, initial={name: getattr(held, name) for name in fields})
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.set_contact(by=request.standing.person, **form.cleaned_data)
        except ChangedMeanwhile:
            form.add_error(None, _("Cài đặt này vừa được sửa ở cửa sổ khác; hãy tải lại trang."))
        else:
            waits = saved.address and saved.confirmed_at is None and mail_is_on()
            messages.success(request, _("Đã lưu; hãy mở thư vừa gửi để xác nhận.") if waits else _("Đã lưu."))
            return redirect("reminder-list")
    context = {"form": form, "contact": held, "mail_is_on": mail_is_on()}
    return render(request, "reminding/contact_form.html", context, status=422 if form.errors else 200)


@everyone
def contact_confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """Confirm an address by the link in a letter; opening it changes nothing, since programmes open links too."""
    found = get_contact_of_link(token)
    if request.method != "POST":
        return render(request, "reminding/contact_confirm.html", {"contact": found})
    actions.confirm_contact(contact=found)
    return render(request, "reminding/contact_confirm.html", {"contact": found, "is_done": True})


@roles(*WORKERS)
def work_message(request: PersonRequest, pk: int) -> HttpResponse:
    """Show words about a work that can be pasted into any messenger."""
    assignment = get_assignment_for(request.standing, pk)
    context = {"assignment": assignment, "text": ready_text(assignment, on=request.standing.on)}
    return render(request, "reminding/work_message.html", context)


@signed_in
def work_short(_request: HttpRequest, pk: int) -> HttpResponseBase:
    """Lead from a short address to the page of a work, which decides who may see it."""
    return redirect("assignment", pk)
