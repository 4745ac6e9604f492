r"""Editorial marks in CriticMarkup, as the archive uses them.

The five marks and their delimiters are those of the CriticMarkup specification (criticmarkup.com,
2013). Ours is stricter: marks do not nest, do not cross a paragraph, and `{==…==}` is a doubt.
A comment directly after a mark is the note of that mark; a comment on its own is a gap. `\{`
writes a brace that opens no mark.
"""

from __future__ import annotations

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


class Malformed(Struct, frozen=True):
    """A mark that cannot be read: the key of its message and where it opens."""

    key: str
    position: int
    opening: str


def parse_mark(text: str, start: int) -> tuple[Mark, int] | Malformed | None:
    """The mark that opens at an offset and the offset after it (its note included).

    None where no mark opens there.
    """
    opening = text[start : start + 3]
    if opening not in DELIMITERS:
        return None
    closing, kind = DELIMITERS[opening]
    end = text.find(closing, start + 3)
    if end < 0:
        return Malformed("mark-unclosed", start, opening)
    content = text[start + 3 : end]
    end += 3
    if any(nested in content for nested in DELIMITERS):
        return Malformed("mark-nested", start, opening)
    if not content.strip():
        return Malformed("mark-empty", start, opening)
    if kind == "gap":
        return Mark("gap", note=content.strip()), end
    note, end = _note(text, end)
    match kind:
        case "correction":
            source, arrow, reading = content.partition(ARROW)
            if not arrow or not source or not reading or ARROW in reading:
                return Malformed("mark-arrow", start, opening)
            return Mark("correction", source, reading, note), end
        case "doubt":
            return Mark("doubt", content, content, note), end
        case "surplus":
            return Mark("surplus", source=content, note=note), end
        case _:
            return Mark("addition", reading=content, note=note), end


def _note(text: str, start: int) -> tuple[str, int]:
    if not text.startswith("{>>", start):
        return "", start
    end = text.find("<<}", start)
    if end < 0:
        return "", start
    return text[start + 3 : end].strip(), end + 3


def spans(text: str) -> Iterator[Span | Malformed]:
    """A line of text without other markup, as spans; `\\{` and `\\\\` are literal."""
    plain: list[str] = []
    index = 0
    while index < len(text):
        character = text[index]
        if character == "\\" and text[index + 1 : index + 2] in {"{", "\\"}:
            plain.append(text[index + 1])
            index += 2
            continue
        found = parse_mark(text, index) if character == "{" else None
        if found is None or isinstance(found, Malformed):
            if found is not None:
                yield found
            plain.append(character)
            index += 1
            continue
        if plain:
            yield Span("".join(plain))
            plain.clear()
        mark, index = found
        yield Span(mark.reading, mark=mark)
    if plain:
        yield Span("".join(plain))


def write(mark: Mark) -> str:
    """The mark as CriticMarkup: what `parse_mark` reads back."""
    note = f"{{>>{mark.note}<<}}"
    match mark.kind:
        case "gap":
            return note
        case "correction":
            body = f"{{~~{mark.source}{ARROW}{mark.reading}~~}}"
        case "doubt":
            body = f"{{=={mark.source}==}}"
        case "surplus":
            body = f"{{--{mark.source}--}}"
        case "addition":
            body = f"{{++{mark.reading}++}}"
    return body + (note if mark.note else "")
