"""The search in a real Chromium: what is found, how it is shown, and that the keyboard suffices."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from benchmark.search import archive_here, honest, right, substrings, truths
from browsing import ADDRESS
from playwright.sync_api import Browser, Locator, Page, expect

from huiyao.search.engine import modules
from huiyao.search.pairs import BREAK, fold
from huiyao.search.variants import simplified

ARTICLE = "articles/cppcc-14-3-five-centres-report/"
SCRIPTS = {
    "the search page": ("searchbox", "searching", "search"),
    "any other": ("searchbox", "searching", "suggest", "found"),
}
PARSED = """async (texts) => {
  const { engine } = await import(new URL("js/searching.js", document.querySelector("a").href));
  const { parse } = await engine("phrase");
  return texts.map((text) => parse(text)[0]);
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window in which nothing goes wrong."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(error.message))
    yield page
    context.close()
    assert wrong == []


def ask(page: Page, base: str, query: str) -> None:
    """Open the search page with a query in its address, and wait for the results."""
    page.goto(f"{base}search/?{query}")
    expect(page.locator(".status")).not_to_have_text(re.compile("^$|正在检索"))
    expect(page.locator(".kind label").first).to_be_visible()


def titles(page: Page) -> list[str]:
    """The titles of the results, without the breaks that scripts put in."""
    return page.locator(".results h2").all_inner_texts()


def facet(page: Page, name: str, value: str) -> Locator:
    """The label of a facet's value."""
    own = page.locator(f".{name} label")
    return own.filter(has=page.get_by_text(value, exact=True))


def number(locator: Locator) -> int:
    """The number within some words."""
    found = re.search(r"\d+", locator.inner_text())
    assert found is not None
    return int(found[0])


def test_results_come_while_typing(page: Page, base: str) -> None:
    page.goto(base + "search/")
    expect(page.locator("main [type=search]")).to_be_focused()
    page.keyboard.type("五个中心")
    expect(page.locator(".results mark").first).to_have_text("五个中心")
    expect(page).to_have_url(re.compile(r"/search/\?q=%E4%BA%94%E4%B8%AA%E4%B8%AD%E5%BF%83$"))


def test_every_match_is_marked_and_counted(page: Page, base: str) -> None:
    ask(page, base, "q=五个中心建设")
    row = page.locator(".results > li", has_text="持续提升城市能级和核心竞争力")
    expect(row.locator(".kind")).to_have_text("报道")
    expect(row.locator(".when")).to_have_text("2025年1月")
    assert number(row.locator(".times")) == row.locator("mark").count() == 4
    assert set(row.locator("mark").all_inner_texts()) == {"五个中心”建设"}


def test_a_result_leads_to_its_paragraph(page: Page, base: str) -> None:
    ask(page, base, "q=五个中心建设")
    page.locator(".results > li", has_text="持续提升城市能级").get_by_text("第4段").click()
    expect(page).to_have_url(base + ARTICLE + "#p4")
    expect(page.locator("p:has(> #p4)")).to_be_in_viewport()
    expect(page.locator(".unmark")).to_be_visible()
    ranges = "[...CSS.highlights.get('found')].map(String)"
    assert page.evaluate(ranges).count("五个中心”建设") >= 3
    page.locator(".unmark").click()
    assert page.evaluate(ranges) == []
    expect(page.locator(".unmark")).to_be_hidden()
    page.go_back()
    expect(page.locator("main [type=search]")).to_have_value("五个中心建设")


def test_escape_clears_the_marks(page: Page, base: str) -> None:
    page.goto(base + ARTICLE + "?mark=五个中心#p4")
    expect(page.locator(".unmark")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".unmark")).to_be_hidden()


