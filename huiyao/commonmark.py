"""What markdown-it reads of a text: its blocks, with the editorial marks in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from msgspec import structs

from huiyao.criticmark import Malformed, parse_mark
from huiyao.crosslink import canonical
from huiyao.messages import problem
from huiyao.model import Block, Mark, Problem, Span, Where

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

STYLES = {"em_open": "em", "strong_open": "strong", "s_open": "s"}
"""Inline elements that a span may stand in."""


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
    from markdown_it import MarkdownIt  # noqa: PLC0415  # large: only when it is needed

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.disable(["image", "html_block", "html_inline", "autolink"])
    markdown.disable(["entity", "reference", "code", "lheading"])
    markdown.inline.ruler.before("emphasis", "critic", critic)
    return markdown


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
            plain = runs == (Span(token.content),)
            column = lines[line - first_line].find(token.content) + 1 if plain else 0
            kind = tokens[index - 1].type
            top = token.level == 1
            if kind == "paragraph_open" and top:
                numbered = any(span.source or span.text for span in runs)
                number += numbered
                own = number if numbered else 0
                block = Block("paragraph", runs, own, line=line, column=column)
            elif kind == "heading_open" and top:
                level = tokens[index - 1].tag
                block = Block("heading", runs, 0, f"<{level}>", f"</{level}>", line, column)
            else:
                block = Block("other", runs, 0, "".join(opened), "", line, column)
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
        blocks[-1] = structs.replace(last, after=f"{last.after}</{token.tag}>")


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
