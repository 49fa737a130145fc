"""Where duties stand in a plan: the themes and channels that each serves, as the plan or a clerk says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.vietnamese.folding import fold
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.models import Channel, Duty, Programme, Stage, Theme
from lotrinh.web.registry.models import Fact
from lotrinh.web.registry.words import CHANNELS

Json = dict[str, Any]


def place_duties(programme: Programme, facts: Sequence[Fact], stages: Mapping[str, Stage]) -> None:
    """Make the themes and channels of a new programme, and put each duty under those that the plan puts it under."""
    themes = make_themes(programme, [f.data for f in facts if f.kind == Fact.Kind.THEME], stages)
    said = {(f.span_start, f.span_end): f.data for f in facts if f.kind == Fact.Kind.DUTY}
    duties = [(duty, said[duty.span_start, duty.span_end]) for duty in programme.duties.all()]
    named = [f.data["kind"] for f in facts if f.kind == Fact.Kind.CHANNEL]
    channels = make_channels(
        programme, [*named, *(kind for _duty, data in duties for kind in data.get("channels") or ())]
    )
    by_theme, by_channel = Duty.themes.through, Duty.channels.through
    by_theme.objects.bulk_create(
        by_theme(duty_id=duty.pk, theme_id=theme.pk) for duty, data in duties for theme in themes_of(data, themes)
    )
    by_channel.objects.bulk_create(
        by_channel(duty_id=duty.pk, channel_id=channels[kind].pk)
        for duty, data in duties
        for kind in dict.fromkeys(data.get("channels") or ())
        if kind in channels
    )


def make_themes(programme: Programme, themes: Iterable[Json], stages: Mapping[str, Stage]) -> list[Theme]:
    """Make the themes that are in scope."""
    kept = [data for data in themes if data.get("scope", "tracked") == "tracked"]
    return Theme.objects.bulk_create(
        Theme(
            programme=programme,
            stage=stages.get(data.get("stage") or ""),
            position=position,
            section=(data.get("section") or "")[:60],
            title=data["title"],
        )
        for position, data in enumerate(kept)
    )


def make_channels(programme: Programme, kinds: Iterable[str]) -> dict[str, Channel]:
    """Make a channel for each kind named, in the order of the contract."""
    wanted = set(kinds)
    made = Channel.objects.bulk_create(
        Channel(programme=programme, position=position, kind=kind)
        for position, kind in enumerate(CHANNELS)
        if kind in wanted
    )
    return {channel.kind: channel for channel in made}


def themes_of(data: Json, themes: Sequence[Theme]) -> list[Theme]:
    """Return the themes of a duty: those that it names, and the one under whose heading it stands.

    Bullets of a stage share its section, so a section says something only where one theme has it.
    """
    names = {fold(name) for name in data.get("themes") or ()}
    found = [theme for theme in themes if fold(theme.title) in names]
    section = data.get("section") or ""
    above = [t for t in themes if t.section and (section == t.section or section.startswith(f"{t.section}."))]
    alone = [t for t in above if sum(other.section == t.section for other in themes) == 1]
    return list({t.pk: t for t in [*found, *alone]}.values())


@transaction.atomic
def place_duty(
    *, by: Person, duty: Duty, version: int, stage: Stage | None, themes: Iterable[Theme], channels: Iterable[Channel]
) -> Duty:
    """Say which stage, themes and channels a duty belongs to.

    Raises:
        ChangedMeanwhile: the duty has another version now.
        ValidationError: a stage, theme or channel of another programme.
    """
    held = Duty.objects.select_for_update().filter(pk=duty.pk, version=version).first()
    if held is None:
        raise ChangedMeanwhile
    themes, channels = list(themes), list(channels)
    theirs = {each.programme_id for each in themes} | {each.programme_id for each in channels}
    if stage is not None:
        theirs.add(stage.programme_id)
    if theirs - {held.programme_id}:
        raise ValidationError(_("Hãy chọn trong chương trình này."))
    before = picture(held)
    held.stage, held.version = stage, version + 1
    held.save(update_fields=["stage", "version"])
    held.themes.set(themes)
    held.channels.set(channels)
    audit.record(by=by, action="duty.placed", subject=held, before=before, after=picture(held))
    return held


def picture(duty: Duty) -> Json:
    """Return what the audit keeps of where a duty stands."""
    return {
        "stage": duty.stage_id,
        "themes": sorted(duty.themes.values_list("pk", flat=True)),
        "channels": sorted(duty.channels.values_list("kind", flat=True)),
    }
