"""No violation that axe-core finds, on every template, screen and scheme."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import product
from typing import Any

import pytest
from browsing import EXAMPLES
from playwright.sync_api import Browser, Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
Mode = tuple[int, str]
MODES = list(product((1440, 390), ("light", "dark")))
"""Widths in CSS pixels, and colour schemes."""
SHARES = [
    pytest.param(MODES[::3], id="half"),
    pytest.param(MODES[1:3], id="rest", marks=pytest.mark.slow),
]
"""Each width and each scheme is in either share."""


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[dict[Mode, Page]]:
    """A window for each mode, into which a script may be brought from outside."""
    made = {
        (width, scheme): browser.new_page(
            viewport={"width": width, "height": 900},
            color_scheme="light" if scheme == "light" else "dark",
            bypass_csp=True,
        )
        for width, scheme in MODES
    }
    yield made
    for page in made.values():
        page.close()


def violations(page: Page) -> list[tuple[str, str]]:
    """Rule and element, for each violation on a page."""
    page.evaluate(AXE)
    result: dict[str, Any] = page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [(rule["id"], node["html"]) for rule in result["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("modes", SHARES)
@pytest.mark.parametrize("template", EXAMPLES)
def test_page_is_open_to_everyone(
    template: str, modes: list[Mode], home: str, windows: dict[Mode, Page]
) -> None:
    for mode in modes:
        windows[mode].goto(home + EXAMPLES[template])
    found = {mode: violations(windows[mode]) for mode in modes}
    assert not any(found.values()), found


def test_violations_are_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<html lang="zh"><title>题</title><main><h1>题</h1><img src="data:,"></main>')
    assert [rule for rule, _ in violations(page)] == ["image-alt"]
    page.close()
