"""`lotrinh manage load_demo`: the demo's units, people, plans and a few weeks of work."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lotrinh.web.demo.load import load_demo


class Command(BaseCommand):
    help = "Nạp dữ liệu trình diễn (chỉ khi LOTRINH_DEMO=1)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Dữ liệu trình diễn chỉ được nạp khi LOTRINH_DEMO=1: mật khẩu của nó ai cũng biết.")
        self.stdout.write("Đã nạp bản trình diễn." if load_demo() else "Bản trình diễn đã có sẵn.")
