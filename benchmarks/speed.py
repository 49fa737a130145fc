"""How fast reading is, beside what does less: a scan, a reader of citations, libraries that only take words out.

    .venv/bin/python benchmarks/speed.py [--quick] [FILE.docx|FILE.pdf …]

Prints CPU time on one core (medians of five rounds, the first left out), and ratios of the same run; judges nothing.
With --quick the texts stop at 1 MB. `eyecite` and `hyperscan` are measured where they can be imported.
"""

from __future__ import annotations

import datetime
import math
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median

from lotrinh.documents.load import load, load_here
from lotrinh.plans import reader
from lotrinh.plans.anatomy import dissect
from lotrinh.plans.plan import Plan, Source
from lotrinh.web.demo.sample import online_services
from lotrinh.writing.official_docx import write_docx

SCAN = re.compile(r"\b(?:ngày|tháng|năm|quý|trước|sau|số|của|về|hội nghị|tuyên truyền|thực hiện)\b", re.IGNORECASE)
ROUNDS = 5
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)  # bytes
USUAL = 300_000  # code points: a long decree
CITES = "- Thực hiện Kế hoạch số {}/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân thành phố Sông Xanh.\n"
ENGLISH = (
    "The court of appeals held in {a} v. {b}, {n} U.S. {m} (19{y}), that notice must be given before the permit ends. "
    "The board did not answer the letter, and the town kept the records of the meeting in its office until the spring. "
    "Nobody asked who had paid for the road, how wide it was to be, or whether the farmers below it had been heard.\n\n"
    "See also {b} Works v. {a}, {m} F.2d {n} (7th Cir. 19{y}). The rule is narrower where work has begun: it "
    "may go on until the season is over, at the cost of whoever began it, under the eyes of its surveyor.\n\n"
)
NAMES = ("Alder", "Birch", "Cedar", "Elm", "Hazel", "Linden", "Maple", "Rowan")


