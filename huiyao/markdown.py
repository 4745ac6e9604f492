"""Markdown with editorial marks, flattened into the blocks and spans of a `Text`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from msgspec import Struct

from huiyao.criticmark import Malformed, parse_mark, spans
from huiyao.crosslink import canonical
from huiyao.messages import problem
from huiyao.model import Block, Mark, Problem, Span, Text, Where

STYLES = {"em_open": "em", "strong_open": "strong", "s_open": "s"}
"""Inline elements that a span may stand in."""

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


def critic(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """The inline rule of markdown-it that reads a mark as one token, whole or malformed."""
    found = parse_mark(state.src, state.pos)
    if found is None:
        return False
    if isinstance(found, Malformed):
        kind, content, end = "malformed", found.sign, state.pos + len(found.sign)
    else:
        kind, content, end = "mark", "", found[1]
    if not silent:
        token = state.push(kind, "", 0)
        token.content, token.meta = content, {"found": found}
    state.pos = end
    return True


@cache
def parser() -> MarkdownIt:
    """CommonMark without raw HTML or images, with tables and the editorial marks.

    Images and HTML are off because an article is text: nothing in it may load or run anything.
    Entities and link definitions are off because they make the text another than is written;
    indented code, because sources open paragraphs with wide spaces; underlined headings, because
    a stray dash below a paragraph would make it one.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.disable(["image", "html_block", "html_inline", "autolink"])
    markdown.disable(["entity", "reference", "code", "lheading"])
    markdown.inline.ruler.before("emphasis", "critic", critic)
    return markdown


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
            blocks.append(Block("paragraph", (Span(text),), number, line=line))
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


def parsed(
    text: str, path: str, first_line: int = 1, number: int = 0
) -> tuple[list[Block], list[tuple[str, Problem]]]:
    """A text as markdown-it reads it, after so many paragraphs: blocks, and faults by their key."""
    blocks: list[Block] = []
    faults: list[tuple[str, Problem]] = []
    lines = text.split("\n")
    opened: list[str] = []
    tokens = parser().parse(text, {})
    for index, token in enumerate(tokens):
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "inline":
            if fault := _malformed(token, lines, path, first_line):
                faults.append(fault)
            runs = tuple(_runs(token.children or [], path))
            kind = tokens[index - 1].type
            top = token.level == 1
            if kind == "paragraph_open" and top:
                numbered = any(span.source or span.text for span in runs)
                number += numbered
                block = Block("paragraph", runs, number if numbered else 0, line=line)
            elif kind == "heading_open" and top:
                level = tokens[index - 1].tag
                block = Block("heading", runs, 0, f"<{level}>", f"</{level}>", line)
            else:
                block = Block("other", runs, 0, "".join(opened), "", line)
                opened.clear()
            blocks.append(block)
        elif token.type in {"fence", "code_block", "hr"}:
            blocks.append(Block("other", (Span(token.content),), 0, "".join(opened), "", line))
            opened.clear()
        elif not (token.level == 0 and token.type.startswith(("paragraph", "heading"))):
            _structure(token, blocks, opened)
    return blocks, faults


def _structure(token: Token, blocks: list[Block], opened: list[str]) -> None:
    """Keep the tags of lists, quotations and tables beside the text that they hold, if any."""
    if token.hidden or not token.tag:
        return
    if token.nesting >= 0:
        opened.append(f"<{token.tag}>")
    elif opened:
        opened.pop()
    else:
        last = blocks[-1]
        blocks[-1] = Block(
            last.kind,
            last.spans,
            last.number,
            last.before,
            f"{last.after}</{token.tag}>",
            last.line,
        )


def _runs(tokens: list[Token], path: str) -> Iterator[Span]:
    styles: list[str] = []
    links: list[str] = []
    for index, token in enumerate(tokens):
        if token.type in STYLES:
            styles.append(STYLES[token.type])
        elif token.type == "link_open":
            links.append(canonical(str(token.attrGet("href") or ""), path))
        elif token.type == "link_close":
            links.pop()
        elif token.nesting < 0:
            styles.pop()
        elif token.type == "mark":
            mark: Mark = token.meta["found"][0]
            yield Span(mark.reading, " ".join(styles), links[-1] if links else "", mark)
        else:
            text = _joint(tokens, index) if token.type.endswith("break") else token.content
            style = " ".join([*styles, "code"]) if token.type == "code_inline" else " ".join(styles)
            if text:
                yield Span(text, style, links[-1] if links else "")


def _joint(tokens: list[Token], index: int) -> str:
    """What a line break stands for: a space, but nothing between Chinese characters."""
    rest = (tokens[n].content for n in range(index + 1, len(tokens)))
    after = next((content[0] for content in rest if content), "")
    beside = tokens[index - 1].content[-1:] + after
    return " " if beside.isascii() else ""


def _malformed(
    token: Token, lines: list[str], path: str, first_line: int
) -> tuple[str, Problem] | None:
    """The first mark of a block that cannot be read: the key of its message, and the problem."""
    found = next((t.meta["found"] for t in token.children or [] if t.type == "malformed"), None)
    if found is None:
        return None
    start = token.map[0] if token.map else 0
    before = token.content[: found.position]
    offset = before.count("\n")
    inner = found.position - (before.rfind("\n") + 1)
    # What Markdown cut off the line: white space, the signs of a list, other cells of a table.
    indent = max(lines[start + offset].find(token.content.split("\n")[offset]), 0)
    where = Where(path, first_line + start + offset, indent + inner + 1)
    return found.key, problem(where, found.key, mark=found.sign)
