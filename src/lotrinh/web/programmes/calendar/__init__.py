"""The time of programmes: events, month and week, time line, feeds, days off."""