def test_escape_closes_what_is_open_before_it_clears_the_marks(page: Page, base: str) -> None:
    page.goto(base + ARTICLE + "?mark=五个中心")
    expect(page.locator(".unmark")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("科技创新")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option").first).to_be_hidden()
    expect(page.locator(".unmark")).to_be_visible()


def test_headings_are_marked_too(page: Page, base: str) -> None:
    page.goto(base + "articles/plenum-12-4-feature/?mark=下先手棋&mark=")
    expect(page.locator(".unmark")).to_be_visible()
    assert page.evaluate("[...CSS.highlights.get('found')].map(String)") == ["下先手棋"]


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("五个中心建设", "“五个中心”建设"),
        ("五个中心建设", "五個中心建設"),
        ("五个中心建设", "五 个 中 心 建 设".replace(" ", "·")),
        ("2025年", "２０２５年"),
        ("陈吉宁指出", "陳吉寧指出"),
        ("着力", "著力"),
    ],
)
def test_what_makes_no_difference(one: str, same: str, page: Page, base: str) -> None:
    ask(page, base, f"q={one}")
    expected = titles(page)
    ask(page, base, f"q={same}")
    assert expected == titles(page)
    expect(page.locator(".status")).to_contain_text("处")


def test_all_phrases_must_stand_on_a_page_and_none_of_the_excluded(page: Page, base: str) -> None:
    counts = []
    for query in ("陈吉宁", "陈吉宁 五个中心", "陈吉宁 -五个中心"):
        ask(page, base, f"q={query}")
        counts.append(number(page.locator(".status")))
    every, both, others = counts
    assert both
    assert others
    assert both + others == every


@pytest.mark.parametrize("query", ["会", "2", "02", "五"])
def test_a_single_character_and_a_part_of_a_number(query: str, page: Page, base: str) -> None:
    ask(page, base, f"q={query}")
    marks = page.locator(".results mark").all_inner_texts()
    assert marks
    assert {mark.upper() for mark in marks} == {query}


def test_punctuation_separates(page: Page, base: str) -> None:
    ask(page, base, "q=稳中求进，以进促稳")
    expect(page.locator(".results mark").first).to_have_text("稳中求进")


def test_the_source_reading_is_found_and_told_from_the_text(page: Page, base: str) -> None:
    ask(page, base, "q=机构好善")
    expect(page.locator(".results .what")).to_have_text(re.compile("源文"))
    ask(page, base, "q=机构改革")
    row = page.locator(".hits li", has_text="稳妥有序推进机构改革")
    expect(row.locator(".what").first).not_to_have_text(re.compile("源文"))


def test_an_excerpt_says_where_it_leaves_out(page: Page, base: str) -> None:
    ask(page, base, "q=五个中心")
    texts = page.locator(".hits .hit").all_inner_texts()
    assert [text for text in texts if text.startswith("……")]
    assert [text for text in texts if text.endswith("……")]
    assert not [text for text in texts if "…" in text.replace("……", "")]


def test_what_is_found_is_what_stands_in_the_texts(page: Page, base: str) -> None:
    random.seed(4)
    known = truths(archive_here())
    page.goto(base + "search/")
    assert right(page, known, [*substrings(known, 100), "一一", "要要", "国中国", "上海上海"])
    assert honest(page, known)


def test_near_results_are_called_so(page: Page, base: str) -> None:
    ask(page, base, "q=五个中心火箭")
    expect(page.locator(".status")).to_contain_text("相近")
    assert titles(page)


def test_nothing_found_says_so(page: Page, base: str) -> None:
    page.goto(base + "search/?q=zzqq")
    expect(page.locator(".status")).to_contain_text("没有检得")
    assert titles(page) == []


@pytest.mark.parametrize("query", ["😀", "○", "。", "“”", "😀 。"])
def test_what_no_text_is_compared_by_is_not_found(query: str, page: Page, base: str) -> None:
    page.goto(f"{base}search/?q={query}")
    expect(page.locator(".status")).to_contain_text("没有检得")


def test_a_phrase_asked_twice_counts_once(page: Page, base: str) -> None:
    ask(page, base, "q=上海")
    told = page.locator(".status").inner_text()
    ask(page, base, "q=上海，上海 上海")
    expect(page.locator(".status")).to_have_text(told)


