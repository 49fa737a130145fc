"""Ask again for every file of evidence that waits in quarantine, after the scanner was away."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from lotrinh.web.programmes.evidence.tasks import queue_waiting


class Command(BaseCommand):
    """Queue one look for each file that waits."""

    help = "Đưa các tệp minh chứng còn chờ kiểm tra vào hàng đợi"

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{queue_waiting()} tệp")
