"""YAML as nodes that know their place, and nothing that YAML can do beyond plain data.

The document is read from parser events, never composed: aliases, tags, duplicate keys, deep nesting
and a second document are refused, and every scalar stays the text that was written (no `no` that
turns into False, no date that turns into another).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import yaml
from msgspec import Struct, structs

from huiyao.messages import problem
from huiyao.model import Problem, Where

if TYPE_CHECKING:
    from huiyao.slip import Place

LIMIT = 1 << 16
"""Bytes of front matter; what is longer was not written by a person."""

DEPTH = 8
"""Levels of nesting; the content model needs four."""

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser where PyYAML was built with one: nine times faster."""

FENCE = "---"


class Scalar(Struct, frozen=True):
    """A value as written."""

    text: str
    where: Where
    plain: bool = True
    """Whether it stands without quotes, so that `~` and nothing mean no value."""

    @property
    def empty(self) -> bool:
        """Whether no value is given."""
        return self.plain and self.text in {"", "~", "null"}


class Sequence(Struct, frozen=True):
    """A list of nodes."""

    items: tuple[Node, ...]
    where: Where


class Mapping(Struct, frozen=True):
    """Keys with their nodes, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    where: Where
    twice: tuple[Problem, ...] = ()
    """Of a document: the keys that stand in it again; the first of each counts."""


Node = Scalar | Sequence | Mapping


class Parts(Struct, frozen=True):
    """A Markdown file cut at its fences."""

    front: str
    body: str
    body_line: int
    """The line that the body starts on, from 1."""


def split(text: str, path: str) -> Parts | Problem:
    """The front matter and the body of a file that opens with a line `---`."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return problem(Where(path, 1, 1), "front-missing")
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return Parts("\n".join(lines[1:index]), "\n".join(lines[index + 1 :]), index + 2)
    return problem(Where(path, 1, 1), "front-unclosed")


def parse(text: str, path: str, first_line: int = 1, limit: int = LIMIT) -> Mapping | Problem:
    """The document as nodes, or the first thing that keeps it from being plain data.

    `first_line` is the line of the file that the text starts on; `limit` is in bytes.
    """
    if len(text.encode("utf-8", "surrogatepass")) > limit:
        return problem(Where(path, first_line), "yaml-long", limit=limit // 1024)
    try:
        loader = LOADER(text)
        try:
            return _document(iter(loader.get_event, None), path, first_line)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        return _unread(error, text, path, first_line)
    except _Refused as refused:
        return refused.problem


def _unread(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """What keeps a text from being YAML, where it stands and not where the parser noticed."""
    from huiyao.slip import Stop, slip  # noqa: PLC0415  # few texts have one

    lines = text.split("\n")
    at, begun = (
        _place(getattr(error, f"{name}_mark", None), lines) for name in ("problem", "context")
    )
    what = str(getattr(error, "problem", None) or getattr(error, "reason", ""))
    if at is None:  # it reads no further than a character that no text holds
        return problem(Where(path, first_line), "yaml-syntax", what=what)
    found = slip(Stop(lines, at, begun, what))
    line, column = found.place
    return problem(Where(path, first_line + line, column + 1), found.key, **found.words)


def _place(mark: yaml.Mark | None, lines: list[str]) -> Place | None:
    """A place in the lines; YAML knows more ends of lines, and the C parser one at the very end."""
    if mark is None:
        return None
    return (mark.line, mark.column) if mark.line < len(lines) else (len(lines) - 1, len(lines[-1]))


class _Refused(Exception):  # noqa: N818  # never leaves this file: it unwinds the event loop
    def __init__(self, found: Problem) -> None:
        self.problem = found


def _document(events: Iterator[yaml.Event], path: str, first_line: int) -> Mapping:
    stack: list[tuple[list[Node], Where]] = []
    items: list[Node] = []
    twice: list[Problem] = []
    for event in events:
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            found, (items, where) = items, stack.pop()
            keyed = kind is yaml.MappingEndEvent
            items.append(_mapping(found, where, twice) if keyed else Sequence(tuple(found), where))
            continue
        mark = event.start_mark
        assert mark is not None, "the parser places every event"
        where = Where(path, first_line + mark.line, mark.column + 1)
        if isinstance(event, yaml.ScalarEvent) and not event.anchor and not event.tag:
            items.append(Scalar(event.value, where, not event.style))
            continue
        if refused := _refusal(event, where, document=bool(items), depth=len(stack)):
            raise _Refused(refused)
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append((items, where))
            items = []
    root = items[0] if items else Mapping((), Where(path, first_line, 1))
    if isinstance(root, Scalar) and root.empty:
        return Mapping((), root.where)
    if not isinstance(root, Mapping):
        raise _Refused(problem(root.where, "yaml-not-keys"))
    return structs.replace(root, twice=tuple(twice)) if twice else root


def _refusal(event: yaml.Event, where: Where, *, document: bool, depth: int) -> Problem | None:
    """Why an event is more than plain data; `document` says whether one has ended before."""
    if isinstance(event, yaml.NodeEvent):
        if event.anchor:  # an alias, or what one leads to
            return problem(where, "yaml-alias")
        if tag := getattr(event, "tag", None):
            return problem(where, "yaml-tag", tag=tag)
        if depth >= DEPTH and isinstance(event, yaml.CollectionStartEvent):
            return problem(where, "yaml-deep", depth=DEPTH)
    elif isinstance(event, yaml.DocumentStartEvent) and document:
        return problem(where, "yaml-documents")
    return None


def _mapping(items: list[Node], where: Where, twice: list[Problem]) -> Mapping:
    entries: list[tuple[Scalar, Node]] = []
    seen: dict[str, Where] = {}
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise _Refused(problem(key.where, "yaml-key"))
        if key.text in seen:
            first = seen[key.text].line
            twice.append(problem(key.where, "yaml-duplicate", key=key.text, line=first))
            continue
        seen[key.text] = key.where
        entries.append((key, value))
    return Mapping(tuple(entries), where)
