from __future__ import annotations

import pytest

from huiyao.markdown import line, parse
from huiyao.markup import html, note
from huiyao.messages import problem
from huiyao.model import Mark, Where


def shown(body: str) -> str:
    """The body as HTML, after making sure that nothing is wrong in it."""
    parsed = parse(body, "a.md")
    assert parsed.problems == ()
    return note(parsed.text)


def test_paragraphs_are_numbered_and_know_their_line() -> None:
    text = parse("甲\n\n## 题\n\n乙\n丙\n\n> 引\n\n丁", "a.md", 10).text
    assert [(b.kind, b.number, b.text, b.line) for b in text.blocks] == [
        ("paragraph", 1, "甲", 10),
        ("heading", 0, "题", 12),
        ("paragraph", 2, "乙丙", 14),
        ("other", 0, "引", 17),
        ("paragraph", 3, "丁", 19),
    ]


def test_a_gap_on_its_own_is_no_numbered_paragraph() -> None:
    text = parse("甲\n\n{>>原文缺行<<}\n\n乙", "a.md").text
    assert [b.number for b in text.blocks] == [1, 0, 2]
    assert text.marks == (Mark("gap", note="原文缺行"),)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("上海\n市委", "上海市委"),
        ("one\ntwo", "one two"),
        ("上海\ntwo", "上海two"),
        ("a  \nb", "a b"),
    ],
)
def test_a_line_break_is_a_space_only_between_latin_words(body: str, text: str) -> None:
    assert parse(body, "a.md").text.text == text


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<b onclick=alert(1)>甲</b>",
        "<!-- 甲 -->",
        "<http://evil.example/>",
        "![甲](http://evil.example/a.png)",
        "[甲](javascript:alert(1))",
        "[甲](JaVaScRiPt:alert(1))",
        "[甲](data:text/html;base64,PHNjcmlwdD4=)",
        "[甲](vbscript:x)",
        "[甲](blob:http://evil.example/1)",
        "[甲](file:///etc/passwd)",
        "[甲](//evil.example/)",
        "[甲](/\\evil.example/)",
        "[甲](\\\\evil.example)",
        "[甲](../../../etc/passwd)",
        "[甲](HTTPS:evil.example)",
        "[甲]: javascript:alert(1)\n\n[甲]",
        "&lt;script&gt;",
    ],
)
def test_nothing_in_an_article_can_load_or_run(body: str) -> None:
    out = shown(body)
    assert "<script" not in out
    assert "<img" not in out
    assert "<b" not in out
    assert "<!--" not in out
    assert 'href="http' not in out or "evil.example/a.png" in out
    for scheme in ("javascript", "data:", "vbscript", "blob:", "file:", "//evil", "\\", "../"):
        assert f'href="{scheme}' not in out.lower()


def test_a_link_to_the_web_is_one() -> None:
    assert shown('[甲](https://example.org/?a=1&b="2")') == (
        '<p><a href="https://example.org/?a=1&amp;b=%222%22" rel="noopener">甲</a></p>'
    )


@pytest.mark.parametrize(
    "body", ["甲&nbsp;乙", "&#x202e;甲", "[甲]: 见下文", "    四格开头", "甲\n===", "甲\n-"]
)
def test_the_text_is_what_is_written(body: str) -> None:
    assert "".join(parse(body, "a.md").text.text.split()) == "".join(body.split())


def test_signs_at_the_start_of_a_paragraph_are_escaped() -> None:
    assert parse("1\\. 甲\n\n\\# 乙\n\n\\- 丙", "a.md").text.text == "1. 甲\n# 乙\n- 丙"


