"""The door to what a plan says about time: periods of stages, deadlines of duties, and every moment in between.

The rules stand in `periods.py` and `deadlines.py`; both read their points by `points.py`.
"""

from __future__ import annotations

from lotrinh.plans.deadlines import find_deadline, find_time
from lotrinh.plans.periods import Period, find_moments, find_period, moment_of

__all__ = ["Period", "find_deadline", "find_moments", "find_period", "find_time", "moment_of"]
