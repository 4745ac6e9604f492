from __future__ import annotations

import pytest

from huiyao.criticmark import Malformed, parse_mark, spans, write
from huiyao.model import Mark, Span


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("{~~好善~>改革~~}", Mark("correction", "好善", "改革")),
        ("{~~好善~>改革~~}{>>误识<<}", Mark("correction", "好善", "改革", "误识")),
        ("{==实践路径==}", Mark("doubt", "实践路径", "实践路径")),
        (
            "{==实践路径==}{>> 疑当作“落位” <<}",
            Mark("doubt", "实践路径", "实践路径", "疑当作“落位”"),
        ),
        ("{--习近平--}", Mark("surplus", "习近平")),
        ("{++的++}", Mark("addition", reading="的")),
        ("{>>此处原文缺行<<}", Mark("gap", note="此处原文缺行")),
        ("{--a-b--}", Mark("surplus", "a-b")),
        ("{-----}", Mark("surplus", "-")),
        ("{~~~~>a~~}", Mark("correction", "~", "a")),
        ("{==a==}}", Mark("doubt", "a", "a")),
        ("{--一\n二--}", Mark("surplus", "一\n二")),
    ],
)
def test_the_five_marks(text: str, mark: Mark) -> None:
    found = parse_mark(text, 0)
    assert isinstance(found, tuple)
    assert found[0] == mark


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("{++a", "mark-unclosed"),
        ("{++a--}", "mark-unclosed"),
        ("{++a++", "mark-unclosed"),
        ("{++a++\\}", "mark-unclosed"),
        ("{==a==}{>>b", "mark-unclosed"),
        ("{++a{--b--}c++}", "mark-nested"),
        ("{++a{++b++}", "mark-nested"),
        ("{==a==}{>>见{++b++}<<}", "mark-nested"),
        ("{>>a{>>b<<}<<}", "mark-nested"),
        ("{++++}", "mark-empty"),
        ("{-- \u3000--}", "mark-empty"),
        ("{>><<}", "mark-empty"),
        ("{==a==}{>><<}", "mark-empty"),
        ("{~~a~~}", "mark-arrow"),
        ("{~~a~>~~}", "mark-arrow"),
        ("{~~~>a~~}", "mark-arrow"),
        ("{~~a~>b~>c~~}", "mark-arrow"),
        ("{~~a\\~>b~~}", "mark-arrow"),
        ("++}", "mark-unopened"),
        ("<<}", "mark-unopened"),
    ],
)
def test_what_cannot_be_read(text: str, key: str) -> None:
    found = parse_mark(text, 0)
    assert isinstance(found, Malformed)
    assert found.key == key


@pytest.mark.parametrize("text", ["", "{", "{+", "{a}", "{ ++a++}", "a{++b++}", "{**a**}", "{+a+}"])
def test_what_is_no_mark(text: str) -> None:
    assert parse_mark(text, 0) is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"\{++a++\}", "{++a++}"),
        (r"a\\b", r"a\b"),
        (r"a\b", r"a\b"),
        ("a\\", "a\\"),
        (r"\{~~a~>b~~\}", "{~~a~>b~~}"),
        ("{a} ~> {b}", "{a} ~> {b}"),
    ],
)
def test_a_backslash_takes_a_meaning(text: str, plain: str) -> None:
    assert list(spans(text)) == [Span(plain)]


def test_two_backslashes_leave_the_mark_its_meaning() -> None:
    assert list(spans(r"\\{++a++}")) == [Span("\\"), Span("a", mark=Mark("addition", reading="a"))]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        (r"{--a\{++b--}", Mark("surplus", "a{++b")),
        (r"{--a--\}b--}", Mark("surplus", "a--}b")),
        (r"{~~a\~>b~>c~~}", Mark("correction", "a~>b", "c")),
        (r"{--a\\--}", Mark("surplus", "a\\")),
        (r"{>>写作\{~~a\~>b~~\}<<}", Mark("gap", note="写作{~~a~>b~~}")),
    ],
)
def test_a_backslash_works_inside_marks(text: str, mark: Mark) -> None:
    assert parse_mark(text, 0) == (mark, len(text))


def test_a_note_belongs_to_the_mark_directly_before_it() -> None:
    apart = list(spans("{==a==} {>>b<<}"))
    assert apart == [
        Span("a", mark=Mark("doubt", "a", "a")),
        Span(" "),
        Span("", mark=Mark("gap", note="b")),
    ]


def test_a_comment_after_a_comment_is_a_gap_of_its_own() -> None:
    assert [s.mark for s in spans("{>>a<<}{>>b<<}") if isinstance(s, Span)] == [
        Mark("gap", note="a"),
        Mark("gap", note="b"),
    ]


def test_only_the_first_fault_of_a_line_is_told_and_no_character_is_lost() -> None:
    found = list(spans("甲{++乙{--丙--}丁++}戊"))
    assert [one for one in found if isinstance(one, Malformed)] == [
        Malformed("mark-nested", 1, "{++")
    ]
    kept = [one for one in found if isinstance(one, Span)]
    assert "".join(span.source for span in kept) == "甲{++乙丙丁++}戊"


def test_readings_on_both_sides() -> None:
    found = [
        s
        for s in spans("机构{~~好善~>改革~~}，习近平{--习近平--}总书记{++的++}话")
        if isinstance(s, Span)
    ]
    assert "".join(span.text for span in found) == "机构改革，习近平总书记的话"
    assert "".join(span.source for span in found) == "机构好善，习近平习近平总书记话"


def test_many_openings_take_linear_time() -> None:
    text = "{++" * 200_000
    assert list(spans(text)) == [Malformed("mark-nested", 0, "{++"), Span(text)]


def test_a_mark_is_written_as_it_is_read() -> None:
    mark = Mark("correction", "a~>b{++", "c~~}", "见 <<} 与 \\")
    assert parse_mark(write(mark), 0) == (mark, len(write(mark)))
