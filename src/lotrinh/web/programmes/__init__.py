"""Confirmed plans being carried out: stages, events, duties, assignments, activities, evidence."""
