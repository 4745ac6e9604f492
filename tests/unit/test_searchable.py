from __future__ import annotations

from pathlib import Path

import pytest
from archives import SITE, concorded
from indexing import documents

from huiyao.search.document import Document, Passage

FILES = {
    "site.yaml": SITE + "series:\n  plenum: {name: 市委全会}\n",
    "sources/a.txt": "全会昨天在江州举行。\n李明指出，要加块五个中心建设。\n",
    "sources/b.txt": "另一次会议在江州举行。\n",
    "articles/a.md": """\
---
title: 全会在江州举行
kind: resolution
source: a.txt
meeting: plenum-1
people:
  - {name: 李明, id: li-ming, role: 市委书记, capacity: [讲话]}
---
全会昨天在江州举行。

李明指出，要加{~~块~>快~~}{>>误识<<}五个中心建设。
""",
    "articles/b.md": """\
---
title: 另一次会议
kind: report
source: b.txt
published: 2023-05
meeting: plenum-2
---
另一次会议在江州举行。
""",
    "meetings/plenum-1.md": """\
---
name: 江州市委第一次全会
short: 全会
series: plenum
date: 2024-01-02
venue: 大礼堂
---
""",
    "meetings/plenum-2.md": "---\nname: 江州市委第二次全会\nshort: 全会\n---\n",
    "people/li-ming.md": "---\nname: 李明\naliases: [明公]\n---\n",
    "people/li-ming-2.md": "---\nname: 李明\n---\n",
    "themes/centres.md": "---\nname: 五个中心\ndescription: 上海的定位\n---\n",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """The documents of a small archive by their addresses."""
    archive = concorded(tmp_path_factory.mktemp("archive"), FILES)
    return {document.url: document for document in documents(archive)}


def test_every_page_that_is_searched(found: dict[str, Document]) -> None:
    assert set(found) == {
        "articles/a/",
        "articles/b/",
        "meetings/plenum-1/",
        "meetings/plenum-2/",
        "people/li-ming/",
        "people/li-ming-2/",
        "themes/centres/",
    }


def test_an_article_has_the_date_of_its_meeting(found: dict[str, Document]) -> None:
    article = found["articles/a/"]
    assert (article.date, article.sort, article.year) == ("2024年1月2日", "2024-01-02", 2024)
    assert found["articles/b/"].sort == "2023-05-01"


def test_the_facets_of_an_article(found: dict[str, Document]) -> None:
    assert found["articles/a/"].filters == {
        "kind": ("决议",),
        "series": ("市委全会",),
        "meeting": ("全会 (plenum-1)",),
        "year": ("2024",),
        "person": ("李明 (li-ming)",),
        "theme": ("五个中心",),
    }


def test_a_paragraph_is_found_in_both_readings_and_by_its_speaker(
    found: dict[str, Document],
) -> None:
    assert found["articles/a/"].passages[1] == Passage(
        "p2",
        "第2段",
        "李明指出，要加快五个中心建设。",
        "李明指出，要加块五个中心建设。",
        ("李明 (li-ming)",),
        "第2段（源文）",
    )


def test_what_is_known_of_a_meeting_says_what_it_is(found: dict[str, Document]) -> None:
    passages = found["meetings/plenum-1/"].passages
    assert Passage("", "地点", "大礼堂") in passages
    assert all(passage.label for passage in passages)


def test_people_and_themes_have_no_date(found: dict[str, Document]) -> None:
    person, theme = found["people/li-ming/"], found["themes/centres/"]
    assert person.year == theme.year == 0
    assert [passage.text for passage in person.passages] == ["明公"]
    assert person.filters == {"kind": ("人物",), "person": ("李明 (li-ming)",)}
    assert [passage.text for passage in theme.passages] == ["上海的定位"]


def test_an_article_is_found_at_every_meeting_that_it_is_of(tmp_path: Path) -> None:
    site = SITE + "series:\n  plenum: {name: 市委全会}\n  group: {name: 联组会}\n"
    people = "people:\n- {name: 李明, capacity: [出席], meeting: other}\n"
    front = f"title: 报道\nkind: report\nsource: a.txt\nmeeting: part\n{people}"
    files = {
        "site.yaml": site,
        "people/li.md": "---\nname: 李明\n---\n",
        "meetings/whole.md": "---\nname: 全会\nseries: plenum\n---\n",
        "meetings/part.md": "---\nname: 联组会议\npart_of: whole\nseries: group\n---\n",
        "meetings/other.md": "---\nname: 专题会\n---\n",
        "articles/a.md": f"---\n{front}---\n李明出席会议。\n",
    }
    of = {one.url: one.filters for one in documents(concorded(tmp_path, files))}["articles/a/"]
    assert of["meeting"] == ("联组会议", "全会", "专题会")
    assert of["series"] == ("联组会", "市委全会")
