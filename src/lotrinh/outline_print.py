"""Prints a plan for a person at a terminal: head, outline, stages, duties by unit, works cited, recipients, doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from lotrinh.plans.plan import (
    DateMoment,
    Duty,
    EventMoment,
    IssueMoment,
    Moment,
    OffsetMoment,
    Plan,
    Section,
)

UNKNOWN = "chưa rõ"
RELATIONS = {"at": "", "before": "trước ", "during": "trong ", "after": "sau "}
PURPOSES = {
    "report": "để báo cáo",
    "implement": "để thực hiện",
    "coordinate": "để phối hợp",
    "information": "để biết",
    "archive": "lưu",
    None: "",
}
CHANNELS = {
    "meeting": "hội nghị, sinh hoạt",
    "oral": "tuyên truyền miệng",
    "newsletter": "bản tin",
    "print": "sách, tờ gấp, tài liệu",
    "website": "trang thông tin điện tử",
    "press": "báo chí",
    "broadcast": "phát thanh, truyền hình",
    "loudspeaker": "truyền thanh cơ sở",
    "display": "cổ động trực quan",
    "social": "mạng xã hội",
    "culture": "văn hóa, văn nghệ, thể thao",
    "exhibition": "triển lãm",
    "emulation": "thi đua",
    "contest": "hội thi",
    "training": "tập huấn",
    "consultation": "lấy ý kiến",
    "other": "khác",
}
SEVERITIES = {"error": "[bold red]Lỗi[/]", "warning": "[yellow]Cần xem[/]", "note": "[dim]Ghi chú[/]"}


def print_plan(plan: Plan) -> None:
    """Print a plan on standard output, in colour where there is a terminal."""
    console = Console(highlight=False, emoji=False)  # the words of a document, `:x:` too, stay as they are
    console.rule(Text(plan.source.name, style="bold"))
    console.print(head_table(plan))
    if plan.sections:
        tree = Tree("[bold]Dàn ý[/]", guide_style="dim")
        for section in plan.sections:
            grow(tree, section)
        console.print(tree)
    for title, lines in parts(plan):
        if lines:
            console.print(f"\n[bold]{title}[/]")
            for line in lines:
                console.print(f"  {line}", soft_wrap=True)
    console.print()


def head_table(plan: Plan) -> Table:
    """Return the head of the document as rows."""
    table = Table(box=None, show_header=False, pad_edge=False)
    header = plan.header
    rows = (
        ("Loại", header.kind),
        ("Số, ký hiệu", header.code),
        ("Cơ quan ban hành", header.issuer),
        ("Nơi, ngày", header.place),
        ("Ngày ban hành", header.issued_on),
        ("Trích yếu", header.subject),
    )
    for label, value in rows:
        table.add_row(f"[dim]{label}[/]", escape(value.value) if value else f"[dim italic]{UNKNOWN}[/]")
    if plan.signature is not None and plan.signature.name is not None:
        table.add_row("[dim]Người ký[/]", escape(plan.signature.name.value))
    return table


def grow(tree: Tree, section: Section) -> None:
    """Add a section and what is below it."""
    count = len(section.paragraphs)
    note = f" [dim]({count} đoạn)[/]" if count else ""
    branch = tree.add(f"[cyan]{escape(section.path)}[/] {escape(section.title)}{note}")
    for child in section.children:
        grow(branch, child)


def parts(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """Yield the lists below the outline."""
    yield (
        "Giai đoạn",
        [
            f"[cyan]{stage.section}[/] {escape(stage.label.rstrip(' :'))}: {moment(stage.start)} → {moment(stage.end)}"
            for stage in plan.stages
        ],
    )
    yield (
        "Hình thức",
        [f"[cyan]{c.section}[/] {CHANNELS[c.kind]} [dim]({escape(c.span.of(plan.text))})[/]" for c in plan.channels],
    )
    yield "Nhiệm vụ theo đơn vị", list(duty_lines(plan))
    yield (
        "Văn bản viện dẫn",
        [
            f"{escape(c.code or c.title or UNKNOWN)} "
            f"[dim]{c.issued_on.strftime('%d/%m/%Y') if c.issued_on else ''} {escape(c.issuer or '')}"
            f"{' (căn cứ)' if c.basis else ''}[/]"
            for c in plan.citations
        ],
    )
    yield "Nơi nhận", [f"{escape(r.name)} [dim]{PURPOSES[r.purpose]}[/]" for r in plan.recipients]
    yield "Cần xem lại", [f"{SEVERITIES[p.severity]} {escape(p.message)}" for p in plan.problems]


def duty_lines(plan: Plan) -> Iterator[str]:
    """Yield the duties under their units; what is out of scope is dim, with the reason."""
    by_unit: dict[str, list[Duty]] = defaultdict(list)
    for duty in plan.duties:
        by_unit[duty.unit].append(duty)
    for unit, duties in by_unit.items():
        yield f"[bold]{escape(unit)}[/]"
        for duty in duties:
            words = escape(" ".join(duty.text.split()))
            if duty.scope == "out_of_scope":
                yield f"  [dim strike]{words}[/] [dim](ngoài phạm vi: không giao, không theo dõi)[/]"
                continue
            when = f" [green]hạn: {moment(duty.deadline)}[/]" if duty.deadline else ""
            left_out = " [dim](có phần ngoài phạm vi)[/]" if duty.excluded else ""
            yield f"  - {words}{when}{left_out}"


def moment(value: Moment | None) -> str:
    """Return a moment in words."""
    match value:
        case DateMoment(day):
            return day.strftime("%d/%m/%Y")
        case IssueMoment():
            return "từ ngày ban hành"
        case EventMoment(event, relation):
            return f"{RELATIONS[relation]}{escape(event)}"
        case OffsetMoment(days, working):
            return f"{days} ngày{' làm việc' if working else ''}"
    return UNKNOWN
