"""Groups get rules; those that are there stay lists of units by name."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0006_mergers_into_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="unitgroup",
            name="rule",
            field=models.CharField(
                choices=[
                    ("named", "Những đơn vị kể tên dưới đây"),
                    ("children", "Các đơn vị ngay dưới một đơn vị"),
                    ("below", "Mọi đơn vị dưới một đơn vị, ở mọi cấp"),
                ],
                default="named",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="unitgroup",
            name="root",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
            ),
        ),
        migrations.AddField(
            model_name="unitgroup",
            name="words",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="unitgroup",
            name="left_out",
            field=models.ManyToManyField(related_name="left_out_of_groups", to="organisation.unit"),
        ),
        migrations.AddConstraint(
            model_name="unitgroup",
            constraint=models.CheckConstraint(
                condition=Q(rule="named", root=None, words="") | (~Q(rule="named") & Q(root__isnull=False)),
                name="unit_group_rule_has_a_root",
            ),
        ),
    ]
