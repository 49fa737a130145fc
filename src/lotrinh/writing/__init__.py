"""Things to files: official documents as .docx. Reads nothing of the web."""
