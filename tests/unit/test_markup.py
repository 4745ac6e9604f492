from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyao.markdown import parse
from huiyao.markup import ELLIPSIS, Noted, html, marked
from huiyao.model import Block, Link, Span


def block(text: str) -> Block:
    (found,) = parse(text, "a.md").text.blocks
    return found


def noted(one: Block) -> tuple[Noted, ...]:
    marks = [span.mark for span in one.spans if span.mark is not None]
    return tuple(Noted(number, mark, 0) for number, mark in enumerate(marks, 1))


def shown(text: str, *links: Link, notes: bool = False) -> str:
    one = block(text)
    return html(one, links, noted(one) if notes else (), lambda kind, key: f"../{kind}/{key}/")


def sign(number: int) -> str:
    return f'<a class="note" id="r{number}" href="#n{number}" role="doc-noteref">{number}</a>'


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("甲{~~乙~>丙~~}", '甲<span class="mark correction">丙</span>'),
        ("甲{==乙==}", '甲<span class="mark doubt">乙</span>'),
        ("甲{--乙--}丙", "甲丙"),
        ("甲{++乙++}", '甲<span class="mark addition">[乙]</span>'),
        ("甲{>>缺<<}乙", '甲<span class="mark gap">[…]</span>乙'),
        ("甲{++<b>&++}", '甲<span class="mark addition">[&lt;b&gt;&amp;]</span>'),
        ("<b>\"甲'</b>", "&lt;b&gt;\"甲'&lt;/b&gt;"),
    ],
)
def test_marks_as_the_reader_sees_them(text: str, out: str) -> None:
    assert shown(text) == out


def test_links_stand_around_their_words() -> None:
    links = (Link(2, 5, "person", "chen"), Link(5, 7, "theme", "work"))
    assert shown("书记陈吉宁工作好", *links) == (
        '书记<a class="person" href="../person/chen/">陈吉宁</a>'
        '<a class="theme" href="../theme/work/">工作</a>好'
    )


@given(
    st.text("全会<&\"'", min_size=8, max_size=20),
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 2), st.booleans()), max_size=4),
)
def test_plain_words_are_as_those_with_marks(
    text: str, places: list[tuple[int, int, bool]]
) -> None:
    links = [
        Link(start, start + size, "person", f"{n}", shown)
        for n, (start, size, shown) in enumerate(sorted(places))
    ]
    plain, cut = (Block("paragraph", spans) for spans in ((Span(text),), (Span(text), Span(""))))
    assert html(plain, links) == html(cut, links)


def test_what_is_not_shown_is_no_link() -> None:
    assert shown("陈吉宁", Link(0, 3, "person", "chen", shown=False)) == "陈吉宁"


def test_a_link_reaches_across_styles_and_marks() -> None:
    assert shown("书记陈**吉**{~~宇~>宁~~}说", Link(2, 5, "person", "chen")) == (
        '书记<a class="person" href="../person/chen/">陈<strong>吉</strong>'
        '<span class="mark correction">宁</span></a>说'
    )


def test_a_style_is_cut_where_a_link_ends() -> None:
    assert shown("**甲乙丙**", Link(1, 2, "theme", "t")) == (
        '<strong>甲</strong><a class="theme" href="../theme/t/"><strong>乙</strong></a>'
        "<strong>丙</strong>"
    )


def test_the_sign_of_a_note_waits_for_the_end_of_a_link() -> None:
    assert shown("{~~乙~>丙~~}甲{==丁==}", Link(0, 2, "theme", "t"), notes=True) == (
        '<a class="theme" href="../theme/t/"><span class="mark correction">丙</span>甲</a>'
        f'{sign(1)}<span class="mark doubt">丁</span>{sign(2)}'
    )


def test_a_surplus_shows_only_its_note() -> None:
    assert shown("甲{--乙--}丙", notes=True) == f"甲{sign(1)}丙"


def test_a_surplus_between_two_links_is_inside_neither() -> None:
    links = (Link(0, 1, "theme", "a"), Link(1, 2, "theme", "b"))
    assert shown("甲{--乙--}丙", *links, notes=True) == (
        f'<a class="theme" href="../theme/a/">甲</a>{sign(1)}'
        '<a class="theme" href="../theme/b/">丙</a>'
    )


def test_a_link_of_the_article_gives_way_to_one_of_the_archive() -> None:
    out = shown("[书记陈吉宁](https://example.org/)说", Link(2, 5, "person", "chen"))
    assert out == (
        '<a href="https://example.org/" rel="noopener">书记</a>'
        '<a class="person" href="../person/chen/">陈吉宁</a>说'
    )


def test_an_addition_that_a_link_cuts_has_its_brackets_once() -> None:
    assert shown("{++甲乙++}", Link(0, 1, "theme", "t")) == (
        '<a class="theme" href="../theme/t/"><span class="mark addition">[甲</span></a>'
        '<span class="mark addition">乙]</span>'
    )


@pytest.mark.parametrize(
    ("text", "words", "reach", "out"),
    [
        ("甲。乙丙丁。戊", "丙", 10, "乙<mark>丙</mark>丁。"),
        ("甲乙丙丁戊己", "丙", 1, f"{ELLIPSIS}乙<mark>丙</mark>丁{ELLIPSIS}"),
        ("甲，乙丙丁，戊。己", "丙", 2, f"{ELLIPSIS}乙<mark>丙</mark>丁{ELLIPSIS}"),
        ("<甲>丙&", "丙", 10, "&lt;甲&gt;<mark>丙</mark>&amp;"),
    ],
)
def test_a_passage_in_its_context(text: str, words: str, reach: int, out: str) -> None:
    start = text.index(words)
    assert marked(text, [(start, start + len(words))], reach) == out
