"""Part what units told before from mere changes of state: told is what a report wrote, as nothing else did."""

from typing import Any

from django.db import migrations
from django.db.models import Q


def mark(apps: Any, _editor: Any) -> None:
    activity = apps.get_model("programmes", "Activity")
    told = Q(before=None) | (Q(progress__in=("in_progress", "submitted")) & ~Q(before__progress="on_hold"))
    activity.objects.filter(told).update(is_told=True)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0008_activities_told")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
