"""A split that waits for its day: where each thing goes then, as the clerk said when it was recorded.

Other files take these from `models.py`, which names every model of the app. Both rows go once the split is in force or
withdrawn; what happened stands in the history of the unit and in the audit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from lotrinh.web.organisation.models import Role, Unit

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class SplitAhead(models.Model):
    """A split to come of one unit; `rest` gets what is in the unit on that day and was not there to be placed."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="split_ahead")
    on = models.DateField()
    rest = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    if TYPE_CHECKING:
        places: RelatedManager[SplitPlace]

    def __str__(self) -> str:
        return f"{self.unit} ({self.on})"


class SplitPlace(models.Model):
    """Where one thing goes: work, a unit below, or a person's role. `into` is the old unit itself for what stays."""

    split = models.ForeignKey(SplitAhead, on_delete=models.CASCADE, related_name="places")
    into = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey("programmes.Assignment", on_delete=models.CASCADE, null=True, related_name="+")
    below = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="+")
    role = models.ForeignKey(Role, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(assignment__isnull=False, below=None, role=None)
                | Q(assignment=None, below__isnull=False, role=None)
                | Q(assignment=None, below=None, role__isnull=False),
                name="split_place_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.into}"

    @property
    def key(self) -> str:
        """The key of the thing, as `things_of` has it."""
        if self.assignment_id is not None:
            return f"work-{self.assignment_id}"
        return f"unit-{self.below_id}" if self.below_id is not None else f"role-{self.role_id}"
