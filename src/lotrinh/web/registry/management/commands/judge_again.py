"""`lotrinh manage judge_again`: has every document judged by today's rules that was not, by the workers."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from lotrinh.web.registry.judging.actions import judge_what_is_old


class Command(BaseCommand):
    help = "Đưa vào hàng đợi mọi văn bản chưa được kiểm tra theo bộ quy tắc hiện nay."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Đã đưa vào hàng đợi: {judge_what_is_old()} văn bản.")
