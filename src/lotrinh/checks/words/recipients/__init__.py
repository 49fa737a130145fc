"""Rules on the list of recipients and on its last line, which keeps the document."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.words.recipients import (
    archive_is_last,
    archive_names_the_clerks,
    colon_behind_label,
    line_ends,
    list_is_there,
    party_archive,
)

RULES: tuple[Rule, ...] = (
    list_is_there.RULE,
    colon_behind_label.RULE,
    archive_is_last.RULE,
    archive_names_the_clerks.RULE,
    line_ends.RULE,
    party_archive.RULE,
)
