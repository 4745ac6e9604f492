from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import pytest
from msgspec import Meta, Struct

from huiyao import edtf, frontmatter, record, scalar
from huiyao.messages import messages, problem
from huiyao.model import Text, Where


class Part(Struct, frozen=True, kw_only=True):
    """What a thing holds."""

    id: str = ""
    name: Annotated[str, Meta(description="The name.")]
    size: Annotated[int, Meta(description="The size.", extra={"key": "width"})] = 0


class Thing(Struct, frozen=True, kw_only=True):
    """One field of every kind."""

    id: str = ""
    title: Annotated[Text, Meta(description="The title.")] = Text()
    date: Annotated[edtf.Date | None, Meta(description="The day.")] = None
    kind: Annotated[Literal["red", "green"], Meta(description="The kind.")] = "red"
    open: Annotated[bool, Meta(description="Whether.")] = False
    words: Annotated[tuple[str, ...], Meta(description="Words.", extra={"refers": "word"})] = ()
    parts: Annotated[tuple[Part, ...], Meta(description="Parts.")] = ()
    named: Annotated[Mapping[str, Part], Meta(description="Parts by id.")] = {}
    code: Annotated[str, Meta(description="Two letters.", pattern="^[a-z]{2}$")] = ""
    body: Text = Text()


def checked(yaml: str, kind: type[Struct] = Thing) -> record.Checked:
    node = frontmatter.parse(yaml, "a.md")
    assert isinstance(node, frontmatter.Mapping), node
    return record.check(kind, node)


def told(yaml: str, kind: type[Struct] = Thing) -> list[tuple[int, int, str]]:
    """Line, column and advice of each problem."""
    return [(p.where.line, p.where.column, p.hint) for p in checked(yaml, kind).problems]


def hint(message: str, /, **words: object) -> str:
    """The advice of a message."""
    return messages()[message][1].format(**words)


def test_values_are_typed_by_the_record() -> None:
    found = checked(
        "title: 甲{~~乙~>丙~~}\ndate: 2024-01~\nkind: green\nopen: true\nwords: [a, b]\n"
        "parts:\n- {name: no, width: 3}\nnamed:\n  x-1: {name: 'on'}\ncode: zh\n"
    )
    assert found.problems == ()
    thing = Thing(**found.values)
    assert thing.title.text == "甲丙"
    assert thing.title.source == "甲乙"
    assert thing.date == edtf.parse("2024-01~")
    assert (thing.kind, thing.open, thing.words, thing.code) == ("green", True, ("a", "b"), "zh")
    assert thing.parts == (Part(name="no", size=3),)
    assert thing.named == {"x-1": Part(id="x-1", name="on")}


def test_a_single_text_stands_for_a_list_of_one() -> None:
    found = checked("words: a")
    assert found.values == {"words": ("a",)}
    assert [reference.id for reference in found.references] == ["a"]


def test_references_and_places_are_remembered() -> None:
    found = checked("words:\n  - a\n  - b\nparts:\n  - name: 甲\n")
    assert found.references == (
        scalar.Reference("word", "a", Where("a.md", 2, 5)),
        scalar.Reference("word", "b", Where("a.md", 3, 5)),
    )
    assert found.places["parts.0.name"] == Where("a.md", 5, 11)


@pytest.mark.parametrize("value", ["", "~", "null", '""', "' '", '"　"'])
def test_no_value_is_the_default(value: str) -> None:
    found = checked(f"title: {value}\ndate: {value}\nkind: {value}\nwords: {value}")
    assert found.problems == ()
    assert found.values == {}


@pytest.mark.parametrize("value", ["", "~", '""'])
def test_a_required_key_left_empty_is_missing(value: str) -> None:
    (fault,) = checked(f"name: {value}", Part).problems
    assert fault == problem(Where("a.md", 1, 1), "key-missing", key="name", meaning="The name.")


