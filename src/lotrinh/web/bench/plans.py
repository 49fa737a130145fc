"""One invented plan of the benchmark: its document, programme, stages, themes, channels and duties."""

from __future__ import annotations

import datetime
import hashlib

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.models import Channel, Duty, Programme, Stage, Theme
from lotrinh.web.registry.models import Document, Reading

CHANNELS = ("meeting", "print", "website", "broadcast", "loudspeaker", "display")
THEMES = 6
QUARTER = datetime.timedelta(days=120)


def make_plan(by: Person, owner: Unit, number: int, *, count: int, today: datetime.date, file: str) -> list[Duty]:
    """Make a confirmed plan and its programme; return its duties."""
    now, title = clock.now(), f"Kế hoạch đo tốc độ số {number + 1}"
    document = Document.objects.create(
        owner=owner,
        file=file,
        original_name=f"ke-hoach-{number + 1}.txt",
        size=9,
        sha256=hashlib.sha256(title.encode()).hexdigest(),
        uploaded_at=now,
        uploaded_by=by,
        code=f"{number + 1}/KH-UBND",
        subject=title,
        confirmed_at=now,
        confirmed_by=by,
    )
    Reading.objects.create(document=document, state=Reading.State.DONE, percent=100, queued_at=now, answer={})
    programme = Programme.objects.create(
        document=document,
        owner=owner,
        title=title,
        code=document.code,
        issued_on=today - 3 * QUARTER,
        started_at=now,
        started_by=by,
    )
    return make_duties(programme, count=count, today=today)


def make_duties(programme: Programme, *, count: int, today: datetime.date) -> list[Duty]:
    """Make stages, themes, channels and the duties under them, dealt out in turn."""
    stages = Stage.objects.bulk_create(
        Stage(
            programme=programme,
            position=n,
            section=str(n + 1),
            label=f"Giai đoạn {n + 1}",
            start_on=today + (n - 2) * QUARTER,
            end_on=today + (n - 1) * QUARTER,
        )
        for n in range(3)
    )
    themes = Theme.objects.bulk_create(
        Theme(programme=programme, position=n, title=f"Nội dung {n + 1}") for n in range(THEMES)
    )
    channels = Channel.objects.bulk_create(
        Channel(programme=programme, position=n, kind=kind) for n, kind in enumerate(CHANNELS)
    )
    duties = Duty.objects.bulk_create(
        Duty(
            programme=programme,
            stage=stages[n % 3] if n % 2 else None,
            position=n,
            unit_phrase="UBND các xã",
            text=f"Thực hiện nhiệm vụ số {n + 1} của kế hoạch, báo cáo kết quả về văn phòng đúng thời hạn.",
            span_start=0,
            span_end=1,
        )
        for n in range(count)
    )
    Duty.themes.through.objects.bulk_create(
        Duty.themes.through(duty=duty, theme=themes[n % THEMES]) for n, duty in enumerate(duties)
    )
    Duty.channels.through.objects.bulk_create(
        Duty.channels.through(duty=duty, channel=channels[(n + more) % len(channels)])
        for n, duty in enumerate(duties)
        for more in (0, 1 + n % 3)
    )
    return duties
