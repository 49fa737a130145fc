"""The settings of every test run: a data folder of its own, thrown away at the end, and no demo."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

home = tempfile.mkdtemp(prefix="lotrinh-test-")
atexit.register(shutil.rmtree, home, ignore_errors=True)
os.makedirs(f"{home}/static")  # pathlib would be one more import before the settings
os.environ["LOTRINH_HOME"] = home
os.environ.pop("LOTRINH_DEMO", None)

from lotrinh.web.settings import *  # noqa: E402, F403  # read after the folder is set