@pytest.mark.parametrize(
    ("yaml", "line", "column", "advice"),
    [
        ("title: [甲]", 1, 8, hint("want-text", key="title")),
        ("title: {甲: 乙}", 1, 8, hint("want-text", key="title")),
        ("date: [2024]", 1, 7, hint("want-text", key="date")),
        ("date: 2024-02-30", 1, 7, hint("date-bad", key="date", text="2024-02-30")),
        ("date: 二〇二四年", 1, 7, hint("date-bad", key="date", text="二〇二四年")),
        ("kind: blue", 1, 7, hint("choice-unknown", choices="red green")),
        ("open: yes", 1, 7, hint("want-boolean", key="open", text="yes")),
        ("words: {a: b}", 1, 8, hint("want-list", key="words")),
        ("words: [[a]]", 1, 9, hint("want-text", key="words")),
        ("words: [a, '']", 1, 12, hint("item-empty", key="words")),
        ("words:\n- a\n-", 3, 2, hint("item-empty", key="words")),
        ("parts: 甲", 1, 8, hint("want-list", key="parts")),
        ("parts: [甲]", 1, 9, hint("want-mapping", key="parts")),
        ("parts: [{name: 甲, width: -1}]", 1, 26, hint("want-number", key="width")),
        ("parts: [{name: 甲, width: ３}]", 1, 26, hint("want-number", key="width")),
        ("parts: [{name: 甲, width: 99999999999}]", 1, 26, hint("want-number", key="width")),
        ("parts: [{name: 甲, width: 1e3}]", 1, 26, hint("want-number", key="width")),
        ("parts: [{width: 1}]", 1, 9, hint("key-missing", meaning="The name.")),
        ("named: [甲]", 1, 8, hint("want-mapping", key="named")),
        ("named: {a: 甲}", 1, 12, hint("want-mapping", key="a")),
        ("named: {A b: {name: 甲}}", 1, 9, hint("id-bad", id="A b")),
        ("named: {../x: {name: 甲}}", 1, 9, hint("id-bad", id="../x")),
        ("named: {con: {name: 甲}}", 1, 9, hint("id-reserved", id="con")),
        ("code: ZH", 1, 7, hint("want-form", meaning="Two letters.")),
        ("title: |\n  甲\n  乙", 1, 8, hint("text-control", key="title")),
        ('title: "甲\\u0007"', 1, 8, hint("text-control", key="title")),
        ('title: "甲\\u202E乙"', 1, 8, hint("text-control", key="title")),
        ('words: ["a\\u200Bb"]', 1, 9, hint("text-control", key="words")),
        ("title: 甲{++乙", 1, 9, hint("mark-unclosed", mark="{++")),
        ("title: '甲{++乙'", 1, 10, hint("mark-unclosed", mark="{++")),
    ],
)  # fmt: skip
def test_every_fault_is_told_where_it_stands(
    yaml: str, line: int, column: int, advice: str
) -> None:
    assert told(yaml) == [(line, column, advice)]


@pytest.mark.parametrize(
    ("key", "meant"), [("titel", "title"), ("Title", "title"), ("word", "words"), ("bodyy", "")]
)
def test_an_unknown_key_is_told_with_the_one_that_was_meant(key: str, meant: str) -> None:
    (fault,) = checked(f"{key}: 甲").problems
    assert key in fault.what
    assert not meant or fault.what.count(meant) >= 1
    assert "title date kind open words parts named code" in fault.hint


@pytest.mark.parametrize("key", ["id", "body"])
def test_what_a_file_gives_by_itself_is_no_key(key: str) -> None:
    assert len(checked(f"{key}: 甲").problems) == 1


def test_all_faults_are_told_at_once() -> None:
    yaml = "titel: 甲\nkind: blue\ndate: x\nparts:\n- {nmae: 甲, width: x}\n- {name: 乙, x: y}\n"
    assert [(line, column) for line, column, _ in told(yaml)] == [
        (1, 1), (2, 7), (3, 7), (5, 4), (5, 20), (5, 3), (6, 13),
    ]  # fmt: skip


def test_full_width_spaces_and_rare_characters_are_text() -> None:
    found = checked("title: 上海　市委𰻝\ue5e5\U00032000")
    assert found.problems == ()


def test_a_message_stays_on_one_short_line() -> None:
    (fault,) = checked('"a\\nb\\u202E": 甲').problems
    assert "a<U+000A>b<U+202E>" in fault.what
    (fault,) = checked(f"kind: {'长' * 20_000}").problems
    assert len(str(fault)) < 1000
