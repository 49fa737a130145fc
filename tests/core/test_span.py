"""Spans count code points, half-open."""

import pytest

from lotrinh.documents.document import Span


def test_a_span_gives_its_words() -> None:
    assert Span(4, 9).of("Số: 12/KH") == "12/KH"


@pytest.mark.parametrize(
    ("inner", "inside"),
    [
        pytest.param(Span(2, 5), True, id="inside"),
        pytest.param(Span(1, 6), True, id="the span itself"),
        pytest.param(Span(0, 3), False, id="starts before"),
        pytest.param(Span(4, 7), False, id="ends after"),
    ],
)
def test_a_span_holds_what_lies_wholly_inside(inner: Span, inside: bool) -> None:
    assert Span(1, 6).holds(inner) is inside
