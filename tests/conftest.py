"""Every run of the tests has a data folder of its own, thrown away at the end."""

from __future__ import annotations

import os
import tempfile

os.environ["LOTRINH_HOME"] = tempfile.mkdtemp(prefix="lotrinh-test-")
os.environ.pop("LOTRINH_DEMO", None)
