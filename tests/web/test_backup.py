"""A backup holds everything, is refused when it is not whole, and goes back all or nothing, on both databases."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django.fixtures import Settings

from lotrinh.web import clock
from lotrinh.web.backup import keep, rows
from lotrinh.web.backup.archive import BadBackup, Reader
from lotrinh.web.demo.load import load_demo
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import AuditEntry, Person, Unit
from lotrinh.web.programmes.models import Assignment
from lotrinh.web.registry.models import Document
from tests.own_process import call_commands

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(settings: Settings, tmp_path: Path) -> Path:
    """A small installation in a folder of its own."""
    home = tmp_path / "home"
    settings.HOME, settings.MEDIA_ROOT = home, home / "files"
    settings.DEMO = True
    home.mkdir()
    (home / "secret-key").write_text("k", encoding="ascii")
    body = Unit.objects.create(name="Phường Thử Nghiệm")
    person = Person.objects.create_user("can-bo", full_name="Cán bộ")
    audit.record(by=person, action="unit.create", subject=body, before=None, after={"name": body.name})
    (settings.MEDIA_ROOT / "documents").mkdir(parents=True)
    (settings.MEDIA_ROOT / "documents" / "a").write_bytes(b"PK")
    Document.objects.create(
        owner=body, file="documents/a", original_name="a.docx", size=2, sha256="0" * 64,
        uploaded_at=clock.now(), uploaded_by=person,
    )  # fmt: skip
    return home


def stored_file() -> Path:
    return Path(Document.objects.get().file.path)


def digests(path: Path) -> dict[str, str]:
    reader = Reader(path)
    reader.close()
    return dict(reader.told["sha256"])


def changed(path: Path, out: Path, name: str, data: bytes) -> Path:
    """Return a copy of a backup in which one part holds other bytes."""
    with tarfile.open(path) as old, tarfile.open(out, "w") as new:
        for entry in old:
            file = old.extractfile(entry)
            assert file is not None
            words = data if entry.name == name else file.read()
            entry.size = len(words)

            new.addfile(entry, io.BytesIO(words))
    return out


def test_what_is_kept_comes_back_as_it_was(office: Path, tmp_path: Path) -> None:
    first = tmp_path / "first.tar"
    counts = keep.back_up(first)
    assert counts["organisation.person"] == Person.objects.count() > 0
    assert first.stat().st_mode & 0o077 == 0
    stored = stored_file()
    stored.unlink()
    call_command("flush", interactive=False, verbosity=0)
    assert keep.restore(first) == counts
    assert stored.is_file()
    keep.back_up(tmp_path / "second.tar")
    assert digests(tmp_path / "second.tar") == digests(first)
    last = max(Unit.objects.values_list("pk", flat=True))
    assert Unit.objects.create(name="Đơn vị mới").pk > last


def test_what_hangs_on_what_comes_back_too(office: Path, tmp_path: Path) -> None:
    load_demo()
    keep.back_up(tmp_path / "a.tar")
    themes = [sorted(a.duty.themes.values_list("pk", flat=True)) for a in Assignment.objects.order_by("pk")]
    call_command("flush", interactive=False, verbosity=0)
    keep.restore(tmp_path / "a.tar")
    assert [sorted(a.duty.themes.values_list("pk", flat=True)) for a in Assignment.objects.order_by("pk")] == themes
    keep.back_up(tmp_path / "b.tar")
    assert digests(tmp_path / "b.tar") == digests(tmp_path / "a.tar")


def test_a_place_with_people_is_left_alone(office: Path, tmp_path: Path) -> None:
    keep.back_up(tmp_path / "a.tar")
    entries = AuditEntry.objects.count()
    with pytest.raises(BadBackup, match="đã có người dùng"):
        keep.restore(tmp_path / "a.tar")
    assert AuditEntry.objects.count() == entries


@pytest.mark.parametrize(
    ("part", "data", "said"),
    [
        pytest.param("rows/organisation.person.jsonl.gz", b"x", "bị hỏng", id="a table"),
        pytest.param("secret-key", b"x", "bị hỏng", id="the key"),
        pytest.param("danh-sach.json", b"{}", "khuôn dạng khác", id="another form"),
        pytest.param("danh-sach.json", b"x", "không phải là bản sao lưu", id="the list"),
    ],
)
def test_a_damaged_backup_changes_nothing(office: Path, tmp_path: Path, part: str, data: bytes, said: str) -> None:
    keep.back_up(tmp_path / "a.tar")
    bad = changed(tmp_path / "a.tar", tmp_path / "b.tar", part, data)
    stored_file().unlink()
    with pytest.raises(BadBackup, match=said):
        keep.restore(bad)
    assert not stored_file().exists()


def test_a_row_of_the_record_that_was_changed_is_seen(office: Path, tmp_path: Path) -> None:
    entry = AuditEntry.objects.order_by("pk").first()
    assert entry is not None
    AuditEntry.objects.filter(pk=entry.pk).update(action="other")
    keep.back_up(tmp_path / "a.tar")
    call_command("flush", interactive=False, verbosity=0)
    with pytest.raises(BadBackup):
        keep.restore(tmp_path / "a.tar")
    assert not Person.objects.exists()


def test_a_backup_of_another_version_is_refused(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep.back_up(tmp_path / "a.tar")
    monkeypatch.setattr(rows, "state_of_tables", lambda: ["organisation.0001_initial"])
    with pytest.raises(BadBackup, match="phiên bản khác"):
        keep.restore(tmp_path / "a.tar")


def test_a_file_that_is_gone_is_told_and_no_half_backup_is_left(office: Path, tmp_path: Path) -> None:
    stored_file().unlink()
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(BadBackup, match="không có trên đĩa"):
        keep.back_up(folder / "a.tar")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["files/../../etc/passwd", "files//etc/passwd", "rows/x", "../x"])
def test_nothing_is_put_outside_our_folders(name: str) -> None:
    assert keep.target_of(name) is None


def test_a_folder_that_is_not_there_is_told(office: Path, tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match="không có thư mục"):
        keep.back_up(tmp_path / "no" / "a.tar")


@pytest.mark.long
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the way is from SQLite to PostgreSQL")
def test_an_office_moves_to_postgresql_with_the_same_rows_on_both_sides(tmp_path: Path) -> None:
    here = {
        **os.environ,
        "LOTRINH_HOME": str(tmp_path),
        "LOTRINH_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "lotrinh.web.settings",
    }
    to = here.pop("LOTRINH_DATABASE")

    def lotrinh(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "lotrinh.cli", *words]
        return subprocess.run(command, env=here, capture_output=True, text=True, check=False)

    call_commands(here, "migrate --noinput", "load_demo")
    moved = lotrinh("move", "--to", to)
    assert moved.stdout.startswith("Đã chuyển, hai bên như nhau"), moved.stderr
    again = lotrinh("move", "--to", to)
    assert again.returncode == 1
    assert "đã có người dùng" in again.stderr
