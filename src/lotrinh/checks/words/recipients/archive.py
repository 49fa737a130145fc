"""What the rules on recipients share: how the line that keeps the document begins."""

from __future__ import annotations

import re

KEPT = re.compile(r"[-–]?\s{0,3}Lưu\b", re.IGNORECASE)
