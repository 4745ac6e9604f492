"""A story put together from its chunks: paragraphs joined, dateline, by-line and captions apart."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence

from msgspec import structs

from huiyao.convert.draft import Caption, Paragraph, Part, Remark, Story
from huiyao.convert.flow import Thread
from huiyao.convert.fluency import Fluency
from huiyao.convert.genre import genre
from huiyao.convert.headline import head
from huiyao.convert.joint import headless, is_open, joint, overlap
from huiyao.convert.label import Labelled
from huiyao.convert.signs import signs
from huiyao.convert.strand import Strand, typeset

Notes = list[Remark]


def story(
    found: Sequence[Labelled], thread: Thread, jumps: Sequence[int], fluency: Fluency
) -> tuple[Story, tuple[Remark, ...]]:
    """A story and what to look at in it; `jumps` are the jump lines of the page."""
    notes: Notes = []
    lines = head([found[number] for number in thread.head])
    if not lines.sure:
        line = found[thread.head[0]].chunk.line
        notes.append(Remark(line, "review-title", lines.title.text, "low"))
    made = Story(
        tuple(_body(found, thread, jumps, fluency, notes)),
        kicker=lines.kicker,
        title=lines.title,
        subtitle=lines.subtitle,
    )
    made = _beside(found, thread, made)
    return _opened(made), tuple(notes)


def _body(
    found: Sequence[Labelled],
    thread: Thread,
    jumps: Sequence[int],
    fluency: Fluency,
    notes: Notes,
) -> Iterator[Paragraph]:
    """The paragraphs: chunks that break off joined to those that go on, where that is safe."""
    row: list[Part] = []
    last: Labelled | None = None
    words = genre().notes
    for number in sorted(thread.body):
        one = found[number]
        if one.label in {"headline", "row"}:
            if last is not None and is_open(last.text):
                row.append(Part(mark="gap", note=words["joint"]))
            yield from _closed(row)
            yield Paragraph((Part(one.chunk.strand),), heading=one.label == "headline")
            if one.label == "headline":
                notes.append(Remark(one.chunk.line, "review-heading", one.text))
            row, last = [], None
            continue
        if last is None or not is_open(last.text):
            yield from _closed(row)
            row = _beginning(one, thread, notes, first=last is None and not row)
        else:
            row = yield from _joined(row, last, one, fluency, notes)
        last = one
    if last is not None and is_open(last.text):
        jumped = any(number > thread.body[-1] for number in jumps)
        row.append(Part(mark="gap", note=words["jump" if jumped else "joint"]))
        notes.append(Remark(last.chunk.line, "review-open", last.text[-12:], "high"))
    yield from _closed(row)


def _beginning(one: Labelled, thread: Thread, notes: Notes, *, first: bool) -> list[Part]:
    """The first part of a paragraph, after a gap where its beginning is missing."""
    row = [Part(one.chunk.strand)]
    if first and thread.resumed:
        row.insert(0, Part(mark="gap", note=genre().notes["resumed"]))
        notes.append(Remark(one.chunk.line, "review-resumed", one.text[:12], "high"))
    elif headless(one.text):
        row.insert(0, Part(mark="gap", note=genre().notes["start"]))
        notes.append(Remark(one.chunk.line, "review-headless", one.text[:12]))
    return row


def _joined(
    row: list[Part], last: Labelled, one: Labelled, fluency: Fluency, notes: Notes
) -> Generator[Paragraph, None, list[Part]]:
    """A paragraph carried on, or broken off with a flag where the joint is not safe."""
    strand = one.chunk.strand
    twice = overlap(last.text, one.text, fluency)
    rest = one.text[twice.length :]
    verdict = "sure" if twice.length > 2 else joint(last.text, rest, fluency)
    shown = f"{last.text[-6:]}|{rest[:6]}"
    if verdict in {"no", "open"}:
        row.append(Part(mark="gap", note=genre().notes["joint"]))
        notes.append(Remark(one.chunk.line, "review-unjoined", shown))
        yield from _closed(row)
        return [Part(strand)]
    notes.append(
        Remark(one.chunk.line, "review-joined", shown, "high" if verdict == "sure" else "middle")
    )
    if twice.certain:
        notes.append(Remark(one.chunk.line, "review-overlap", one.text[: twice.length], "high"))
        surplus = strand.cut(0, twice.length)
        return [
            *row,
            Part(surplus, "surplus", genre().notes["overlap"]),
            Part(strand.cut(twice.length)),
        ]
    if twice.length and last.text[-1] not in "，；、":
        notes.append(Remark(one.chunk.line, "review-doubled", one.text[: twice.length]))
        doubt = Part(strand.cut(0, twice.length), "doubt", genre().notes["doubled"])
        return [*row, doubt, Part(strand.cut(twice.length))]
    return [*row, Part(strand)]


def _closed(row: list[Part]) -> Iterator[Paragraph]:
    if row:
        yield Paragraph(tuple(row))


def _beside(found: Sequence[Labelled], thread: Thread, made: Story) -> Story:
    """The story with its by-line and its captions."""
    captions: list[Caption] = []
    byline, body = made.byline, list(made.body)
    for number in sorted(thread.beside):
        one = found[number]
        strand = one.chunk.strand
        if one.label == "byline":
            if byline:
                body.append(Paragraph((Part(strand),)))
            else:
                byline = strand
        elif one.label == "credit":
            if captions and not captions[-1].credit:
                captions[-1] = Caption(captions[-1].text, strand)
            else:
                captions.append(Caption(credit=strand))
        elif one.label == "caption":
            credit = signs().credit.search(one.text)
            start = credit.start() if credit else len(one.text)
            captions.append(Caption(strand.cut(0, start), strand.cut(start)))
        else:
            body.append(Paragraph((Part(strand),)))
    return structs.replace(made, byline=byline, captions=tuple(captions), body=tuple(body))


def _opened(made: Story) -> Story:
    """The story with the dateline and the by-line that its paragraphs hold taken out of them."""
    body = list(made.body)
    place = next((n for n, one in enumerate(body) if not one.heading), None)
    dateline, byline = Strand(), made.byline
    if place is not None and len(body[place].parts) and not body[place].parts[0].mark:
        first = body[place].parts[0].strand
        text = typeset(first.text)
        if found := signs().dateline.match(text):
            dateline, first = first.cut(0, found.end()), first.cut(found.end())
            text = typeset(first.text)
        if not byline and (found := signs().inline.match(text)):
            byline, first = first.cut(0, found.end()), first.cut(found.end())
        parts = (Part(first), *body[place].parts[1:]) if first else body[place].parts[1:]
        body[place] = structs.replace(body[place], parts=parts)
        if not parts:
            del body[place]
    if body and not byline and not body[-1].heading and not body[-1].parts[-1].mark:
        strand = body[-1].parts[-1].strand
        text = typeset(strand.text)
        matches = [*signs().inline.finditer(text), *signs().signed.finditer(text)]
        if matches and matches[-1].end() == len(strand.text):
            byline, rest = strand.cut(matches[-1].start()), strand.cut(0, matches[-1].start())
            parts = (*body[-1].parts[:-1], Part(rest)) if rest else body[-1].parts[:-1]
            body[-1:] = [structs.replace(body[-1], parts=parts)] if parts else []
    return structs.replace(made, dateline=dateline, byline=byline, body=tuple(body))
