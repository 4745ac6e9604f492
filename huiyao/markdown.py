"""Markdown with editorial marks, flattened into the blocks and spans of a `Text`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from huiyao.commonmark import parsed
from huiyao.criticmark import Malformed, spans
from huiyao.messages import problem
from huiyao.model import Block, Problem, Span, Text, Where

PLAIN = re.compile(r"(?![-+:=\s]|\d{1,9}[.)](?:\s|$))[^\n\r\0\\`*_\[\]<>&{}~#|]+(?<!\s)")
"""A paragraph of one line without a sign that Markdown, or a mark, is made of."""

CROSSING = re.compile(r"^[ \t]*(?:[-+*]|\d{1,9}[.)]|`{3}|~{3})", re.MULTILINE)
"""The beginning of a list or of code, which may hold blank lines."""

PART = re.compile(r"^[ \t]*[^ \t\n].*(?:\n[ \t]*[^ \t\n].*)*", re.MULTILINE)
"""Lines that are not blank."""


class Parsed(Struct, frozen=True):
    """A text with what is wrong in it."""

    text: Text
    problems: tuple[Problem, ...] = ()


def line(text: str, where: Where) -> Parsed:
    """One line of front matter: editorial marks, no other markup."""
    found = list(spans(text))
    problems = tuple(
        problem(
            Where(where.path, where.line, where.column + item.position), item.key, mark=item.sign
        )
        for item in found
        if isinstance(item, Malformed)
    )
    kept = tuple(item for item in found if isinstance(item, Span))
    return Parsed(Text((Block("other", kept, line=where.line),)) if kept else Text(), problems)


def parse(body: str, path: str, first_line: int = 1) -> Parsed:
    """The body of a file; `first_line` is the line of the file that it starts on."""
    blocks: list[Block] = []
    faults: list[tuple[str, Problem]] = []
    number = 0
    for line, text in _parts(body, first_line):
        if PLAIN.fullmatch(text):
            number += 1
            blocks.append(Block("paragraph", (Span(text),), number, line=line, column=1))
        else:
            found, faulty = parsed(text, path, line, number)
            number = max((block.number for block in found), default=0) or number
            blocks += found
            faults += faulty
    first = next(iter(faults), None)
    # What closes nothing is the end of a mark that an earlier block left open.
    told = (one for one in faults if one is first or one[0] != "mark-unopened")
    return Parsed(Text(tuple(blocks)), tuple(problem for _, problem in told))


def _parts(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    """What stands between blank lines, with its line; the whole if something may reach across."""
    if CROSSING.search(body):
        yield first_line, body
        return
    at = 0
    for part in PART.finditer(body):
        first_line += body.count("\n", at, part.start())
        at = part.start()
        yield first_line, part.group()
