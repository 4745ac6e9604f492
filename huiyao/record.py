"""Front matter checked against record types: every fault at once, each with its place."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from functools import cache, partial
from typing import Any, get_args, get_origin

from msgspec import Struct

from huiyao import identifier
from huiyao.field import Field, bare, fields
from huiyao.frontmatter import Mapping, Node, Scalar, Sequence
from huiyao.model import Problem, Where
from huiyao.scalar import Notes, Reference, Way, blank, nearest, scalar


class Checked(Struct, frozen=True):
    """What reading one mapping gave: its values by attribute, and all that was seen on the way."""

    values: dict[str, Any]
    problems: tuple[Problem, ...]
    references: tuple[Reference, ...]
    places: dict[str, Where]
    """Dotted key (`people.3.name`) to its place."""


def check(record: type[Struct], node: Mapping) -> Checked:
    """The values of a record as the file gives them, with every fault in them."""
    notes = Notes()
    values = _struct(notes, record, node, "")
    return Checked(values, tuple(notes.problems), tuple(notes.references), notes.places)


def made(record: type[Struct], values: dict[str, Any]) -> Struct | None:
    """The record of the values that could be read; None where a required one is not among them."""
    complete = all(field.name in values for field in fields(record) if field.required)
    return record(**values) if complete else None


@cache
def _ways(record: type[Struct]) -> MappingOf[str, tuple[Field, Way]]:
    """The keys that a record type takes, each with the way to read it."""
    return {field.key: (field, _way(field, bare(field.type))) for field in fields(record)}


def _way(field: Field, kind: Any) -> Way:
    origin = get_origin(kind)
    if origin is tuple:
        inner = bare(get_args(kind)[0])
        return partial(_sequence, field, _way(field, inner), single=inner is str)
    if origin is MappingOf:
        return partial(_mapping, get_args(kind)[1])
    return scalar(field, kind) or partial(_nested, field, kind)


def _struct(notes: Notes, record: type[Struct], node: Mapping, prefix: str) -> dict[str, Any]:
    known = _ways(record)
    values: dict[str, Any] = {}
    for key, value in node.entries:
        field, read = known.get(key.text, (None, None))
        if field is None or read is None:
            notes.fault(key.where, "key-unknown", key=key.text,
                        advice=nearest(key.text, known), keys=" ".join(known))  # fmt: skip
            continue
        if isinstance(value, Scalar) and blank(value):
            continue
        path = prefix + key.text
        notes.places[path] = value.where
        found = read(notes, value, path)
        if found is not None:
            values[field.name] = found
    for field, _ in known.values():
        if field.required and prefix + field.key not in notes.places:
            where = node.where if prefix else Where(node.where.path, 1, 1)
            notes.fault(where, "key-missing", key=field.key, meaning=field.meaning)
    return values


def _nested(field: Field, record: type[Struct], notes: Notes, node: Node, path: str) -> Any:
    if not isinstance(node, Mapping):
        return notes.fault(node.where, "want-mapping", key=field.key)
    return made(record, _struct(notes, record, node, f"{path}."))


def _sequence(field: Field, read: Way, notes: Notes, node: Node, path: str, *, single: bool) -> Any:
    """A list; of texts, one may stand without its dash."""
    if single and isinstance(node, Scalar):
        node = Sequence((node,), node.where)
    if not isinstance(node, Sequence):
        return notes.fault(node.where, "want-list", key=field.key)
    found = []
    for number, item in enumerate(node.items):
        notes.places[f"{path}.{number}"] = item.where
        if isinstance(item, Scalar) and blank(item):
            notes.fault(item.where, "item-empty", key=field.key)
        else:
            found.append(read(notes, item, f"{path}.{number}"))
    return tuple(item for item in found if item is not None)


def _mapping(record: type[Struct], notes: Notes, node: Node, path: str) -> Any:
    if not isinstance(node, Mapping):
        return notes.fault(node.where, "want-mapping", key=path)
    found = {}
    for key, value in node.entries:
        notes.places[f"{path}.{key.text}"] = key.where
        if not isinstance(value, Mapping):
            notes.fault(value.where, "want-mapping", key=key.text)
            continue
        given = {"id": key.text} if "id" in record.__struct_fields__ else {}
        if given and (refused := identifier.fault(key.text)):
            notes.fault(key.where, refused, id=key.text, limit=identifier.LONGEST)
        values = _struct(notes, record, value, f"{path}.{key.text}.")
        found[key.text] = made(record, values | given)
    return {key: value for key, value in found.items() if value is not None}
