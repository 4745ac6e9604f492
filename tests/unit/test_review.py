from __future__ import annotations

from pathlib import Path

import pytest
from archives import ARTICLE, opened

from huiyao.model import Library
from huiyao.review import addressed, drafts, reviewed

FILES = {
    "articles/a.md": ARTICLE,
    "articles/b.md": ARTICLE.replace("kind: report", "kind: report\nstatus: reviewed"),
    "people/chen.md": "---\nname: 陈吉宁\n---\n",
    "people/gong.md": "---\nname: 龚正\nstatus: draft\n---\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """An archive with drafts of two kinds."""
    found = opened(tmp_path, FILES).library
    assert found is not None
    return found


def test_an_article_is_a_draft_until_it_is_said_to_be_reviewed(library: Library) -> None:
    assert [item.path for item in drafts(library)] == [
        "content/articles/a.md",
        "content/people/gong.md",
    ]


def test_drafts_are_left_out_and_nothing_else(library: Library) -> None:
    kept = reviewed(library)
    assert {kind: sorted(items) for kind, items in kept.items.items() if items} == {
        "article": ["b"], "person": ["chen"], "source": ["a.txt"]
    }  # fmt: skip
    assert list(drafts(kept)) == []
    assert reviewed(kept) == kept


@pytest.mark.parametrize(
    ("own", "given", "base"),
    [
        ("", None, ""),
        ("https://a.org/x", None, "https://a.org/x/"),
        ("https://a.org/x/", None, "https://a.org/x/"),
        ("https://a.org/x", "https://b.org/", "https://b.org/"),
        ("https://a.org/x", "", ""),
    ],
)
def test_the_address_ends_with_a_slash(
    tmp_path: Path, own: str, given: str | None, base: str
) -> None:
    site = f"title: 甲\ndescription: 乙\nbase_url: {own}\n"
    found = opened(tmp_path, {"site.yaml": site}).library
    assert found is not None
    assert addressed(found.site, given).base_url == base
