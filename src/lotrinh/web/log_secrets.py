"""Keeps secret addresses out of the log: Django writes the path of what it answers with 404 or 405."""

from __future__ import annotations

import logging
import re

SECRET = re.compile(r"(?<=/lich/)[^/\s]+(?=\.ics)|(?<=/loi-moi/)[^/\s]+|(?<=/nhac-viec/xac-nhan/)[^/\s]+")


class HideSecrets(logging.Filter):
    """Writes a secret address without its secret; lets every line through."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if SECRET.search(said):
            record.msg, record.args = SECRET.sub("…", said), ()
        return True
