"""An archive under `build.py serve`, edited while a page of it is open in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    Response,
    Route,
    expect,
)
from servers import REAL, Server, until

ARTICLE = """\
---
title: 江州全会第{number}篇
kind: report
source: {number}.txt
published: 2024-03-02
meeting: plenum-1
people:
  - {{name: 李明, role: 市委书记, capacity: [出席, 讲话]}}
status: {status}
---
市委书记李明昨天出席会议并讲话，强调绿色发展。

{text}
"""
FILES = {
    "site.yaml": "title: 江州会议录\ndescription: 供试验用的汇编\n",
    "meetings/plenum-1.md": "---\nname: 江州一次全会\ndate: 2024-03-01\n---\n",
    "people/li-ming.md": "---\nname: 李明\npinyin: Lǐ Míng\n---\n",
    "themes/green.md": "---\nname: 绿色发展\n---\n",
}
CONTRAST = """element => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((part) =>
      part > 10 ? ((part / 255 + 0.055) / 1.055) ** 2.4 : part / 255 / 12.92);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const colours = [getComputedStyle(element).color,
                   getComputedStyle(element.closest("dialog")).backgroundColor];
  const [dark, light] = colours.map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}"""
"""The contrast of an element's words with the dialog (WCAG 2.2, 1.4.3)."""
LONG = "会议开了很久。" * 2000


def write(server: Server, number: int, text: str, status: str = "reviewed") -> None:
    """Save a story of the archive with its source."""
    source = f"江州全会第{number}篇\n市委书记李明昨天出席会议并讲话，强调绿色发展。\n{text}\n"
    server.write(f"sources/{number}.txt", source)
    server.write(f"articles/a{number}.md", ARTICLE.format(number=number, text=text, status=status))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """An archive of two stories, served by the command itself to a curator who reads Chinese."""
    served = Server(tmp_path / "project", REAL)
    for name, text in FILES.items():
        served.write(name, text)
    write(served, 1, LONG)
    write(served, 2, "第二篇")
    served.start(env={"LC_ALL": "zh_CN.UTF-8"})
    yield served
    served.kill()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A window in which nothing may go wrong, and which asks nobody but the server."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    wrong: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            wrong.append(message.text)

    def get(response: Response) -> None:
        if (
            response.status >= HTTPStatus.BAD_REQUEST
            and response.request.resource_type != "document"
        ):
            wrong.append(response.url)

    def see(request: Request) -> None:
        if not request.url.startswith((server.url, "data:")):
            wrong.append(request.url)

    window = context.new_page()
    window.on("console", hear)
    window.on("response", get)
    window.on("pageerror", lambda error: wrong.append(str(error)))
    window.on("request", see)
    yield window
    found = [*wrong]
    leave(window)
    assert not found


def leave(page: Page) -> None:
    """Close a window that may be loading anew: as it does so it could not be closed.

    Chromium issue 536385539, Playwright issue 42068.
    """
    for _ in range(10):
        # Its own reload may come between; then it is left once that is done.
        with suppress(Error):
            page.goto("about:blank")
            break
    page.context.close()


def opened(page: Page, server: Server, path: str) -> Page:
    """A page of the archive, marked so that a reload shows, once it listens for news."""
    with page.expect_request("**/_huiyao/events*"):
        page.goto(server.url + path)
    page.evaluate("document.documentElement.before = true")
    return page


def reloaded(page: Page) -> bool:
    """Whether the page was loaded again since it was opened; true once it has been."""
    try:
        expect(page.locator("html")).not_to_have_js_property("before", True, timeout=500)
    except AssertionError:
        return False
    return True


def overlay(page: Page) -> Locator:
    """The problems shown over the page."""
    return page.get_by_role("alertdialog")


def test_an_edit_is_shown_where_the_reader_was(page: Page, server: Server) -> None:
    opened(page, server, "articles/a1/")
    page.evaluate("scrollTo(0, 1500)")
    write(server, 1, LONG + "改")
    expect(page.locator("#main")).to_contain_text("久。改")
    expect(page.locator("html")).to_have_js_property("scrollTop", 1500)
    assert reloaded(page)


