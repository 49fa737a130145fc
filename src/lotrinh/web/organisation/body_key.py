"""How a unit carries the body at the top of its tree, so that a whole body is found without walking it.

`BodyAbove` is filled from the unit above when a row is first written; `OneBody` makes the database refuse whatever does
not agree with the unit above, also from raw SQL: no change of a tree has to remember either.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BaseConstraint, ForeignKey, Model


class BodyAbove(ForeignKey[Any, Any]):
    """The body that a unit stands under, at any depth; None for a body. A unit never goes over into another body."""

    def clean(self, value: Any, model_instance: Model | None) -> Any:
        """Return what will be written, so that a form checks the row that the database will see."""
        return key_for(model_instance, value)

    def pre_save(self, model_instance: Model, add: bool) -> Any:  # noqa: ARG002  # as Django calls it
        """Take it from the unit above where nobody has said it yet; a row of a backup brings its own."""
        key = key_for(model_instance, getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, key)
        return key


def key_for(unit: Any, said: Any) -> Any:
    """Return the key of the body above a unit: as said before, else by the unit right above it."""
    if said is not None or unit is None or unit.parent_id is None:
        return said
    return unit.parent.body_above_id or unit.parent_id


class OneBody(BaseConstraint):
    """A unit has the body of the unit above it, all the way up: a key over two columns, from each row to the next.

    Whatever stands under nothing is a body, and `body_key` is then its own key; what stands under it has that key too.
    """

    def parts(self, model: Any, editor: Any) -> dict[str, str]:
        """Return the names of the three constraints and what they say; SQLite has no MATCH FULL, hence the first."""
        quote = editor.quote_name
        table, parent, above, key = map(quote, (model._meta.db_table, "parent_id", "body_above_id", "body_key"))
        return {
            f"{self.name}_or_is_one": f"CHECK (({parent} IS NULL) = ({above} IS NULL))",
            f"{self.name}_key": f"UNIQUE ({quote('id')}, {key})",
            self.name: f"FOREIGN KEY ({parent}, {above}) REFERENCES {table} ({quote('id')}, {key})"
            " DEFERRABLE INITIALLY DEFERRED",
        }

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        """Return what a table is made with."""
        parts = self.parts(model, schema_editor).items()
        return ", ".join(f"CONSTRAINT {schema_editor.quote_name(name)} {said}" for name, said in parts)

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        """Return what is added to a table that is there; SQLite makes the table anew instead."""
        quote = schema_editor.quote_name
        added = (f"ADD CONSTRAINT {quote(name)} {said}" for name, said in self.parts(model, schema_editor).items())
        return f"ALTER TABLE {quote(model._meta.db_table)} {', '.join(added)}"

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        """Return what takes it off again."""
        quote = schema_editor.quote_name
        dropped = (f"DROP CONSTRAINT {quote(name)}" for name in reversed(self.parts(model, schema_editor)))
        return f"ALTER TABLE {quote(model._meta.db_table)} {', '.join(dropped)}"

    def validate(self, model: type[Model], instance: Model, exclude: Any = None, using: str = "default") -> None:
        """Say nothing: people are told in words by the actions that move units; here is what no code can pass."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OneBody) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)
