"""Every run of the tests has a data folder of its own, thrown away at the end."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

home = tempfile.mkdtemp(prefix="lotrinh-test-")
atexit.register(shutil.rmtree, home, ignore_errors=True)
os.makedirs(f"{home}/static")
os.environ["LOTRINH_HOME"] = home
os.environ.pop("LOTRINH_DEMO", None)
