"""The search where the network is slow or fails: nothing false is shown, and it goes on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

CHUNKS, PAGES = "**/index/*.pf_index", "**/pages/*.json"
FAILED, LATE = "检索没有载入", "正在检索"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


class Held:
    """Requests that wait to be let through."""

    def __init__(self, page: Page, pattern: str) -> None:
        self.routes: list[Route] | None = []
        page.route(pattern, self.hold)

    def hold(self, route: Route) -> None:
        """Keep one waiting, until they are let through."""
        if self.routes is None:
            route.continue_()
        else:
            self.routes.append(route)

    def let(self) -> None:
        """Let them through, and all that follow."""
        routes, self.routes = self.routes, None
        for route in routes or ():
            route.continue_()


@pytest.mark.parametrize("lost", [CHUNKS, PAGES])
def test_what_does_not_arrive_is_told_and_asked_for_again(
    lost: str, context: BrowserContext, page: Page, base: str
) -> None:
    page.goto(base + "search/?q=上海")
    expect(page.locator(".results mark").first).to_have_text("上海")
    context.route(lost, lambda route: route.fulfill(status=404))
    box = page.locator("main [type=search]")
    box.fill("长三角一体化")
    expect(page.locator(".status")).to_contain_text(FAILED)
    expect(page.locator(".results > li")).to_have_count(0)
    context.unroute_all()
    box.fill("")
    expect(page.locator(".status")).to_contain_text("共")
    box.fill("长三角一体化")
    expect(page.locator(".results mark").first).to_have_text("长三角一体化")
    assert page.locator(".status").inner_text() == asked_afresh(page, base, "长三角一体化")


def test_a_site_that_was_published_anew_is_searched_as_it_is_now(
    context: BrowserContext, page: Page, base: str
) -> None:
    page.goto(base + "search/?q=上海")
    expect(page.locator(".results mark").first).to_have_text("上海")
    page.evaluate("document.title = 'before'")

    def anew(route: Route) -> None:
        route.fulfill(body=route.fetch().text() + " ")
        context.unroute(CHUNKS)

    context.route(CHUNKS, lambda route: route.fulfill(status=404))
    context.route("**/shards.json", anew)
    page.locator("main [type=search]").fill("长三角一体化")
    expect(page.locator(".results mark").first).to_have_text("长三角一体化")
    expect(page).not_to_have_title("before")
    assert "q=" in page.url


def asked_afresh(page: Page, base: str, query: str) -> str:
    """What a new page tells of a query."""
    page.goto(f"{base}search/?q={query}")
    expect(page.locator(".status")).to_contain_text("处")
    return page.locator(".status").inner_text()


@pytest.mark.parametrize("lost", ["**/shards.json", "**/engine.js", "**/lengths.json"])
def test_a_search_that_cannot_begin_says_so(lost: str, page: Page, base: str) -> None:
    page.route(lost, lambda route: route.abort())
    page.goto(base + "search/?q=上海")
    expect(page.locator(".status")).to_contain_text(FAILED)


def test_who_has_to_wait_is_told(page: Page, base: str) -> None:
    held = Held(page, "**/lengths.json")
    page.goto(base + "search/?q=上海")
    expect(page.locator(".status")).to_contain_text(LATE)
    held.let()
    expect(page.locator(".status")).to_contain_text("处")
    page.wait_for_timeout(400)
    expect(page.locator(".status")).to_contain_text("处")


def test_more_results_of_a_query_do_not_come_under_another(page: Page, base: str) -> None:
    page.goto(base + "search/?q=上海")
    expect(page.locator(".further")).to_be_visible()
    held = Held(page, PAGES)
    page.locator(".further").click()
    page.locator("main [type=search]").fill("陈吉宁")
    page.wait_for_timeout(400)
    held.let()
    expect(page.locator(".results mark").first).to_have_text("陈吉宁")
    page.wait_for_timeout(300)
    expect(page.locator(".results > li")).to_have_count(10)
    assert set(page.locator(".results mark").all_inner_texts()) == {"陈吉宁"}


def test_enter_does_not_open_what_was_suggested_for_other_words(page: Page, base: str) -> None:
    page.goto(base + "meetings/")
    page.keyboard.press("/")
    page.keyboard.type("科技创新")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    held = Held(page, PAGES)
    page.keyboard.press("Control+a")
    page.keyboard.type("就业")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-activedescendant", "")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    held.let()
    expect(page.locator(".results mark").first).to_have_text("就业")


@pytest.mark.parametrize("key", ["Escape", "Tab"])
def test_suggestions_do_not_come_to_who_has_left(key: str, page: Page, base: str) -> None:
    page.goto(base + "meetings/")
    page.keyboard.press("/")
    page.keyboard.type("科技创新")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Control+a")
    held = Held(page, PAGES)
    page.keyboard.type("就业")
    page.wait_for_timeout(300)
    page.keyboard.press(key)
    held.let()
    page.wait_for_timeout(500)
    expect(page.get_by_role("option").first).to_be_hidden()
