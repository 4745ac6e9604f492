"""What is published is valid: HTML, feed, sitemap, data for machines; and it is light."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from browsing import ADDRESS
from tinyhtml5.parser import HTMLParser  # type: ignore[import-untyped]

KB = 1024
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
VOCABULARY: dict[str, dict[str, Any]] = {
    "Event": {
        "name": str,
        "alternateName": str,
        "startDate": date,
        "endDate": date,
        "location": "Place",
        "organizer": "Organization",
        "superEvent": "Event",
        "url": "url",
    },
    "NewsArticle": {
        "headline": str,
        "name": str,
        "inLanguage": str,
        "datePublished": date,
        "url": "url",
        "author": "Person",
        "publisher": "Organization",
        "about": "Event",
        "mentions": "Person",
        "keywords": str,
    },
    "Organization": {"name": str},
    "Person": {"name": str, "alternateName": str, "url": "url"},
    "Place": {"name": str},
}
"""The types of schema.org that pages use: each property with what it may hold."""
REQUIRED = {
    "Event": {"name", "url"},
    "NewsArticle": {"headline", "inLanguage", "url"},
    "Person": {"name", "url"},
}
TYPES = {"articles": "NewsArticle", "meetings": "Event", "people": "Person"}


def pages(site: Path) -> Iterator[Path]:
    """Every page of a site."""
    yield from sorted(site.rglob("*.html"))


def address(site: Path, page: Path) -> str:
    """The full address of a page."""
    return ADDRESS + page.relative_to(site).as_posix().removesuffix("index.html")


def exists(site: Path, url: str) -> bool:
    """Whether a full address is one of the site's."""
    path = url.removeprefix(ADDRESS).partition("#")[0]
    return url.startswith(ADDRESS) and (site / path / "index.html").is_file()


def test_pages_are_html_without_error(site: Path) -> None:
    found = {}
    for page in pages(site):
        parser = HTMLParser()
        parser.parse(page)
        if parser.errors:
            found[page] = parser.errors
    assert not found


def test_nu_validator_finds_no_error(site: Path) -> None:
    jar = os.environ.get("VNU_JAR", "")
    if not (jar and shutil.which("java")):
        pytest.skip("set VNU_JAR to the Nu validator's vnu.jar to run it; it needs Java")
    command = ["java", "-jar", jar, "--errors-only", "--stdout", *map(str, pages(site))]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr, run.returncode) == ("", "", 0)


def test_pages_say_what_they_are(site: Path) -> None:
    titles = Counter[tuple[str, str]]()
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        said = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', text))
        titles[page.parent.parent.name, *re.findall("<title>(.+)</title>", text)] += 1
        assert '<html lang="zh-CN"' in text
        assert said["og:url"] == address(site, page)
        assert f'<link rel="canonical" href="{said["og:url"]}">' in text
        assert said["og:title"]
        assert said["description"]
        assert said["viewport"] == "width=device-width, initial-scale=1"
    assert [title for title, times in titles.items() if times > 1] == []
    assert titles.total() == len(list(pages(site)))


def test_feed_is_atom(site: Path) -> None:
    root = ET.parse(site / "feed.xml").getroot()
    assert root.tag == ATOM + "feed"
    entries = root.findall(ATOM + "entry")
    assert entries
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in root.findall(ATOM + "link")}
    assert links == {"self": ADDRESS + "feed.xml", "alternate": ADDRESS}
    ids = []
    for element in (root, *entries):
        ids.append(element.findtext(ATOM + "id"))
        assert element.findtext(ATOM + "title")
        assert datetime.fromisoformat(element.findtext(ATOM + "updated") or "").tzinfo
    assert len(set(ids)) == len(ids)
    for entry in entries:
        alternate = [link.get("href") for link in entry.findall(ATOM + "link")]
        assert len(alternate) == 1
        assert exists(site, alternate[0] or "")
        assert entry.findtext(ATOM + "summary")


def test_sitemap_holds_every_page_that_may_be_indexed(site: Path) -> None:
    root = ET.parse(site / "sitemap.xml").getroot()
    assert root.tag == SITEMAP + "urlset"
    listed = [url.findtext(SITEMAP + "loc") for url in root.findall(SITEMAP + "url")]
    hidden = '<meta name="robots" content="noindex">'
    open_ = {address(site, p) for p in pages(site) if hidden not in p.read_text(encoding="utf-8")}
    assert sorted(filter(None, listed)) == sorted(open_)
    assert f"Sitemap: {ADDRESS}sitemap.xml\n" in (site / "robots.txt").read_text(encoding="utf-8")


def described(page: Path) -> dict[str, Any] | None:
    """What a page tells machines of itself."""
    text = page.read_text(encoding="utf-8")
    found = re.findall('<script type="application/ld[+]json">(.*?)</script>', text, re.DOTALL)
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def test_things_are_described_in_the_vocabulary(site: Path) -> None:
    seen = Counter[str]()
    for page in pages(site):
        node = described(page)
        folder = page.relative_to(site).parts[0]
        of_one_thing = folder in TYPES and page.parent.parent.name == folder
        assert bool(node) == of_one_thing, page
        if node:
            assert node.pop("@context") == "https://schema.org"
            assert node["@type"] == TYPES[folder]
            assert REQUIRED[node["@type"]] <= set(node)
            assert node["url"] == address(site, page)
            conforms(site, node)
            seen[node["@type"]] += 1
    assert set(seen) == set(TYPES.values())


def conforms(site: Path, node: dict[str, Any]) -> None:
    """Assert that a node says only what its type may, in the right form."""
    known = VOCABULARY[node["@type"]]
    for key, value in node.items():
        if key == "@type":
            continue
        for one in value if isinstance(value, list) else [value]:
            match known[key]:
                case "url":
                    assert exists(site, one)
                case str(kind):
                    assert one["@type"] == kind
                    conforms(site, one)
                case form if form is date:
                    parts = one.split("-")
                    assert date(*map(int, [*parts, "1", "1"][:3])).isoformat().startswith(one)
                case _:
                    assert isinstance(one, str)
                    assert one


def size(*files: Path) -> int:
    """Bytes, uncompressed."""
    return sum(file.stat().st_size for file in files)


def test_pages_are_light(site: Path) -> None:
    assert max(size(page) for page in (site / "articles").glob("*/index.html")) <= 40 * KB
    assert size(*(site / "css").rglob("*.css")) <= 30 * KB
    assert size(*(site / "js").rglob("*.js")) <= 15 * KB
