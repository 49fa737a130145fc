"""Make a person with a role, for a real installation: asks for the password, keeps none by default."""

from __future__ import annotations

import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import Person, Role, Unit


class Command(BaseCommand):
    help = "Tạo người dùng: create_person TEN_DANG_NHAP 'Họ tên' clerk|officer|head 'Tên đơn vị'"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name")
        parser.add_argument("role", choices=[kind.value for kind in Role.Kind])
        parser.add_argument("unit", help="Tên đơn vị; nếu chưa có thì được tạo làm cơ quan gốc.")

    def handle(self, *args: Any, **options: Any) -> None:
        password = getpass.getpass("Mật khẩu: ")
        if password != getpass.getpass("Nhập lại: "):
            raise CommandError("Hai lần nhập không giống nhau; chưa tạo người dùng.")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if Person.objects.filter(username=options["username"]).exists():
            raise CommandError(f"Đã có người dùng {options['username']}.")
        with transaction.atomic():
            unit, _is_new = Unit.objects.get_or_create(name=options["unit"], defaults={"parent": None})
            person = Person.objects.create_user(options["username"], password, full_name=options["full_name"])
            role = Role.objects.create(person=person, unit=unit, kind=options["role"])
            audit.record(by=person, action="person.created", subject=role, before=None, after={"role": role.kind})
        self.stdout.write(f"Đã tạo {person.username}: {role.get_kind_display()}, {unit}.")
