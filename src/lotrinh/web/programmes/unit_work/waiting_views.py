"""The page on which those who decide begin their day: what waits for a word of theirs, and nothing else."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lotrinh.web.organisation.access import CLERK, HEAD, PersonRequest, roles
from lotrinh.web.programmes.screen import rows_to_accept
from lotrinh.web.programmes.unit_work.access import questions_waiting
from lotrinh.web.programmes.unit_work.screen import question_rows
from lotrinh.web.registry.access import documents_to_confirm

MOST = 50  # of each kind; the pages of programmes, questions and plans list them all


@roles(CLERK, HEAD)
def waiting(request: PersonRequest) -> HttpResponse:
    """Show submitted and refused work, questions of units, and plans that wait to be confirmed."""
    standing = request.standing
    questions = questions_waiting(standing)
    context = {
        "work": rows_to_accept(standing)[:MOST],
        "questions": question_rows(questions[:MOST], standing),
        "documents": documents_to_confirm(standing)[:MOST],
    }
    return render(request, "programmes/waiting.html", context)
