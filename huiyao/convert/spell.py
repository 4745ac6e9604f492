"""A draft as the text of its files: Markdown with front matter, and the sidecar of its source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from huiyao.convert.draft import Caption, Described, Furniture, Meeting, Paragraph, Part
from huiyao.convert.strand import Strand, typeset
from huiyao.criticmark import write
from huiyao.model import Mark
from huiyao.records.article import Entry

_PLAIN = re.compile(r"[\u3400-\u9fff“‘《—][\u3400-\u9fff\w“”‘’《》、，。；：！？（）·—…%％ /+\-]*")
_SIGNS = re.compile(r"[\\`*_\[\]<>&{}~]")
_OPENING = re.compile(r"([-+#=>|:])|(\d{1,9})([.)])")
"""What would open a list, a heading, a quotation or a table at the head of a paragraph."""


def article(story: Described, sources: Sequence[str], meeting: str) -> str:
    """The file of one story; `meeting` is the id of the meeting it reports, empty for none."""
    return "".join(f"{line}\n" for line in _article(story, sources, meeting))


def _article(described: Described, sources: Sequence[str], meeting: str) -> Iterator[str]:
    story = described.story
    yield "---"
    title = field(story.title) if story.title else f"[{described.supplied}]"
    yield f"title: {scalar(title)}"
    for key in ("kicker", "subtitle"):
        if strand := getattr(story, key):
            yield f"{key}: {scalar(field(strand))}"
    yield f"kind: {described.kind}"
    listed = ", ".join(scalar(name, flow=True) for name in sources)
    yield f"source: {listed}" if len(sources) == 1 else f"source: [{listed}]"
    if described.published:
        yield f"published: {described.published}"
    if meeting:
        yield f"meeting: {meeting}"
    if story.dateline:
        yield f"dateline: {scalar(field(story.dateline))}"
    if story.byline:
        names = ", ".join(scalar(name, flow=True) for name in described.names)
        yield f"byline: {{text: {json_text(field(story.byline))}, names: [{names}]}}"
    if story.captions:
        yield "captions:"
        yield from (f"  - {_caption(each)}" for each in story.captions)
    if described.people:
        yield "people:"
        yield from (f"  - {{{_entry(each)}}}" for each in described.people)
    yield "status: draft"
    yield "---"
    yield "\n\n".join(filter(None, map(paragraph, story.body)))


def _caption(caption: Caption) -> str:
    return f"{{text: {json_text(field(caption.text))}, credit: {json_text(field(caption.credit))}}}"


def _entry(entry: Entry) -> str:
    role = f", role: {scalar(entry.role, flow=True)}" if entry.role else ""
    key = f", id: {entry.id}" if entry.id else ""
    return (
        f"name: {scalar(entry.name, flow=True)}{role}, capacity: [{', '.join(entry.capacity)}]{key}"
    )


def field(strand: Strand) -> str:
    """A strand as a line of front matter, where only a brace can open anything."""
    return re.sub(r"[\\{]", r"\\\g<0>", typeset(strand.text))


def paragraph(one: Paragraph) -> str:
    """A paragraph of the body as Markdown: what it shows is what the source has."""
    texts = _typeset(one.parts)
    shown = "".join(_part(part, text) for part, text in zip(one.parts, texts, strict=True))
    if one.heading:
        return f"## {shown.lstrip('#')}" if shown else ""
    if opening := _OPENING.match(shown):
        at = opening.start(3) if opening[3] else 0
        return f"{shown[:at]}\\{shown[at:]}"
    return shown


def _typeset(parts: Iterable[Part]) -> Iterator[str]:
    """The words of each part, set as the whole paragraph is set."""
    kept = list(parts)
    whole = typeset("".join(part.strand.text for part in kept))
    start = 0
    for part in kept:
        yield whole[start : start + len(part.strand)]
        start += len(part.strand)


def _part(part: Part, text: str) -> str:
    note = part.note.replace("<<}", "")
    match part.mark:
        case "gap":
            return write(Mark("gap", note=note))
        case "surplus":
            return write(Mark("surplus", text, note=note))
        case "doubt":
            return write(Mark("doubt", text, text, note))
        case _:
            return _SIGNS.sub(r"\\\g<0>", text)


def sidecar(furniture: Iterable[Furniture]) -> str:
    """The furniture of a source, as its sidecar lists it."""
    pieces = sorted(furniture, key=lambda piece: piece.strand.origin)
    listed = "".join(
        f"  - text: {json_text(typeset(each.strand.text))}\n    class: {each.kind}\n"
        f"    line: {each.line}\n"
        for each in pieces
    )
    return f"furniture:\n{listed}" if listed else ""


def meeting(one: Meeting) -> str:
    """The file of a new meeting."""
    rows = [("name", one.name), ("short", one.short), ("series", one.series)]
    rows += [("number", one.number), ("date", one.date), ("date_basis", one.basis)]
    rows += [("venue", one.venue), ("organiser", one.organiser)]
    lines = [f"{key}: {scalar(value)}" for key, value in rows if value]
    if one.adopted:
        lines += ["adopted:", *(f"  - {scalar(title)}" for title in one.adopted)]
    return "\n".join(["---", *lines, "status: draft", "---", ""])


def record(name: str, *, pinyin: str = "", aliases: Sequence[str] = ()) -> str:
    """The file of a new person or theme."""
    lines = [f"name: {scalar(name)}"]
    lines += [f"pinyin: {pinyin}"] if pinyin else []
    lines += ["aliases:", *(f"  - {scalar(alias)}" for alias in aliases)] if aliases else []
    return "\n".join(["---", *lines, "status: draft", "---", ""])


def scalar(text: str, *, flow: bool = False) -> str:
    """A text as YAML: plain where that is safe, else in double quotes."""
    plain = _PLAIN.fullmatch(text) and not text.endswith(" ") and ": " not in text
    ascii_word = re.fullmatch(r"[A-Za-z0-9][\w.\-/]*", text, re.ASCII) is not None
    word = ascii_word and text.lower() not in {"null", "true", "false", "yes", "no"}
    return text if (plain and not (flow and "," in text)) or word else json_text(text)


def json_text(text: str) -> str:
    """A text in double quotes, as JSON and YAML both read it."""
    encoded = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in encoded)
