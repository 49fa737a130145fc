"""Where the tests find real documents, which are not part of this project, and how they skip loudly without them."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
needs_shared = pytest.mark.skipif(
    not (SHARED / "conformance").is_dir(), reason=f"REAL DOCUMENTS MISSING: {SHARED} is not there; CI has it"
)
