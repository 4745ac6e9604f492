"""Front matter reads as it was written, and of anything else only a problem comes."""

from __future__ import annotations

import json
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from huiyao.frontmatter import Mapping, Node, Parts, Scalar, parse, split
from huiyao.kind import Kind
from huiyao.kinds import kinds
from huiyao.model import Problem
from huiyao.reading import Loaded, Raw, decode, read_markdown
from huiyao.records.article import Article
from huiyao.visible import HIDDEN, visible

ARTICLE = """\
---
title: 全会在江州举行
kind: report
source: a.txt
published: 2024-01-05
byline: {text: （记者 张钰芸）, names: [张钰芸]}
people:
  - {name: 陈吉宁, role: 市委书记, capacity: [主持]}
status: reviewed
---
市委书记陈吉宁{~~住~>主~~}持会议{>>误识<<}。
"""

words = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=20).filter(
    lambda text: not HIDDEN.search(text)
)
nested = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
data = st.dictionaries(words, nested, max_size=5)
signs = st.text("ab: \n\t-[]{}&*!|>'\"%@`#,?\\~<=甲。", max_size=60)
readable = st.characters(exclude_categories=["Cs"], exclude_characters="\r")
anything = st.text(readable, max_size=80).map(
    lambda text: HIDDEN.sub("", text)  # as `decode` gives it
)


def plain(node: Node) -> Any:
    """The data of a node."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items]


@given(data)
def test_json_reads_as_it_was_written(value: dict[str, Any]) -> None:
    parsed = parse(json.dumps(value, ensure_ascii=False), "a.md")
    assert isinstance(parsed, Mapping), parsed
    assert plain(parsed) == value


@given(data, st.booleans())
def test_yaml_reads_as_it_was_written(value: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    parsed = parse(text.replace("&id", "&"), "a.md")
    if isinstance(parsed, Problem):
        assert "&" in text  # PyYAML names what stands twice
        return
    assert plain(parsed) == value


@given(data)
def test_every_value_stands_where_it_is_said_to(value: dict[str, Any]) -> None:
    lines = json.dumps(value, ensure_ascii=False, indent=1).split("\n")

    def check(node: Node) -> None:
        opening = lines[node.where.line - 1][node.where.column - 1]
        assert opening == {Scalar: '"', Mapping: "{"}.get(type(node), "[")
        if isinstance(node, Mapping):
            for key, inner in node.entries:
                check(key)
                check(inner)
        elif not isinstance(node, Scalar):
            for item in node.items:
                check(item)

    parsed = parse("\n".join(lines), "a.md")
    assert isinstance(parsed, Mapping)
    check(parsed)


@given(signs, signs)
def test_a_file_is_cut_at_its_fences_and_nowhere_else(front: str, body: str) -> None:
    parts = split(f"---\n{front}\n---\n{body}", "a.md")
    assert isinstance(parts, Parts)
    lines = f"---\n{front}\n---\n{body}".split("\n")
    assert "\n".join(lines[parts.body_line - 1 :]) == parts.body
    assert parts.front.split("\n") == lines[1 : parts.body_line - 2] or not parts.front


@given(signs | anything)
@example("? ")
@example("a: &b\n")
@example("%YAML 9.9\n---\na: b")
@example("%TAG ! tag:x,2000:\n---\na: !b c")
@example("a: |9\n b")
@example("- - - -\t-")
def test_only_nodes_or_a_problem_come_of_yaml(text: str) -> None:
    found = parse(text, "a.md")
    assert isinstance(found, Mapping | Problem)
    if isinstance(found, Problem):
        assert 1 <= found.where.line <= text.count("\n") + 1
        told(found)


@given(st.binary(max_size=80) | anything.map(str.encode))
@example(b"\xef\xbb\xbf---\r\n---\r")
@example(b"\xed\xa0\x80")
def test_only_text_or_a_problem_come_of_bytes(data_: bytes) -> None:
    found = decode(data_, "a.md")
    if isinstance(found, tuple):
        for fault in found:
            told(fault)
    else:
        assert not HIDDEN.search(found)
        assert "\r" not in found


def told(fault: Problem) -> None:
    """Make sure that a problem is one line that everyone can see."""
    assert visible(str(fault)) == str(fault)
    assert fault.what
    assert len(str(fault)) < 2000


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """An article with some of its characters replaced by others, or torn out."""
    text = ARTICLE
    others = signs | anything | st.sampled_from(["{++", "~>", "<<}", "---", "\0", "\r"])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 6)))
        text = text[:at] + draw(others) + text[end:]
    return text.encode()


@given(spoiled(), st.sampled_from([kind for kind in kinds() if kind.record]))
def test_only_records_and_problems_come_of_files(data_: bytes, kind: Kind) -> None:
    raw = Raw(kind.name, "a", "content/a.md", data_, b"x: [" if len(data_) % 2 else None)
    assert kind.record is not None
    loaded = kind.read(raw) if kind.read else read_markdown(kind.record, raw)
    assert isinstance(loaded, Loaded)
    assert loaded.item is not None or loaded.problems
    for fault in loaded.problems:
        told(fault)
        assert fault.where.line <= len(data_.splitlines()) + 1


def test_the_article_that_is_spoiled_is_sound() -> None:
    assert read_markdown(Article, Raw("article", "a", "a.md", ARTICLE.encode())).problems == ()