@pytest.mark.parametrize(
    ("body", "out"),
    [
        ("- 甲\n- 乙", "<ul><li>甲</li>\n<li>乙</li></ul>"),
        ("- 甲\n\n- ", "<ul><li><p>甲</p></li></ul>"),
        ("- \n\n> 乙", "<blockquote><p>乙</p></blockquote>"),
        ("> - 甲", "<blockquote><ul><li>甲</li></ul></blockquote>"),
        ("- ```\n  甲\n  ```", "<ul><li>甲\n</li></ul>"),
        (
            "|甲|\n|-|\n||",
            "<table><thead><tr><th>甲</th></tr></thead>\n<tbody><tr><td></td></tr></tbody></table>",
        ),
    ],
)
def test_elements_are_opened_and_closed(body: str, out: str) -> None:
    assert shown(body) == out


def test_marks_stand_in_any_style_and_quotation() -> None:
    out = html(parse("**甲{~~乙~>丙~~}**[丁{++戊++}](https://example.org/)", "a.md").text.blocks[0])
    assert out == (
        '<strong>甲</strong><strong><span class="mark correction">丙</span></strong>'
        '<a href="https://example.org/" rel="noopener">丁</a><a href="https://example.org/"'
        ' rel="noopener"><span class="mark addition">[戊]</span></a>'
    )


def test_markdown_inside_a_mark_is_text() -> None:
    (block,) = parse("{++**甲** [乙](https://x.org)++}", "a.md").text.blocks
    assert block.text == "**甲** [乙](https://x.org)"


def test_a_mark_inside_code_is_text() -> None:
    assert parse("`{++甲++}`", "a.md").text.marks == ()
    assert parse("```\n{++\n```", "a.md").problems == ()


def test_what_cannot_be_read_is_told_and_placed() -> None:
    told = problem(Where("a.md", 10, 2), "mark-unclosed", mark="{++")
    assert parse("甲{++乙", "a.md", 10).problems == (told,)


@pytest.mark.parametrize(
    ("body", "line_", "column"),
    [
        ("甲\n乙{==丙", 11, 2),
        ("　　甲{--乙", 10, 4),
        ("> 甲\n> 乙{--丙", 11, 4),
        ("- 甲\n\n  乙{>>丙", 12, 4),
        ("|甲|乙|\n|-|-|\n|一|二{++|", 12, 5),
        ("## 甲{~~乙~~}", 10, 5),
        ("\\\\{++甲", 10, 3),
        ("甲++}", 10, 2),
        ("[甲{++](https://x.org)", 10, 3),
        ("甲{++一++}乙{++二{--三--}++}", 10, 10),
    ],
)
def test_every_fault_has_its_line_and_column(body: str, line_: int, column: int) -> None:
    where = [(fault.where.line, fault.where.column) for fault in parse(body, "", 10).problems]
    assert where == [(line_, column)]


def test_a_mark_across_paragraphs_is_one_fault_where_it_opens() -> None:
    (fault,) = parse("甲\n\n乙{++丙\n\n丁++}", "a.md", 10).problems
    assert fault.where == Where("a.md", 12, 2)


def test_each_paragraph_tells_its_fault() -> None:
    where = [p.where.line for p in parse("甲{++\n\n乙{--\n\n丙{++一++}", "a.md", 10).problems]
    assert where == [10, 12]


def test_a_line_of_front_matter_holds_marks_and_no_markdown() -> None:
    parsed = line("**甲**{~~一~>二~~}[乙](x)", Where("a.md", 3, 8))
    assert parsed.problems == ()
    assert parsed.text.text == "**甲**二[乙](x)"
    assert parsed.text.source == "**甲**一[乙](x)"


def test_a_fault_in_a_line_of_front_matter_is_placed() -> None:
    (fault,) = line("甲乙{++丙", Where("a.md", 3, 8)).problems
    assert fault.where == Where("a.md", 3, 10)


@pytest.mark.parametrize(
    "body",
    [
        "甲\n" * 20_000,
        "[" * 20_000,
        "*a_b" * 5_000,
        "> 甲\n>> 乙\n" * 3_000,
        "`" * 20_000,
        ">" * 20_000,
    ],
)
def test_shapes_that_made_parsers_slow_lose_nothing(body: str) -> None:
    text = parse(body, "a.md").text.text
    assert text.count("甲") == body.count("甲")
