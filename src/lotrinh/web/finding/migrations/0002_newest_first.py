"""The index of SQLite is laid out with the newest first: what it holds is taken off, and made again by the next job."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def empty_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DELETE FROM finding_words")
        apps.get_model("finding", "Follower").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("finding", "0001_initial")]

    operations = [migrations.RunPython(empty_index, empty_index)]
