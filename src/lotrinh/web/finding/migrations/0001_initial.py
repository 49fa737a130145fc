"""The entries, and beside them the index of words as each database keeps it best."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

KINDS = [
    (0, "Văn bản"),
    (1, "Mục của văn bản"),
    (2, "Chương trình"),
    (3, "Nhiệm vụ"),
    (4, "Việc đã giao"),
    (5, "Hoạt động"),
    (6, "Đơn vị"),
]
# SQLite: tokens only, no places of them, so that lists are short; "_" joins the two of a pair.
# PostgreSQL: no list of pending rows that every question would have to read through.
MAKE = {
    "sqlite": (
        """CREATE VIRTUAL TABLE finding_words
        USING fts5(tokens, tokenize="ascii tokenchars '_'", detail=none, columnsize=0)""",
    ),
    "postgresql": (
        "CREATE TABLE finding_words (id bigint PRIMARY KEY, tokens tsvector NOT NULL)",
        "CREATE INDEX finding_words_tokens ON finding_words USING gin (tokens) WITH (fastupdate = off)",
    ),
}


def make_words(_apps: Any, editor: Any) -> None:
    for statement in MAKE[editor.connection.vendor]:
        editor.execute(statement)


def drop_words(_apps: Any, editor: Any) -> None:
    editor.execute("DROP TABLE finding_words")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.PositiveSmallIntegerField(choices=KINDS)),
                ("object_id", models.BigIntegerField()),
                ("day", models.DateField(null=True)),
                ("title", models.TextField()),
                ("text", models.TextField(blank=True)),
                ("anchor", models.BigIntegerField(null=True)),
            ],
            options={
                "ordering": ("-id",),
                "verbose_name_plural": "entries",
                "indexes": [models.Index(fields=["kind", "object_id"], name="entry_by_object")],
            },
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.PositiveSmallIntegerField()),
                ("last_change", models.BigIntegerField()),
                ("last_digest", models.CharField(max_length=64)),
                ("read_until", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(make_words, drop_words),
    ]