def test_a_facet_holds_as_many_pages_as_it_says(page: Page, base: str) -> None:
    ask(page, base, "q=上海")
    for name, value in (("series", "市委全会"), ("year", "2025")):
        label = facet(page, name, value)
        count = number(label.locator(".n"))
        label.click()
        expect(page.locator(".status")).to_have_text(re.compile(f"^{count} 页"))
        expect(facet(page, name, value).locator("input")).to_be_checked()
    expect(page).to_have_url(re.compile(r"series=.*year=2025|year=2025.*series="))
    page.go_back()
    expect(facet(page, "year", "2025").locator("input")).not_to_be_checked()
    expect(facet(page, "series", "市委全会").locator("input")).to_be_checked()
    page.go_back()
    expect(facet(page, "series", "市委全会").locator("input")).not_to_be_checked()


def test_facets_alone_list_pages(page: Page, base: str) -> None:
    page.goto(base + "people/chen-jining/")
    page.locator(".within a").click()
    expect(page.locator(".person label:has(:checked) .value")).to_have_text("陈吉宁")
    expect(page.locator(".results h2").first).to_be_visible()
    assert number(page.locator(".status")) == number(page.locator(".person label:has(:checked) .n"))
    expect(page.locator(".status")).to_contain_text("陈吉宁")


def test_a_facet_that_no_page_has_finds_nothing(page: Page, base: str) -> None:
    page.goto(base + "search/?person=无此人")
    expect(page.locator(".status")).to_contain_text("没有检得")
    expect(page.locator(".person label:has(:checked) .value")).to_have_text("无此人")


def test_only_what_a_person_said(page: Page, base: str) -> None:
    ask(page, base, "q=五个中心&said=陈吉宁")
    for text in page.locator(".hits li").all_inner_texts():
        assert re.search(r"陈吉宁|第\d+段", text)
    counted = sum(int(text) for text in page.locator(".count").all_inner_texts())
    assert counted == page.locator(".hits mark").count()
    ask(page, base, "q=五个中心")
    assert counted < page.locator(".hits mark").count()


def test_results_are_gathered_by_meeting(page: Page, base: str) -> None:
    ask(page, base, "q=上海&group=meeting&sort=oldest")
    groups = [text for text in page.locator(".group").all_inner_texts() if text]
    assert len(groups) > 1
    assert len(groups) == len(set(groups))


def test_results_are_sorted_by_date(page: Page, base: str) -> None:
    years = {}
    for order in ("newest", "oldest"):
        ask(page, base, f"q=上海&kind=报道&sort={order}")
        dates = page.locator(".results .when").all_inner_texts()
        years[order] = [int(found[0]) for d in dates if (found := re.search(r"\d{4}", d))]
    assert years["oldest"] == sorted(years["oldest"])
    assert years["newest"] == sorted(years["newest"], reverse=True)
    assert years["newest"] != years["oldest"]


def test_more_results_and_back_to_where_one_was(page: Page, base: str) -> None:
    ask(page, base, "q=上海")
    page.locator(".further").click()
    expect(page.locator(".results > li").nth(15)).to_be_attached()
    row = page.locator(".results h2 a").nth(15)
    row.scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    row.click()
    expect(page.locator("main h1")).to_be_visible()
    page.go_back()
    expect(page.locator(".results > li").nth(15)).to_be_attached()
    page.wait_for_timeout(200)
    assert abs(page.evaluate("scrollY") - top) < 200


def test_more_results_are_gone_to(page: Page, base: str) -> None:
    ask(page, base, "q=上海")
    for first in (10, 20):
        page.locator(".further").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".results h2 a").nth(first)).to_be_focused()
    expect(page.locator(".further")).to_be_hidden()


def test_back_leads_to_the_queries_that_were_finished(page: Page, base: str) -> None:
    page.goto(base + "search/")
    box = page.locator("main [type=search]")
    for query in ("长三角", "就业", "上海"):
        box.press("Control+a")
        page.keyboard.type(query, delay=20)
        page.keyboard.press("Enter")
    expect(page.locator(".results mark").first).to_have_text("上海")
    for query in ("就业", "长三角"):
        page.go_back()
        expect(box).to_have_value(query)
        expect(page.locator(".results mark").first).to_have_text(query)


