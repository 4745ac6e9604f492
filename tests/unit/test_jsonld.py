from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from archives import SITE, concorded, laid, written

from huiyao import edtf, jsonld
from huiyao.records.meeting import Meeting

HOSTILE = "</script><script>alert(1)</script><!-- \\u2028 \" ' ]]>"

ARTICLE = """\
---
title: 全会举行
kind: report
source: a.txt
published: 2024-01-05
meeting: plenum
people:
  - {name: 张钰芸, capacity: [记者]}
  - {name: 陈吉宁, role: 书记, capacity: [主持]}
  - {name: 龚正, capacity: [出席, 提及]}
---
书记陈吉宁主持，建设五个中心。
"""

FILES = {
    "site.yaml": SITE + "publisher: 会要\nbase_url: https://example.org/repo\n",
    "articles/a.md": ARTICLE,
    "meetings/plenum.md": "---\nname: 全会\nshort: 会\ndate: 2024-01-03/2024-01-05\n---\n",
    "people/zhang.md": "---\nname: 张钰芸\n---\n",
    "people/chen.md": "---\nname: 陈吉宁\naliases: [吉宁]\n---\n",
    "people/gong.md": "---\nname: 龚正\n---\n",
    "themes/five.md": "---\nname: 五个中心\n---\n",
}


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def test_an_article(tmp_path: Path) -> None:
    archive = concorded(tmp_path, FILES)
    assert read(jsonld.article(archive, archive.articles["a"])) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "全会举行",
        "inLanguage": "zh-CN",
        "datePublished": "2024-01-05",
        "url": "https://example.org/repo/articles/a/",
        "author": [person("zhang", "张钰芸")],
        "publisher": {"@type": "Organization", "name": "会要"},
        "about": {
            "@type": "Event",
            "name": "会",
            "url": "https://example.org/repo/meetings/plenum/",
        },
        "mentions": [person("chen", "陈吉宁"), person("gong", "龚正")],
        "keywords": ["五个中心"],
    }


def test_nothing_is_told_of_what_is_not_published(tmp_path: Path) -> None:
    files = {
        **FILES,
        "articles/a.md": ARTICLE.replace("kind: report", "kind: report\nstatus: reviewed"),
        "meetings/plenum.md": "---\nname: 全会\nstatus: draft\n---\n",
        "people/chen.md": "---\nname: 陈吉宁\nstatus: draft\n---\n",
    }
    archive = laid(written(tmp_path, files), drafts=False)
    found = read(jsonld.article(archive, archive.articles["a"]))
    assert "about" not in found
    assert found["mentions"] == [{"@type": "Person", "name": "陈吉宁"}, person("gong", "龚正")]
    assert archive.maybe("meeting", "plenum") is None


def person(key: str, name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name, "url": f"https://example.org/repo/people/{key}/"}


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    article = ARTICLE.replace("published: 2024-01-05\nmeeting: plenum\n", "")
    archive = concorded(tmp_path, FILES | {"articles/a.md": article, "site.yaml": SITE})
    found = read(jsonld.article(archive, archive.articles["a"]))
    assert {"datePublished", "about", "url", "publisher"} & found.keys() == set()
    assert found["author"] == [{"@type": "Person", "name": "张钰芸"}]


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("2024", "2024"),
        ("2024-01", "2024-01"),
        ("2024-01-05", "2024-01-05"),
        ("2024-01~", ""),
        ("2024-01-05?", ""),
        ("2024-21", ""),
        ("2024-XX", ""),
        ("199X", ""),
        ("XXXX-07-11", ""),
        ("2024/2025", ""),
    ],
)
def test_only_a_date_that_is_sure_is_told(date: str, iso: str) -> None:
    assert jsonld.day(edtf.parse(date)) == iso


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2024-01-03", "2024-01-03", None),
        ("2024-01-03/2024-01-05", "2024-01-03", "2024-01-05"),
        ("2024-01-03/..", "2024-01-03", None),
        ("../2024-01-05", None, "2024-01-05"),
        ("2024-01-03~/2024-01-05", None, "2024-01-05"),
        ("2024-21/2024-22", None, None),
        ("2024-01-XX/2024-02", None, "2024-02"),
    ],
)
def test_a_meeting_has_the_ends_that_are_sure(
    tmp_path: Path, date: str, start: str | None, end: str | None
) -> None:
    archive = concorded(tmp_path, FILES)
    found = read(jsonld.meeting(archive, Meeting(id="m", name="会", date=edtf.parse(date))))
    assert (found.get("startDate"), found.get("endDate")) == (start, end)


def test_a_person(tmp_path: Path) -> None:
    archive = concorded(tmp_path, FILES)
    found = read(jsonld.person(archive, archive.people["chen"]))
    assert found["alternateName"] == ["Chén Jíníng", "吉宁"]
    assert found["url"] == "https://example.org/repo/people/chen/"


def test_no_text_ends_its_element() -> None:
    text = jsonld.written({"@type": "Event", "name": HOSTILE})
    assert read(text)["name"] == HOSTILE
    assert "<" not in text
