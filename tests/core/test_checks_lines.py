"""The line of each part is found among the printed lines; where two cannot be told apart, none is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lotrinh.checks.page import finding_lines as lines
from lotrinh.checks.page.finding_lines import Pick
from lotrinh.checks.page.form import Look
from lotrinh.checks.page.guides import PARTY_PAGE, STATE_PAGE, cell, look

STATE, PARTY = STATE_PAGE.looks, PARTY_PAGE.looks
TWO_LINES = (
    cell("ỦY BAN NHÂN DÂN", 13, side="left", bold=True),
    cell("XÃ MINH TÂN", 13, side="left", bold=True),
    cell("Số:                /KH-UBND", 13, side="left"),
    cell("V/v trồng cây", 12, side="left"),
)
NO_SUBJECT = (look("KẾ HOẠCH", bold=True, align="center"), look("Căn cứ Luật Lâm nghiệp;", align="center"))


def light(looks: tuple[Look, ...]) -> tuple[Look, ...]:
    return tuple(replace(one, bold=False) for one in looks)


@pytest.mark.parametrize(
    ("looks", "pick", "found"),
    [
        pytest.param(STATE, lines.issuer, "ỦY BAN NHÂN DÂN XÃ MINH TÂN", id="the body that issues"),
        pytest.param(STATE, lines.parent, "ỦY BAN NHÂN DÂN TỈNH MINH HẢI", id="the body above"),
        pytest.param(PARTY, lines.issuer, "ĐẢNG ỦY XÃ MINH TÂN", id="a star is no name"),
        pytest.param(TWO_LINES, lines.issuer, "XÃ MINH TÂN", id="a name on two lines, a draft's long blank"),
        pytest.param(TWO_LINES, lines.parent, None, id="both lines bold: one body or two"),
        pytest.param(light(TWO_LINES), lines.parent, None, id="both lines light: one body or two"),
        pytest.param(TWO_LINES, lines.letter_subject, "V/v trồng cây", id="the subject of a letter"),
        pytest.param(STATE, lines.subject, "Trồng cây xanh quanh trường học", id="a subject under its kind"),
        pytest.param(NO_SUBJECT, lines.subject, None, id="a ground is no subject"),
        pytest.param(STATE, lines.recipient, "- Các trường học;", id="the first recipient"),
        pytest.param(NO_SUBJECT, lines.recipient, None, id="no recipients"),
        pytest.param(STATE, lines.post(lines.STATE_POWER), "CHỦ TỊCH", id="a post under its power"),
        pytest.param(PARTY, lines.post(lines.PARTY_POWER), "BÍ THƯ", id="a post of the Party"),
        pytest.param(STATE, lines.post(lines.PARTY_POWER), None, id="no such power"),
        pytest.param(PARTY, lines.signer(lines.PARTY_POWER), "Nguyễn Văn An", id="a name"),
    ],
)
def test_the_line_of_a_part(looks: tuple[Look, ...], pick: Pick, found: str | None) -> None:
    seen = pick(looks)
    assert (seen.text if seen else None) == found
