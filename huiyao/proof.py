"""The archive's proof: the collation of each source with the articles made from it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from msgspec import Struct, structs

from huiyao.collatable import Collatable, collatables
from huiyao.collate import Claim, Collation, Remainder, collate_all
from huiyao.messages import problem
from huiyao.model import Library, Problem, Span, Where
from huiyao.records.source import Source
from huiyao.typography import Folded, fold

QUOTED = 40
"""Characters of a quotation in a message."""

TELLING = 4
"""Characters of words that do not stand at two places by chance."""


class Piece(Struct, frozen=True, array_like=True):
    """A run of a source and the part of the story that claims it; nobody's where both are empty."""

    owner: str
    part: str
    start: int
    end: int
    """Offsets in the source, in code points: with the white space before it."""
    marked: str
    """As HTML, where the editor has marked any of it."""
    line: int
    size: int

    def html(self, source: str) -> str:
        """The words as the source has them, with the editor's marks around them."""
        return self.marked or escape(source[self.start : self.end], quote=False)


class Move(Struct, frozen=True):
    """A part that stands elsewhere in its story than in the source."""

    owner: str
    part: str
    line: int
    after: int
    """The line of the words it follows; 0 where it comes first."""
    resumed: bool
    """In order, but after words of another story."""


class Proof(Struct, frozen=True, array_like=True):
    """The collation of one source, as its page shows it."""

    percent: str
    complete: bool
    claimed: int
    characters: int
    pieces: tuple[Piece, ...]
    moves: tuple[Move, ...]
    faults: tuple[Problem, ...]
    """What is not accounted for in the source; what its articles invent stands with the first."""


def prove(library: Library) -> dict[str, Proof]:
    """Source to its proof, for the whole archive."""
    groups = collatables(library)
    return {key: proof for group in groups for key, proof in proven(group).items()}


def faults(proofs: Mapping[str, Proof]) -> tuple[Problem, ...]:
    """Everything that is not accounted for, in the order of files."""
    return tuple(sorted(fault for proof in proofs.values() for fault in proof.faults))


def proven(group: Collatable) -> dict[str, Proof]:
    """The proof of each source of a group."""
    collation = collate_all({source.id: source.text for source in group.sources}, group.blocks)
    invented = tuple(_invented(group, collation))
    found = {}
    for source, path in zip(group.sources, group.paths, strict=True):
        share = next(share for share in collation.shares if share.source == source.id)
        missing = tuple(
            problem(Where(path, rest.place.line, rest.place.column), "source-unclaimed",
                    text=short(rest.text), count=rest.count)
            for rest in collation.unclaimed
            if rest.source == source.id
        )  # fmt: skip
        found[source.id] = Proof(
            f"{share.percent:.2f}".rstrip("0").rstrip(".") + " %",
            not missing and not invented,
            share.claimed,
            share.total,
            tuple(_pieces(group, collation, source)),
            tuple(
                Move(
                    move.owner,
                    move.part,
                    move.at.line,
                    move.after.line if move.after else 0,
                    move.kind == "resumed",
                )
                for move in collation.moves
                if move.at.source == source.id
            ),
            (*missing, *invented),
        )
        invented = ()
    return found


def _invented(group: Collatable, collation: Collation) -> Iterator[Problem]:
    """What articles and furniture have and no source does."""
    places = {(b.owner, b.part): w for b, w in zip(group.blocks, group.places, strict=True)}
    sources = [(one.id, fold(one.text)) for one in group.sources] if collation.unsourced else []
    for rest in collation.unsourced:
        where, owner = places[rest.owner, rest.part], _taken(sources, collation.claims, rest.text)
        if rest.owner and where.column:
            where = structs.replace(where, column=where.column + rest.start)
        key = "article-twice" if owner else "article-unsourced"
        yield problem(where, key, text=short(rest.text), part=rest.part, owner=owner)
    for lost in collation.ambiguous:
        yield problem(places["", lost.part], "furniture-lost", text=short(lost.text))


def _taken(sources: Iterable[tuple[str, Folded]], claims: Sequence[Claim], text: str) -> str:
    """Who accounts for the same words in a source already; nobody for words that are too few."""
    words = fold(text).text
    for source, folded in sources if len(words) >= TELLING else ():
        at = folded.text.find(words)
        for claim in claims if at >= 0 else ():
            if claim.source == source and claim.start <= folded.origin[at] < claim.end:
                return claim.owner or claim.part
    return ""


def short(text: str) -> str:
    """A quotation that fits a line: its beginning and its end."""
    flat = " ".join(text.split())
    return flat if len(flat) <= QUOTED else f"{flat[: QUOTED // 2]}…{flat[-QUOTED // 2 :]}"


def _pieces(group: Collatable, collation: Collation, source: Source) -> Iterator[Piece]:
    """The source from its first character to its last, cut where its owner changes."""
    spans = {(b.owner, b.part): s for b, s in zip(group.blocks, group.spans, strict=True)}
    runs: list[Claim | Remainder] = [*collation.claims, *collation.unclaimed]
    at = 0
    for run in sorted(runs, key=lambda run: run.start):
        if run.source != source.id:
            continue
        # White space before a piece is shown with it, so that nothing of the source is dropped.
        before, text = source.text[at : run.start], source.text[run.start : run.end]
        start, at = at, run.end
        owner, part, html = "", "", ""
        if isinstance(run, Claim):
            owner, part = run.owner, run.part.rpartition("/")[2]
            html = marked(text, spans[run.owner, run.part], run)
        shown = escape(before, quote=False) + html if html else ""
        line = source.text.count("\n", 0, run.start) + 1
        yield Piece(owner, part, start, run.end, shown, line, run.count)


def marked(text: str, spans: Sequence[Span], claim: Claim) -> str:
    """The words of a claim with the editor's marks around them; empty where there are none."""
    if all(span.mark is None for span in spans):
        return ""
    theirs, ours = (
        fold(text),
        fold("".join(span.source for span in spans)[claim.text_start : claim.text_end]),
    )
    out: list[str] = []
    at, place = 0, 0
    for span in spans:
        start, end = place - claim.text_start, place + len(span.source) - claim.text_start
        place += len(span.source)
        mark = span.mark
        if (
            mark is None
            or not span.source
            or end <= 0
            or start >= claim.text_end - claim.text_start
        ):
            continue
        first, last = bisect_left(ours.origin, max(start, 0)), bisect_left(ours.origin, end)
        if first == last:
            continue
        left, right = theirs.origin[first], theirs.origin[last - 1] + 1
        title = escape(
            "；".join(
                filter(None, (mark.reading if mark.reading != mark.source else "", mark.note))
            )
        )
        out.append(escape(text[at:left], quote=False))
        words = escape(text[left:right], quote=False)
        out.append(f'<span class="mark {mark.kind}" title="{title}">{words}</span>')
        at = right
    out.append(escape(text[at:], quote=False))
    return "".join(out)
