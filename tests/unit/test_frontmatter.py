from __future__ import annotations

import pytest
import yaml

from huiyao import frontmatter
from huiyao.frontmatter import Mapping, Parts, Scalar, Sequence, parse, split
from huiyao.messages import messages, problem
from huiyao.model import Problem, Where


@pytest.fixture(autouse=True, params=["c", "python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test with both parsers of PyYAML: not every machine has the one in C."""
    if request.param == "python":
        monkeypatch.setattr(frontmatter, "LOADER", yaml.SafeLoader)


def nodes(text: str) -> Mapping:
    parsed = parse(text, "a.yaml")
    assert isinstance(parsed, Mapping), parsed
    return parsed


def refused(text: str) -> Problem:
    parsed = parse(text, "a.yaml")
    assert isinstance(parsed, Problem), parsed
    return parsed


def test_the_front_matter_ends_at_the_second_fence() -> None:
    assert split("---\ntitle: 甲\n--- \n正文\n---\n再", "a.md") == Parts(
        "title: 甲", "正文\n---\n再", 4
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "front-missing"),
        ("正文", "front-missing"),
        ("\n---\n---\n", "front-missing"),
        (" ---\n---\n", "front-missing"),
        ("----\n---\n", "front-missing"),
        ("---", "front-unclosed"),
        ("---\ntitle: 甲\n", "front-unclosed"),
        ("---\ntitle: 甲\n --- \n", "front-unclosed"),
    ],
)
def test_a_file_without_its_fences(text: str, key: str) -> None:
    assert split(text, "a.md") == problem(Where("a.md", 1, 1), key)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("no", "no"),
        ("12:30:45", "12:30:45"),
        ("2024-02-30", "2024-02-30"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("true", "true"),
        (".inf", ".inf"),
        ("9" * 5000, "9" * 5000),
        ("'it''s'", "it's"),
        (r'"\u4e00"', "一"),
        ("|\n  甲\n  乙", "甲\n乙\n"),
        (">\n  甲\n  乙", "甲 乙\n"),
    ],
)
def test_a_scalar_is_the_text_that_was_written(value: str, text: str) -> None:
    ((_, node),) = nodes(f"k: {value}\n").entries
    assert isinstance(node, Scalar)
    assert node.text == text


@pytest.mark.parametrize(
    ("value", "empty"), [("", True), ("~", True), ("null", True), ('"~"', False), ("''", False)]
)
def test_no_value_is_written_without_quotes(value: str, empty: bool) -> None:
    ((_, node),) = nodes(f"k: {value}\n").entries
    assert isinstance(node, Scalar)
    assert node.empty is empty


def test_every_node_knows_its_place() -> None:
    parsed = parse("a: 甲\nb:\n  - 乙\n  - {c: 丙}\n", "a.md", 2)
    assert isinstance(parsed, Mapping)
    (a, value), (_, items) = parsed.entries
    assert (a.where, value.where) == (Where("a.md", 2, 1), Where("a.md", 2, 4))
    assert isinstance(items, Sequence)
    assert [item.where for item in items.items] == [Where("a.md", 4, 5), Where("a.md", 5, 5)]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "~", "---\n...\n"])
def test_nothing_is_a_mapping_without_keys(text: str) -> None:
    assert nodes(text).entries == ()


@pytest.mark.parametrize(
    ("text", "line", "column", "key"),
    [
        ("a: &x 1\nb: *x", 1, 4, "yaml-alias"),
        ("a: *x", 1, 4, "yaml-alias"),
        ("a: 1\n<<: *x", 2, 5, "yaml-alias"),
        ("a: !!python/object/apply:os.system [id]", 1, 4, "yaml-tag"),
        ("a: !!str 1", 1, 4, "yaml-tag"),
        ("a: ! 1", 1, 4, "yaml-tag"),
        ("a: 1\n--- \nb: 2", 2, 1, "yaml-documents"),
        ("a: " + "[" * 20, 1, 11, "yaml-deep"),
        ("a: " + "{b: " * 20, 1, 32, "yaml-deep"),
        ("- a", 1, 1, "yaml-not-keys"),
        ("市委", 1, 1, "yaml-not-keys"),
        ("[a, b]: 1", 1, 1, "yaml-key"),
        ("? {a: 1}\n: 2", 1, 3, "yaml-key"),
    ],
)
def test_more_than_plain_data_is_refused(text: str, line: int, column: int, key: str) -> None:
    found = refused(text)
    assert found.where == Where("a.yaml", line, column)
    assert found.hint == messages()[key][1]


