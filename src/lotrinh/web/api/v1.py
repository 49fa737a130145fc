"""The first version of the API: its routes, its document, and how each of its addresses is opened.

Fields may be added to an answer; what is taken away or means something else is a new version beside this one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, wraps
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.operation import Operation

from lotrinh.web.api import (
    activity_routes,
    assignment_routes,
    calendar_routes,
    document_routes,
    event_routes,
    programme_routes,
    reminder_routes,
    unit_routes,
    workday_routes,
)
from lotrinh.web.api.entry import Entry
from lotrinh.web.api.examples import put_examples
from lotrinh.web.api.problems import TYPE, answer_problems, problem
from lotrinh.web.api.shapes import Problem
from lotrinh.web.organisation.access import everyone

PREFIX = "/api/v1"
REFUSALS = {
    "400": "The request cannot be read.",
    "401": "The token is missing, wrong, expired or withdrawn.",
    "403": "The token has no such right, or its person may not.",
    "404": "There is no such thing, or the token does not reach it.",
    "409": "It was changed meanwhile, or is in another state.",
    "413": "What was sent is too long.",
    "422": "A field is wrong, or the rules refuse it.",
    "429": "Too many calls; wait as Retry-After says.",
}

PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


class Api(NinjaAPI):
    """Names each operation by its function, which clients made from the document call it by."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


PARTS = (
    unit_routes,
    document_routes,
    programme_routes,
    assignment_routes,
    activity_routes,
    event_routes,
    calendar_routes,
    workday_routes,
    reminder_routes,
)
api = Api(title="Lộ Trình", version="1", docs_url=None, openapi_url=None, urls_namespace="api-v1")
for part in PARTS:
    api.add_router("", part.router)
answer_problems(api)


def language_of(request: HttpRequest) -> str:
    """Return the language that a program asks for by name; Vietnamese unless it is another that we speak."""
    asked = request.headers.get("Accept-Language", "")[:2].lower()
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def by_token(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open to tokens only: the routes ask for one each; no session, so no forgery; kept by no cache."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language, match = language_of(request), request.resolver_match
        place = PLACE.sub(r"{\1}", f"/{match.route}") if match else ""
        request.takes = names_taken().get((place, request.method or ""), frozenset())  # type: ignore[attr-defined]  # TokenRequest
        with translation.override(language):
            response = view(request, *args, **kwargs)
            if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                response = no_such_method(request, response)
        response.headers["Content-Language"] = language
        response.headers["Cache-Control"] = "no-store, private"
        patch_vary_headers(cast(HttpResponse, response), ["Authorization", "Accept-Language"])
        return response

    guarded.access_decision = "token"  # type: ignore[attr-defined]  # a mark for the test of the house
    return guarded


def no_such_method(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    """Return the refusal of a method as a problem."""
    answer = problem(
        api, request, HTTPStatus.METHOD_NOT_ALLOWED, "no-such-method", _("Địa chỉ này không nhận cách gọi này.")
    )
    answer.headers["Allow"] = response.headers["Allow"]
    return answer


def addresses() -> list[URLPattern]:
    """Return the addresses of the routes, without the library's own."""
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    for one in found:
        one.callback = by_token(one.callback)
    return found


def openapi() -> dict[str, Any]:
    """Return the document of this version, with the refusals that every address can answer."""
    document: dict[str, Any] = api.get_openapi_schema(path_prefix=f"{PREFIX}/")
    document["paths"] = {path.replace("//", "/"): item for path, item in document["paths"].items()}
    document["components"]["schemas"].setdefault("Problem", problem_schema())
    content = {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    rights = rights_wanted()
    for item in document["paths"].values():
        for operation in item.values():
            operation["x-rights"] = rights[operation["operationId"]]
            told = operation["responses"]
            told |= {status: {"description": said, "content": content} for status, said in REFUSALS.items()}
            operation["responses"] = {str(status): told[status] for status in told}
    put_examples(document)
    return document


@cache
def names_taken() -> dict[tuple[str, str], frozenset[str]]:
    """Return the names of the parameters and fields that each address takes by each method."""
    taken: dict[tuple[str, str], frozenset[str]] = {}
    for place, item in openapi()["paths"].items():
        for method, operation in item.items():
            names = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
            for body in operation.get("requestBody", {}).get("content", {}).values():
                names.update(body["schema"].get("properties", ()))
            taken[place, method.upper()] = frozenset(names)
    return taken


def rights_wanted() -> dict[str, str]:
    """Return which rights open each operation, any one of them."""
    found = (
        operation for part in PARTS for view in part.router.path_operations.values() for operation in view.operations
    )
    return {one.view_func.__name__: " / ".join(cast(Entry, one.auth_param).rights) for one in found}


def problem_schema() -> dict[str, Any]:
    """Return the schema of a refusal, with what it holds written out in place."""
    schema = Problem.model_json_schema()
    wrong = schema.pop("$defs")["Wrong"]
    schema["properties"]["errors"]["items"] = wrong
    return schema


@everyone
def openapi_document(_request: HttpRequest) -> HttpResponse:
    """Send the document: it holds nothing of anybody."""
    return JsonResponse(openapi(), json_dumps_params={"ensure_ascii": False})
