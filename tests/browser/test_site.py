"""A reader's way through the archive, at the root and below a folder, with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browsing import EXAMPLES
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A window where scripts do not run."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_from_the_front_page_to_a_paragraph(page: Page, base: str) -> None:
    page.goto(base)
    page.locator(".latest").get_by_role("link", name="2024年一季度市委季度工作会议").click()
    expect(page).to_have_url(base + "meetings/quarterly-2024-q1/")
    page.locator("main h3").get_by_role("link", name="以比学赶超劲头").click()
    expect(page).to_have_url(base + "articles/quarterly-2024-q1-report/")
    page.locator("p:has(> #p2)").get_by_role("link", name="龚正").click()
    expect(page).to_have_url(base + "people/gong-zheng/")
    page.locator(".sayings").get_by_role("link", name="“五个中心”").first.click()
    expect(page).to_have_url(base + "themes/five-centres/")
    passage = page.locator(".passages .proof-link").first
    number = (passage.get_attribute("href") or "").rpartition("#")[2]
    passage.click()
    expect(page.locator(f"p:has(> #{number})")).to_be_in_viewport()
    expect(page.locator(f"p:has(> #{number})")).to_contain_text("五个中心")


def test_from_a_theme_through_the_search_to_a_paragraph(page: Page, base: str) -> None:
    page.goto(base + "themes/new-productive-forces/")
    page.locator(".within a").click()
    expect(page).to_have_url(re.compile(re.escape(base) + r"search/\?theme="))
    expect(page.locator(".results > li").first).to_be_visible()
    page.locator("main [type='search']").fill("加快发展新质生产力")
    page.keyboard.press("Enter")
    hit = page.locator(".results .hits a[href*='#p']").first
    expect(hit).to_be_visible()
    number = (hit.get_attribute("href") or "").rpartition("#")[2]
    hit.click()
    expect(page).to_have_url(re.compile(f"{re.escape(base)}articles/.*#{number}$"))
    paragraph = page.locator(f"p:has(> #{number})")
    expect(paragraph).to_be_in_viewport()
    expect(paragraph).to_contain_text("加快发展新质生产力")


def test_every_list_is_reached_without_scripts(plain: Page, base: str) -> None:
    plain.goto(base)
    places = plain.locator(".masthead nav a").all()
    ways = [place.get_attribute("href") or "" for place in places]
    assert {way.strip("/") for way in ways} >= {
        "meetings", "articles", "people", "themes", "series", "sources", "about",
    }  # fmt: skip
    for way in ways:
        plain.goto(base)
        plain.locator(f'.masthead nav a[href="{way}"]').click()
        expect(plain.locator("main h1")).to_be_visible()
        first = plain.locator("main :is(h2, h3, li, th) a:not([href^='#'])").first
        target = first.get_attribute("href") or ""
        first.click()
        assert plain.url != base + way, target
        expect(plain.locator("main h1")).to_be_visible()


def test_notes_are_read_without_scripts(plain: Page, base: str) -> None:
    plain.goto(base + EXAMPLES["article"])
    plain.locator(".prose .note").nth(1).click()
    note = plain.locator(".apparatus li:target")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("跨河湖")
    note.locator(".back").click()
    expect(plain.locator(".prose .note:target")).to_be_in_viewport()


def test_search_without_scripts_says_where_else_to_look(plain: Page, base: str) -> None:
    plain.goto(base + "search/")
    for name in ("会议", "主题", "人物", "文章"):
        expect(plain.locator("main").get_by_role("link", name=name)).to_be_visible()


def test_page_not_found_stands_at_any_depth(page: Page, home: str) -> None:
    missing: list[str] = []
    page.on("response", lambda one: None if one.ok else missing.append(one.url))
    page.goto(home + "no/such/page/")
    assert missing == [home + "no/such/page/"]
    page.locator("main").get_by_role("link", name="人物").click()
    expect(page).to_have_url(home + "people/")
    expect(page.locator("h1")).to_have_text("人物")
