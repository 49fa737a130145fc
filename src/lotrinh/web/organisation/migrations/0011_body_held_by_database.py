"""The key of the body as a column of its own, and the key over two columns that holds it right.

Apart from the filling: PostgreSQL alters no table that has rows still to be checked in the same transaction.
"""

import django.db.models.functions.comparison
from django.db import migrations, models

import lotrinh.web.organisation.body_key


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0010_body_of_unit"),
    ]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="body_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce("body_above", "id"),
                output_field=models.BigIntegerField(),
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["body_key", "position", "name"], name="unit_by_body"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=lotrinh.web.organisation.body_key.OneBody(name="unit_has_one_body"),
        ),
    ]
