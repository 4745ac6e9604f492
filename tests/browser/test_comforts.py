"""What scripts add to a page, and what the keyboard alone can do on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browsing import EXAMPLES
from playwright.sync_api import Browser, Page, Route, expect

ARTICLE = EXAMPLES["article"]
UNSEEN = """() => {
  if (document.activeElement === document.body) return "";
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  const { width, height } = document.activeElement.getBoundingClientRect();
  const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && width > 1 && height > 1;
  return seen ? "" : document.activeElement.outerHTML;
}"""


@pytest.fixture
def page(browser: Browser, home: str) -> Iterator[Page]:
    """A window in which scripts may use the clipboard."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def test_skip_link_leads_into_the_page(page: Page, home: str) -> None:
    page.goto(home + ARTICLE)
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("template", EXAMPLES)
def test_focus_is_visible(template: str, page: Page, home: str) -> None:
    page.goto(home + EXAMPLES[template])
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(UNSEEN) == ""


def test_note_opens_beside_its_sign(page: Page, home: str) -> None:
    page.goto(home + ARTICLE)
    sign = page.locator(".prose .note").first
    sign.focus()
    page.keyboard.press("Enter")
    balloon = page.locator(".balloon")
    expect(balloon).to_be_in_viewport(ratio=1)
    expect(balloon).to_contain_text("源文作“再生能源”，存疑照录。")
    page.keyboard.press("Escape")
    expect(balloon).to_be_hidden()
    expect(sign).to_be_focused()


def test_paragraph_is_copied_with_its_citation(page: Page, home: str) -> None:
    page.goto(f"{home}{ARTICLE}#p4")
    paragraph = page.locator("p:has(> #p4)")
    button = paragraph.get_by_role("button")
    button.click()
    expect(button).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“陈吉宁指出，市民服务热线是‘晴雨表’")
    assert copied.endswith(f"，第4段，{home}{ARTICLE}#p4）")
    assert "《以比学赶超劲头全力抓好开局起步》" in copied
    assert not re.search(r"复制|\n", copied)


def test_what_a_reader_copies_is_the_text_alone(page: Page, home: str) -> None:
    page.goto(home + ARTICLE)
    paragraph = page.locator("p:has(> .note):has(> .pilcrow)").first
    paragraph.evaluate("one => getSelection().selectAllChildren(one)")
    page.keyboard.press("Control+c")
    copied = page.evaluate("navigator.clipboard.readText()").strip()
    words = paragraph.evaluate(
        "one => [...one.childNodes].filter((n) => !n.matches?.('.pilcrow, .note, .quote'))"
        ".map((n) => n.textContent).join('')"
    )
    assert copied == words.strip()


def test_number_offers_the_copy_to_the_keyboard(page: Page, home: str) -> None:
    page.goto(home + ARTICLE)
    page.locator("#p2").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{home}{ARTICLE}#p2")
    expect(page.locator("p:has(> #p2) .quote")).to_be_visible()


def test_paper_shows_no_navigation(page: Page, home: str) -> None:
    page.goto(home + ARTICLE)
    page.emulate_media(media="print")
    for gone in ("nav", ".skip", "form", ".quote", ".more"):
        for element in page.locator(gone).all():
            expect(element).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".apparatus")).to_be_visible()


@pytest.mark.parametrize(
    "title", ["牢记嘱托 奋力前行 谱写人民城市新篇章", "World Expo 2010，上海世博会"]
)
def test_a_heading_keeps_its_spaces(title: str, page: Page, home: str) -> None:
    def titled(route: Route) -> None:
        response = route.fetch()
        text = re.sub(
            r"(<h1[^>]*>).*?(</h1>)", rf"\g<1>{title}\g<2>", response.text(), flags=re.DOTALL
        )
        route.fulfill(response=response, body=text)

    page.route(f"**/{ARTICLE}", titled)
    page.goto(home + ARTICLE)
    heading = page.locator("h1.phrased")
    expect(heading).to_be_visible()
    assert " ".join(heading.inner_text().split()) == title
