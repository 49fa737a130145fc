"""Pages of documents: the list, the upload, the progress of a reading, the reading screen, its facts, confirming."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lotrinh.web.organisation.access import CLERK, OVERSEERS, PersonRequest, roles, signed_in
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.conflicts import show_conflict
from lotrinh.web.registry import actions
from lotrinh.web.registry.access import (
    documents_for,
    get_document_for,
    get_document_to_mend,
    get_fact_to_mend,
    get_page_for,
    open_original_for,
    units_to_upload_for,
)
from lotrinh.web.registry.findings import RULE_OF, findings_part, title_of
from lotrinh.web.registry.forms import FactForm, UploadForm, number_of
from lotrinh.web.registry.history import changes_of, row_of_change
from lotrinh.web.registry.leases import is_dead
from lotrinh.web.registry.models import Fact, Reading
from lotrinh.web.registry.page_pictures import open_picture
from lotrinh.web.registry.screen import groups_of, has_pages, heading_starts, lines_of, pages_of, problems_of, row_of
from lotrinh.web.registry.search import pattern_of
from lotrinh.web.registry.words import CONFIDENCES, SEVERITIES, SYSTEMS

PAGE = 30
LARGE = ("reading__text", "reading__answer", "reading__findings")  # not shown in a list
PAGES = "?xem=trang"  # behind the address of a document: its printed pages instead of the text
PAGES_TOO = "xem=trang&"  # the same, with more behind it
READ = Q(reading__state=Reading.State.DONE)
STATES = {
    "waiting": READ & Q(confirmed_at=None),
    "confirmed": Q(confirmed_at__isnull=False),
    "reading": Q(reading__state__in=(Reading.State.QUEUED, Reading.State.RUNNING)),
    "failed": Q(reading__state=Reading.State.FAILED),
}


def already_confirmed() -> str:
    return _("Kế hoạch này đã được xác nhận nên không sửa được nữa.")


def wants_pages(request: PersonRequest) -> bool:
    """Say whether the address asks for the printed pages instead of the text."""
    return request.GET.get("xem") == "trang"


def fact_in_view(request: PersonRequest, fact: Fact) -> str:
    """Return the address of a fact on the reading screen, in the view that the person came from."""
    return f"{fact.document.get_absolute_url()}{PAGES if wants_pages(request) else ''}#f{fact.pk}"


@roles(*OVERSEERS)
def document_list(request: PersonRequest) -> HttpResponse:
    """List the plans, filtered by words and state in the address."""
    query, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    documents = documents_for(request.standing).defer(*LARGE)
    if pattern := pattern_of(query):
        documents = documents.filter(
            Q(subject__regex=pattern) | Q(code__regex=pattern) | Q(original_name__regex=pattern)
        )
    if state in STATES:
        documents = documents.filter(STATES[state])
    page = Paginator(documents, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "query": query, "state": state}
    return render(request, "registry/document_list.html", context)


@roles(CLERK)
def document_upload(request: PersonRequest) -> HttpResponseBase:
    """Upload a file."""
    standing = request.standing
    form = UploadForm(request.POST or None, request.FILES or None, units=units_to_upload_for(standing))
    if request.method == "POST" and form.is_valid():
        try:
            document = actions.upload(by=standing.person, owner=form.owner(), upload_file=form.cleaned_data["file"])
        except actions.AlreadyThere as error:
            messages.info(request, _("Tệp này đã được tải lên trước đó; đây là văn bản ấy."))
            return redirect("document", error.document.pk)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return redirect("document", document.pk)
    return render(request, "registry/upload.html", {"form": form}, status=422 if form.errors else 200)


@roles(*OVERSEERS)
def document(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the reading screen, or how far the reading is."""
    found = get_document_for(request.standing, pk)
    is_theirs = request.standing.clerk_ids.holds(found.owner)
    if found.reading.state != Reading.State.DONE:
        template = "registry/_progress.html" if request.headers.get("HX-Request") else "registry/progress.html"
        context = {"document": found, "reading": found.reading, "is_dead": is_dead(found.reading)}
        return render(request, template, context | {"can_mend": is_theirs})
    facts, problems = list(Fact.objects.filter(document=found)), problems_of(found)
    pages = pages_of(found, facts, problems) if wants_pages(request) else []
    response = render(
        request,
        "registry/document.html",
        findings_part(
            found,
            severity=request.GET.get("muc", ""),
            view_query=PAGES_TOO if pages else "",
            can_judge=is_theirs,
        )
        | {
            "pages": pages,
            "view": PAGES if pages else "",
            "has_pages": has_pages(found),
            "placed": {here.fact for page in pages for here, _name in page["facts"] if here.begins},
            "lines": [] if pages else lines_of(found.reading.text, facts, problems),
            "headings": heading_starts(found),
            "groups": groups_of(facts, found.reading.text),
            "count": sum(not fact.is_deleted for fact in facts),
            "problems": problems,
            "can_mend": is_theirs and not found.is_confirmed,
            "has_programme": hasattr(found, "programme"),
        },
    )
    if request.headers.get("HX-Request"):
        response.headers["HX-Refresh"] = "true"  # the progress page asked: the reading is done
    return response


@signed_in
def rule(request: PersonRequest, code: str) -> HttpResponse:
    """Explain a rule that documents are judged by: its source, its days, how sure we are, a bad and a good example."""
    found = RULE_OF.get(code)
    if found is None:
        raise Http404
    context = {
        "rule": found,
        "title": title_of(found),
        "severity": SEVERITIES[found.severity],
        "confidence": CONFIDENCES[found.confidence],
        "systems": [SYSTEMS[system] for system in found.systems],
    }
    return render(request, "registry/rule.html", context)


