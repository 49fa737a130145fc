"""The language and the calendar: tone marks, folding, numerals, dates in words. No documents, no clock."""
