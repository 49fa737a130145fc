"""Finds themes: what is to be made known, as headings and bullets under the sections on content, with their stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lotrinh.documents.document import Span
from lotrinh.plans.markers import bullet_length, parse_marker
from lotrinh.plans.plan import Section, Stage, Theme
from lotrinh.plans.scope import judge_scope


def find_themes(text: str, sections: Sequence[Section], stages: Sequence[Stage]) -> tuple[Theme, ...]:
    """Return the themes in order of place.

    A heading under a stage or under a section on content is a theme; where a stage has no such headings, each of its
    bullets is one.
    """
    paths = {stage.section for stage in stages}
    above = {path[:i] for path in paths for i, letter in enumerate(path) if letter == "."}
    return tuple(
        theme
        for section in sections
        if section.role in ("content", "stage") or section.path in above or section.path in paths
        for theme in themes_under(text, section, paths, above, None)
    )


def themes_under(text: str, section: Section, stages: set[str], above: set[str], stage: str | None) -> Iterator[Theme]:
    """Yield the themes of a section and of those below it; `above` are the sections that have a stage below them."""
    stage = section.path if section.path in stages else stage
    for child in section.children:
        if child.role in ("channels", "execution", "budget", "purpose", "requirements"):
            continue
        if child.path not in stages and child.path not in above:
            yield theme(text, child.title_span, child.title, child.path, stage)
        else:
            yield from themes_under(text, child, stages, above, stage)
    if not section.children and stage is not None:
        for paragraph in section.paragraphs:
            if paragraph.kind != "plain":
                words = paragraph.span.of(text)
                marker = parse_marker(words)
                skip = marker.length if marker else bullet_length(words)
                span = Span(paragraph.span.start + skip, paragraph.span.end)
                yield theme(text, span, span.of(text), section.path, stage)


def theme(text: str, span: Span, title: str, section: str, stage: str | None) -> Theme:
    """Return a theme with its scope."""
    scope, _ = judge_scope(text, span.start, span.end)
    return Theme(title=title.strip(" .:;"), stage=stage, section=section, scope=scope, span=span)
