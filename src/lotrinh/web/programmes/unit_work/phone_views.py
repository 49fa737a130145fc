"""What makes the officer's pages work on a phone: the manifest, the service worker, and who may send what waited."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lotrinh.web.organisation.access import PersonRequest, everyone, signed_in

SHELL = (
    "css/base.css", "css/programmes.css", "js/queue.js", "js/phone.js", "js/programmes.js", "icon.svg",
    "django_htmx/htmx-2.min.js",
)  # fmt: skip
ICONS = (("icons/icon-192.png", "192x192", "any"), ("icons/icon-512.png", "512x512", "any"),
         ("icons/maskable-512.png", "512x512", "maskable"))  # fmt: skip


@everyone
@require_safe
def manifest(_request: PersonRequest) -> HttpResponseBase:
    """Say how the pages stand on a phone once they are installed."""
    shown = {
        "name": "Lộ Trình",
        "short_name": "Lộ Trình",
        "description": _("Việc của đơn vị tôi, báo việc kèm ảnh"),
        "lang": "vi",
        "id": "/",
        "start_url": reverse("my-work"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b6b63",
        "icons": [
            {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
    }
    return JsonResponse(shown, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@everyone
@require_safe
def service_worker(request: PersonRequest) -> HttpResponse:
    """Send the service worker; it stands at the root because it may only keep what lies beside and below it."""
    files = [static(name) for name in SHELL]
    response = render(request, "programmes/service_worker.js", {"files": files}, content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@everyone
@require_safe
def offline(request: PersonRequest) -> HttpResponse:
    """Show what stands in for a page that is not kept; it holds nothing of anybody."""
    return render(request, "programmes/offline.html")


@signed_in
@require_safe
def sending_pass(request: PersonRequest) -> HttpResponseBase:
    """Say who is signed in, with the mark that a form needs: what waited was written under an older one."""
    return JsonResponse({"person": request.standing.person.pk, "mark": get_token(request)})
