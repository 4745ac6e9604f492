"""JSON Schemas (draft 7) of what is written by hand, drawn from the record types.

They say what `record.check` says, as far as a schema can: an editor completes keys and underlines
mistakes while they are made. That references lead somewhere, only `check` knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct

from huiyao import capacities, edtf
from huiyao.field import Field, bare, fields
from huiyao.kinds import kinds
from huiyao.model import Text
from huiyao.records.site import Site

Schema = dict[str, Any]

DIALECT = "http://json-schema.org/draft-07/schema#"
"""Draft 7, which the YAML extensions of editors know; nothing later is needed."""

ID = "^[a-z0-9]+(-[a-z0-9]+)*$"

_POINT = r"(\d{4}|\d{3}X|XXXX)(-(\d\d|XX)(-(\d\d|XX))?)?[~?%]?"
EDTF = rf"^({_POINT}|({_POINT}|\.\.)?/({_POINT}|\.\.)?)$"
"""The shape of a date; whether there is such a day, `check` says."""

LISTS = {"capacity": capacities.default()}
"""The closed lists by name, as the tool brings them."""


def records() -> Iterator[tuple[str, type[Struct]]]:
    """What is written by hand, by name: the archive itself, then every kind that has a record."""
    yield "site", Site
    for kind in kinds():
        if kind.record is not None:
            yield kind.name, kind.record


def document(name: str, record: type[Struct]) -> Schema:
    """The schema of a whole file's keys."""
    return {"$schema": DIALECT, "title": name, **of(record)}


def of(record: type[Struct]) -> Schema:
    """The schema of one mapping: its keys, and no others."""
    known = fields(record)
    return {
        "description": summary(record),
        "type": "object",
        "properties": {field.key: described(field) for field in known},
        "required": [field.key for field in known if field.required],
        "additionalProperties": False,
    }


def summary(record: type[Struct]) -> str:
    """What the record type is, in a sentence."""
    assert record.__doc__ is not None, "every record says what it is"
    return record.__doc__.strip().split("\n\n")[0]


def described(field: Field) -> Schema:
    """The schema of one key's value; that of an optional key may be left empty."""
    found = value(field, bare(field.type))
    return {"description": field.description, **(found if field.required else optional(found))}


def optional(found: Schema) -> Schema:
    """The schema that takes no value, too."""
    if "enum" in found:
        return found | {"enum": [*found["enum"], None]}
    if "anyOf" in found:
        return {"anyOf": [*found["anyOf"], {"type": "null"}]}
    types = found["type"] if isinstance(found["type"], list) else [found["type"]]
    return found | {"type": [*types, "null"]}


def value(field: Field, kind: Any) -> Schema:
    """The schema of a value of a type, as YAML reads it: text may look like a number."""
    origin = get_origin(kind)
    if origin is tuple:
        return row(value(field, bare(get_args(kind)[0])))
    if origin is MappingOf:
        return {"type": "object", "additionalProperties": of(get_args(kind)[1])}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if kind is edtf.Date:
        return {"type": ["string", "integer"], "pattern": EDTF}
    if kind is int:
        return {"type": "integer", "minimum": 0}
    if kind is bool:
        return {"type": "boolean"}
    if isinstance(kind, type) and issubclass(kind, Struct) and kind is not Text:
        return of(kind)
    assert kind in {str, Text}, f"no schema for {kind}"
    return text(field)


def row(item: Schema) -> Schema:
    """A list; of texts, one may stand without its dash."""
    listed = {"type": "array", "items": item}
    return listed if item.get("type") == "object" else {"anyOf": [item, listed]}


def text(field: Field) -> Schema:
    """A text, an id, or a word of a list that the archive may add to."""
    if field.choices:
        return {"anyOf": [{"enum": list(LISTS[field.choices])}, {"type": "string"}]}
    if field.refers and field.refers != "source":
        return {"type": "string", "pattern": ID}
    if field.pattern:
        return {"type": "string", "pattern": field.pattern}
    plain: Schema = {"type": ["string", "number", "boolean"]}
    return plain | {"pattern": field.pattern} if field.pattern else plain
