"""That the schemas take what `check` takes, and refuse what it refuses for its form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from huiyao import edtf, frontmatter, record
from huiyao.frontmatter import Mapping, Node, Scalar, Sequence
from huiyao.model import Problem
from huiyao.schema import EDTF, ID, document, records

ROOT = Path(__file__).parents[2]
KINDS = dict(records())
FOLDERS = {"articles": "article", "meetings": "meeting", "people": "person", "themes": "theme"}


@cache
def validator(name: str) -> Draft7Validator:
    """The published schema of a kind."""
    text = (ROOT / f"docs/schema/{name}.schema.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text))


def parsed(yaml: str) -> Mapping:
    """The nodes of a YAML text."""
    node = frontmatter.parse(yaml, "test.yaml")
    assert not isinstance(node, Problem), node
    return node


def seen(node: Node) -> Any:
    """A node as an editor types it: by the core schema of YAML 1.2."""
    if isinstance(node, Mapping):
        return {key.text: seen(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [seen(item) for item in node.items]
    if node.plain and node.text in {"", "~", "null", "true", "false"}:
        return {"true": True, "false": False}.get(node.text)
    if node.plain and re.fullmatch(r"[-+]?\d+", node.text):
        return int(node.text)
    return node.text


def refused(name: str, yaml: str) -> list[str]:
    """What the schema of a kind says against a text."""
    return [fault.message for fault in validator(name).iter_errors(seen(parsed(yaml)))]


def files() -> Iterator[tuple[str, Path]]:
    """Every file of the archive that has a schema, with its kind."""
    yield "site", ROOT / "content/site.yaml"
    for path in sorted((ROOT / "content/sources").glob("*.yaml")):
        yield "source", path
    for folder, kind in FOLDERS.items():
        for path in sorted((ROOT / "content" / folder).glob("*.md")):
            yield kind, path


@pytest.mark.parametrize("name", KINDS)
def test_every_schema_is_a_schema(name: str) -> None:
    Draft7Validator.check_schema(document(name, KINDS[name]))


@pytest.mark.parametrize("name", KINDS)
def test_every_key_says_what_it_is(name: str) -> None:
    def bare(schema: Any, path: str) -> Iterator[str]:
        for key, value in schema.get("properties", {}).items():
            if not value.get("description"):
                yield f"{path}.{key}"
            yield from bare(value, f"{path}.{key}")
            yield from bare(value.get("items", {}), f"{path}.{key}")

    assert list(bare(document(name, KINDS[name]), name)) == []


@pytest.mark.parametrize(("name", "path"), [*files()], ids=lambda of: getattr(of, "name", of))
def test_the_whole_archive_is_taken(name: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        parts = frontmatter.split(text, path.name)
        assert not isinstance(parts, Problem)
        text = parts.front
    assert refused(name, text) == []


FAULTY = {
    "an unknown key": ("person", "name: 甲\nnmae: 乙"),
    "a missing key": ("theme", "aliases: [甲]"),
    "a required key left empty": ("meeting", "name:"),
    "a kind of text that is none": ("article", "title: 甲\nkind: novel\nsource: a.txt"),
    "a status that is none": ("meeting", "name: 甲\nstatus: done"),
    "a list for a text": ("meeting", "name: [甲, 乙]"),
    "keys for a list": ("person", "name: 甲\naliases: {a: b}"),
    "a date in words": ("meeting", "name: 甲\ndate: 二〇二四年一月"),
    "a date with slashes": ("source", "date: 2024/01/05"),
    "a reference that is no id": ("theme", "name: 甲\nbroader: 乙"),
    "an entry without a capacity": (
        "article",
        "title: 甲\nkind: report\nsource: a\npeople:\n- {name: 乙}",
    ),
    "an entry with an unknown key": (
        "article",
        "title: 甲\nkind: report\nsource: a\npeople:\n- {name: 乙, capacity: [出席], rank: 1}",
    ),
    "furniture of no class": ("source", "furniture:\n- {text: 甲, class: advert}"),
    "a line that is no number": (
        "source",
        "furniture:\n- {text: 甲, class: page, line: 三}",
    ),
    "a source's text in its sidecar": ("source", "text: 甲"),
    "a series without a name": ("site", "title: 甲\ndescription: 乙\nseries: {a: {short: 丙}}"),
    "a capacity that half attends": (
        "site",
        "title: 甲\ndescription: 乙\ncapacities: {旁听: {label: 旁听, attends: perhaps}}",
    ),
}


@pytest.mark.parametrize("case", FAULTY)
def test_faults_of_form_are_refused_here_and_by_check(case: str) -> None:
    name, yaml = FAULTY[case]
    faults = record.check(KINDS[name], parsed(yaml))
    dangling = [one for one in faults.references if not re.fullmatch(ID, one.id)]
    assert faults.problems or dangling
    assert refused(name, yaml)


@pytest.mark.parametrize(
    "yaml",
    [
        "name: 甲\nnumber: 4",
        "name: 甲\ndate: 2024",
        "name: 甲\ndate:",
        "name: 甲\nadopted: 决议",
        "name: 甲\nadopted: [决议, 意见]",
        "name: 2024",
        'name: "true"\nvenue: ~',
    ],
)
def test_what_check_takes_is_taken(yaml: str) -> None:
    assert record.check(KINDS["meeting"], parsed(yaml)).problems == ()
    assert refused("meeting", yaml) == []


@given(st.from_regex(re.compile(r"[0-9X~?%./-]{1,24}"), fullmatch=True))
def test_no_date_that_can_be_read_is_refused(text: str) -> None:
    try:
        edtf.parse(text)
    except ValueError:
        return
    assert re.search(EDTF, text, re.ASCII)


@pytest.mark.parametrize("text", ["2024-01~", "199X", "XXXX-07-11", "2024-21", "../2024", "2024/"])
def test_dates_are_taken(text: str) -> None:
    edtf.parse(text)
    assert re.search(EDTF, text, re.ASCII)


@pytest.mark.parametrize("text", ["", "2024-1-5", "24", "2024-01-05T09:00", "about 2024", "..."])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        edtf.parse(text)
    assert not re.search(EDTF, text, re.ASCII)


def test_a_scalar_is_typed_as_an_editor_does() -> None:
    node = parsed('a: 1\nb: "1"\nc: true\nd: 2024-01-05\ne: ~\nf: no')
    assert isinstance(node.entries[0][1], Scalar)
    assert seen(node) == {"a": 1, "b": "1", "c": True, "d": "2024-01-05", "e": None, "f": "no"}
