"""What a scalar of front matter says, read as a value of its key's type."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct

from huiyao import edtf, markdown
from huiyao.field import Field
from huiyao.frontmatter import Node, Scalar
from huiyao.messages import problem, say
from huiyao.model import Problem, Text, Where
from huiyao.visible import visible


class Reference(Struct, frozen=True):
    """A value that must be the id of something that exists, or a word of a closed list."""

    target: str
    """The kind that it refers to, or the name of the list."""
    id: str
    where: Where


class Notes:
    """What one pass over a file's nodes leaves beside their values."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.references: list[Reference] = []
        self.places: dict[str, Where] = {}

    def fault(self, where: Where, key: str, /, **words: object) -> None:
        """Note a fault, for which there is no value."""
        self.problems.append(problem(where, key, **words))


Way = Callable[[Notes, Node, str], Any]
"""How the value of a key is read from its node, whose dotted key is given; None for a fault."""

Read = Callable[[Notes, Scalar, str], Any]
"""How what a scalar says, without the space around it, is read."""


def blank(node: Scalar) -> bool:
    """Whether a scalar gives no value: `~`, nothing, or quotes around nothing."""
    return node.empty or not node.text.strip()


def nearest(word: str, known: Collection[str]) -> str:
    """The advice “; did you mean …?”, empty where nothing is close."""
    from difflib import get_close_matches  # noqa: PLC0415  # hardly ever wanted

    likeness = 0.5 if len(word) < 4 else 0.6  # one character of two may be wrong
    close = get_close_matches(word, list(known), 1, likeness)
    return say("did-you-mean", word=close[0]) if close else ""


def scalar(field: Field, kind: Any) -> Way | None:
    """The way to read a key whose values are scalars of a type; None where they are none."""
    if get_origin(kind) is Literal:
        return partial(_scalar, field, partial(_choice, field, get_args(kind)))
    return partial(_scalar, field, partial(_READ[kind], field)) if kind in _READ else None


def _scalar(field: Field, read: Read, notes: Notes, node: Node, _path: str) -> Any:
    if not isinstance(node, Scalar):
        return notes.fault(node.where, "want-text", key=field.key)
    text = node.text.strip()
    if not text.isprintable() and visible(text) != text:
        return notes.fault(node.where, "text-control", key=field.key)
    if field.refers or field.choices:
        notes.references.append(Reference(field.refers or field.choices, text, node.where))
    return read(notes, node, text)


def _text(_field: Field, notes: Notes, node: Scalar, text: str) -> Text:
    quote = 0 if node.plain else 1
    place = Where(node.where.path, node.where.line, node.where.column + quote)
    parsed = markdown.line(text, place)
    notes.problems.extend(parsed.problems)
    return parsed.text


def _date(field: Field, notes: Notes, node: Scalar, text: str) -> Any:
    try:
        return edtf.parse(text)
    except ValueError:
        return notes.fault(node.where, "date-bad", key=field.key, text=text)


def _number(field: Field, notes: Notes, node: Scalar, text: str) -> Any:
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    return notes.fault(node.where, "want-number", key=field.key, text=text)


def _boolean(field: Field, notes: Notes, node: Scalar, text: str) -> Any:
    if text in {"true", "false"}:
        return text == "true"
    return notes.fault(node.where, "want-boolean", key=field.key, text=text)


def _choice(field: Field, choices: Any, notes: Notes, node: Scalar, text: str) -> Any:
    if text in choices:
        return _words(field, notes, node, text)
    return notes.fault(node.where, "choice-unknown", key=field.key, text=text,
                       advice=nearest(text, choices), choices=" ".join(choices))  # fmt: skip


def _words(field: Field, notes: Notes, node: Scalar, text: str) -> Any:
    if field.pattern and not re.search(field.pattern, text):
        return notes.fault(node.where, "want-form", key=field.key, text=text,
                           meaning=field.meaning)  # fmt: skip
    return text


_READ: Mapping[Any, Callable[[Field, Notes, Scalar, str], Any]] = {
    str: _words, Text: _text, edtf.Date: _date, int: _number, bool: _boolean
}  # fmt: skip
