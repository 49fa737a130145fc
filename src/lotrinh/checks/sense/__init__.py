"""Rules that hold a document against itself and the calendar: numbering, dates, references, duties."""
