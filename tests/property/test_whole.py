"""Whatever is done to an archive, only problems or sound pages come of it."""

from __future__ import annotations

import tempfile
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

from archives import laid, written
from hypothesis import example, given
from hypothesis import strategies as st

from huiyao import edtf
from huiyao.arguments import parse
from huiyao.collate import Block, collate

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

FILES = {
    "articles/a.md": """\
---
title: 全会{++今天++}举行
kind: report
source: a.txt
meeting: m
byline: {text: （记者 张钰芸）, names: [张钰芸]}
people:
  - {name: 陈吉宁, role: 市委书记, capacity: [主持, 讲话]}
  - {name: 张钰芸, capacity: [记者]}
status: reviewed
---
市委书记陈吉宁{~~住~>主~~}持会议{>>误识<<}，建设“五个中心”。

陈吉宁指出，要实干。

- 一
- [二](https://example.org/)
""",
    "meetings/m.md": "---\nname: 全会\ndate: 2024-01-03\n---\n注。\n",
    "people/chen.md": "---\nname: 陈吉宁\n---\n",
    "people/zhang.md": "---\nname: 张钰芸\n---\n",
    "themes/five.md": "---\nname: 五个中心\naliases: ['“?五个中心”?']\n---\n",
    "themes/two.md": "---\nname: 实干\nbroader: five\n---\n",
    "sources/a.txt": "全会举行\n市委书记陈吉宁住持会议，建设“五个中心”。\n",
}


class Nested(HTMLParser):
    """The elements of a page that stand open; fails where one closes that another holds."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.standing: list[str] = []
        self.ids: list[str] = []
        self.feed(page)
        assert self.standing == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.standing.append(tag)
        assert self.standing.count("a") < 2

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of SVG that holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        assert self.standing.pop() == tag


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, str]:
    """The archive with some words of some files put elsewhere, twice, or away."""
    files = dict(FILES)
    for _ in range(draw(st.integers(1, 4))):
        name, other = draw(st.sampled_from(sorted(files))), draw(st.sampled_from(sorted(files)))
        text, words = files[name], files[other]
        at, from_ = draw(st.integers(0, len(text))), draw(st.integers(0, len(words)))
        piece = words[from_ : from_ + draw(st.integers(0, 12))]
        end = min(len(text), at + draw(st.integers(0, 6)))
        files[name] = text[:at] + piece + text[end:]
    return files


@given(spoiled())
@example({**FILES, "people/chen.md": "---\nname: 陈吉宁\naliases: [陈]\n---\n"})
@example({**FILES, "themes/two.md": "---\nname: 从来没有\nbroader: five\n---\n"})
def test_a_spoiled_archive(files: dict[str, str]) -> None:
    from build import build  # noqa: PLC0415  # `build.py` stands beside the tests

    with tempfile.TemporaryDirectory() as folder:
        project = written(Path(folder), files)
        report = build(parse(["--project", folder, "build", "--no-search", "--jobs=1"]))
        if report.problems:
            assert not project.out.exists()
            return
        pages = [path.read_text(encoding="utf-8") for path in project.out.rglob("*.html")]
        assert len(pages) > 10
        for page in pages:
            ids = Nested(page).ids
            assert len(set(ids)) == len(ids)


def test_the_archive_that_is_spoiled_is_sound(tmp_path: Path) -> None:
    assert laid(written(tmp_path, FILES)).articles.keys() == {"a"}


@given(st.text("0123456789X-/.~?% ", max_size=24) | st.text(max_size=24))
@example("0000-01-01")
@example("9999-12-31/..")
@example("XXXX-02-29/XXXX-02-30")
@example("199X/200X")
def test_only_dates_come_of_texts(text: str) -> None:
    try:
        date = edtf.parse(text)
    except ValueError as error:
        assert str(error)  # noqa: PT017  # the message is what is tested
        return
    assert date.text == text
    assert edtf.precision(date) in edtf.PRECISIONS
    first, last = edtf.earliest(date), edtf.latest(date)
    assert first is None or last is None or first <= last
    assert edtf.sort_key(date) == edtf.sort_key(date)
    assert isinstance(edtf.approximate(date) or edtf.uncertain(date), bool)


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(ANY, st.lists(ANY, max_size=5), st.lists(ANY, max_size=2))
@example("", [""], [""])
@example("a\u0301", ["\u0301", "a"], [])
@example("\ufeff一\r\n\x0b二", ["二一"], ["\u200b"])
def test_any_texts_can_be_collated(source: str, story: list[str], furniture: list[str]) -> None:
    blocks = [Block("story", f"p{number}", text) for number, text in enumerate(story, 1)]
    blocks += [
        Block("", f"furniture-{number}", text, ordered=False)
        for number, text in enumerate(furniture, 1)
    ]
    found = collate(source, blocks)
    taken = sorted((claim.start, claim.end) for claim in found.claims)
    assert all(end <= start for (_, end), (start, _) in pairwise(taken))
    assert all(0 <= start < end <= len(source) for start, end in taken)
    assert 0 <= found.percent <= 100
