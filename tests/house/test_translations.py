"""Every string on a page has its English: what a person would otherwise meet in the middle of an English page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "src/lotrinh/web/locale/en/LC_MESSAGES/django.po"
ENTRY = re.compile(r'((?:#.*\n)*)msgid ((?:".*"\n)+)(?:msgid_plural (?:".*"\n)+)?((?:msgstr(?:\[\d\])? (?:".*"\n)+)+)')


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GETTEXT MISSING: ./test.sh installs it")
def test_every_string_has_its_english(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "static"))
    web = tmp_path / "src/lotrinh/web"
    command = [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-wrap", "--no-location"]
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=web, env=environment, check=True, capture_output=True)
    made = (web / "locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    wanting = [
        said
        for notes, said, told in ENTRY.findall(made)
        if said != '""\n' and ("fuzzy" in notes or not re.search(r'"[^"\n]', told.split(" ", 1)[1]))
    ]
    assert wanting == []
