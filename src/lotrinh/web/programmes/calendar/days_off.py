"""Says in lists that a deadline falls on a day off of the body whose programme it is of. Reads only."""

from __future__ import annotations

from lotrinh.web.programmes.models import Assignment
from lotrinh.web.workdays.calendars import BodyDays, days_of


class DaysOff:
    """The calendars of the bodies that a list turns out to need, each read once."""

    def __init__(self) -> None:
        self._of_owner: dict[int, BodyDays] = {}

    def words(self, assignment: Assignment) -> str:
        """Return what holds of the deadline of open work; empty for a day that is worked and for what is done."""
        if assignment.due_on is None or assignment.progress == Assignment.Progress.DONE:
            return ""
        programme = assignment.duty.programme
        if programme.owner_id not in self._of_owner:
            self._of_owner[programme.owner_id] = days_of(programme.owner.body)
        return self._of_owner[programme.owner_id].day_off_words(assignment.due_on)
