"""Pages of documents: the list, the upload, the progress of a reading, the reading screen, its facts, confirming."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lotrinh.web.organisation.access import CLERK, HEAD, PersonRequest, roles
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import AuditEntry
from lotrinh.web.registry import actions
from lotrinh.web.registry.access import (
    documents_for,
    get_document_for,
    get_document_to_mend,
    get_fact_to_mend,
    open_original_for,
    units_to_upload_for,
)
from lotrinh.web.registry.forms import FactForm, UploadForm
from lotrinh.web.registry.models import Fact, Reading
from lotrinh.web.registry.screen import groups_of, heading_starts, lines_of, problems_of, row_of

ACTIONS = {
    "document.uploaded": gettext_lazy("tải lên"),
    "document.confirmed": gettext_lazy("xác nhận"),
    "reading.again": gettext_lazy("cho đọc lại"),
    "fact.added": gettext_lazy("thêm"),
    "fact.mended": gettext_lazy("sửa"),
    "fact.deleted": gettext_lazy("xóa"),
    "fact.restored": gettext_lazy("khôi phục"),
}
PAGE = 30
STATES = {"waiting": Q(confirmed_at=None), "confirmed": Q(confirmed_at__isnull=False)}


def changed_meanwhile() -> str:
    return _("Người khác vừa sửa chỗ này; hãy xem bản mới rồi sửa tiếp. Chữ bạn nhập vẫn còn dưới đây.")


def already_confirmed() -> str:
    return _("Kế hoạch này đã được xác nhận nên không sửa được nữa.")


@roles(CLERK, HEAD)
def document_list(request: PersonRequest) -> HttpResponse:
    """List the plans, filtered by words and state in the address."""
    query, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    documents = documents_for(request.standing)
    if query:
        documents = documents.filter(
            Q(subject__icontains=query) | Q(code__icontains=query) | Q(original_name__icontains=query)
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


@roles(CLERK, HEAD)
def document(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the reading screen, or how far the reading is."""
    found = get_document_for(request.standing, pk)
    if found.reading.state != Reading.State.DONE:
        template = "registry/_progress.html" if request.headers.get("HX-Request") else "registry/progress.html"
        context = {"document": found, "reading": found.reading, "is_dead": actions.is_dead(found.reading)}
        return render(request, template, context | {"can_mend": found.owner_id in request.standing.clerk_ids})
    facts = list(Fact.objects.filter(document=found))
    response = render(
        request,
        "registry/document.html",
        {
            "document": found,
            "lines": lines_of(found.reading.text, facts),
            "headings": heading_starts(found),
            "groups": groups_of(facts),
            "problems": problems_of(found),
            "can_mend": found.owner_id in request.standing.clerk_ids and not found.is_confirmed,
            "has_programme": hasattr(found, "programme"),
        },
    )
    if request.headers.get("HX-Request"):
        response.headers["HX-Refresh"] = "true"  # the progress page asked: the reading is done
    return response


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


@roles(CLERK, HEAD)
def original(request: PersonRequest, pk: int) -> FileResponse:
    """Send the file as it was uploaded."""
    found, file = open_original_for(request.standing, pk)
    return FileResponse(
        file,
        as_attachment=True,
        filename=found.original_name,
        content_type="application/octet-stream",
    )