@roles(CLERK)
@require_POST
def reading_again(request: PersonRequest, pk: int) -> HttpResponse:
    """Read a file again whose reading failed or died."""
    found = get_document_to_mend(request.standing, pk)
    try:
        actions.read_again(by=request.standing.person, document=found)
    except ChangedMeanwhile:
        messages.info(request, _("Văn bản đang được đọc hoặc đã đọc xong."))
    return redirect("document", pk)


@roles(*OVERSEERS)
def original(request: PersonRequest, pk: int) -> FileResponse:
    """Send the file as it was uploaded."""
    found, file = open_original_for(request.standing, pk)
    return FileResponse(
        file,
        as_attachment=True,
        filename=found.original_name,
        content_type="application/octet-stream",
    )


@roles(*OVERSEERS)
def document_page(request: PersonRequest, pk: int, number: int) -> HttpResponseBase:
    """Send the picture of a printed page; a browser may keep it, and asks each time whether it may show it."""
    page = get_page_for(request.standing, pk, number)
    etag = f'"{page.document.sha256[:24]}-{number}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        file = open_picture(page.document, number)
        if file is None:
            said = _("Không vẽ được trang này; hãy mở tệp gốc để xem.")
            return HttpResponseNotFound(said, content_type="text/plain; charset=utf-8")
        response = FileResponse(file, content_type="image/png")
    response.headers["Cache-Control"], response.headers["ETag"] = "private, no-cache", etag
    return response


@roles(CLERK)
def fact_add(request: PersonRequest, pk: int, kind: str) -> HttpResponseBase:
    """Add a fact that the reader missed."""
    if kind not in Fact.Kind.values:
        raise Http404
    found = get_document_to_mend(request.standing, pk)
    text, start, end = found.reading.text, number_of(request.GET.get("start")), number_of(request.GET.get("end"))
    initial = {"words": text[start:end].strip(), "start": start, "field": request.GET.get("field", "")}
    form = FactForm(request.POST or None, kind=kind, text=text, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            fact = actions.add_fact(
                by=request.standing.person, document=found, kind=kind, data=form.result, span=form.span
            )
        except actions.AlreadyConfirmed:
            form.add_error(None, already_confirmed())
        else:
            messages.success(request, _("Đã thêm."))
            return redirect(fact_in_view(request, fact))
    return fact_page(request, form, document=found, kind=Fact.Kind(kind).label)


@roles(CLERK)
def fact_mend(request: PersonRequest, pk: int, fact_pk: int) -> HttpResponseBase:
    """Correct a fact; whoever is second to save sees what the first one wrote, and keeps what they typed."""
    fact = get_fact_to_mend(request.standing, pk, fact_pk)
    text = fact.document.reading.text
    form = FactForm(request.POST or None, kind=fact.kind, text=text, fact=fact)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mend_fact(
                by=request.standing.person, fact=fact, version=form.seen_version(), data=form.result, span=form.span
            )
        except ChangedMeanwhile:
            show_conflict(form, fact, lambda: FactForm(kind=fact.kind, text=text, fact=fact))
        except actions.AlreadyConfirmed:
            form.add_error(None, already_confirmed())
        else:
            messages.success(request, _("Đã lưu; bản trước vẫn có trong lịch sử."))
            return redirect(fact_in_view(request, fact))
    row, kind = row_of(fact, text), fact.get_kind_display()
    return fact_page(request, form, document=fact.document, kind=kind, fact=fact, row=row)


def fact_page(request: PersonRequest, form: FactForm, **shown: Any) -> HttpResponse:
    """Return the page of one fact."""
    status = 422 if form.errors else 200
    return render(request, "registry/fact_form.html", {"form": form, **shown}, status=status)


@roles(CLERK)
@require_POST
def fact_drop(request: PersonRequest, pk: int, fact_pk: int) -> HttpResponse:
    """Delete a fact, or bring it back."""
    fact = get_fact_to_mend(request.standing, pk, fact_pk)
    try:
        actions.drop_fact(
            by=request.standing.person,
            fact=fact,
            version=number_of(request.POST.get("version")),
            is_deleted=request.POST.get("restore") != "1",
        )
    except ChangedMeanwhile:
        messages.error(request, _("Người khác vừa sửa dữ kiện này; hãy xem bản mới."))
    except actions.AlreadyConfirmed:
        messages.error(request, already_confirmed())
    return redirect(fact_in_view(request, fact))


@roles(CLERK)
@require_POST
def document_confirm(request: PersonRequest, pk: int) -> HttpResponse:
    """Confirm a document; the second of two people is told."""
    found = get_document_to_mend(request.standing, pk)
    try:
        actions.confirm(by=request.standing.person, document=found, version=number_of(request.POST.get("version")))
    except actions.AlreadyConfirmed:
        who = found.confirmed_by or ""
        messages.warning(request, _("%(who)s đã xác nhận kế hoạch này trước bạn.") % {"who": who})
    except ChangedMeanwhile:
        messages.warning(request, _("Có người vừa sửa kế hoạch; hãy xem lại rồi xác nhận."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã xác nhận. Bước tiếp theo: bắt đầu chương trình."))
    return redirect("document", pk)


@roles(*OVERSEERS)
def document_history(request: PersonRequest, pk: int) -> HttpResponse:
    """Show who changed what, and when: in the document, or in the one fact that the address names."""
    found = get_document_for(request.standing, pk)
    fact = Fact.objects.filter(document=found, pk=number_of(request.GET.get("fact"))).first()
    page = Paginator(changes_of(found, fact), PAGE).get_page(request.GET.get("page"))
    text = found.reading.text
    context = {
        "document": found,
        "page": page,
        "entries": [row_of_change(entry, text) for entry in page],
        "row": row_of(fact, text) if fact else None,
    }
    return render(request, "registry/history.html", context)
