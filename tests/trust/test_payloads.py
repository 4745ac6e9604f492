"""Content cannot run or escape: payloads everywhere, in a browser, with its policy or without."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import fromstring

import pytest
from browsing import Mount
from msgspec import Struct
from playwright.sync_api import Browser, BrowserContext, Route
from trust.payloads import EVIL, LOST, PAYLOADS, write

ROOT = Path(__file__).parents[2]
SHARE = sorted(random.Random(5).sample(PAYLOADS, 4))
JSONLD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
WATCH = "window.ran = []; window.alert = (word) => window.ran.push(word);"


class Seen(Struct):
    """What happened in the browser."""

    foreign: list[str]
    ran: list[str]


def run(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """A build of a project."""
    return subprocess.run(
        [sys.executable, ROOT / "build.py", "--project", project, "build", *options],
        check=False, capture_output=True, text=True, encoding="utf-8", cwd=project,
    )  # fmt: skip


def built(root: Path, payloads: list[str]) -> Path:
    """The archive of some payloads, built with its search; nothing is wrong in it."""
    write(root / "project", payloads)
    before = {path for path in root.rglob("*") if "_site" not in path.parts}
    done = run(root / "project", "--base-url", "https://archive.example/repo/")
    assert done.returncode == 0, done.stderr
    after = {path for path in root.rglob("*") if {"_site", ".cache"}.isdisjoint(path.parts)}
    assert after == before
    return root / "project/_site"


def opened(browser: Browser, address: str, pages: list[str], *, policy: bool) -> Seen:
    """Every page opened, with or without the policy that forbids scripts of others."""
    seen = Seen([], [])
    context = browser.new_context(bypass_csp=not policy)
    context.add_init_script(WATCH)
    context.route("**/*", lambda route: answer(route, address, seen))
    look(context, address, pages, seen)
    context.close()
    return seen


def answer(route: Route, address: str, seen: Seen) -> None:
    """Let a request pass to the site; note any other."""
    if route.request.url.startswith((address, "data:", "blob:" + address)):
        route.continue_()
    else:
        seen.foreign.append(route.request.url)
        route.abort()


def look(context: BrowserContext, address: str, pages: list[str], seen: Seen) -> None:
    page = context.new_page()
    for path in pages:
        page.goto(address + path)
        if path.startswith("search/"):
            page.wait_for_load_state("networkidle")
        seen.ran += [f"{path}: {word}" for word in page.evaluate("window.ran")]
        assert page.url.startswith(address)


def parsed(site: Path) -> int:
    """Make sure that everything for machines can be read; how many descriptions there are."""
    count = 0
    for page in site.rglob("*.html"):
        for found in JSONLD.findall(page.read_text(encoding="utf-8")):
            assert json.loads(found)["@context"] == "https://schema.org"
            count += 1
    for name in ("feed.xml", "sitemap.xml"):
        assert len(fromstring((site / name).read_bytes()))
    return count


def pages(site: Path, payloads: list[str]) -> Iterator[str]:
    """Every page, and a search for every payload."""
    for path in sorted(site.rglob("*.html")):
        yield quote(path.relative_to(site).as_posix().removesuffix("index.html"))
    for payload in payloads:
        yield f"search/?q={quote(payload)}&person={quote(payload)}&theme={quote(payload)}"


def check(browser: Browser, mount: Mount, root: Path, payloads: list[str]) -> None:
    site = built(root, payloads)
    assert parsed(site) >= 3 * len(payloads)
    paths = list(pages(site, payloads))
    assert len(paths) > 6 * len(payloads)
    for policy in (True, False):
        seen = opened(browser, mount(site, "/"), paths, policy=policy)
        assert seen.ran == []
        assert [url for url in seen.foreign if EVIL in url] == []
        assert seen.foreign == []


def test_a_share_of_payloads(browser: Browser, mount: Mount, tmp_path: Path) -> None:
    check(browser, mount, tmp_path, SHARE)


@pytest.mark.slow
def test_all_payloads(browser: Browser, mount: Mount, tmp_path: Path) -> None:
    check(browser, mount, tmp_path, list(PAYLOADS))


def test_a_page_that_runs_and_loads_is_noticed(
    browser: Browser, mount: Mount, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(
        f"<!doctype html><script>alert(1)</script><img src='//{EVIL}/1'>", encoding="utf-8"
    )
    seen = opened(browser, mount(tmp_path, "/"), [""], policy=False)
    assert len(seen.ran) == len(seen.foreign) == 1


@pytest.mark.parametrize("payload", LOST)
def test_a_link_to_nowhere_is_refused(payload: str, tmp_path: Path) -> None:
    write(tmp_path, [])
    (tmp_path / "content/people").mkdir()
    (tmp_path / "content/people/a.md").write_text(f"---\nname: 甲\n---\n{payload}\n")
    done = run(tmp_path, "--no-search")
    assert done.returncode == 1
    assert done.stderr.startswith("content/people/a.md:4")


def test_there_are_payloads_enough() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 80
