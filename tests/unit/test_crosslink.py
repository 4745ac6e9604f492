from __future__ import annotations

from pathlib import Path

import pytest
from archives import ARTICLE, concorded, opened

from huiyao.crosslink import Target, canonical, target
from huiyao.markdown import parse
from huiyao.markup import html, note

HERE = "content/articles/a.md"


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("../people/chen.md", "person:chen"),
        ("b.md#p3", "article:b#p3"),
        ("./b.md", "article:b"),
        ("#p3", "article:a#p3"),
        ("../sources/%E7%94%B2.txt", "source:甲.txt"),
        ("https://a.example/b.md", "https://a.example/b.md"),
        ("mailto:a@b.md", "mailto:a@b.md"),
        ("../people/chen/", "../people/chen/"),
        ("../../README.md", "../../README.md"),
        ("../../../people/chen.md", "../../../people/chen.md"),
        ("../elsewhere/a.md", "../elsewhere/a.md"),
        ("/people/chen.md", "/people/chen.md"),
    ],
)
def test_a_link_is_read_as_editors_follow_it(href: str, found: str) -> None:
    assert canonical(href, HERE) == found


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("person:chen", Target("person", "chen")),
        ("article:b#p3", Target("article", "b", "p3")),
        ("https://a.example/", None),
        ("series:plenum", None),
        ("person", None),
    ],
)
def test_a_link_leads_to_one_kind_of_thing(href: str, leads: Target | None) -> None:
    assert target(href) == leads


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    files = {
        "articles/a.md": ARTICLE,
        "people/chen.md": "---\nname: 陈吉宁\npinyin: Chén Jíníng\n---\n"
        "[甲](../articles/a.md#p1)、[乙](https://a.example/)、[丙](../articles/a.md)\n",
        "themes/t.md": "---\nname: 丙\n---\n[一](../articles/b.md)、[二](/people/chen/)\n\n"
        "[三](../articles/a.md#p2)、[四](../people/chen.md#p1)、[五](../sources/b.txt)\n",
    }
    problems = opened(tmp_path, files).problems
    assert [(one.where.path, one.where.line) for one in problems] == [
        ("content/themes/t.md", line) for line in (4, 4, 6, 6, 6)
    ]
    told = " ".join(one.what for one in problems)
    assert all(word in told for word in ("b", "/people/chen/", "p2", "chen", "b.txt"))


def test_a_link_becomes_one_between_pages(tmp_path: Path) -> None:
    files = {
        "articles/a.md": ARTICLE,
        "people/chen.md": "---\nname: 陈\npinyin: Chén\n---\n[甲](../articles/a.md#p1)\n",
    }
    archive = concorded(tmp_path, files)
    shown = note(archive.people["chen"].body, archive.ways("people/chen/"))
    assert shown == '<p><a href="../../articles/a/#p1">甲</a></p>'


def test_a_link_to_what_is_not_published_is_none() -> None:
    text = "[甲](../articles/a.md)"
    (block,) = parse(text, "content/people/chen.md").text.blocks
    assert html(block) == "甲"
