"""The wheel in an empty environment: library and command, nothing of the web, and plain words where an extra is due."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.core.folders import PLAN

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).with_name("uv")
WEB = ("django", "django_htmx", "csp", "whitenoise", "gunicorn", "psycopg", "argon2", "docx", "distributed", "pyarrow")


def run(*command: str | Path, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command outside the checkout, so that only what is installed is found."""
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", check=False, cwd="/")
    assert done.returncode == status, done.stderr
    return done


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as a release would."""
    folder = tmp_path_factory.mktemp("wheel")
    run(UV, "build", "-q", "--wheel", "--python", sys.executable, "--out-dir", folder, ROOT)
    [made] = folder.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def binaries(wheel: Path) -> Path:
    """Install the wheel, and nothing else by name, into an empty environment."""
    place = wheel.parent / "venv"
    run(UV, "venv", "-q", "--no-python-downloads", "--python", sys.executable, place)
    run(UV, "pip", "install", "-q", "--python", place / "bin/python", wheel)
    return place / "bin"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.txt"
    path.write_text(PLAN.format(number=7, more=""), encoding="utf-8")
    return path


def test_the_wheel_has_its_types_its_schema_and_its_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in ("lotrinh/py.typed", "lotrinh/data/plan-1.schema.json", "lotrinh/cli.py"):
        assert name in names
    assert [name for name in names if name.endswith("licenses/LICENSE")]
    assert [name for name in names if not name.startswith("lotrinh")] == []


def test_the_library_reads_and_brings_nothing_of_the_web(binaries: Path, text: Path) -> None:
    program = f"""
import importlib.util, json, lotrinh
found = [name for name in {WEB!r} if importlib.util.find_spec(name)]
print(json.dumps([found, lotrinh.read({str(text)!r}).to_json()["header"]["code"]["value"]]))
"""
    found, code = json.loads(run(binaries / "python", "-c", program).stdout)
    assert (found, code) == ([], "7/KH-UBND")


def test_the_command_reads(binaries: Path, text: Path) -> None:
    answer = json.loads(run(binaries / "lotrinh", "read", "--json", text).stdout)
    assert answer["schema"] == "lotrinh.plan/1"
    assert "Trồng cây" in run(binaries / "lotrinh", "read", text).stdout
    assert json.loads(run(binaries / "lotrinh", "schema").stdout)["title"] == "lotrinh.plan/1"


def test_a_missing_extra_is_named_in_one_sentence(binaries: Path, text: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"%PDF-1.4\n")
    lotrinh = binaries / "lotrinh"
    out = tmp_path / "a.jsonl"
    for words, extra in (
        (("read", pdf), "pdf"),
        (("corpus", text.parent, "--out", out), "corpus"),
        (("manage", "check"), "web"),
    ):
        sentence = run(lotrinh, *words, status=1).stderr
        assert f"pip install 'lotrinh[{extra}]'" in sentence
        assert len(sentence.splitlines()) == 1
