"""Small made-up documents for web tests, in the shape of the contract: words of our own."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult
from PIL import Image

from lotrinh.web.jobs.worker import PatientWorker
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.registry import actions, tasks
from lotrinh.web.registry.models import Document, Fact, Reading
from lotrinh.web.registry.tasks import Answered, read_document, run_reader

TEXT = """ỦY BAN NHÂN DÂN PHƯỜNG THỬ NGHIỆM
Số: 12/KH-UBND
Thử Nghiệm, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Trồng cây xanh năm 2026

Căn cứ Quyết định số 15/QĐ-UBND ngày 02/01/2026 của Ủy ban nhân dân thành phố, phường xây dựng kế hoạch như sau:

I. NỘI DUNG

1. Giai đoạn từ nay đến hết quý I/2026

- Chuẩn bị cây giống.

2. Sau Ngày hội Trồng cây

- Chăm sóc cây.

II. TỔ CHỨC THỰC HIỆN

1. Trung tâm Văn hóa

- Trồng cây tại công viên; hoàn thành trước ngày 31/3/2026.

- Tổ chức lễ phát động; hoàn thành trước Ngày hội Trồng cây.

2. Các tổ dân phố

- Chăm sóc cây trước cửa nhà; nắm tình hình tư tưởng của Nhân dân.

- Theo dõi, nắm bắt dư luận, tâm trạng của Nhân dân.

Nơi nhận:
- UBND thành phố (b/c);
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lê Văn Thử
"""


def text_file(text: str = TEXT, name: str = "ke-hoach.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def photo(kind: str = "JPEG", *, size: tuple[int, int] = (40, 30), turned: int = 1, at: bool = False) -> bytes:
    """Return a picture, perhaps lying on its side, perhaps with the place where it was taken.

    A HEIC says which way is up among its properties: its maker reads it from the EXIF that it is given.
    """
    pillow_heif.register_heif_opener()
    beside = Image.Exif()
    beside[0x0112] = turned
    if at:
        beside.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 42.0), 3: "E", 4: (105.0, 51.0, 12.0)})
    out = io.BytesIO()
    Image.new("RGB", size, (11, 107, 99)).save(out, kind, **({"exif": beside.tobytes()} if at or turned != 1 else {}))
    return out.getvalue()


def patient() -> PatientWorker:
    return PatientWorker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="w", excluded_queue_names=[],
    )  # fmt: skip


def do_jobs() -> list[str]:
    """Do the jobs that wait, as the worker would, and return their names."""
    done = []
    while (job := DBTaskResult.objects.ready().first()) is not None:
        job.claim("w")
        patient().run_task(job)
        done.append(job.task_path.rpartition(".")[2])
    return done


ANSWERS: dict[tuple[str, str], Answered] = {}  # of the reader, by the name and the bytes of what it read


def read_plan(by: Person, owner: Unit, text: str = TEXT) -> Document:
    """Upload and read a plan, as the worker would; a text that was read before in this run is not read again."""
    document = actions.upload(by=by, owner=owner, upload_file=text_file(text))
    reading = Reading.objects.get(document=document)
    with reading_once():
        read_document.func(reading.pk, reading.attempt)
    document.refresh_from_db()
    assert Reading.objects.get(document=document).state == "done", Reading.objects.get(document=document).error
    return document


@contextmanager
def reading_once() -> Iterator[None]:
    """Let the reader, a process of its own, answer once for the same bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks, "run_reader", answer_once)
        yield


def answer_once(reading: Reading) -> Answered:
    key = (reading.document.original_name, reading.document.sha256)
    if key not in ANSWERS:
        ANSWERS[key] = run_reader(reading)
    return copy.deepcopy(ANSWERS[key])


def confirmed(by: Person, owner: Unit, text: str = TEXT) -> Document:
    document = read_plan(by, owner, text)
    return actions.confirm(by=by, document=document, version=document.version)


def facts(document: Document, kind: str) -> list[Fact]:
    return list(Fact.objects.filter(document=document, kind=kind))


def form_of(fact: Fact, **changes: Any) -> dict[str, Any]:
    """Return what the page of a duty would send, with some of it changed."""
    text = fact.document.reading.text
    data = {"words": text[fact.span_start : fact.span_end], "start": fact.span_start, "version": fact.version}
    return data | {"unit": fact.data.get("unit", ""), "deadline_kind": ""} | changes
