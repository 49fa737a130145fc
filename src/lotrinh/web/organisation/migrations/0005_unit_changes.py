"""One table for every dated change of a unit."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0004_roles_by_period"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("founded", "Thành lập"),
                            ("renamed", "Đổi tên"),
                            ("moved", "Chuyển đơn vị cấp trên"),
                            ("merged", "Sáp nhập"),
                            ("split", "Chia tách"),
                            ("closed", "Kết thúc"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField(verbose_name="hiệu lực từ ngày")),
                ("decision", models.CharField(max_length=200, verbose_name="văn bản quyết định")),
                ("name_before", models.CharField(blank=True, max_length=200)),
                ("name_after", models.CharField(blank=True, max_length=200)),
                (
                    "parent_before",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "parent_after",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brought",
                        to="organisation.unit",
                    ),
                ),
                ("in_force", models.BooleanField(default=False)),
                ("tried_on", models.DateField(null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "ordering": ("on", "pk"),
                "indexes": [
                    models.Index(fields=["unit", "kind", "on"], name="unit_change_by_day"),
                    models.Index(condition=Q(("in_force", False)), fields=["on"], name="unit_change_ahead"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=~Q(decision=""), name="unit_change_has_a_decision"),
                    models.CheckConstraint(
                        condition=~Q(kind="renamed") | (~Q(name_before="") & ~Q(name_after="")),
                        name="unit_change_says_names",
                    ),
                    models.CheckConstraint(
                        condition=~Q(kind="moved") | Q(parent_before__isnull=False, parent_after__isnull=False),
                        name="unit_change_says_parents",
                    ),
                    models.CheckConstraint(
                        condition=(Q(kind__in=("merged", "split")) & Q(into__isnull=False) & ~Q(unit=F("into")))
                        | (~Q(kind__in=("merged", "split")) & Q(into=None)),
                        name="unit_change_goes_into_another",
                    ),
                    models.UniqueConstraint(
                        fields=("unit",), condition=Q(kind__in=("merged", "closed")), name="unit_change_ends_once"
                    ),
                ],
            },
        ),
    ]
