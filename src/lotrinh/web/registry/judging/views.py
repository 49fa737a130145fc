"""The part of the reading screen that shows the findings, by itself; what has them found again, and a mended copy."""

from __future__ import annotations

import io

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lotrinh.web.organisation.access import CLERK, OVERSEERS, PersonRequest, roles
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.registry.access import get_document_for, get_document_to_mend
from lotrinh.web.registry.findings import address_of_findings, findings_part
from lotrinh.web.registry.judging import mended_copy
from lotrinh.web.registry.judging.actions import judge_again
from lotrinh.web.registry.models import Document
from lotrinh.web.registry.screen import has_pages
from lotrinh.web.registry.views import PAGES_TOO, wants_pages


def view_of(request: PersonRequest, document: Document) -> str:
    """Return what an address says where the person looks at the printed pages."""
    return PAGES_TOO if wants_pages(request) and has_pages(document) else ""


@roles(*OVERSEERS)
def document_findings(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the findings as a part of the reading screen that asks for it; to everybody else, the screen itself."""
    found = get_document_for(request.standing, pk)
    view_query = view_of(request, found)
    if not request.headers.get("HX-Request"):
        return redirect(address_of_findings(found, view_query))
    severity, can_judge = request.GET.get("muc", ""), request.standing.clerk_ids.holds(found.owner)
    part = findings_part(found, severity=severity, view_query=view_query, can_judge=can_judge)
    return render(request, "registry/_findings.html", part)


@roles(CLERK)
@require_POST
def findings_again(request: PersonRequest, pk: int) -> HttpResponse:
    """Have a document judged again by today's rules."""
    found = get_document_to_mend(request.standing, pk)
    try:
        judge_again(by=request.standing.person, document=found)
    except ChangedMeanwhile:
        messages.info(request, _("Văn bản đang chờ hoặc đang được kiểm tra."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(address_of_findings(found, view_of(request, found)))


@roles(*OVERSEERS)
def document_mended(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Send a copy with what can be mended safely; where there is nothing, say so beside the findings."""
    found = get_document_for(request.standing, pk)
    data = mended_copy.make_mended_copy(found) if mended_copy.count_mendable(found) else None
    if data is None:
        messages.info(request, _("Văn bản này không có lỗi nào tự sửa được an toàn; hãy sửa trong tệp gốc."))
        return redirect(address_of_findings(found, view_of(request, found)))
    return FileResponse(
        io.BytesIO(data),
        as_attachment=True,
        filename=mended_copy.name_of_copy(found),
        content_type=mended_copy.MEDIA_TYPE,
    )
