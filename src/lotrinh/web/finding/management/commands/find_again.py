"""`lotrinh manage find_again`: makes the index of what is found anew, from all texts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from lotrinh.web.finding.following import find_again


class Command(BaseCommand):
    help = "Lập lại chỉ mục tìm kiếm từ mọi văn bản, nhiệm vụ, việc, hoạt động và đơn vị."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Đã lập chỉ mục: {find_again()} mục.")
