"""The `lotrinh` command: a thin shell over the public face. Heavy imports wait until a command needs them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from lotrinh.exchange import akn_app, edxml_app

app = typer.Typer(
    name="lotrinh",
    help="Lộ Trình: đọc kế hoạch, giao việc, theo dõi và báo cáo.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
audit_app = typer.Typer(help="Nhật ký thay đổi.", no_args_is_help=True)
app.add_typer(audit_app, name="audit")
units_app = typer.Typer(help="Đơn vị.", no_args_is_help=True)
app.add_typer(units_app, name="units")
new_app = typer.Typer(help="Bắt đầu một văn bản mới.", no_args_is_help=True)
app.add_typer(new_app, name="new")
app.add_typer(akn_app, name="akn")
app.add_typer(edxml_app, name="edxml")
bench_app = typer.Typer(help="Đo tốc độ.", no_args_is_help=True)
app.add_typer(bench_app, name="bench")
SETTINGS = "lotrinh.web.settings"


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Tệp .docx hoặc .txt.")],
    as_json: Annotated[bool, typer.Option("--json", help="In JSON theo lotrinh.plan/1.")] = False,
    name: Annotated[str | None, typer.Option(help="Tên gọi tệp trong câu trả lời.", hidden=True)] = None,
    places: Annotated[Path | None, typer.Option(help="Ghi chỗ in của từng chữ vào tệp này.", hidden=True)] = None,
    findings: Annotated[Path | None, typer.Option(help="Ghi điều cần sửa về thể thức vào đây.", hidden=True)] = None,
) -> None:
    """Đọc kế hoạch và in ra dàn ý, nhiệm vụ, viện dẫn; với --json thì in đúng một dòng JSON cho mỗi tệp."""
    from lotrinh.documents.load import load  # noqa: PLC0415  # --help must not wait for readers
    from lotrinh.documents.page_places import to_json  # noqa: PLC0415  # as above
    from lotrinh.errors import LotrinhError  # noqa: PLC0415  # as above
    from lotrinh.plans.reader import read_plan  # noqa: PLC0415  # as above

    failed = False
    for path in with_progress(files):
        try:
            document = load(path, name=name)
            plan = read_plan(document)
        except LotrinhError as error:
            failed = True
            typer.echo(str(error), err=True)
            continue
        if places is not None:
            import json  # noqa: PLC0415  # as above

            places.write_text(json.dumps(to_json(document.printed), separators=(",", ":")), encoding="ascii")
        if findings is not None:
            from lotrinh.checks.command import write_findings  # noqa: PLC0415  # as above

            write_findings(findings, plan, path, name=name)
        if as_json:
            import json  # noqa: PLC0415  # as above

            sys.stdout.write(json.dumps(plan.to_json(), ensure_ascii=False) + "\n")
        else:
            from lotrinh.outline_print import print_plan  # noqa: PLC0415  # brings rich

            print_plan(plan)
    raise typer.Exit(1 if failed else 0)


@app.command(hidden=True)
def picture(
    file: Annotated[Path, typer.Argument(help="Tệp .pdf.")],
    page: Annotated[int, typer.Option(help="Số thứ tự của trang, từ 1.")] = 1,
    name: Annotated[str | None, typer.Option(help="Tên gọi tệp, nếu tên trên đĩa là tên khác.")] = None,
) -> None:
    """Vẽ một trang của tệp PDF và in ra ảnh PNG."""
    from lotrinh.documents.load import read_bytes  # noqa: PLC0415  # --help must not wait for readers
    from lotrinh.documents.page_pictures import draw_page  # noqa: PLC0415  # as above
    from lotrinh.errors import LotrinhError  # noqa: PLC0415  # as above

    try:
        drawn = draw_page(read_bytes(file, name or file.name), page, name=name or file.name)
    except LotrinhError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    sys.stdout.buffer.write(drawn)


def with_progress(files: list[Path]) -> list[Path]:
    """Return the files, with a bar on the error stream where there are many and somebody looks."""
    if len(files) < 3 or not sys.stderr.isatty():
        return files
    from rich.console import Console  # noqa: PLC0415  # only a terminal needs it
    from rich.progress import track  # noqa: PLC0415  # as above

    return track(files, description="Đang đọc", console=Console(stderr=True))  # type: ignore[return-value]  # iterated once


@app.command()
def corpus(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Thư mục có các tệp cần đọc, kể cả thư mục con.")],
    out: Annotated[Path, typer.Option(help="Tệp kết quả, đuôi .parquet hoặc .jsonl.")],
    workers: Annotated[int | None, typer.Option(help="Số tiến trình đọc trên máy này; mặc định bằng số lõi.")] = None,
    scheduler: Annotated[str | None, typer.Option(help="Bộ điều phối dask đang chạy, ví dụ tcp://máy:8786.")] = None,
) -> None:
    """Đọc cả thư mục vào một tệp kết quả; bị dừng giữa chừng thì chạy lại đúng lệnh ấy để đọc tiếp."""
    from lotrinh.corpus.run import read_corpus, readers_at, readers_here  # noqa: PLC0415  # as above
    from lotrinh.errors import LotrinhError  # noqa: PLC0415  # as above

    if workers is not None and scheduler is not None:
        typer.echo("--workers và --scheduler không đi cùng nhau; hãy bỏ một trong hai.", err=True)
        raise typer.Exit(1)
    try:
        readers = readers_at(scheduler) if scheduler else readers_here(workers)
        done = read_corpus(folder, out, readers=readers, stream=sys.stderr)
    except LotrinhError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        typer.echo("Đã dừng; hãy chạy lại đúng lệnh này để đọc tiếp.", err=True)
        raise typer.Exit(130) from error
    typer.echo(f"{out}: {done.files} tệp, {done.before} đọc từ lần trước, {done.errors} tệp lỗi.", err=True)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Tệp của mọi loại mà lệnh read đọc được.")],
    as_of: Annotated[str | None, typer.Option(help="Xét theo quy định của ngày này, ví dụ 2026-03-05.")] = None,
    system: Annotated[str | None, typer.Option(help="Xét theo hệ: state, party, union, youth, front.")] = None,
    form: Annotated[str, typer.Option("--format", help="Cách in: text, json hoặc sarif.")] = "text",
    select: Annotated[str, typer.Option(help="Chỉ xét các mã này, hoặc mã bắt đầu như vậy; cách nhau dấu phẩy.")] = "",
    ignore: Annotated[str, typer.Option(help="Bỏ qua các mã này; cách nhau dấu phẩy.")] = "",
    fix: Annotated[
        bool, typer.Option("--fix", help="Viết một bản .fixed.docx đã sửa các lỗi sửa được an toàn.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Tên của bản đã sửa, khi chỉ có một tệp.")] = None,
) -> None:
    """Xét thể thức và sự nhất quán của văn bản; 0: không lỗi, 1: có lỗi hoặc cảnh báo, 2: không xét được."""
    if fix:
        need_writing(status=2)
        from lotrinh.writing.command import fix_files  # noqa: PLC0415  # as below, and it needs python-docx

        raise typer.Exit(fix_files(files, out=out, as_of=as_of, system=system, form=form, select=select, ignore=ignore))
    if out is not None:
        typer.echo("--out chỉ đi với --fix.", err=True)
        raise typer.Exit(2)
    from lotrinh.checks.command import check_files  # noqa: PLC0415  # --help must not wait for readers

    raise typer.Exit(check_files(files, as_of=as_of, system=system, form=form, select=select, ignore=ignore))


@new_app.callback()
def new() -> None:
    """Keep `plan` a command of its own: a group of one is otherwise folded away."""


@new_app.command("plan")
def start_plan(
    directive: Annotated[Path, typer.Option("--from", metavar="DIRECTIVE", help="Văn bản của cấp trên.")],
    out: Annotated[Path, typer.Option(help="Tệp .docx hoặc .pdf sẽ viết ra; chưa có tệp nào mang tên ấy.")],
    unit: Annotated[str | None, typer.Option(help="Cơ quan ban hành kế hoạch, viết như trong câu văn.")] = None,
    system: Annotated[str | None, typer.Option(help="Hệ của cơ quan ấy: state, party, union, youth, front.")] = None,
    on: Annotated[str | None, typer.Option(help="Viết theo thể thức của ngày này; không có thì là hôm nay.")] = None,
) -> None:
    """Bắt đầu kế hoạch của cấp dưới từ văn bản cấp trên: khung, căn cứ, mốc thời gian, chỗ cần điền ghi […]."""
    need_writing(status=1)
    from datetime import datetime, timedelta, timezone  # noqa: PLC0415  # --help must not wait for them

    from lotrinh.checks.command import parse_day  # noqa: PLC0415  # as above
    from lotrinh.errors import LotrinhError  # noqa: PLC0415  # as above
    from lotrinh.writing.command import new_plan  # noqa: PLC0415  # as above

    try:
        day = parse_day(on, option="--on") if on else datetime.now(timezone(timedelta(hours=7))).date()
    except LotrinhError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    raise typer.Exit(new_plan(directive, out=out, on=day, unit=unit, system=system))


@app.command()
def rules() -> None:
    """In mọi quy tắc: mã, mức, độ tin cậy, hệ, ngày có hiệu lực, tên."""
    from lotrinh.checks.printing import rules_as_text  # noqa: PLC0415  # as above

    sys.stdout.write(rules_as_text())


@app.command()
def explain(code: Annotated[str, typer.Argument(metavar="CODE", help="Mã quy tắc, ví dụ LT-N01.")]) -> None:
    """Giải thích một quy tắc: nguồn, hiệu lực, ví dụ đúng và sai."""
    from lotrinh.checks.command import explain_rule  # noqa: PLC0415  # as above

    raise typer.Exit(explain_rule(code))


@app.command()
def schema() -> None:
    """In JSON Schema của câu trả lời (lotrinh.plan/1)."""
    from lotrinh.data.plan_schema import plan_schema  # noqa: PLC0415  # as above

    sys.stdout.write(plan_schema())


@units_app.command("load")
def units_load(file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp JSON các tỉnh, xã.")]) -> None:
    """Nạp tỉnh và xã, phường, đặc khu của cả nước từ tệp JSON của thanglequoc/vietnamese-provinces-database."""
    start_web()
    from django.core.exceptions import ValidationError  # noqa: PLC0415  # needs Django set up

    from lotrinh.web import clock  # noqa: PLC0415  # as above
    from lotrinh.web.organisation.country import load_places, read_places  # noqa: PLC0415  # as above

    try:
        places, digest = read_places(file)
        counts = load_places(places, digest=digest, on=clock.today())
    except ValidationError as error:
        typer.echo(" ".join(error.messages), err=True)
        raise typer.Exit(1) from error
    typer.echo("Đã nạp: thêm {added}, đổi tên {renamed}, giữ nguyên {same} đơn vị.".format(**counts))


@units_app.command("successor")
def units_successor(name: Annotated[str, typer.Argument(metavar="NAME", help="Tên hoặc mã xã cũ.")]) -> None:
    """Cho biết một xã, phường, thị trấn trước ngày 01/7/2025 nay thuộc xã, phường nào."""
    from lotrinh.errors import MissingExtra  # noqa: PLC0415  # as above
    from lotrinh.old_communes import find_old_communes  # noqa: PLC0415  # needs an extra

    try:
        found = list(find_old_communes(name))
    except MissingExtra as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if not found:
        typer.echo(f"Không có xã, phường, thị trấn cũ nào là “{name}”; hãy ghi đủ tên như “Phường Cửa Đông”.", err=True)
        raise typer.Exit(1)
    for one in found:
        typer.echo(one.sentence())


@app.command()
def worker(
    interval: Annotated[float, typer.Option(min=0.05, help="Số giây chờ trước khi xem lại hàng đợi.")] = 1.0,
    batch: Annotated[bool, typer.Option("--batch", help="Làm hết việc đang chờ rồi thôi.")] = False,
) -> None:
    """Làm các công việc trong hàng đợi, như đọc văn bản tải lên; chạy được nhiều tiến trình cùng lúc."""
    start_web()
    from lotrinh.web.jobs.worker import work  # noqa: PLC0415  # needs Django set up

    work(interval=interval, batch=batch)


@app.command()
def jobs(retry: Annotated[str | None, typer.Option(metavar="ID", help="Làm lại công việc đã bỏ này.")] = None) -> None:
    """In hàng đợi: bao nhiêu công việc đang chờ, đang làm, đã xong, đã bỏ, và vì sao bỏ."""
    start_web()
    from lotrinh.web.jobs.command import lines_about_jobs, put_again  # noqa: PLC0415  # needs Django set up

    if retry is not None and (wrong := put_again(retry)) is not None:
        typer.echo(wrong, err=True)
        raise typer.Exit(1)
    for line in lines_about_jobs():
        typer.echo(line)


@app.command()
def backup(file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp sao lưu sẽ ghi, đuôi .tar.")]) -> None:
    """Ghi toàn bộ dữ liệu và tệp vào một tệp sao lưu; chạy được khi máy chủ đang phục vụ."""
    start_web()
    from lotrinh.web.backup.keep import back_up  # noqa: PLC0415  # needs Django set up

    told(lambda: back_up(file), "Đã sao lưu")


@app.command()
def restore(file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp do lệnh backup ghi ra.")]) -> None:
    """Khôi phục một bản sao lưu vào bản cài mới: kiểm tra từng phần, vào hết hoặc không vào gì."""
    start_web()
    from lotrinh.web.backup.keep import restore as put_back  # noqa: PLC0415  # as above

    told(lambda: put_back(file), "Đã khôi phục")


@app.command()
def move(to: Annotated[str, typer.Option(help="Cơ sở dữ liệu mới, ví dụ postgres:///lotrinh.")]) -> None:
    """Chép dữ liệu sang cơ sở dữ liệu khác, còn trống, rồi so hai bên từng dòng."""
    start_web()
    from lotrinh.web.backup.keep import move as copy_to  # noqa: PLC0415  # as above

    told(lambda: copy_to(to), "Đã chuyển, hai bên như nhau")


def told(work: Callable[[], dict[str, int]], done: str) -> None:
    """Do what counts rows, and say how many there were or what was wrong."""
    from lotrinh.errors import LotrinhError  # noqa: PLC0415  # --help must not wait

    try:
        counts = work()
    except LotrinhError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{done}: {sum(counts.values())} dòng của {len(counts)} bảng.")


@audit_app.command("verify")
def audit_verify() -> None:
    """Kiểm tra chuỗi nhật ký: không dòng nào bị sửa, bỏ đi hay chen vào."""
    start_web()
    from lotrinh.web.organisation.audit import verify  # noqa: PLC0415  # needs Django set up

    count, broken = verify()
    if broken:
        typer.echo(broken, err=True)
        raise typer.Exit(1)
    typer.echo(f"Nhật ký nguyên vẹn: {count} dòng.")


@bench_app.command("seed")
def bench_seed(
    units: Annotated[int, typer.Option(min=3, help="Số đơn vị.")],
    assignments: Annotated[int, typer.Option(min=0, help="Số việc được giao.")],
    activities: Annotated[int, typer.Option(min=0, help="Số hoạt động đã báo.")],
    plans: Annotated[int, typer.Option(min=1, help="Số kế hoạch.")] = 300,
    seed: Annotated[int, typer.Option(help="Cùng một số thì nạp cùng dữ liệu.")] = 1,
) -> None:
    """Nạp đơn vị, kế hoạch, việc và hoạt động dựng sẵn vào một bản cài còn trống, để đo tốc độ."""
    start_web()
    from lotrinh.web.bench.seed import Amounts, NotEmpty, fill  # noqa: PLC0415  # needs Django set up

    try:
        fill(Amounts(units, assignments, activities, plans), seed=seed, tell=typer.echo)
    except NotEmpty as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def manage(context: typer.Context) -> None:
    """Lệnh quản trị của phần web (Django)."""
    start_web()
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # needs Django set up

    execute_from_command_line(["lotrinh manage", *context.args])


def need_writing(*, status: int) -> None:
    """Say how to install what writes .docx, where it is missing."""
    from lotrinh.errors import MissingExtra  # noqa: PLC0415  # --help must not wait
    from lotrinh.writing.extra import need_docx  # noqa: PLC0415  # as above

    try:
        need_docx()
    except MissingExtra as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(status) from error


def start_web() -> None:
    """Set Django up, or say how to install the web."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        import django  # noqa: PLC0415  # the core lives without it
    except ImportError as error:
        typer.echo("Phần web chưa được cài: hãy chạy “pip install 'lotrinh[web]'”.", err=True)
        raise typer.Exit(1) from error
    django.setup()


def main() -> None:
    """Run the command; where standard output is closed early (a pipe to `head`), end quietly."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
