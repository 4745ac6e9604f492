"""The reference of the content model in `docs/`, written from the record types.

`python -m huiyao.reference` brings it up to date; a test says when it is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml
from msgspec import Struct

from huiyao import edtf, messages
from huiyao.field import Field, bare, fields
from huiyao.model import Text
from huiyao.schema import document, records

ROOT = Path(__file__).parent.parent
MODEL = "docs/content-model.md"
CHINESE = messages.FOLDER / "fields/zh.yaml"

WORDS: dict[Any, str] = {
    str: "a text",
    Text: "a text, with marks or without",
    edtf.Date: "a date in EDTF",
    int: "a number",
    bool: "`true` or `false`",
}
"""Type of a plain value to what a writer calls it."""

TABLE = re.compile(r"(<!-- fields of (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
"""The place of a table: what it is of, as `article` or `article.people`."""


def files(root: Path) -> Iterator[tuple[str, str]]:
    """The path and the text of each file: a schema for each record, the page with the tables."""
    for name, kind in records():
        text = json.dumps(document(name, kind), ensure_ascii=False, indent=2) + "\n"
        yield f"docs/schema/{name}.schema.json", text
    yield MODEL, TABLE.sub(tabled, (root / MODEL).read_text(encoding="utf-8"))


def tabled(place: re.Match[str]) -> str:
    """The place of a table with its table."""
    opening, name, close = place.groups()
    return f"{opening}{table(found(name))}{close}"


def found(name: str) -> type[Struct]:
    """The record type at a dotted name: that of a kind, then of a key that holds records."""
    first, *keys = name.split(".")
    kind = dict(records())[first]
    for key in keys:
        kind = next(held(next(field for field in fields(kind) if field.key == key)))
    return kind


def held(field: Field) -> Iterator[type[Struct]]:
    """The record type of a key's values, where they have keys of their own."""
    kind = bare(field.type)
    yield from filter(is_record, [kind, *map(bare, get_args(kind))])


def table(kind: type[Struct]) -> str:
    """The keys of a record type as a Markdown table."""
    chinese = yaml.safe_load(CHINESE.read_text(encoding="utf-8"))[kind.__name__]
    rows = ["| key | takes | if left out | meaning | 含义 |", "|---|---|---|---|---|"]
    for field in fields(kind):
        takes, meaning = value(field, bare(field.type)), chinese[field.key]
        row = (f"`{field.key}`", takes, absent(field), field.description, meaning)
        rows.append(f"| {' | '.join(row)} |")
    return "\n".join(rows) + "\n"


def value(field: Field, kind: Any) -> str:
    """What a key takes, in words."""
    origin = get_origin(kind)
    if origin is tuple:
        inner = bare(get_args(kind)[0])
        several = "a list; each item has keys of its own"
        return several if is_record(inner) else f"{value(field, inner)}; or a list"
    if origin is Mapping:
        return "ids; each has keys of its own"
    if origin is Literal:
        return " or ".join(f"`{choice}`" for choice in get_args(kind))
    if is_record(kind):
        return "keys of its own"
    if field.refers:
        return f"the {'name' if field.refers == 'source' else 'id'} of a {field.refers}"
    if field.choices:
        return f"a word of the list `{field.choices}`"
    return WORDS[kind]


def is_record(kind: Any) -> bool:
    """Whether values of a type have keys of their own."""
    return kind not in WORDS and isinstance(kind, type) and issubclass(kind, Struct)


def absent(field: Field) -> str:
    """What holds where a key is left out."""
    if field.required:
        return "**required**"
    if isinstance(field.default, bool):
        return f"`{json.dumps(field.default)}`"
    return f"`{field.default}`" if field.default else ""


def main() -> None:
    """Write every file that is not current."""
    for path, text in files(ROOT):
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
