"""What a command loads: nothing that it does not need, so that it answers at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import lotrinh
from tests.core.folders import make_folder

LOADED = "; import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
HEAVY = {"cryptography", "dask", "distributed", "django", "docx", "lxml", "PIL", "pyarrow", "pydantic", "pypdfium2"}


def loaded(program: str) -> set[str]:
    """Return the packages that a program has loaded when it ends."""
    run = subprocess.run([sys.executable, "-c", program + LOADED], capture_output=True, encoding="utf-8", check=True)
    return set(run.stdout.splitlines()[-1].split())


def test_the_package_costs_nothing_until_it_is_used() -> None:
    assert "lotrinh" in loaded("import lotrinh")
    assert loaded("import lotrinh") & {*HEAVY, "rich", "typer"} == set()


def test_reading_a_text_loads_no_reader_of_other_formats(tmp_path: Path) -> None:
    [path] = make_folder(tmp_path, count=1)
    assert loaded(f"import lotrinh; lotrinh.read({str(tmp_path / path)!r})") & {*HEAVY, "rich", "typer"} == set()


@pytest.mark.parametrize("words", [["read", "--json"], ["read"]], ids=" ".join)
def test_the_command_loads_only_what_prints(words: list[str], tmp_path: Path) -> None:
    [path] = make_folder(tmp_path, count=1)
    start = f"import sys; sys.argv = {['lotrinh', *words, str(tmp_path / path)]!r}; from lotrinh.cli import main"
    program = f"{start}\ntry:\n    main()\nexcept SystemExit:\n    pass\npass"
    assert loaded(program) & HEAVY == set()


def test_the_public_face_is_small_and_whole() -> None:
    assert len(lotrinh.__all__) <= 8
    assert set(lotrinh.__all__) == set(lotrinh.HOMES)
    for name in lotrinh.__all__:
        assert getattr(lotrinh, name).__name__ == name
    assert (Path(lotrinh.__file__).parent / "py.typed").is_file()


def test_words_between_colons_are_printed_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("KẾ HOẠCH\nTrồng cây :tree: quanh trường\n", encoding="utf-8")
    command = [sys.executable, "-m", "lotrinh.cli", "read", str(path)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert ":tree:" in run.stdout
