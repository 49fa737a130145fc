"""Gives programmes that run already the themes and channels that their plans name."""

from typing import Any

from django.db import migrations


def place(apps: Any, _schema_editor: Any) -> None:
    theme_model, channel_model = apps.get_model("programmes", "Theme"), apps.get_model("programmes", "Channel")
    fact_model = apps.get_model("registry", "Fact")
    for programme in apps.get_model("programmes", "Programme").objects.all():
        stages = {stage.section: stage for stage in programme.stages.all()}
        facts = fact_model.objects.filter(document=programme.document_id, is_deleted=False)
        facts = list(facts.order_by("position", "span_start"))
        themes = [fact.data for fact in facts if fact.kind == "theme"]
        for position, data in enumerate(data for data in themes if data.get("scope", "tracked") == "tracked"):
            theme_model.objects.create(
                programme=programme,
                stage=stages.get(data.get("stage") or ""),
                position=position,
                section=(data.get("section") or "")[:60],
                title=data["title"],
            )
        said = {(f.span_start, f.span_end): f.data.get("channels") or [] for f in facts if f.kind == "duty"}
        named = [fact.data["kind"] for fact in facts if fact.kind == "channel"]
        kinds = list(dict.fromkeys(named + [kind for each in said.values() for kind in each]))
        channels = {
            kind: channel_model.objects.create(programme=programme, position=position, kind=kind)
            for position, kind in enumerate(kinds)
        }
        for duty in programme.duties.all():
            duty.channels.set(channels[kind] for kind in said.get((duty.span_start, duty.span_end), ()))


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_themes_and_channels"), ("registry", "0001_initial")]
    operations = [migrations.RunPython(place, migrations.RunPython.noop)]
