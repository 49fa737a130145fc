"""What old communes belong to now: by name and by code, and a sentence where the table is not installed."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace

import pytest
from typer.testing import CliRunner

from lotrinh.cli import app
from lotrinh.errors import MissingExtra
from lotrinh.old_communes import find_old_communes

OLD = {40: ("Phường Cửa Đông", (4, 70)), 16: ("Phường Trúc Bạch", (4,)), 16333: ("Phường Trúc Bạch", ())}
NEW = {4: "Phường Ba Đình", 70: "Phường Hoàn Kiếm"}


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small table in the shape of `vietnam-provinces` 2026.9, which needs a newer Python than ours may be."""
    wards = [SimpleNamespace(code=code, name=name, district_code=2) for code, (name, _new) in OLD.items()]
    legacy, package = ModuleType("vietnam_provinces.legacy"), ModuleType("vietnam_provinces")
    legacy.Ward = SimpleNamespace(iter_all=lambda: iter(wards))  # type: ignore[attr-defined]  # made up here
    legacy.District = SimpleNamespace(  # type: ignore[attr-defined]  # as above
        from_code=lambda _code: SimpleNamespace(name="Quận Hoàn Kiếm", province_code=1)
    )
    legacy.Province = SimpleNamespace(  # type: ignore[attr-defined]  # as above
        from_code=lambda _code: SimpleNamespace(name="Thành phố Hà Nội")
    )
    package.legacy = legacy  # type: ignore[attr-defined]  # as above
    package.Ward = SimpleNamespace(  # type: ignore[attr-defined]  # as above
        search_from_legacy=lambda code: [
            SimpleNamespace(ward=SimpleNamespace(code=new, name=NEW[new])) for new in OLD[code][1]
        ]
    )
    monkeypatch.setitem(sys.modules, "vietnam_provinces", package)
    monkeypatch.setitem(sys.modules, "vietnam_provinces.legacy", legacy)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("phường cửa đông", [("00040", (("00004", "Phường Ba Đình"), ("00070", "Phường Hoàn Kiếm")))]),
        ("00016", [("00016", (("00004", "Phường Ba Đình"),))]),
        ("Phường Trúc Bạch", [("00016", (("00004", "Phường Ba Đình"),)), ("16333", ())]),
        ("Trúc", []),
    ],
    ids=["by name, into two", "by code", "a name twice, one unknown", "part of a name"],
)
@pytest.mark.usefixtures("table")
def test_old_commune_is_found(words: str, found: list[tuple[str, tuple[tuple[str, str], ...]]]) -> None:
    assert [(one.code, one.successors) for one in find_old_communes(words)] == found


@pytest.mark.usefixtures("table")
def test_command_says_where_it_belongs_now() -> None:
    said = CliRunner().invoke(app, ["units", "successor", "Phường Cửa Đông"])
    assert said.exit_code == 0
    assert said.output == (
        "Phường Cửa Đông cũ (Quận Hoàn Kiếm, Thành phố Hà Nội, mã 00040) nay thuộc "
        "Phường Ba Đình (mã 00004), Phường Hoàn Kiếm (mã 00070), mỗi nơi một phần.\n"
    )
    assert CliRunner().invoke(app, ["units", "successor", "Xã Không Có"]).exit_code == 1


def test_missing_table_is_one_sentence_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vietnam_provinces", None)
    with pytest.raises(MissingExtra, match=r"lotrinh\[provinces\]"):
        list(find_old_communes("Phường Cửa Đông"))
    said = CliRunner().invoke(app, ["units", "successor", "Phường Cửa Đông"])
    assert (said.exit_code, "lotrinh[provinces]" in said.output) == (1, True)
