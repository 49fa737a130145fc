"""Of `lotrinh backup`, `restore` and `move`: an installation to one file, back, and to another database."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection, models, transaction

from lotrinh.web import clock
from lotrinh.web.backup import rows
from lotrinh.web.backup.archive import BadBackup, Reader, Writer, add_list, writing
from lotrinh.web.organisation.audit import verify
from lotrinh.web.organisation.models import Person

FILES, KEY = "files/", "secret-key"


def back_up(path: Path) -> dict[str, int]:
    """Write a backup and return how many rows each table has.

    Raises:
        BadBackup: a file that a row names is not there, or the place cannot be written.
    """
    if not path.parent.is_dir():
        raise BadBackup(f"{path}: không có thư mục {path.parent}; hãy tạo thư mục trước.")
    try:
        with writing(path) as writer:
            counts, named = add_rows(writer)
            for name in sorted(named):
                add_file(writer, name)
            key = settings.HOME / KEY
            if key.exists():
                writer.add(KEY, key)
            add_list(writer, {"made_at": clock.now().isoformat(), "tables": rows.state_of_tables(), "rows": counts})
    except OSError as error:
        raise BadBackup(f"{path}: không ghi được bản sao lưu ({error.strerror}).") from error
    return counts


def add_rows(writer: Writer) -> tuple[dict[str, int], set[str]]:
    """Take in every table as it stands at one moment; return how many rows, and the files that they name."""
    counts, named = {}, set()
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for model in rows.tables():
            label = model._meta.label_lower
            counts[label] = writer.add_lines(f"rows/{label}.jsonl.gz", rows.lines_of(model))
            named |= set(files_of(model))
    return counts, named


def files_of(model: type[models.Model]) -> Iterator[str]:
    """Yield the names of the files that the rows of a table hold."""
    for column in model._meta.get_fields():
        if isinstance(column, models.FileField):
            yield from (name for name in model._default_manager.values_list(column.name, flat=True) if name)


def add_file(writer: Writer, name: str) -> None:
    """Take in a file that a row names."""
    path = settings.MEDIA_ROOT / name
    if not path.is_file():
        raise BadBackup(f"Tệp {name} có trong dữ liệu nhưng không có trên đĩa; hãy tìm lại tệp rồi sao lưu.")
    writer.add(FILES + name, path)


def restore(path: Path) -> dict[str, int]:
    """Put a backup back into an installation without people, all or nothing; return how many rows.

    Raises:
        BadBackup: damaged, of another version, or there is somebody in the database already.
    """
    with closing(Reader(path)) as backup:
        if backup.told["tables"] != rows.state_of_tables():
            raise BadBackup(
                f"{path.name}: bản sao lưu của phiên bản khác; hãy khôi phục bằng phiên bản đã tạo ra nó rồi nâng cấp."
            )
        put_files(backup)
        with transaction.atomic():
            if Person.objects.exists():
                raise BadBackup("Nơi khôi phục đã có người dùng; chỉ khôi phục vào bản cài mới, chưa có dữ liệu.")
            rows.empty_tables()
            counts = {
                model._meta.label_lower: rows.put_rows(
                    model, backup.lines_of(f"rows/{model._meta.label_lower}.jsonl.gz")
                )
                for model in rows.tables()
            }
            if counts != backup.told["rows"]:
                raise BadBackup(f"{path.name}: số dòng đọc lại khác với danh sách của bản sao lưu.")
            rows.go_on_counting()
            _, broken = verify()
            if broken:
                raise BadBackup(f"{path.name}: {broken}")
    return counts


def put_files(backup: Reader) -> None:
    """Put the files where they belong; one that is there already under its random name is the same.

    The key takes the place of the one that a new installation made for itself.
    """
    for name in backup.members:
        target = target_of(name)
        if target is None or (target.exists() and name != KEY):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as beside:
            for piece in backup.pieces_of(name):
                beside.write(piece)
            beside.flush()
            os.fsync(beside.fileno())
        os.replace(beside.name, target)


def target_of(name: str) -> Path | None:
    """Return where a part of a backup belongs on disk; None for rows, and never outside our folders."""
    if name == KEY:
        return Path(settings.HOME) / KEY
    root = Path(settings.MEDIA_ROOT).resolve()
    target = (root / name.removeprefix(FILES)).resolve()
    return target if name.startswith(FILES) and target.is_relative_to(root) else None


def move(to: str) -> dict[str, int]:
    """Copy this installation's rows to an empty database elsewhere, and hold the two against each other.

    Args:
        to: its address, as in LOTRINH_DATABASE.

    Raises:
        BadBackup: it cannot be reached, is not empty, or does not give the same rows.
    """
    folder = Path(tempfile.mkdtemp(dir=settings.HOME))
    try:
        counts = back_up(folder / "before.tar")
        there = {**os.environ, "LOTRINH_DATABASE": to, "LOTRINH_HOME": str(settings.HOME)}
        for words in (
            ("manage", "migrate", "--noinput"),
            ("restore", str(folder / "before.tar")),
            ("backup", str(folder / "after.tar")),
        ):
            run = subprocess.run(  # noqa: S603  # our own command
                [sys.executable, "-m", "lotrinh.cli", *words], env=there, capture_output=True, text=True, check=False
            )
            if run.returncode:
                said = (run.stderr.strip() or "không rõ lý do").splitlines()[-1]
                raise BadBackup(f"Không chuyển được sang cơ sở dữ liệu kia: {said}")
        with closing(Reader(folder / "before.tar")) as before, closing(Reader(folder / "after.tar")) as after:
            differing = [n for n, d in before.told["sha256"].items() if after.told["sha256"].get(n) != d]
        if differing:
            raise BadBackup(f"Dữ liệu ở hai bên khác nhau ở: {', '.join(differing)}.")
    finally:
        shutil.rmtree(folder)
    return counts
