"""What the front matter of an article says and its words do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import written
from publishing import ROOT

from huiyao.check import check
from huiyao.messages import messages
from huiyao.model import Project

ARTICLE = """\
---
title: 市委书记陈吉宁调研
kind: report
source: a.txt
byline: {{text: "（记者 张钰芸）", names: [张钰芸{writer}]}}
people:
  - {{name: 陈吉宁, role: 市委书记, capacity: [讲话]}}
  - {{name: 龚　正, role: 市长, capacity: [出席]}}
  - {{name: 李政, capacity: [出席]}}
{entries}status: reviewed
---
陈吉宁指出，要抓好落实。市长龚 正、李{{~~攻~>政~~}}{{>>误识<<}}出席。
"""
SOURCE = "市委书记陈吉宁调研\n（记者 张钰芸）\n陈吉宁指出，要抓好落实。市长龚 正、李攻出席。\n"


def files(entries: str = "", writer: str = "") -> dict[str, str]:
    """An archive of one article with further entries of people."""
    people = {"chen": "陈吉宁", "gong": "龚正", "li": "李政", "wang": "王某"}
    return {
        **{f"people/{key}.md": f"---\nname: {name}\n---\n" for key, name in people.items()},
        "sources/a.txt": SOURCE,
        "articles/a.md": ARTICLE.format(entries=entries, writer=writer),
    }


def test_what_an_article_says_is_not_doubted(tmp_path: Path) -> None:
    report = check(written(tmp_path, files()))
    assert (report.problems, report.warnings) == ((), ())


@pytest.mark.parametrize(
    ("entry", "key", "column"),
    [
        ("{name: 王某, capacity: [出席]}", "entry-name-unstated", 12),
        ("{name: 李政, id: wang, role: 总理, capacity: [出席]}", "entry-role-unstated", 32),
    ],
)
def test_whom_or_what_an_article_does_not_state_is_told_of(
    entry: str, key: str, column: int, tmp_path: Path
) -> None:
    report = check(written(tmp_path, files(f"  - {entry}\n")))
    (found,) = report.warnings
    assert (found.where.line, found.where.column) == (10, column)
    assert found.hint == messages()[key][1]
    assert report.code == 0


def test_a_byline_names_no_one_else(tmp_path: Path) -> None:
    (found,) = check(written(tmp_path, files(writer=", 王某"))).warnings
    assert (found.where.line, found.hint) == (5, messages()["byline-unstated"][1])


def test_a_reviewed_text_without_a_source_is_not_called_proved(tmp_path: Path) -> None:
    made_up = "---\ntitle: 凭空\nkind: report\nsource: []\nstatus: {}\n---\n全会在江州举行。\n"
    project = written(
        tmp_path,
        {"articles/b.md": made_up.format("reviewed"), "articles/c.md": made_up.format("draft")},
    )
    found = check(project).warnings
    assert [(one.where.path, one.where.line) for one in found] == [("content/articles/b.md", 4)]
    assert found[0].hint == messages()["article-unproved"][1]


def test_the_archive_itself_leaves_no_doubt() -> None:
    assert check(Project(ROOT, ROOT / "_site")).warnings == ()