def test_a_page_is_not_left_before_it_is_there(page: Page, server: Server) -> None:
    """A browser that leaves it before it has found the reader's place again forgets that."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/slow.svg", hold)
    page.add_init_script("""addEventListener("DOMContentLoaded", () => {
      if (sessionStorage.slow) return;
      sessionStorage.slow = true;
      document.body.append(Object.assign(new Image(), { src: "/slow.svg" }));
    })""")
    with page.expect_request("**/_huiyao/events*"):
        page.goto(server.url + "articles/a1/", wait_until="domcontentloaded")
    page.evaluate("document.documentElement.before = true")
    write(server, 1, LONG + "改")
    server.said("个文件有变动")
    assert not reloaded(page)
    (image,) = held
    image.fulfill(content_type="image/svg+xml", body='<svg xmlns="http://www.w3.org/2000/svg"/>')
    expect(page.locator("#main")).to_contain_text("久。改")


def test_an_edit_elsewhere_leaves_the_page_alone(page: Page, server: Server) -> None:
    opened(page, server, "people/")
    write(server, 2, "改了")
    server.said("个文件有变动")
    page.wait_for_timeout(300)
    assert not reloaded(page)


def test_a_style_is_swapped_without_a_reload(page: Page, server: Server) -> None:
    opened(page, server, "articles/a1/")
    page.evaluate("scrollTo(0, 1500)")
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        server.write("../static/css/article.css", f"h1 {{ color: {colour} }}")
        expect(page.locator("h1")).to_have_css("color", colour)
    expect(page.locator("link[href*='article.css']")).to_have_count(1)
    assert not reloaded(page)
    assert page.evaluate("scrollY") == 1500


def test_a_template_is_edited(page: Page, server: Server) -> None:
    opened(page, server, "articles/a1/")
    server.write("../templates/partials/footer.html", "<footer>页脚改了</footer>")
    expect(page.locator("footer")).to_have_text("页脚改了")


def test_problems_are_shown_over_the_last_good_page(page: Page, server: Server) -> None:
    opened(page, server, "articles/a1/")
    good = page.locator("#main").inner_text()
    wrong = (
        (server.content / "articles" / "a1.md").read_text().replace("kind:", "knid: report\nkind:")
    )
    server.write("articles/a1.md", wrong)
    expect(overlay(page)).to_be_visible()
    problem = overlay(page).get_by_role("listitem").first
    expect(problem.locator("code")).to_have_text("content/articles/a1.md:3:1")
    expect(problem.locator(".what")).to_contain_text("knid")
    expect(problem.locator(".hint")).to_contain_text("kind")
    expect(overlay(page)).to_have_accessible_name("内容有 1 处问题")
    assert page.locator("#main").inner_text() == good

    write(server, 1, "改好了")
    expect(overlay(page)).to_be_hidden()
    expect(page.locator("#main")).to_contain_text("改好了")


def test_a_page_opened_later_shows_the_problems_too(page: Page, server: Server) -> None:
    server.write("articles/a2.md", "没有开头")
    server.said("content/articles/a2.md:1")
    opened(page, server, "")
    expect(overlay(page)).to_contain_text("content/articles/a2.md:1")


def test_the_problems_can_be_put_aside_by_keyboard(page: Page, server: Server) -> None:
    opened(page, server, "articles/a1/")
    good = (server.content / "articles" / "a2.md").read_text()
    page.locator("main a").first.focus()
    for key in ("Escape", "Enter"):
        server.write("articles/a2.md", good.replace("kind:", f"{key}: 1\nkind:"))
        expect(overlay(page).get_by_role("button", name="关闭")).to_be_focused()
        page.keyboard.press(key)
        expect(overlay(page)).to_be_hidden()
        expect(page.locator("main a").first).to_be_focused()
        server.write("articles/a2.md", good)


def test_what_a_file_says_is_never_taken_for_code(page: Page, server: Server) -> None:
    opened(page, server, "")
    server.write("people/li-ming.md", "---\n<img src=x onerror=alert(1)>: 1\nname: 李明\n---\n")
    expect(overlay(page)).to_contain_text("<img")
    assert overlay(page).locator("img").count() == 0


def test_a_page_goes_and_comes_back_with_its_file(page: Page, server: Server) -> None:
    opened(page, server, "articles/a2/")
    article, source = server.content / "articles" / "a2.md", server.content / "sources" / "2.txt"
    with page.expect_response("**/articles/a2/") as gone:
        article.unlink()
        source.unlink()
    assert gone.value.status == HTTPStatus.NOT_FOUND
    expect(page.locator("h1")).not_to_contain_text("江州")
    assert not (server.site / "articles" / "a2").exists()
    with page.expect_response(lambda reply: reply.url.endswith("/articles/a2/") and reply.ok):
        write(server, 2, "又来了")
    expect(page.locator("h1")).to_contain_text("江州全会第2篇")


def test_drafts_are_shown_as_drafts(page: Page, server: Server) -> None:
    write(server, 3, "第三篇", status="draft")
    server.said("个文件有变动")
    opened(page, server, "articles/a3/")
    expect(page.locator(".draft")).to_contain_text("草稿")
    opened(page, server, "articles/a2/")
    expect(page.locator("h1")).to_contain_text("第2篇")
    expect(page.locator(".draft")).to_have_count(0)


def test_search_works_while_serving(page: Page, server: Server) -> None:
    until((server.site / "pagefind" / "shards.json").is_file)
    opened(page, server, "search/?q=绿色发展")
    expect(page.locator("main")).to_contain_text("江州全会第2篇")


def test_a_search_that_came_too_early_is_done_again(browser: Browser, server: Server) -> None:
    until((server.site / "pagefind" / "shards.json").is_file)
    shutil.rmtree(server.site / "pagefind")
    page = browser.new_page()
    opened(page, server, "search/?q=绿色发展")
    expect(page.locator(".status")).to_contain_text("检索没有载入")
    write(server, 2, "改了")
    expect(page.locator("main")).to_contain_text("江州全会第2篇")
    assert reloaded(page)
    leave(page)


def test_a_page_follows_a_server_that_was_started_again(page: Page, server: Server) -> None:
    opened(page, server, "articles/a2/")
    port = str(server.port)
    server.kill()
    write(server, 2, "重新开始")
    server.start("--port", port, env={"LC_ALL": "zh_CN.UTF-8"})
    expect(page.locator("#main")).to_contain_text("重新开始")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_problems_can_be_read(
    page: Page, server: Server, width: int, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    article = (server.content / "articles" / "a1.md").read_text()
    keys = "".join(f"key-{number}: 1\n" for number in range(30))
    server.write("articles/a1.md", article.replace("kind:", f"{keys}kind:"))
    opened(page, server, "articles/a1/")
    expect(overlay(page).get_by_role("listitem")).to_have_count(30)
    overlay(page).get_by_role("listitem").last.scroll_into_view_if_needed()
    expect(overlay(page).get_by_role("button")).to_be_in_viewport(ratio=1)
    assert overlay(page).evaluate("dialog => dialog.scrollWidth <= innerWidth")
    for part in ("h2", "#note", "code", ".what", ".hint"):
        assert overlay(page).locator(part).first.evaluate(CONTRAST) >= 4.5, part
