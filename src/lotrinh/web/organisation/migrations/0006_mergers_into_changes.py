"""Mergers go over into the table of all changes; nothing of them is lost, and back again neither."""

from typing import Any

from django.db import migrations


def mergers_to_changes(apps: Any, _schema: object) -> None:
    merges = apps.get_model("organisation", "UnitMerge").objects.order_by("pk")
    change = apps.get_model("organisation", "UnitChange")
    change.objects.bulk_create(
        change(unit_id=m.unit_id, into_id=m.into_id, on=m.on, decision=m.decision, kind="merged", in_force=True)
        for m in merges
    )


def changes_to_mergers(apps: Any, _schema: object) -> None:
    merge = apps.get_model("organisation", "UnitMerge")
    merged = apps.get_model("organisation", "UnitChange").objects.filter(kind="merged", in_force=True).order_by("pk")
    merge.objects.bulk_create(merge(unit_id=c.unit_id, into_id=c.into_id, on=c.on, decision=c.decision) for c in merged)


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0005_unit_changes"),
    ]

    operations = [
        migrations.RunPython(mergers_to_changes, changes_to_mergers),
        migrations.DeleteModel(name="UnitMerge"),
    ]
