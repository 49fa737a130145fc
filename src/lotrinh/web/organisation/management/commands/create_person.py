"""Make a person with a role, for a real installation: asks for the password, keeps none by default."""

from __future__ import annotations

import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import picture
from lotrinh.web.organisation.models import Person, Role, Unit

FOUNDERS = (Role.Kind.CLERK, Role.Kind.ADMINISTRATOR)


class Command(BaseCommand):
    help = "Tạo người dùng: create_person TEN_DANG_NHAP 'Họ tên' clerk|officer|head|viewer|administrator 'Tên đơn vị'"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name")
        parser.add_argument("role", choices=[kind.value for kind in Role.Kind])
        parser.add_argument("unit", help="Tên đơn vị. Chưa có: clerk hay administrator lập nó làm cơ quan mới.")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person(username=options["username"], full_name=options["full_name"])
        unit = find_unit(options["unit"], may_found=options["role"] in FOUNDERS)
        try:
            person.full_clean(exclude=["password"])
            if unit.pk is None:
                unit.full_clean()
            elif unit.parent_id is not None and options["role"] == Role.Kind.ADMINISTRATOR:
                raise CommandError("Vai trò quản trị chỉ giao ở cơ quan, không ở đơn vị bên dưới.")
            person.set_password(ask_password(person))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            person.save()
            if unit.pk is None:
                unit.save()
                audit.record(by=person, action="unit.added", subject=unit, before=None, after=picture(unit))
                self.stdout.write(f"Đã lập cơ quan mới: {unit}.")
            role = Role.objects.create(person=person, unit=unit, kind=options["role"])
            audit.record(by=person, action="person.created", subject=role, before=None, after={"role": role.kind})
        self.stdout.write(f"Đã tạo {person.username}: {role.get_kind_display()}, {unit}.")


def find_unit(name: str, *, may_found: bool) -> Unit:
    """Return the unit of this name, or a body not saved yet where the first clerk or administrator of one is made.

    Raises:
        CommandError: there are several, or there is none and the person is neither.
    """
    found = list(Unit.objects.filter(name=name).select_related("parent"))
    if len(found) > 1:
        above = "; ".join(f"thuộc {unit.parent}" if unit.parent else "cơ quan gốc" for unit in found)
        raise CommandError(f"Có {len(found)} đơn vị tên “{name}” ({above}); hãy đổi tên cho khác nhau rồi chạy lại.")
    if not found and not may_found:
        raise CommandError(f"Chưa có đơn vị “{name}”; hãy thêm đơn vị này trên trang Đơn vị, hoặc sửa lại tên.")
    return found[0] if found else Unit(name=name)


def ask_password(person: Person) -> str:
    """Ask for a password twice.

    Raises:
        CommandError: the two differ.
        ValidationError: it is too short or too common.
    """
    password = getpass.getpass("Mật khẩu: ")
    validate_password(password, person)
    if password != getpass.getpass("Nhập lại: "):
        raise CommandError("Hai lần nhập không giống nhau; chưa tạo người dùng.")
    return password
