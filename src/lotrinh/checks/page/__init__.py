"""Rules of the page, read from a .docx: sheet, margins, fonts, sizes, alignment, the place of the page number."""
