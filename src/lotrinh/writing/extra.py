"""Whether python-docx is here, which only what writes .docx needs."""

from __future__ import annotations

from importlib.util import find_spec

from lotrinh.errors import MissingExtra


def need_docx() -> None:
    """Refuse to begin what would end without a library.

    Raises:
        MissingExtra: it is not installed; the message says how to.
    """
    if find_spec("docx") is None:
        raise MissingExtra("Phần viết văn bản chưa được cài: hãy chạy “pip install 'lotrinh[writing]'”.")
