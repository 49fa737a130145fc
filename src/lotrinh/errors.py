"""Everything that can go wrong at the door, in words that a person can act on.

    LotrinhError
    ├── UnreadableFile        the bytes give no text
    │   ├── UnsupportedFormat a kind of file that no reader here takes
    │   ├── EmptyFile         nothing in it
    │   ├── PasswordProtected locked
    │   └── TooLarge          past a limit of size, memory, time or nesting
    ├── Cancelled             the caller asked to stop
    ├── CannotRun             a run over many files cannot start or go on
    ├── BadDescription        something to write lacks a part or has one that cannot be written
    └── MissingExtra          a part of the package that is asked for is not installed

A message is one sentence in Vietnamese: what is wrong, in which file, what to do. It never holds text of the document.
"""

from __future__ import annotations


class LotrinhError(Exception):
    """Whatever this package raises on purpose."""


class UnreadableFile(LotrinhError):
    """Bytes that cannot be read as a document."""


class UnsupportedFormat(UnreadableFile):
    """A kind of file that no reader here takes."""


class EmptyFile(UnreadableFile):
    """A file with nothing in it."""


class PasswordProtected(UnreadableFile):
    """A file that opens only with a password."""


class TooLarge(UnreadableFile):
    """A file past a limit: bytes, unpacked bytes, paragraphs, memory or seconds."""


class Cancelled(LotrinhError):
    """The caller of a reading asked it to stop."""


class CannotRun(LotrinhError):
    """A run over many files that cannot start or go on; what was read so far is kept."""


class BadDescription(LotrinhError):
    """A document to write that lacks a part, or has one that cannot be written; the message begins with the field."""


class MissingExtra(LotrinhError):
    """A part of the package that is asked for is not installed."""
