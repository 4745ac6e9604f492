"""One content file read into its record, with everything wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from huiyao import frontmatter, markdown, record
from huiyao.messages import problem
from huiyao.model import Item, Problem, Where
from huiyao.scalar import Reference
from huiyao.visible import HIDDEN, code

CONFLICT = re.compile(r"^<{7}(?: .*)?\n(?:.*\n)*?>{7}(?: .*)?$", re.MULTILINE)
"""Two versions side by side, see git-merge(1)."""


class Raw(Struct, frozen=True):
    """A content file's bytes; a source brings those of its sidecar."""

    kind: str
    id: str
    path: str
    """Relative to the project, as problems name it."""
    data: bytes
    sidecar: bytes | None = None


class Loaded(Struct, frozen=True):
    """What reading one file gave; no item where the record cannot be built."""

    item: Item | None = None
    problems: tuple[Problem, ...] = ()
    references: tuple[Reference, ...] = ()


def decode(data: bytes, path: str) -> str | tuple[Problem, ...]:
    """The text of a file that must be UTF-8, its lines ended by line feeds; or why it is none.

    A byte order mark is allowed; characters that no one sees are not, nor what git could not merge.
    """
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = HIDDEN.search(text)
    if found is None:
        return tuple(conflicts(text, path)) or text
    line = text.count("\n", 0, found.start()) + 1
    where = Where(path, line, found.start() - text.rfind("\n", 0, found.start()))
    if "\udc80" <= found.group() <= "\udcff":
        return (problem(where, "file-encoding"),)
    return (problem(where, "file-hidden", code=code(found.group())),)


def conflicts(text: str, path: str) -> Iterator[Problem]:
    """The places where git has left two versions side by side."""
    for found in CONFLICT.finditer(text) if "<<<<<<<" in text else ():
        first, last = (text.count("\n", 0, at) + 1 for at in found.span())
        yield problem(Where(path, first, 1), "file-conflict", last=last)


def read_markdown(kind: type[Struct], raw: Raw) -> Loaded:
    """The record of a Markdown file with front matter."""
    text = decode(raw.data, raw.path)
    if not isinstance(text, str):
        return Loaded(problems=text)
    parts = frontmatter.split(text, raw.path)
    if isinstance(parts, Problem):
        return Loaded(problems=(parts,))
    node = frontmatter.parse(parts.front, raw.path, 2)
    body = markdown.parse(parts.body, raw.path, parts.body_line)
    if isinstance(node, Problem):
        return Loaded(problems=(node, *body.problems))
    return build(kind, node, raw, {"id": raw.id, "body": body.text}, body.problems)


def read_yaml(
    kind: type[Struct], raw: Raw, data: bytes, limit: int, given: dict[str, Any]
) -> Loaded:
    """The record of a YAML file, with the fields that the file does not hold."""
    text = decode(data, raw.path)
    if not isinstance(text, str):
        return Loaded(problems=text)
    node = frontmatter.parse(text, raw.path, 1, limit)
    if isinstance(node, Problem):
        return Loaded(problems=(node,))
    return build(kind, node, raw, given)


def build(
    kind: type[Struct],
    node: frontmatter.Mapping,
    raw: Raw,
    given: dict[str, Any],
    found: tuple[Problem, ...] = (),
) -> Loaded:
    """The record of nodes that were read, together with the problems found before.

    A faulty one is made, too, where it can be: what refers to it can then be judged.
    """
    checked = record.check(kind, node)
    problems = (*node.twice, *checked.problems, *found)
    made = record.made(kind, given | checked.values)
    item = None if made is None else Item(made, raw.path, checked.places)
    return Loaded(item, problems, checked.references)
