"""A unit's own work: its page, its steps, its plans, its questions."""
