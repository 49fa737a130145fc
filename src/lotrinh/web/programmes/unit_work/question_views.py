"""Pages of questions: a unit asks, the office answers once for all units of the duty."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lotrinh.web.organisation.access import CLERK, OFFICER, WORKERS, PersonRequest, roles
from lotrinh.web.programmes.access import get_assignment_to_do
from lotrinh.web.programmes.unit_work import question_actions as actions
from lotrinh.web.programmes.unit_work.access import (
    get_question_to_answer,
    get_question_to_withdraw,
    questions_for,
    questions_waiting,
)
from lotrinh.web.programmes.unit_work.forms import AnswerForm, QuestionForm
from lotrinh.web.programmes.unit_work.screen import question_rows

QUESTIONS_A_PAGE = 30


@roles(*WORKERS)
def question_list(request: PersonRequest) -> HttpResponse:
    """List the questions that wait for the office, then those that were answered and those of one's own units."""
    standing = request.standing
    waiting = questions_waiting(standing)
    others = questions_for(standing).exclude(pk__in=waiting.values("pk"))
    page = Paginator(others, QUESTIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "waiting": question_rows(waiting[:QUESTIONS_A_PAGE], standing),
        "count": waiting.count(),
        "page": page,
        "rows": question_rows(page.object_list, standing),
    }
    return render(request, "programmes/question_list.html", context)


@roles(OFFICER)
def question_ask(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Ask about the duty of an assignment."""
    found = get_assignment_to_do(request.standing, pk)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask(by=request.standing.person, assignment=found, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã gửi câu hỏi tới văn phòng."))
            return redirect("assignment", pk)
    context = {"form": form, "assignment": found}
    return render(request, "programmes/question_form.html", context, status=422 if form.errors else 200)


@roles(CLERK)
def question_answer(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Answer a question for every unit of its duty."""
    found = get_question_to_answer(request.standing, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(by=request.standing.person, question=found, text=form.cleaned_data["answer"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã trả lời cho mọi đơn vị có nhiệm vụ này."))
            return redirect("question-list")
    row = question_rows([found], request.standing)[0]
    units = found.duty.assignments.values("unit").distinct().count()
    context = {"form": form, "question": found, "row": row, "units": units}
    return render(request, "programmes/answer_form.html", context, status=422 if form.errors else 200)


@roles(OFFICER)
@require_POST
def question_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Take back a question of one's own unit."""
    found = get_question_to_withdraw(request.standing, pk)
    try:
        actions.withdraw(by=request.standing.person, question=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã rút câu hỏi."))
    return redirect("question-list")
