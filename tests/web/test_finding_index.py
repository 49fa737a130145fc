"""The index gives the newest keys between two, whatever the size: held against a plain list of keys."""

from __future__ import annotations

import datetime
import random

import pytest

from lotrinh.vietnamese.pieces import Token
from lotrinh.web.finding import index
from lotrinh.web.finding.models import Entry, key_of, keys_of

DAY = datetime.date(2026, 1, 1)


@pytest.mark.django_db
def test_newest_of_a_word_that_stands_in_thousands() -> None:
    dice = random.Random(1)  # noqa: S311  # the same rows each time, no secret
    keys = {
        key_of(kind, number, 0, DAY + datetime.timedelta(days=dice.randrange(200)))
        for kind in Entry.Kind
        for number in range(1, 1500)
    }
    index.put_words((key, {"phuong", "mine" if key % 3 else "theirs"}) for key in keys)
    for kind in Entry.Kind:
        first, last = keys_of(kind)
        newest = sorted((key for key in keys if first <= key <= last), reverse=True)
        mine = [key for key in newest if key % 3]
        asked = [Token("phuong")]
        assert index.newest_with(asked, one_of=["mine"], between=(first, last), most=60) == mine[:60]
        assert index.newest_with(asked, one_of=["mine", "theirs"], between=(first, newest[9]), most=5) == newest[9:14]
    index.drop_words(newest[:3])
    assert index.newest_with(asked, one_of=["mine", "theirs"], between=(first, last), most=2) == newest[3:5]