def test_of_keys_that_stand_again_the_first_counts() -> None:
    found = nodes("a: 1\nb: {c: 2, 'c': 3}\na: 4\na: 5")
    assert [fault.where for fault in found.twice] == [
        Where("a.yaml", line, column) for line, column in ((2, 11), (3, 1), (4, 1))
    ]
    assert [fault.hint for fault in found.twice] == [messages()["yaml-duplicate"][1]] * 3
    (a, one), (b, inner) = found.entries
    assert isinstance(one, Scalar)
    assert isinstance(inner, Mapping)
    assert (a.text, one.text, b.text, len(inner.entries)) == ("a", "1", "b", 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b: c", 1),
        ("a: 1\n\tb: 2", 2),
        ("a: 1\nb: [1, 2", 2),
        ('a: 1\nb: "c', 2),
        ("a: 1\n b: 2", 2),
        ("a: 1\nb: @c", 2),
        ("a: 1\nb: %c", 2),
        ("a:\n- b\n c: d", 3),
        ('a: 1\nb: "\\q"', 2),
    ],
)
def test_what_is_no_yaml_is_placed(text: str, line: int) -> None:
    found = parse(text, "a.yaml")
    assert isinstance(found, Problem)
    assert found.where.line == line


@pytest.mark.parametrize(
    ("text", "line", "column", "key"),
    [
        ("id: x\nkind：report\ntitle: y", 2, 5, "yaml-wide"),
        ("title：甲\nkind: report", 1, 6, "yaml-wide"),
        ("people:\n- {name: 李强， role: x}", 2, 12, "yaml-wide"),
        ("id: x\nkind:report\ntitle: y", 2, 6, "yaml-space"),
        ("kind:report\ntitle: y", 1, 6, "yaml-space"),
        ("people:\n\t- a", 2, 1, "yaml-tab"),
        ("people:\n  - a: b\n\t  c: d", 3, 1, "yaml-tab"),
        ("people:\n  - {name: a, role: b\n  - {name: c}", 2, 5, "yaml-bracket"),
        ("a: x\nsource: [b, c", 2, 9, "yaml-bracket"),
        ("people:\n  - {name: a}}", 2, 14, "yaml-bracket-closed"),
        ("people:\n  - {name: 李强 role: b}", 2, 15, "yaml-comma"),
        ('title: "a\nkind: b', 1, 8, "yaml-quote"),
        ("title: 'it's'\nkind: b", 1, 8, "yaml-quoted"),
        ('title: "会议" 召开\nkind: b', 1, 8, "yaml-quoted"),
        ("title: @a", 1, 8, "yaml-sign"),
        ("title: `a`", 1, 8, "yaml-sign"),
        ("title: >a", 1, 8, "yaml-sign"),
        ("title: 会议: 通过", 1, 10, "yaml-colon"),
        ("people:\n  - {name: a}\n   - {name: b}", 3, 4, "yaml-indent"),
        ("people:\n  - {name: a}\n - {name: b}", 3, 2, "yaml-indent"),
        ("people:\n  - name: a\n   role: b", 3, 4, "yaml-indent"),
        ("title: a\n  kind: b", 2, 3, "yaml-indent"),
        ("title: a\n随便一行\nkind: b", 2, 1, "yaml-not-keys"),
    ],
)
def test_a_slip_is_named_where_it_was_made(text: str, line: int, column: int, key: str) -> None:
    found = refused(text)
    assert found.where == Where("a.yaml", line, column)
    assert found.what.split("“")[0].startswith(messages()[key][0].split("{")[0].split("“")[0])


def test_a_backslash_in_double_quotes_is_told_of() -> None:
    assert refused('title: "a\\q"').what == messages()["yaml-escape"][0]


def test_what_is_too_long_is_refused_before_it_is_read() -> None:
    found = parse("a: " + "甲" * 30_000, "a.md", 2)
    assert found == problem(Where("a.md", 2), "yaml-long", limit=64)


@pytest.mark.parametrize(
    "text", ["[" * 60_000, "{a: " * 15_000, "- " * 30_000, "? " * 30_000, "a: &b [*b]" * 6_000]
)
def test_bombs_do_not_go_off(text: str) -> None:
    assert isinstance(parse(text, "a.yaml"), Problem)
