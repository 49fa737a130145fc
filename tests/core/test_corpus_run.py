"""Whole runs: resumed after any end, the same bytes by any number of workers, and errors that say what to do."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from lotrinh.corpus import answers, run
from lotrinh.corpus.progress import Progress, duration, line_of
from lotrinh.corpus.reading import row_of
from lotrinh.corpus.rows import Row, answer_row
from lotrinh.corpus.run import ReadAll, Summary, read_corpus, readers_at, readers_here
from lotrinh.errors import CannotRun
from tests.core.folders import make_folder

COMMAND = [sys.executable, "-m", "lotrinh.cli", "corpus"]


class HereReaders:
    """Reads in this very process, in the order asked for or backwards, and remembers what it read."""

    def __init__(self, *, backwards: bool = False, stop_after: int | None = None) -> None:
        self.backwards, self.stop_after = backwards, stop_after
        self.seen: list[str] = []

    @contextmanager
    def __call__(self) -> Iterator[ReadAll]:
        yield self.read_all

    def read_all(self, folder: Path, paths: Sequence[str]) -> Iterator[Row]:
        for path in sorted(paths, reverse=self.backwards):
            if self.stop_after is not None and len(self.seen) == self.stop_after:
                raise CannotRun("dừng")
            self.seen.append(path)
            yield row_of(folder, path)


def run_here(folder: Path, out: Path, readers: HereReaders | None = None) -> Summary:
    return read_corpus(folder, out, readers=readers or HereReaders(), stream=io.StringIO())


def packed_zeros(tens: int) -> bytes:
    """Return, as zlib packs it, so many tens of millions of zeros: all parts are alike, so one is packed."""
    size = 10_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    part = packer.compress(b"\0" * size) + packer.flush(zlib.Z_FULL_FLUSH)
    checked = (tens * size % 65521) << 16 | 1  # what Adler-32 makes of zeros
    return b"\x78\xda" + part * tens + zlib.compress(b"")[2:-4] + checked.to_bytes(4, "big")


def bomb(tens: int) -> bytes:
    """Return a PDF of a few kilobytes whose one page unpacks twice to so many tens of millions of bytes.

    It kills the native reader.
    """
    page = zlib.compress(packed_zeros(tens), 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(page), page),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % numbered for numbered in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF"


def rows_of(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_folder(tmp_path / "in", count=4)
    return tmp_path / "in"


@pytest.mark.long
def test_a_killed_run_goes_on_and_gives_the_same_bytes(tmp_path: Path) -> None:
    folder, out, again = tmp_path / "in", tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    paths = make_folder(folder, count=11, lines=800)
    slow = "z bom.pdf"  # the last to be read, and slow to die: the run is still at it when it is killed
    (folder / slow).write_bytes(bomb(90))
    first = subprocess.Popen(
        [*COMMAND, str(folder), "--out", str(out), "--workers", "1"], stderr=subprocess.PIPE, encoding="utf-8"
    )
    assert first.stderr is not None
    with first, first.stderr:
        for line in first.stderr:
            if "Đã đọc 4/12" in line:
                break
        first.send_signal(signal.SIGKILL)
    journal = tmp_path / "a.jsonl.journal"
    whole = journal.read_bytes().rpartition(b"\n")[0]
    assert not out.exists()
    assert 4 <= whole.count(b"\n") < 12

    subprocess.run([*COMMAND, str(folder), "--out", str(out), "--workers", "2"], check=True, capture_output=True)
    lines = journal.read_bytes()
    assert lines.startswith(whole)
    assert lines.count(b"\n") == 13  # its head, and each file once
    assert [row["path"] for row in rows_of(out)] == [*paths, slow]
    assert [row["path"] for row in rows_of(out) if row["error"]] == [slow]  # it killed its reader, nothing else

    subprocess.run([*COMMAND, str(folder), "--out", str(again), "--workers", "2"], check=True, capture_output=True)
    assert again.read_bytes() == out.read_bytes()


def test_a_bad_file_is_a_row(folder: Path, tmp_path: Path) -> None:
    (folder / "hỏng.docx").write_bytes(b"PK\x03\x04 no zip")
    (folder / "cũ.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    summary = run_here(folder, tmp_path / "a.jsonl")
    assert summary == Summary(files=6, before=0, errors=2)
    errors = {row["path"]: row["error"] for row in rows_of(tmp_path / "a.jsonl") if row["error"]}
    assert {path: error["code"] for path, error in errors.items()} == {  # type: ignore[index]
        "cũ.docx": "unsupported_format",
        "hỏng.docx": "unreadable_file",
    }


def test_a_second_run_reads_only_what_is_new_or_changed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.jsonl"
    run_here(folder, out)
    nothing = HereReaders()
    assert run_here(folder, out, nothing) == Summary(files=4, before=4, errors=0)
    assert nothing.seen == []

    (folder / "mới.txt").write_text("Một dòng.", encoding="utf-8")
    changed = folder / "kế hoạch 002.txt"
    changed.write_text(changed.read_text(encoding="utf-8") + "Thêm.\n", encoding="utf-8")
    (folder / "kế hoạch 004.txt").unlink()
    some = HereReaders()
    assert run_here(folder, out, some) == Summary(files=4, before=2, errors=0)
    assert some.seen == ["kế hoạch 002.txt", "mới.txt"]
    assert "kế hoạch 004.txt" not in [row["path"] for row in rows_of(out)]


def test_a_run_that_stops_keeps_what_it_read_and_leaves_the_old_output(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.jsonl"
    out.write_text("cũ", encoding="utf-8")
    with pytest.raises(CannotRun, match="dừng"):
        run_here(folder, out, HereReaders(stop_after=3))
    assert out.read_text(encoding="utf-8") == "cũ"
    rest = HereReaders()
    assert run_here(folder, out, rest).before == 3
    assert len(rest.seen) == 1


@pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
def test_the_order_of_work_does_not_show(folder: Path, tmp_path: Path, ending: str) -> None:
    run_here(folder, tmp_path / f"a{ending}")
    run_here(folder, tmp_path / f"b{ending}", HereReaders(backwards=True))
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()
    assert list(tmp_path.glob("*.part")) == []


def test_a_table_has_flat_columns(folder: Path, tmp_path: Path) -> None:
    from pyarrow import parquet

    (folder / "rỗng.txt").touch()
    run_here(folder, tmp_path / "a.parquet")
    rows = {row["path"]: row for row in parquet.read_table(tmp_path / "a.parquet").to_pylist()}
    row = rows["quý I/kế hoạch 001.txt"]
    assert {name: row[name] for name in ("kind", "code", "issued_on", "duties", "error")} == {
        "kind": "KH",
        "code": "1/KH-UBND",
        "issued_on": date(2026, 1, 5),
        "duties": 2,
        "error": None,
    }
    assert json.loads(row["answer"])["schema"] == "lotrinh.plan/1"
    assert rows["rỗng.txt"]["error_code"] == "empty_file"
    assert rows["rỗng.txt"]["answer"] is None


def test_half_a_letter_does_not_stop_a_table(tmp_path: Path) -> None:
    from pyarrow import parquet

    header = {"subject": {"value": "Trồng \udc80 cây", "span": [0, 1]}}
    answer = {"source": {"sha256": "ab"}, "header": header, "duties": [], "text": "Trồng \udc80 cây"}
    answers.write_answers(tmp_path / "a.parquet", [answer_row("k\udce9.txt", answer).line])
    [row] = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert row["subject"] == "Trồng \\udc80 cây"
    assert json.loads(row["answer"]) == answer


def test_what_is_no_document_is_left_alone(folder: Path, tmp_path: Path) -> None:
    for name in ("ảnh.png", "~$mở.docx", ".ẩn.txt"):
        (folder / name).write_bytes(b"x")
    (folder / ".git").mkdir()
    (folder / ".git" / "a.txt").write_text("a", encoding="utf-8")
    assert run_here(folder, tmp_path / "a.jsonl").files == 4


def refused(*words: str | Path) -> str:
    """Run the command; return its one sentence."""
    done = subprocess.run([*COMMAND, *map(str, words)], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (1, "")
    [sentence] = done.stderr.splitlines()
    return sentence


def test_errors_say_what_to_do(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.jsonl"
    assert "không có thư mục này" in refused(tmp_path / "đâu", "--out", out)
    (tmp_path / "trống").mkdir()
    assert "không có tệp nào đọc được" in refused(tmp_path / "trống", "--out", out)
    assert ".parquet hoặc .jsonl" in refused(folder, "--out", tmp_path / "a.xlsx")
    assert "thư mục đã có" in refused(folder, "--out", tmp_path / "đâu" / "a.jsonl")
    assert "từ 1 trở lên" in refused(folder, "--out", out, "--workers", "0")
    assert "bỏ một trong hai" in refused(folder, "--out", out, "--workers", "1", "--scheduler", "tcp://a:1")
    assert "không nối được với bộ điều phối" in refused(folder, "--out", out, "--scheduler", "tcp://127.0.0.1:9")
    assert not out.exists()


def test_a_missing_extra_is_named(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "find_spec", lambda _: None)
    monkeypatch.setattr(answers, "find_spec", lambda _: None)
    for work in (
        lambda: readers_here(None),
        lambda: readers_at("tcp://127.0.0.1:9"),
        lambda: run_here(folder, tmp_path / "a.parquet"),
    ):
        with pytest.raises(CannotRun, match=r"pip install 'lotrinh\[corpus\]'"):
            work()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def said(stream: io.StringIO, *, seconds: float) -> str:
    """Return what is said of a run of 20 files, 10 more before it, a file each so many seconds."""
    now = [0.0]
    with Progress(stream, total=30, before=10, clock=lambda: now[0]) as progress:
        for _ in range(20):
            now[0] += seconds
            progress.one_more()
    return stream.getvalue()


def test_progress_tells_files_rate_and_time_left() -> None:
    lines = said(io.StringIO(), seconds=0.5).splitlines()
    assert lines[0] == "Đã đọc 12/30 tệp, 2,0 tệp/giây, còn khoảng 9 giây"
    assert lines[-1] == "Đã đọc 30/30 tệp, 2,0 tệp/giây, còn khoảng 0 giây"
    assert len(lines) == 7


def test_slow_progress_is_told_each_minute_and_on_a_terminal_at_once() -> None:
    assert len(said(io.StringIO(), seconds=61).splitlines()) == 20
    assert said(Terminal(), seconds=1).count("\r") == 20
    assert said(Terminal(), seconds=0.01).count("\r") == 1


def test_long_runs_are_told_in_large_units() -> None:
    assert line_of(done=1_000, total=100_000, read=1_000, seconds=20).endswith("50,0 tệp/giây, còn khoảng 33 phút")
    assert duration(7_500) == "2,1 giờ"
