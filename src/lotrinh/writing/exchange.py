"""What `lotrinh akn` and `lotrinh edxml` do with their words: files of other systems out and in.

A refusal is one sentence, and nothing is written then; what is written is finished beside its place and moved there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lotrinh.data.kinds import KINDS
from lotrinh.documents.load import read_any_bytes
from lotrinh.errors import BadDescription, CannotRun, UnreadableFile
from lotrinh.plans.plan import Plan, Signature
from lotrinh.plans.reader import read
from lotrinh.writing.akoma_ntoso import akn_to_plan, plan_to_akn
from lotrinh.writing.edxml import Attachment, write_envelope, write_status
from lotrinh.writing.edxml_in import opened, read_envelope, read_status
from lotrinh.writing.edxml_json import envelope_from_json, envelope_to_json, status_from_json, status_to_json
from lotrinh.writing.extra import need_docx
from lotrinh.writing.placing import current_umask, place_file

Json = dict[str, Any]
FILE_MOST = 7_000_000  # bytes of a file inside: encoded, it is the longest text that an XML reader takes
NAME_MOST = 150  # letters of a file's name
TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
}
UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')  # what one system or another has in no name
# Names that Windows keeps for devices, whatever the ending.
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def akn_out(file: Path, out: Path) -> None:
    """Write a document as Akoma Ntoso.

    Raises:
        LotrinhError: the file cannot be read, or the other cannot be written; nothing is then.
    """
    refuse_out(out, (".xml", ".akn"))
    place_file(out, plan_to_akn(read(file)))


def akn_in(file: Path, out: Path) -> None:
    """Write what Akoma Ntoso holds as JSON of lotrinh.plan/1, or its text as .docx; errors as `akn_out`."""
    refuse_out(out, (".json", ".docx"))
    is_docx = out.suffix.lower() == ".docx"
    if is_docx:
        need_docx()
    plan = akn_to_plan(read_any_bytes(file, file.name), name=file.name)
    if is_docx:
        from lotrinh.writing.plan_docx import plan_to_docx  # noqa: PLC0415  # needs python-docx

        place_file(out, plan_to_docx(plan))
    else:
        place_file(out, (json.dumps(plan.to_json(), ensure_ascii=False) + "\n").encode())


def edxml_out(files: Sequence[Path], *, header: Path, out: Path) -> None:
    """Write an edXML message: a document with its files, or a status message, as its head says.

    Raises:
        LotrinhError: the head or a file cannot be used, or the message cannot be written; nothing is then.
    """
    refuse_out(out, (".edxml", ".xml"))
    said = head_of(header)
    if said.get("type", "document") == "status":
        if files:
            raise CannotRun(f"{header.name}: thông điệp trạng thái không mang tệp nào; hãy bỏ tên tệp.")
        place_file(out, write_status(status_from_json(said)))
        return
    if said.get("type", "document") != "document":
        raise BadDescription("type: phải là document hoặc status.")
    attachments = tuple(attachment(path) for path in files)
    known = known_of(read(files[0])) if files and lacks_any(said) else {}
    place_file(out, write_envelope(envelope_from_json(said, known=known, attachments=attachments)))


def edxml_in(file: Path, *, out: Path | None) -> Json:
    """Unpack an edXML message beside it and return its head, each file with the place where it is.

    Raises:
        LotrinhError: it cannot be read, or its files cannot be written; nothing is then.
    """
    data = read_any_bytes(file, file.name)
    _whole, header = opened(data, file.name)
    if next(header.every("Status"), None) is not None:
        return status_to_json(read_status(data, name=file.name))
    envelope = read_envelope(data, name=file.name)
    head = envelope_to_json(envelope)
    folder = out or file.with_name(f"{file.stem}-files")
    if envelope.attachments:
        for told, path in zip(head["attachments"], unpack(envelope.attachments, folder), strict=True):
            told["file"] = str(path)
    return head


def refuse_out(out: Path, endings: Sequence[str]) -> None:
    """Refuse a place that is taken, or whose ending says something that is not written."""
    if out.suffix.lower() not in endings:
        raise CannotRun(f"--out {out}: chỉ viết ra tệp {' hoặc '.join(endings)}.")
    if out.exists():
        raise CannotRun(f"--out {out}: tệp đã có; hãy đặt tên khác.")


def head_of(path: Path) -> Json:
    """Return the JSON of a head.

    Raises:
        UnreadableFile: it is none.
    """
    try:
        said = json.loads(read_any_bytes(path, path.name))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"{path.name}: không phải tệp JSON đọc được; hãy kiểm tra lại tệp.") from error
    if not isinstance(said, dict):
        raise UnreadableFile(f"{path.name}: phải là một đối tượng JSON; hãy xem mẫu mà “lotrinh edxml read” in ra.")
    return said


def attachment(path: Path) -> Attachment:
    """Return a file that goes along.

    Raises:
        CannotRun: it is longer than a message may hold.
    """
    data = read_any_bytes(path, path.name)
    if len(data) > FILE_MOST:
        raise CannotRun(f"{path.name}: tệp nặng {len(data) / 1e6:.1f} MB, quá mức {FILE_MOST / 1e6:.0f} MB của edXML.")
    return Attachment(path.name, TYPES.get(path.suffix.lower(), "application/octet-stream"), data)


READ_FIELDS = ("number", "notation", "place", "issued_on", "kind_name", "subject")


def lacks_any(said: Json) -> bool:
    """Say whether a head leaves something to be read in the document."""
    return any(name not in said for name in READ_FIELDS)


def known_of(plan: Plan) -> Json:
    """Return what a document says of itself, by the names of a head; what was not read is not there."""
    header, signature = plan.header, plan.signature or Signature()
    found = {
        "number": header.number, "notation": header.symbol, "place": header.place, "issued_on": header.issued_on,
        "subject": header.subject, "signer_competence": signature.authority,
        "signer_position": signature.position, "signer_name": signature.name,
    }  # fmt: skip
    known: Json = {name: " ".join(value.value.split()) for name, value in found.items() if value is not None}
    if header.kind is not None and header.kind.value in KINDS:
        known["kind_name"] = KINDS[header.kind.value][0]
    return known


def unpack(attachments: Sequence[Attachment], folder: Path) -> list[Path]:
    """Write files into a new folder, all of them or none, and return where each is.

    Raises:
        CannotRun: the folder is there already, or cannot be written.
    """
    if folder.exists():
        raise CannotRun(f"{folder}: thư mục đã có; hãy đặt tên khác bằng --out.")
    names = fit_names(attachments)
    beside = ""
    try:
        beside = tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent)
        for name, file in zip(names, attachments, strict=True):
            Path(beside, name).write_bytes(file.data)
        os.chmod(beside, 0o777 & ~current_umask())
        os.rename(beside, folder)
    except OSError as error:
        if beside:
            shutil.rmtree(beside, ignore_errors=True)
        raise CannotRun(f"{folder}: không ghi được thư mục; hãy kiểm tra quyền ghi.") from error
    return [folder / name for name in names]


def fit_names(attachments: Sequence[Attachment]) -> list[str]:
    """Return a name for each file that every system takes and that no other of them has."""
    taken: set[str] = set()
    names = []
    for n, file in enumerate(attachments, 1):
        bare = UNFIT.sub("_", file.name).strip(" .")
        if not bare or DEVICES.match(bare):
            bare = f"tep-{n}{'-' if bare else ''}{bare}"
        stem, ending = os.path.splitext(bare)
        name = stem[:NAME_MOST].rstrip(" .") + ending[:20]
        while name.casefold() in taken:
            stem = f"{stem[:NAME_MOST]}-{n}"
            name = stem + ending[:20]
        taken.add(name.casefold())
        names.append(name)
    return names
