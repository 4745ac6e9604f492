"""That the written reference of the content model is what the records say."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from huiyao import reference
from huiyao.field import fields
from huiyao.records.article import Article, Entry
from huiyao.records.site import Series

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("path", "text"), [*reference.files(ROOT)])
def test_every_file_is_current(path: str, text: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == text, "run python -m huiyao.reference"


def test_no_schema_is_left_over() -> None:
    written = {path for path, _ in reference.files(ROOT)}
    standing = {p.relative_to(ROOT).as_posix() for p in (ROOT / "docs/schema").iterdir()}
    assert standing == written - {reference.MODEL}


def test_every_kind_of_mapping_has_its_table() -> None:
    page = (ROOT / reference.MODEL).read_text(encoding="utf-8")
    tables = [found.group(2) for found in reference.TABLE.finditer(page)]
    kinds = {reference.found(name) for name in tables}
    inside = {held for kind in kinds for field in fields(kind) for held in reference.held(field)}
    assert len(tables) == len(kinds)
    assert inside <= kinds


@pytest.mark.parametrize(
    ("name", "kind"), [("article", Article), ("article.people", Entry), ("site.series", Series)]
)
def test_a_dotted_name_finds_its_record(name: str, kind: type) -> None:
    assert reference.found(name) is kind


def test_every_key_is_explained_in_chinese() -> None:
    chinese = yaml.safe_load(reference.CHINESE.read_text(encoding="utf-8"))
    page = (ROOT / reference.MODEL).read_text(encoding="utf-8")
    kinds = {reference.found(found.group(2)) for found in reference.TABLE.finditer(page)}
    stated = {kind.__name__: [field.key for field in fields(kind)] for kind in kinds}
    assert {name: list(keys) for name, keys in chinese.items()} == stated


def test_a_table_says_what_each_key_takes() -> None:
    rows = reference.table(Article).splitlines()
    assert len(rows) == 2 + len(fields(Article))
    assert rows[2].startswith("| `title` | a text, with marks or without | **required** | The head")
    assert "| `status` | `draft` or `reviewed` | `draft` |" in rows[-1]
    assert "| `source` | the name of a source; or a list | **required** |" in rows[6]
