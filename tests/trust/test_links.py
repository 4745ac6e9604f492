"""An independent look at every link: it knows HTML and URLs, and nothing of how pages are made."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from browsing import ADDRESS

CARRIERS = {"action", "cite", "data-root", "href", "poster", "src"}
"""Attributes that hold an address."""
Anchors = set[str]


class Scan(HTMLParser):
    """The anchors of a page and the addresses that it names."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.anchors: Anchors = set()
        self.targets: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element's anchor and addresses."""
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in CARRIERS and (name, tag) != ("href", "base"):
                self.targets.append(value or "")


def scan(site: Path) -> dict[str, Scan]:
    """Path below the site's root to what its page holds."""
    return {
        page.relative_to(site).as_posix().removesuffix("index.html"): Scan(
            page.read_text(encoding="utf-8")
        )
        for page in site.rglob("*.html")
    }


def broken(pages: Mapping[str, Scan], files: set[str], root: str) -> list[tuple[str, str]]:
    """Page and target, for every link that leads out of the site, or nowhere."""
    return [
        (path, target)
        for path, page in pages.items()
        for target in page.targets
        if not leads(pages, files, root, urljoin(root + path, target))
    ]


def leads(pages: Mapping[str, Scan], files: set[str], root: str, url: str) -> bool:
    """Whether a full address is a page with that anchor, or a file."""
    if not url.startswith(root):
        return False
    parts = urlsplit(url)
    path = unquote(parts.path).removeprefix(urlsplit(root).path)
    if path in pages:
        return not parts.fragment or unquote(parts.fragment) in pages[path].anchors
    return path in files and not parts.fragment


def test_no_link_is_broken(site: Path) -> None:
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    assert broken(scan(site), files, ADDRESS) == []


def test_every_page_is_reached_from_the_first(site: Path) -> None:
    pages = scan(site)
    reached, waiting = set[str](), [""]
    while waiting:
        path = waiting.pop()
        if path in reached:
            continue
        reached.add(path)
        for target in pages[path].targets:
            found = urlsplit(urljoin(ADDRESS + path, target)).path.removeprefix("/repo/")
            waiting += [found] if found in pages else []
    assert set(pages) - reached == {"404.html"}


@pytest.mark.parametrize("target", [
    "../missing/", "#p9", "../b/#p9", "https://elsewhere.example/", "//elsewhere.example/x",
    "/b/", "../../out/", "../style.css#p1", "../b",
])  # fmt: skip
def test_broken_links_are_found(target: str) -> None:
    site = {"a/": Scan(f'<p id="p1"><a href="{target}">'), "b/": Scan('<p id="p1">')}
    assert broken(site, {"style.css"}, ADDRESS) == [("a/", target)]


@pytest.mark.parametrize("target", ["#p1", "../b/", "../b/#p1", "../style.css", "./", "?q=x"])
def test_whole_links_are_not(target: str) -> None:
    site = {"a/": Scan(f'<p id="p1"><a href="{target}">'), "b/": Scan('<p id="p1">')}
    assert broken(site, {"style.css"}, ADDRESS) == []
