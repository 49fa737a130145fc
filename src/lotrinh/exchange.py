"""The commands of exchange, `lotrinh akn` and `lotrinh edxml`: a thin shell over `lotrinh.writing.exchange`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

akn_app = typer.Typer(help="Akoma Ntoso: dạng XML chung của văn bản pháp luật.", no_args_is_help=True)
edxml_app = typer.Typer(help="edXML: dạng gửi nhận văn bản giữa các cơ quan.", no_args_is_help=True)


@akn_app.command("write")
def akn_write(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Văn bản, mọi loại mà lệnh read đọc được.")],
    out: Annotated[Path, typer.Option(help="Tệp .xml sẽ viết ra; chưa có tệp nào mang tên ấy.")],
) -> None:
    """Viết một văn bản ra Akoma Ntoso."""
    from lotrinh.writing.exchange import akn_out  # noqa: PLC0415  # --help must not wait for readers

    told(lambda: akn_out(file, out), out)


@akn_app.command("read")
def akn_read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp Akoma Ntoso, của phần mềm nào cũng được.")],
    out: Annotated[Path, typer.Option(help="Tệp .json (lotrinh.plan/1) hoặc .docx sẽ viết ra.")],
) -> None:
    """Đọc Akoma Ntoso: ra dữ kiện (.json) hoặc lời văn (.docx)."""
    from lotrinh.writing.exchange import akn_in  # noqa: PLC0415  # as above

    told(lambda: akn_in(file, out), out)


@edxml_app.command("write")
def edxml_write(
    header: Annotated[Path, typer.Option(help="Phần đầu thông điệp, JSON như lệnh read in ra.")],
    out: Annotated[Path, typer.Option(help="Tệp .edxml sẽ viết ra; chưa có tệp nào mang tên ấy.")],
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]…", help="Các tệp gửi kèm.")] = None,
) -> None:
    """Viết một thông điệp edXML: văn bản kèm tệp, hoặc trạng thái xử lý."""
    from lotrinh.writing.exchange import edxml_out  # noqa: PLC0415  # as above

    told(lambda: edxml_out(files or [], header=header, out=out), out)


@edxml_app.command("read")
def edxml_read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp edXML.")],
    out: Annotated[
        Path | None, typer.Option(help="Thư mục để các tệp kèm theo; mặc định ở ngay cạnh, tên FILE-files.")
    ] = None,
) -> None:
    """Đọc một thông điệp edXML: in phần đầu ra JSON, để các tệp kèm theo vào một thư mục."""
    from lotrinh.writing.exchange import edxml_in  # noqa: PLC0415  # as above

    head = told(lambda: edxml_in(file, out=out))
    sys.stdout.write(json.dumps(head, ensure_ascii=False, indent=2) + "\n")


def told(work: Callable[[], Any], out: Path | None = None) -> Any:
    """Do a work and say what was written, or in one sentence why nothing was."""
    from lotrinh.errors import LotrinhError  # noqa: PLC0415  # as above

    try:
        done = work()
    except LotrinhError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if out is not None:
        typer.echo(f"{out}: đã viết.", err=True)
    return done
