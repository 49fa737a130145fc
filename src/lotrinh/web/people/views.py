"""Pages about people: who has which role from when to when, deputies, who leaves."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation.access import ADMINISTRATOR, CLERK, PersonRequest, roles, signed_in
from lotrinh.web.people import account_actions, role_actions
from lotrinh.web.people.access import (
    bodies_to_administer,
    get_person_for,
    get_person_to_let_go,
    get_role_to_end,
    get_role_to_lend,
    invitations_for,
    may_administer_account,
)
from lotrinh.web.people.forms import DeputyForm, EndForm, RoleForm
from lotrinh.web.people.role_actions import DAY
from lotrinh.web.people.screen import person_rows, role_rows


@roles(CLERK, ADMINISTRATOR)
def person_list(request: PersonRequest) -> HttpResponse:
    """Show the people of the units that a person staffs, and the invitations that are open."""
    standing = request.standing
    context = {
        "rows": person_rows(standing),
        "invitations": invitations_for(standing).open_at(clock.now()),
        "bodies": bodies_to_administer(standing),
    }
    return render(request, "people/person_list.html", context)


@roles(CLERK, ADMINISTRATOR)
def person(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a person with the history of their roles."""
    standing = request.standing
    found = get_person_for(standing, pk)
    context = {
        "person": found,
        "rows": role_rows(standing, found),
        "is_self": found.pk == standing.person.pk,
        "can_administer": may_administer_account(standing, found),
        "has_factors": is_mfa_enabled(found),
    }
    return render(request, "people/person.html", context)


@roles(CLERK, ADMINISTRATOR)
def role_give(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Give a person a role from a day to a day."""
    standing = request.standing
    found = get_person_for(standing, pk)
    form = RoleForm(request.POST or None, standing=standing, initial={"since": standing.on})
    if request.method == "POST" and form.is_valid():
        try:
            role = role_actions.give_role(by=standing.person, person=found, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Đã giao vai trò: %(role)s.") % {"role": role})
            return redirect("person", found.pk)
    context = {"form": form, "person": found}
    return render(request, "people/role_form.html", context, status=422 if form.errors else 200)


@roles(CLERK, ADMINISTRATOR)
def role_end(request: PersonRequest, pk: int) -> HttpResponseBase:
    """End a role, at once or after a day to come."""
    standing = request.standing
    role = get_role_to_end(standing, pk)
    form = EndForm(request.POST if request.method == "POST" else None, on=standing.on)
    if request.method == "POST" and form.is_valid():
        last_on = form.cleaned_data["last_on"]
        try:
            role_actions.end_role(by=standing.person, role=role, until=last_on + DAY if last_on else standing.on)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Đã kết thúc vai trò: %(role)s.") % {"role": role})
            return redirect("person", role.person_id)
    context = {"form": form, "role": role}
    return render(request, "people/role_end.html", context, status=422 if form.errors else 200)


@signed_in
def deputy_name(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Name who stands in for a role: one's own, or one of the units that a person staffs."""
    standing = request.standing
    role = get_role_to_lend(standing, pk)
    if role.person_id != standing.person.pk:
        standing.person.acting_for = standing.acting_for((CLERK, ADMINISTRATOR))
    form = DeputyForm(request.POST or None, role=role, on=standing.on, initial={"since": standing.on})
    if request.method == "POST" and form.is_valid():
        try:
            lent = role_actions.name_deputy(by=standing.person, role=role, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            words = {"deputy": lent.person, "name": role.person}
            messages.success(request, _("%(deputy)s sẽ thay %(name)s trong những ngày đó.") % words)
            return redirect("account") if role.person_id == standing.person.pk else redirect("person", role.person_id)
    context = {"form": form, "role": role}
    return render(request, "people/deputy_form.html", context, status=422 if form.errors else 200)


@roles(ADMINISTRATOR)
def person_leave(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Let a person go: every role in the body ends this minute."""
    standing = request.standing
    found = get_person_to_let_go(standing, pk)
    if request.method == "POST":
        try:
            for body in bodies_to_administer(standing):
                account_actions.let_go(by=standing.person, person=found, body=body, today=standing.on)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(
                request, _("%(name)s không còn vào được nữa; những gì đã làm vẫn giữ tên.") % {"name": found}
            )
        return redirect("person", found.pk)
    return render(request, "people/person_leave.html", {"person": found})