def cpu(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median of CPU seconds over some rounds, the first left out."""
    times = []
    for _ in range(rounds + 1):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times[1:])


@dataclass(frozen=True)
class Sample:
    """The demo's plan cut where its sections begin and end, so that they can be repeated between head and foot."""

    head: str
    body: str
    foot: str

    def text(self, size: int) -> str:
        """Return a plan of about so many bytes whose sections differ in their numbers."""
        parts, so_far = [self.head], 0
        while so_far < size:
            number = len(parts)
            parts.append(self.body.replace(" 84 ", f" {84 + number} ") + CITES.format(114 + number))
            so_far += len(parts[-1].encode())
        return "".join([*parts, self.foot])


def sample(folder: Path) -> Sample:
    """Return the parts of the demo's plan; its file is left in the folder."""
    path = folder / "mau.docx"
    path.write_bytes(write_docx(online_services(datetime.date(2026, 3, 2))))
    text = load(path).text
    first, last = text.index("I. MỤC ĐÍCH"), text.index("Trên đây là")
    return Sample(text[:first], text[first:last], text[last:])


def english(length: int) -> str:
    """Return English law text of our own, as long, as dense in citations as such texts are."""
    parts, so_far = [], 0
    while so_far < length:
        n = len(parts)
        names = {"a": NAMES[n % 8], "b": NAMES[(n // 8 + n + 3) % 8]}
        parts.append(ENGLISH.format(**names, n=100 + n * 7 % 400, m=10 + n * 13 % 900, y=30 + n % 60))
        so_far += len(parts[-1])
    return "".join(parts)[:length]


def against_scan_and_eyecite(path: Path) -> None:
    """Print the speed from text to plan, and what else was measured beside it."""
    text = load(path).text
    took = cpu(lambda: reader.read(path))
    scan = cpu(lambda: SCAN.findall(text))
    print(
        f"text to plan: {len(text) / took / 1e6:.2f} million characters a second of CPU ({len(text)} in {took:.3f} s)"
    )
    print(f"  a bare scan with one pattern takes {scan:.3f} s: reading is {took / scan:.1f} times that")
    try:
        from eyecite import get_citations  # noqa: PLC0415  # not one of our dependencies
        from eyecite.tokenizers import HyperscanTokenizer  # noqa: PLC0415  # as above
    except ImportError:
        print("  eyecite: not installed (see README.md)")
        return
    law = english(len(text))
    usual = cpu(lambda: get_citations(law), rounds=3)
    print(f"  eyecite, default tokenizer, English of the same length: {usual:.3f} s, {usual / took:.1f} times ours")
    try:
        quick = HyperscanTokenizer()
        hyperscan = cpu(lambda: get_citations(law, tokenizer=quick), rounds=3)
    except ImportError:
        print("  eyecite with Hyperscan: not installed (see README.md)")
        return
    print(f"  eyecite with Hyperscan: {hyperscan:.3f} s, {hyperscan / took:.1f} times ours")


def linearity(folder: Path, made: Sample, sizes: tuple[int, ...]) -> None:
    """Print time and peak memory by length, each in a process of its own, and the slope of the time."""
    points = []
    for size in sizes:
        path = folder / f"dai-{size}.txt"
        path.write_text(made.text(size), encoding="utf-8")
        said = [child(path) for _ in range(ROUNDS if size < max(SIZES) else 3)]
        took, most = (median(column) for column in zip(*said, strict=True))
        points.append((math.log(path.stat().st_size), math.log(took)))
        beside = most / path.stat().st_size
        print(f"{size:>11,} bytes: {took:8.4f} s, {most / 1e6:6.1f} MB of memory more at most, {beside:4.1f} times")
    slope, _ = linear_regression(*zip(*points, strict=True))
    print(f"  slope of time over length, both as logarithms: {slope:.3f}")


def child(path: Path) -> tuple[float, float]:
    """Return CPU seconds and bytes of memory of one reading in a fresh process that has read a page before."""
    run = subprocess.run([sys.executable, __file__, "--child", str(path)], capture_output=True, check=True, text=True)
    took, most, _ = run.stdout.split()
    return float(took), float(most)


def peak() -> int:
    """Return the most bytes of memory that this process has held. Not `ru_maxrss`: it counts what the parent held."""
    said = Path("/proc/self/status").read_text(encoding="ascii")
    return int(said.partition("VmHWM:")[2].split()[0]) * 1024


def measure_here(path: Path) -> None:
    """Print what `child` returns."""
    page = path.with_suffix(".trang.txt")
    page.write_text(path.read_text(encoding="utf-8")[:2_500], encoding="utf-8")
    reader.read(page)
    before = peak()
    start = time.process_time()
    plan = reader.read(path)
    took = time.process_time() - start
    print(took, peak() - before, len(plan.text))


def against_python_docx(path: Path) -> None:
    """Print a .docx to its plan beside python-docx listing its paragraphs, those in tables left out and with them."""
    import docx  # noqa: PLC0415  # an extra

    def body() -> list[str]:
        return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]

    def whole() -> list[str]:
        document = docx.Document(str(path))
        return [words.text for words in document.paragraphs] + [
            words.text
            for table in document.tables
            for row in table.rows
            for cell in row.cells
            for words in cell.paragraphs
        ]

    ours, listed, all_listed = cpu(lambda: reader.read(path)), cpu(body), cpu(whole)
    print(f"{path.name[:40]}: to plan {ours * 1e3:.1f} ms")
    print(
        f"  python-docx lists the paragraphs of the body in {listed * 1e3:.1f} ms: ours {ours / listed:.2f} times that"
    )
    print(f"  those of its tables too in {all_listed * 1e3:.1f} ms: ours {ours / all_listed:.2f} times that")


def against_pdfium(path: Path) -> None:
    """Print the words of a PDF with their places, and its document, beside the text that pypdfium2 itself takes out."""
    import pypdfium2 as pdfium  # noqa: PLC0415  # an extra

    from lotrinh.documents.pdf import printed_pages  # noqa: PLC0415  # needs the extra

    data = path.read_bytes()

    def own() -> list[str]:
        return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data)]

    theirs, words = cpu(own), cpu(lambda: printed_pages(data, path.name))
    document = cpu(lambda: load_here(path, path.name))
    print(f"{path.name[:40]}: pypdfium2 takes the text out in {theirs * 1e3:.1f} ms")
    print(f"  ours with the place of each word {words * 1e3:.1f} ms, {words / theirs:.2f} times that")
    print(f"  ours to the document in reading order {document * 1e3:.1f} ms, {document / theirs:.2f} times that")


def by_step(path: Path) -> None:
    """Print where the time from text to plan goes."""
    rounds = [steps_of(path) for _ in range(ROUNDS + 1)][1:]
    took = {name: median(times[name] for times in rounds) for name in rounds[0]}
    whole = sum(took.values())
    for name, seconds in took.items():
        print(f"  {name:16} {seconds * 1e3:8.1f} ms {100 * seconds / whole:5.1f} %")


def steps_of(path: Path) -> dict[str, float]:
    """Return CPU seconds of each step of one reading."""
    took, last = {}, time.process_time()
    document = load(path)
    took["load"], last = time.process_time() - last, time.process_time()
    anatomy = dissect(document)
    took["dissect"], last = time.process_time() - last, time.process_time()
    source = Source(document.name, document.format, document.sha256, None, len(document.text), document.repairs)
    plan = Plan(source=source, text=document.text)
    for step in reader.STEPS:
        plan = step(document, anatomy, plan)
        took[step.__name__], last = time.process_time() - last, time.process_time()
    return took


def as_pdf(docx: Path) -> list[Path]:
    """Return a file as PDF where LibreOffice is there."""
    office = shutil.which("soffice")
    if office is None:
        return []
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(docx.parent), str(docx)]
    subprocess.run(command, check=True, capture_output=True)
    return [docx.with_suffix(".pdf")]


def main() -> None:
    """Print the figures."""
    if sys.argv[1:2] == ["--child"]:
        measure_here(Path(sys.argv[2]))
        return
    given = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        parts = sample(folder)
        long = folder / "dai.txt"
        long.write_text(parts.text(USUAL * 4 // 3), encoding="utf-8")
        print("== text")
        against_scan_and_eyecite(long)
        print("== by step")
        by_step(long)
        print("== by length")
        linearity(folder, parts, SIZES[:3] if "--quick" in sys.argv else SIZES)
        print("== .docx")
        for path in [folder / "mau.docx", *(path for path in given if path.suffix == ".docx")]:
            against_python_docx(path)
        print("== .pdf")
        for path in [*as_pdf(folder / "mau.docx"), *(path for path in given if path.suffix == ".pdf")]:
            against_pdfium(path)


if __name__ == "__main__":
    main()
