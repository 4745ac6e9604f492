"""That the documents do not promise what is not there."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "content/README.md"])
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v[\d.]+")
COMMONMARK = MarkdownIt().enable("table")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def links(path: Path) -> list[str]:
    """Every address that a page of Markdown leads to."""
    tokens = COMMONMARK.parse(path.read_text(encoding="utf-8"))
    inner = [child for token in tokens for child in token.children or ()]
    found = [token.attrs.get("href") or token.attrs.get("src") for token in inner]
    return [str(address) for address in found if address]


def anchors(path: Path) -> set[str]:
    """The headings of a page, as GitHub makes anchors of them."""
    tokens = COMMONMARK.parse(path.read_text(encoding="utf-8"))
    titles = [b.content for a, b in pairwise(tokens) if a.tag.startswith("h")]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def commands(path: Path) -> list[str]:
    """The lines of a page's shell blocks."""
    tokens = COMMONMARK.parse(path.read_text(encoding="utf-8"))
    blocks = [token.content for token in tokens if token.info == "sh"]
    return [line for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    lost = []
    for address in links(page):
        path, _, fragment = address.partition("#")
        target = (page.parent / path).resolve() if path else page
        if "://" in address or address.startswith("mailto:"):
            continue
        if not target.exists() or (fragment and fragment not in anchors(target)):
            lost.append(address)
    assert lost == []


def test_both_readmes_give_the_same_commands() -> None:
    english, chinese = map(commands, READMES)
    assert english == chinese
    assert english


def test_the_check_runs_what_the_readme_says() -> None:
    run = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    [tests] = [line for line in commands(READMES[0]) if line.endswith("-m pytest")]
    assert run.count(tests) == 1


@pytest.mark.parametrize("readme", READMES, ids=named)
def test_a_readme_shows_a_picture_that_loads_fast(readme: Path) -> None:
    [picture] = [address for address in links(readme) if address.endswith(".png")]
    data = (ROOT / picture).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) <= 300_000


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_every_action_is_pinned_to_a_commit(workflow: Path) -> None:
    lines = workflow.read_text(encoding="utf-8").splitlines()
    used = [line.split("uses:")[1].strip() for line in lines if "uses:" in line]
    assert used
    assert [one for one in used if not PINNED.fullmatch(one)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_a_workflow_may_write_nothing_but_the_site(workflow: Path) -> None:
    found = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    grants = [found["permissions"], *(job.get("permissions", {}) for job in found["jobs"].values())]
    written = {name for grant in grants for name, right in grant.items() if right == "write"}
    assert written <= {"pages", "id-token"}