def test_no_search_while_an_input_method_composes(page: Page, base: str) -> None:
    ask(page, base, "q=上海")
    before = titles(page)
    page.locator("main [type=search]").fill("")
    expect(page.locator(".status")).to_have_text(re.compile("^共"))
    every = titles(page)
    session = page.context.new_cdp_session(page)
    page.locator("main [type=search]").focus()
    composing = {"text": "shang", "selectionStart": 5, "selectionEnd": 5}
    session.send("Input.imeSetComposition", composing)
    page.wait_for_timeout(300)
    assert titles(page) == every
    session.send("Input.insertText", {"text": "上海"})
    expect(page.locator(".results mark").first).to_have_text("上海")
    assert titles(page) == before


def test_suggestions_by_the_keyboard_alone(page: Page, base: str) -> None:
    page.goto(base + "meetings/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("科技创新")
    options = page.get_by_role("option")
    expect(options.first.locator("mark").first).to_have_text("科技创新")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    active = options.nth(1).get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", active or "")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", "")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    target = (options.first.get_attribute("href") or "").split("?")[0]
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(target)))
    expect(page.locator(".unmark")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 390, 768])
def test_suggestions_stand_within_the_window(width: int, page: Page, base: str) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(base + "meetings/")
    page.keyboard.press("/")
    page.keyboard.type("科技创新")
    expect(page.get_by_role("option").first).to_be_visible()
    found = page.get_by_role("listbox").bounding_box()
    assert found is not None
    assert found["x"] >= 0
    assert found["x"] + found["width"] <= width


def test_enter_leads_to_all_results(page: Page, base: str) -> None:
    page.goto(base)
    page.keyboard.press("/")
    page.keyboard.type("五个中心")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(f"{base}search/?q=")))
    expect(page.locator(".results mark").first).to_have_text("五个中心")


def test_a_slash_is_a_slash_in_the_box(page: Page, base: str) -> None:
    page.goto(base + "search/")
    page.keyboard.type("9/10")
    expect(page.locator("main [type=search]")).to_have_value("9/10")


def test_a_slash_with_another_key_is_not_ours(page: Page, base: str) -> None:
    page.goto(base + "meetings/")
    page.keyboard.press("Control+/")
    expect(page.get_by_role("combobox")).not_to_be_focused()


def test_without_scripts_the_lists_are_linked(browser: Browser, base: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(base + "meetings/")
        page.locator(".searchbox input").fill("上海")
        page.locator(".searchbox input").press("Enter")
        expect(page.get_by_text("需要启用 JavaScript")).to_be_visible()
        expect(page.locator("main form")).to_be_hidden()
        page.locator(".doors a", has_text="人物").click()
        expect(page).to_have_url(base + "people/")


def test_browser_and_index_fold_alike(page: Page, base: str) -> None:
    page.goto(base)
    codes = [*range(0x21, 0xD800), *range(0xF900, 0x10000), *range(0x1F100, 0x1F300), 0x2F800]
    # White space divides a query; what is traditional is simplified only if the archive has it.
    signs = [c for c in map(chr, codes) if c.isprintable()]
    signs = [c for c in signs if normalize("NFKD", c) not in simplified()]
    texts = [f"a{c}1{c}2{c}字" for c in signs]
    parsed = page.evaluate(PARSED, texts)
    differ = {
        text: (found, fold(text))
        for text, found in zip(texts, parsed, strict=True)
        if found != fold(text).split(BREAK)
    }
    assert differ == {}


@pytest.mark.parametrize("where", SCRIPTS)
def test_all_that_a_search_loads_of_ours_is_light(where: str, site: Path) -> None:
    page = [(site / "js" / f"{name}.js").read_bytes() for name in SCRIPTS[where]]
    for name, module in modules().items():
        (path,) = site.glob(f"pagefind/engine-*/{name}")
        assert path.read_bytes().startswith(module)
    assert sum(map(len, (*page, *modules().values()))) <= 15_000


def test_every_search_is_one_page_to_search_engines(page: Page, base: str) -> None:
    ask(page, base, "q=上海&year=2025")
    expect(page.locator("link[rel=canonical]")).to_have_attribute("href", ADDRESS + "search/")
    expect(page.locator("meta[name=robots]")).to_have_count(0)
