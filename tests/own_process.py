"""Commands of Django in one process of their own, under the settings of the product instead of those of the tests."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

PROGRAM = """
import sys
import django
from django.core.management import call_command

django.setup()
for words in sys.argv[1:]:
    call_command(*words.split(), verbosity=0)
"""


def call_commands(environment: Mapping[str, str], *commands: str) -> None:
    """Run some commands, one after the other; the process starts once for all."""
    settings = {"DJANGO_SETTINGS_MODULE": "lotrinh.web.settings"}
    command = [sys.executable, "-c", PROGRAM, *commands]
    subprocess.run(command, env={**environment, **settings}, check=True, stdout=subprocess.DEVNULL)
