"""How much of a stranger's file is read. Past a limit a reader stops with a sentence; it never tries anyway."""

from __future__ import annotations

FILE_BYTES = 60_000_000  # a file on disk
TEXT_BYTES = 20_000_000  # a plain text: about 8,000 pages
PARTS = 5_000  # files inside a .docx
UNPACKED_BYTES = 300_000_000  # all of them together, pictures included
XML_BYTES = 48_000_000  # one part that is read
ELEMENTS = 1_000_000  # in one part: bounds the memory of its tree
LINES = 200_000  # paragraphs of a document
DEPTH = 200  # of nested elements
PAGES = 400  # of a PDF
PAGE_POINTS = 4_000_000  # width times height: A0 is 8 million, A2 2 million
