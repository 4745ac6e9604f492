r"""Editorial marks in CriticMarkup, as the archive uses them.

The five marks and their delimiters are those of the CriticMarkup specification (criticmarkup.com,
2013). Ours is stricter: marks do not nest, do not cross a paragraph, and `{==…==}` is a doubt.
A comment directly after a mark is the note of that mark; a comment on its own is a gap. Before a
sign of ASCII a backslash takes its meaning: `\{++` opens no mark, `++\}` closes none.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from msgspec import Struct

from huiyao.model import Mark, MarkKind, Span

DELIMITERS: dict[str, tuple[str, MarkKind]] = {
    "{~~": ("~~}", "correction"),
    "{==": ("==}", "doubt"),
    "{--": ("--}", "surplus"),
    "{++": ("++}", "addition"),
    "{>>": ("<<}", "gap"),
}
ARROW = "~>"
CLOSINGS = tuple(closing for closing, _ in DELIMITERS.values())

_ESCAPE = re.compile(rf"\\([{re.escape(string.punctuation)}])")
_TOKEN = re.compile(rf"{_ESCAPE.pattern}|" + "|".join(map(re.escape, (*DELIMITERS, *CLOSINGS))))
_ARROW = re.compile(rf"{_ESCAPE.pattern}|{ARROW}")
_SPECIAL = re.compile(r"[\\{}~]")
"""What can take part in a delimiter."""


class Malformed(Struct, frozen=True):
    """A mark that cannot be read: the key of its message and where it stands."""

    key: str
    position: int
    sign: str


def parse_mark(text: str, start: int) -> tuple[Mark, int] | Malformed | None:
    """The mark that opens at an offset and the offset after it (its note included).

    None where no mark opens there. What closes no mark is malformed, too.
    """
    sign = text[start : start + 3]
    if sign in CLOSINGS:
        return Malformed("mark-unopened", start, sign)
    if sign not in DELIMITERS:
        return None
    end = _content(text, start)
    if isinstance(end, Malformed):
        return end
    content = text[start + 3 : end]
    closing, kind = DELIMITERS[sign]
    end += len(closing)
    if kind == "gap":
        return Mark("gap", note=_literal(content).strip()), end
    note = ""
    if text.startswith("{>>", end):
        last = _content(text, end)
        if isinstance(last, Malformed):
            return last
        note, end = _literal(text[end + 3 : last]).strip(), last + 3
    if kind == "correction":
        arrows = [found.start() for found in _ARROW.finditer(content) if found.group() == ARROW]
        readings = (content[: arrows[0]], content[arrows[0] + 2 :]) if len(arrows) == 1 else ("",)
        if not all(readings):
            return Malformed("mark-arrow", start, sign)
        source, reading = map(_literal, readings)
        return Mark("correction", source, reading, note), end
    words = _literal(content)
    source = "" if kind == "addition" else words
    reading = "" if kind == "surplus" else words
    return Mark(kind, source, reading, note), end


def _content(text: str, start: int) -> int | Malformed:
    """The offset at which the mark that opens at `start` closes."""
    sign = text[start : start + 3]
    closing = DELIMITERS[sign][0]
    for token in _TOKEN.finditer(text, start + 3):
        if token.group() == closing:
            empty = not text[start + 3 : token.start()].strip()
            return Malformed("mark-empty", start, sign) if empty else token.start()
        if token.group() in DELIMITERS:
            return Malformed("mark-nested", start, sign)
    return Malformed("mark-unclosed", start, sign)


def _literal(text: str) -> str:
    """The words that a text with backslashes writes."""
    return _ESCAPE.sub(r"\1", text)


def spans(text: str) -> Iterator[Span | Malformed]:
    """A line of text without other markup, as spans; of what cannot be read, only the first."""
    plain: list[str] = []
    at, sound = 0, True
    for token in _TOKEN.finditer(text):
        if token.start() < at:
            continue
        plain.append(text[at : token.start()])
        at = token.end()
        found = parse_mark(text, token.start())
        if isinstance(found, tuple):
            if words := "".join(plain):
                yield Span(words)
            plain.clear()
            mark, at = found
            yield Span(mark.reading, mark=mark)
        else:
            plain.append(_literal(token.group()))
            if found is not None and sound:
                yield found
                sound = False
    if words := "".join((*plain, text[at:])):
        yield Span(words)


def write(mark: Mark) -> str:
    """The mark as CriticMarkup: what `parse_mark` reads back."""
    source, reading, note = (
        _SPECIAL.sub(r"\\\g<0>", words) for words in (mark.source, mark.reading, mark.note)
    )
    note = f"{{>>{note}<<}}"
    match mark.kind:
        case "gap":
            return note
        case "correction":
            body = f"{{~~{source}{ARROW}{reading}~~}}"
        case "doubt":
            body = f"{{=={source}==}}"
        case "surplus":
            body = f"{{--{source}--}}"
        case "addition":
            body = f"{{++{reading}++}}"
    return body + (note if mark.note else "")
