"""What is answered where a request is refused: `application/problem+json` (RFC 9457), in the language
asked for.

No answer repeats what was sent, so that nothing of a document or a secret comes back in an error.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as WrongInput

from lotrinh.web.api.access import UnknownToken
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.programmes.moves import NotAsShown
from lotrinh.web.registry.actions import AlreadyConfirmed

TYPE = "application/problem+json"


class WrongScope(Exception):
    """The token was not given the right that this address wants."""


class TooMany(Exception):
    """The token asked too often; `seconds` later it may again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class TooLong(Exception):
    """What was sent is longer than this address takes."""


class WrongCursor(Exception):
    """The cursor is none that an answer gave."""


UNKNOWN = (401, "unknown-token", gettext_lazy("Mã không dùng được: thiếu, sai, đã hết hạn hoặc đã thu hồi."))
WRONG = (400, "wrong-request", gettext_lazy("Yêu cầu không đọc được."))
PLAIN: dict[type[Exception], tuple[int, str, Promise]] = {
    UnknownToken: UNKNOWN,
    AuthenticationError: UNKNOWN,
    WrongScope: (403, "wrong-scope", gettext_lazy("Mã này không có quyền cho địa chỉ này.")),
    PermissionDenied: (403, "not-yours", gettext_lazy("Người tạo mã không có quyền làm việc này.")),
    Http404: (404, "not-found", gettext_lazy("Không có mục này, hoặc mã không với tới.")),
    ChangedMeanwhile: (
        409,
        "changed-meanwhile",
        gettext_lazy("Mục này vừa được sửa; hãy đọc lại rồi gửi với phiên bản mới."),
    ),
    AlreadyConfirmed: (409, "already-confirmed", gettext_lazy("Văn bản này đã được xác nhận trước đó.")),
    NotAsShown: (
        409,
        "not-as-seen",
        gettext_lazy("Những mốc dời theo đã khác so với lúc xem trước, nên chưa lưu gì; hãy xem lại."),
    ),
    HttpError: WRONG,
    BadRequest: WRONG,
    SuspiciousOperation: WRONG,
    MultiPartParserError: WRONG,
    TooLong: (413, "too-long", gettext_lazy("Nội dung gửi quá dài cho địa chỉ này.")),
    WrongCursor: (422, "wrong-cursor", gettext_lazy("Con trỏ trang không đúng; hãy đọc lại từ trang đầu.")),
}


class UnknownField(Exception):
    """The request names a parameter or a field that this address does not take."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names)
        self.names = names


def problem(
    api: NinjaAPI, request: HttpRequest, status: int, code: str, detail: str, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    """Return a refusal: a code for programs, a sentence for people, and what is wrong field by field."""
    content: dict[str, Any] = {"type": f"urn:lotrinh:{code}", "title": code, "status": status, "detail": detail}
    if errors:
        content["errors"] = errors
    response = api.create_response(request, content, status=status)
    response.headers["Content-Type"] = TYPE
    return response


def answer_problems(api: NinjaAPI) -> None:
    """Answer each of our exceptions, and those of the library, as a problem."""

    def plain(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        status, code, sentence = next(told for kind, told in PLAIN.items() if isinstance(error, kind))
        response = problem(api, request, status, code, str(sentence))
        if status == HTTPStatus.UNAUTHORIZED:
            response.headers["WWW-Authenticate"] = "Bearer"
        return response

    for kind in PLAIN:
        api.add_exception_handler(kind, plain)
    answer_with_details(api)


def answer_with_details(api: NinjaAPI) -> None:
    """Answer the refusals that say more than one sentence."""

    @api.exception_handler(TooMany)
    def too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
        detail = _("Mã này gọi quá nhiều; hãy chờ %s giây.") % error.seconds
        response = problem(api, request, 429, "too-many", detail)
        response.headers["Retry-After"] = str(error.seconds)
        return response

    @api.exception_handler(UnknownField)
    def unknown_field(request: HttpRequest, error: UnknownField) -> HttpResponse:
        errors = [{"field": name[:60], "detail": _("Địa chỉ này không nhận trường này.")} for name in error.names[:20]]
        return problem(api, request, 422, "wrong-input", _("Có trường sai; xem “errors”."), errors)

    @api.exception_handler(WrongInput)
    def wrong_input(request: HttpRequest, error: WrongInput) -> HttpResponse:
        errors = [{"field": place_of(one), "detail": str(one.get("msg", ""))} for one in error.errors]
        return problem(api, request, 422, "wrong-input", _("Có trường sai; xem “errors”."), errors)

    @api.exception_handler(ValidationError)
    def refused(request: HttpRequest, error: ValidationError) -> HttpResponse:
        told = error.update_error_dict({})
        errors = [
            {"field": "" if name == "__all__" else name, "detail": text}
            for name, found in told.items()
            for text in ValidationError(found).messages
        ]
        return problem(api, request, 422, "refused", " ".join(error.messages), errors)


def place_of(error: dict[str, Any]) -> str:
    """Return where in the request a value is wrong, without the name of our own argument."""
    return ".".join(str(part) for part in error.get("loc", ()) if part not in ("said", "asked"))
