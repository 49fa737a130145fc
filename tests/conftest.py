"""How a run of tests goes about its work, whatever the tests are: nothing here changes what one of them proves."""

from __future__ import annotations

import gc

import pytest


@pytest.hookimpl(trylast=True)  # after the order was drawn by chance
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take long, so that no core waits for one of them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Leave what every test needs out of each search for garbage, and search seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
