"""Every unit there is gets the body that it stands under, one level of the tree after the other."""

from typing import Any

import django.db.models.deletion
from django.db import migrations
from django.db.models import F, OuterRef, Subquery

import lotrinh.web.organisation.body_key


def fill(apps: Any, _schema: object) -> None:
    """One statement a level: trees are a few levels deep, however many units they have."""
    units = apps.get_model("organisation", "Unit").objects.order_by()
    left = units.filter(parent__parent=None, parent__isnull=False).update(body_above=F("parent"))
    above = units.filter(pk=OuterRef("parent")).values("body_above")
    while left:
        level = units.filter(body_above=None, parent__body_above__isnull=False)
        left = level.update(body_above=Subquery(above))


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0009_audit_through"),
    ]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="body_above",
            field=lotrinh.web.organisation.body_key.BodyAbove(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.unit",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
