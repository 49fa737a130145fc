"""Finds the channels of a plan: the kinds that its sections on forms ("hình thức") name, each once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lotrinh.plans.channels import find_channel_kinds
from lotrinh.plans.outline import walk
from lotrinh.plans.plan import Channel, ChannelKind, Section

FORMS = re.compile(r"hình thức|phương thức tuyên truyền|biện pháp tuyên truyền", re.IGNORECASE)


def find_channels(text: str, sections: Sequence[Section]) -> tuple[Channel, ...]:
    """Return one channel for each kind named, where it is first named.

    Of a heading on several things ("THỜI GIAN, NỘI DUNG, HÌNH THỨC") only the part below it that is on forms counts.
    """
    found: dict[ChannelKind, Channel] = {}
    for section in form_sections(sections):
        for part in walk((section,)):
            spans = [part.title_span, *(paragraph.span for paragraph in part.paragraphs)]
            for span in spans:
                for kind, at in find_channel_kinds(text, span.start, span.end):
                    found.setdefault(kind, Channel(kind=kind, section=part.path, span=at))
    return tuple(sorted(found.values(), key=lambda channel: channel.span))


def form_sections(sections: Sequence[Section]) -> list[Section]:
    """Return the narrowest sections whose titles name forms."""
    found: list[Section] = []
    for section in sections:
        if section.role in ("execution", "appendix", "purpose", "requirements"):
            continue
        below = form_sections(section.children)
        if below:
            found += below
        elif FORMS.search(section.title):
            found.append(section)
    return found