@roles(CLERK)
def fact_add(request: PersonRequest, pk: int, kind: str) -> HttpResponseBase:
    """Add a fact that the reader missed."""
    if kind not in Fact.Kind.values:
        raise Http404
    found = get_document_to_mend(request.standing, pk)
    initial: dict[str, Any] = {name: request.GET.get(name, "") for name in ("words", "start", "field")}
    form = FactForm(request.POST or None, kind=kind, text=found.reading.text, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            fact = actions.add_fact(
                by=request.standing.person, document=found, kind=kind, data=form.result, span=form.span
            )
        except actions.AlreadyConfirmed:
            form.add_error(None, already_confirmed())
        else:
            messages.success(request, _("Đã thêm."))
            return redirect(f"{found.get_absolute_url()}#f{fact.pk}")
    context = {"form": form, "document": found, "kind": Fact.Kind(kind).label}
    return render(request, "registry/fact_form.html", context, status=422 if form.errors else 200)


@roles(CLERK)
def fact_mend(request: PersonRequest, pk: int, fact_pk: int) -> HttpResponseBase:
    """Correct a fact."""
    fact = get_fact_to_mend(request.standing, pk, fact_pk)
    form = FactForm(request.POST or None, kind=fact.kind, text=fact.document.reading.text, fact=fact)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mend_fact(
                by=request.standing.person,
                fact=fact,
                version=form.cleaned_data["version"] or 0,
                data=form.result,
                span=form.span,
            )
        except ChangedMeanwhile:
            form.add_error(None, changed_meanwhile())
        except actions.AlreadyConfirmed:
            form.add_error(None, already_confirmed())
        else:
            messages.success(request, _("Đã lưu; bản trước vẫn có trong lịch sử."))
            return redirect(f"{fact.document.get_absolute_url()}#f{fact.pk}")
    context = {
        "form": form,
        "document": fact.document,
        "fact": fact,
        "row": row_of(fact),
        "kind": fact.get_kind_display(),
    }
    return render(request, "registry/fact_form.html", context, status=422 if form.errors else 200)


@roles(CLERK)
@require_POST
def fact_drop(request: PersonRequest, pk: int, fact_pk: int) -> HttpResponse:
    """Delete a fact, or bring it back."""
    fact = get_fact_to_mend(request.standing, pk, fact_pk)
    version = request.POST.get("version", "")
    try:
        actions.drop_fact(
            by=request.standing.person,
            fact=fact,
            version=int(version) if version.isdigit() else 0,
            is_deleted=request.POST.get("restore") != "1",
        )
    except ChangedMeanwhile:
        messages.error(request, _("Người khác vừa sửa dữ kiện này; hãy xem bản mới."))
    except actions.AlreadyConfirmed:
        messages.error(request, already_confirmed())
    return redirect(f"{fact.document.get_absolute_url()}#f{fact.pk}")


@roles(CLERK)
@require_POST
def document_confirm(request: PersonRequest, pk: int) -> HttpResponse:
    """Confirm a document; the second of two people is told."""
    found = get_document_to_mend(request.standing, pk)
    version = request.POST.get("version", "")
    try:
        actions.confirm(by=request.standing.person, document=found, version=int(version) if version.isdigit() else 0)
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


@roles(CLERK, HEAD)
def document_history(request: PersonRequest, pk: int) -> HttpResponse:
    """Show who changed what, and when."""
    found = get_document_for(request.standing, pk)
    facts = Fact.objects.filter(document=found).values("pk")
    entries = (
        AuditEntry.objects.filter(
            Q(subject_type="registry.document", subject_id=found.pk)
            | Q(subject_type="registry.fact", subject_id__in=facts)
        )
        .select_related("by")
        .order_by("-id")
    )
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "registry/history.html",
        {"document": found, "page": page, "entries": [history_row(entry) for entry in page]},
    )


def history_row(entry: AuditEntry) -> dict[str, Any]:
    """Return one change as the page shows it: the values that differ, before and after."""
    before, after = entry.before or {}, entry.after or {}
    old, new = before.get("data") or {}, after.get("data") or {}
    return {
        "at": entry.at,
        "by": str(entry.by or ""),
        "what": ACTIONS.get(entry.action, entry.action),
        "kind": Fact.Kind(after["kind"]).label if after.get("kind") in Fact.Kind.values else "",
        "changes": [
            {"name": name, "before": old.get(name), "after": new.get(name)}
            for name in sorted(old.keys() | new.keys())
            if old.get(name) != new.get(name) and name in SHOWN
        ],
    }


SHOWN = (
    "value",
    "code",
    "title",
    "issuer",
    "issued_on",
    "label",
    "unit",
    "name",
    "purpose",
    "kind",
    "text",
    "position",
)
