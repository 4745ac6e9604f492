"""Every template on every kind of screen: nothing broken, nothing foreign, nothing sticking out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from browsing import EXAMPLES, ROOT
from playwright.sync_api import Browser, Page, Request

WIDE, PHONE, SMALLEST = 1440, 390, 320
"""CSS pixels; 320 is what WCAG 1.4.10 asks for."""
Mode = tuple[int, str, bool]
MODES = list(product((WIDE, PHONE), ("light", "dark"), (True, False)))
"""Width, colour scheme, and whether scripts run."""
SHARES = [
    pytest.param([MODES[n] for n in (0, 3, 5, 6)], id="half"),
    pytest.param([MODES[n] for n in (1, 2, 4, 7)], id="rest", marks=pytest.mark.slow),
]
"""Any two settings stand together in either share."""
FAULTS = """() => {
  const found = [];
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth) found.push(`scrolls to ${page.scrollWidth}`);
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  found.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `id ${id} twice`));
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) found.push(link.hash);
  }
  for (const sign of document.querySelectorAll("h1, h2, h3")) {
    if (!sign.textContent.trim()) found.push(`empty ${sign.outerHTML}`);
  }
  if (document.querySelectorAll("h1").length !== 1) found.push("not one h1");
  if (!getComputedStyle(document.body).fontFamily.includes("PingFang")) found.push("no style");
  return found;
}"""


@pytest.fixture(scope="module")
def windows(browser: Browser, home: str) -> Iterator[dict[Mode, tuple[Page, list[str]]]]:
    """A window for each mode, and the list of what goes wrong in it."""
    made = {}
    for width, scheme, script in MODES:
        page = browser.new_page(
            viewport={"width": width, "height": 900},
            color_scheme="light" if scheme == "light" else "dark",
            java_script_enabled=script,
        )
        made[width, scheme, script] = page, watched(page, home)
    yield made
    for page, _ in made.values():
        page.close()


def watched(page: Page, home: str) -> list[str]:
    """What a window complains of, what it fails to load, and what it asks of others, as it goes."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(error.message))
    page.on("requestfailed", lambda request: found.append(request.url) if broken(request) else None)
    page.on(
        "response", lambda response: found.append(response.url) if response.status >= 400 else None
    )
    page.on("request", lambda one: None if one.url.startswith(home) else found.append(one.url))
    return found


def broken(request: Request) -> bool:
    """Whether a request failed by itself, not because the window went on to another page."""
    return request.failure != "net::ERR_ABORTED"


def test_examples_cover_the_templates() -> None:
    assert set(EXAMPLES) == {path.stem for path in (ROOT / "templates/pages").glob("*.html")}


@pytest.mark.parametrize("modes", SHARES)
@pytest.mark.parametrize("template", EXAMPLES)
def test_page_is_sound_on_every_screen(
    template: str, modes: list[Mode], home: str, windows: dict[Mode, tuple[Page, list[str]]]
) -> None:
    for page, found in map(windows.__getitem__, modes):
        found.clear()
        page.goto(home + EXAMPLES[template])
        found.extend(page.evaluate(FAULTS))
    assert {mode: windows[mode][1] for mode in modes if windows[mode][1]} == {}


def test_pages_reflow_on_the_smallest_screen(browser: Browser, home: str) -> None:
    page = browser.new_page(viewport={"width": SMALLEST, "height": 600})
    for path in EXAMPLES.values():
        page.goto(home + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST, path
    page.close()
