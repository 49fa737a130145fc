"""Files of evidence as answers: only pictures are shown in place, and nothing in a file may run."""

from __future__ import annotations

from django.core.files import File
from django.http import FileResponse

from lotrinh.web.programmes.evidence.files import PICTURES
from lotrinh.web.programmes.models import Evidence

BARE = "default-src 'none'; sandbox"


def file_answer(evidence: Evidence, file: File[bytes]) -> FileResponse:
    """Return the answer that sends a file; what is no picture is saved, not opened."""
    inline = evidence.content_type in PICTURES
    response = FileResponse(
        file,
        as_attachment=not inline,
        filename=evidence.original_name,
        content_type=evidence.content_type if inline else "application/octet-stream",
    )
    response.headers["Content-Security-Policy"] = BARE
    return response


def thumbnail_answer(file: File[bytes]) -> FileResponse:
    """Return the answer that sends the small picture of a file."""
    response = FileResponse(file, filename="anh.jpg", content_type="image/jpeg")
    response.headers["Content-Security-Policy"] = BARE
    return response
