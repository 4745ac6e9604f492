"""Front matter checked against record types: every fault at once, each with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from collections.abc import Mapping as MappingOf
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct

from huiyao import edtf, identifier, markdown
from huiyao.field import Field, bare, fields
from huiyao.frontmatter import Mapping, Node, Scalar, Sequence
from huiyao.messages import problem, say
from huiyao.model import Problem, Text, Where
from huiyao.visible import visible


class Reference(Struct, frozen=True):
    """A value that must be the id of something that exists, or a word of a closed list."""

    target: str
    """The kind that it refers to, or the name of the list."""
    id: str
    where: Where


class Checked(Struct, frozen=True):
    """What reading one mapping gave: its values by attribute, and all that was seen on the way."""

    values: dict[str, Any]
    problems: tuple[Problem, ...]
    references: tuple[Reference, ...]
    places: dict[str, Where]
    """Dotted key (`people.3.name`) to its place."""


def check(record: type[Struct], node: Mapping) -> Checked:
    """The values of a record as the file gives them, with every fault in them."""
    reader = _Reader()
    values = reader.struct(record, node, "")
    return Checked(values, tuple(reader.problems), tuple(reader.references), reader.places)


def made(record: type[Struct], values: dict[str, Any]) -> Struct | None:
    """The record of the values that could be read; None where a required one is not among them."""
    complete = all(field.name in values for field in fields(record) if field.required)
    return record(**values) if complete else None


def blank(node: Scalar) -> bool:
    """Whether a scalar gives no value: `~`, nothing, or quotes around nothing."""
    return node.empty or not node.text.strip()


def nearest(word: str, known: Collection[str]) -> str:
    """The advice “; did you mean …?”, empty where nothing is close."""
    likeness = 0.5 if len(word) < 4 else 0.6  # one character of two may be wrong
    close = difflib.get_close_matches(word, list(known), 1, likeness)
    return say("did-you-mean", word=close[0]) if close else ""


class _Reader:
    """The state of one pass over a file's nodes."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.references: list[Reference] = []
        self.places: dict[str, Where] = {}

    def fault(self, where: Where, key: str, /, **words: object) -> None:
        self.problems.append(problem(where, key, **words))

    def struct(self, record: type[Struct], node: Mapping, prefix: str) -> dict[str, Any]:
        known = {field.key: field for field in fields(record)}
        values: dict[str, Any] = {}
        for key, value in node.entries:
            field = known.get(key.text)
            if field is None:
                self.fault(key.where, "key-unknown", key=key.text,
                           advice=nearest(key.text, known), keys=" ".join(known))  # fmt: skip
                continue
            if isinstance(value, Scalar) and blank(value):
                continue
            self.places[prefix + key.text] = value.where
            found = self.value(field, bare(field.type), value, prefix + key.text)
            if found is not None:
                values[field.name] = found
        for field in known.values():
            given = prefix + field.key in self.places
            if field.required and not given:
                where = node.where if prefix else Where(node.where.path, 1, 1)
                self.fault(where, "key-missing", key=field.key, meaning=field.meaning)
        return values

    def value(self, field: Field, kind: Any, node: Node, path: str) -> Any:
        origin = get_origin(kind)
        if origin is tuple:
            return self.sequence(field, get_args(kind)[0], node, path)
        if origin is MappingOf:
            return self.mapping(get_args(kind)[1], node, path)
        if isinstance(kind, type) and issubclass(kind, Struct) and kind not in {Text, edtf.Date}:
            if not isinstance(node, Mapping):
                return self.fault(node.where, "want-mapping", key=field.key)
            return self.build(kind, node, f"{path}.")
        if not isinstance(node, Scalar):
            return self.fault(node.where, "want-text", key=field.key)
        return self.scalar(field, kind, node)

    def build(self, kind: type[Struct], node: Mapping, prefix: str, **given: str) -> Any:
        return made(kind, self.struct(kind, node, prefix) | given)

    def sequence(self, field: Field, kind: Any, node: Node, path: str) -> Any:
        inner = bare(kind)
        if isinstance(node, Scalar) and inner is str:
            node = Sequence((node,), node.where)
        if not isinstance(node, Sequence):
            return self.fault(node.where, "want-list", key=field.key)
        found = []
        for number, item in enumerate(node.items):
            self.places[f"{path}.{number}"] = item.where
            if isinstance(item, Scalar) and blank(item):
                self.fault(item.where, "item-empty", key=field.key)
            else:
                found.append(self.value(field, inner, item, f"{path}.{number}"))
        return tuple(item for item in found if item is not None)

    def mapping(self, kind: type[Struct], node: Node, path: str) -> Any:
        if not isinstance(node, Mapping):
            return self.fault(node.where, "want-mapping", key=path)
        found = {}
        for key, value in node.entries:
            self.places[f"{path}.{key.text}"] = key.where
            if not isinstance(value, Mapping):
                self.fault(value.where, "want-mapping", key=key.text)
                continue
            given = {"id": key.text} if "id" in kind.__struct_fields__ else {}
            if given and (refused := identifier.fault(key.text)):
                self.fault(key.where, refused, id=key.text, limit=identifier.LONGEST)
            found[key.text] = self.build(kind, value, f"{path}.{key.text}.", **given)
        return {key: value for key, value in found.items() if value is not None}

    def scalar(self, field: Field, kind: Any, node: Scalar) -> Any:
        text = node.text.strip()
        if visible(text) != text:
            return self.fault(node.where, "text-control", key=field.key)
        if field.refers or field.choices:
            self.references.append(Reference(field.refers or field.choices, text, node.where))
        if kind is Text:
            quote = 0 if node.plain else 1
            place = Where(node.where.path, node.where.line, node.where.column + quote)
            parsed = markdown.line(text, place)
            self.problems.extend(parsed.problems)
            return parsed.text
        if kind is edtf.Date:
            try:
                return edtf.parse(text)
            except ValueError:
                return self.fault(node.where, "date-bad", key=field.key, text=text)
        if kind is int:
            if text.isascii() and text.isdigit() and len(text) < 10:
                return int(text)
            return self.fault(node.where, "want-number", key=field.key, text=text)
        if kind is bool:
            if text in {"true", "false"}:
                return text == "true"
            return self.fault(node.where, "want-boolean", key=field.key, text=text)
        if get_origin(kind) is Literal and text not in get_args(kind):
            choices = get_args(kind)
            return self.fault(node.where, "choice-unknown", key=field.key, text=text,
                              advice=nearest(text, choices), choices=" ".join(choices))  # fmt: skip
        if field.pattern and not re.search(field.pattern, text):
            return self.fault(node.where, "want-form", key=field.key, text=text,
                              meaning=field.meaning)  # fmt: skip
        return text
