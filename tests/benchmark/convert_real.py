"""The archive's own sources drafted afresh, each without what the archive knows from it.

PYTHONPATH=.:tests python -m benchmark.convert_real [project]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import structs

from huiyao.collatable import collatables
from huiyao.collate import collate_all
from huiyao.convert import analysed
from huiyao.convert.draft import Described, Separation
from huiyao.convert.known import Known, known
from huiyao.convert.sidecar import Sidecar
from huiyao.convert.strand import typeset
from huiyao.load import load
from huiyao.model import Item, Library, Project
from huiyao.records.article import Article
from huiyao.records.source import Source
from huiyao.typography import fold


def without(library: Library, source: str) -> Known:
    """What the archive knows without a source: its articles, their meetings and their people."""
    told = [a for a in library.all("article", Article).values() if source in a.source]
    meetings = {a.meeting for a in told}
    names = {entry.name for a in told for entry in a.people}

    gone = {"article": {a.id for a in told}, "meeting": meetings}

    def kept(kind: str) -> Mapping[str, Item]:
        bearers = names if kind == "person" else set()
        return {
            key: item
            for key, item in library.items[kind].items()
            if key not in gone.get(kind, ()) and getattr(item.record, "name", "") not in bearers
        }

    return known(structs.replace(library, items={kind: kept(kind) for kind in library.items}))


def claims(library: Library, source: str) -> tuple[dict[int, str], dict[int, str]]:
    """For each character of a source the article that has it, and the paragraph."""
    group = next(g for g in collatables(library) if source in [s.id for s in g.sources])
    collation = collate_all({s.id: s.text for s in group.sources}, group.blocks)
    source_text = next(s.text for s in group.sources if s.id == source)
    owner: dict[int, str] = {}
    part: dict[int, str] = {}
    for claim in collation.claims:
        for place in range(claim.start, claim.end):
            if claim.source == source and not source_text[place].isspace():
                owner[place], part[place] = claim.owner, claim.part
    return owner, part


def compared(library: Library, source: Source) -> Iterator[str]:
    """What the draft of a source has that its editor has, figure by figure."""
    register = without(library, source.id)
    separation, stories = analysed(source.text, register, Sidecar())
    owner, part = claims(library, source.id)
    pairs = _pairs(separation, owner)
    right, given, wanted = _story(separation, owner, part, pairs)
    yield f"story {2 * right / (given + wanted):.3f}"
    right, given, wanted = _ends(source.text, separation, owner, part)
    yield f"paragraphs {2 * right / (given + wanted):.3f}"
    yield from _described(library, source.id, stories, pairs)


def _pairs(separation: Separation, owner: Mapping[int, str]) -> dict[int, str]:
    votes = sorted(
        (
            (count, n, who)
            for n, story in enumerate(separation.stories)
            for who, count in Counter(
                owner.get(o, "") for p in story.body for q in p.parts for o in q.strand.origin
            ).items()
            if who
        ),
        reverse=True,
    )
    found: dict[int, str] = {}
    for _, n, who in votes:
        if n not in found and who not in found.values():
            found[n] = who
    return found


def _story(
    separation: Separation, owner: Mapping[int, str], part: Mapping[int, str], pairs: dict[int, str]
) -> tuple[int, int, int]:
    right = given = 0
    for n, story in enumerate(separation.stories):
        for p in story.body:
            for q in p.parts:
                whose = [owner.get(o) for o in q.strand.origin]
                given += len(whose)
                right += sum(who == pairs.get(n) for who in whose)
    return right, given, sum(part[o][0] == "p" and bool(owner[o]) for o in part)


def _ends(
    text: str, separation: Separation, owner: Mapping[int, str], part: Mapping[int, str]
) -> tuple[int, int, int]:
    last: dict[tuple[str, str], int] = {}
    for place, label in part.items():
        if label[0] == "p" and owner[place] and not text[place].isspace():
            key = owner[place], label
            last[key] = max(place, last.get(key, -1))
    got = {
        [q for q in p.parts if q.strand][-1].strand.origin[-1]
        for story in separation.stories
        for p in story.body
        if not p.heading
    }
    return len(set(last.values()) & got), len(got), len(last)


def _described(
    library: Library, source: str, stories: list[Described], pairs: dict[int, str]
) -> Iterator[str]:
    figures: Counter[str] = Counter()
    for article in library.all("article", Article).values():
        if source not in article.source:
            continue
        mine = next((stories[n] for n, who in pairs.items() if who == article.id), None)
        figures["stories"] += 1
        want = {e.name: e for e in article.people}
        got = {e.name: e for e in mine.people} if mine else {}
        both = want.keys() & got.keys()
        figures["wanted"] += len(want)
        figures["given"] += len(got)
        figures["names"] += len(both)
        figures["roles"] += sum(want[n].role == got[n].role for n in both)
        figures["capacities"] += sum({*want[n].capacity} == {*got[n].capacity} for n in both)
        if mine is None:
            continue
        for key in ("title", "kicker", "subtitle"):
            supplied = key == "title" and article.title.text.startswith("[")
            theirs = "" if supplied else getattr(article, key).source
            same = fold(theirs).text == fold(typeset(getattr(mine.story, key).text)).text
            figures[key] += same
        figures["kind"] += mine.kind == article.kind
    yield (
        f"names P {figures['names'] / (figures['given'] or 1):.3f} "
        f"R {figures['names'] / figures['wanted']:.3f}"
    )
    for key in ("roles", "capacities"):
        yield f"{key} {figures[key] / (figures['names'] or 1):.3f}"
    for key in ("title", "kicker", "subtitle", "kind"):
        yield f"{key} {figures[key]}/{figures['stories']}"


def main(project: str = ".") -> None:
    """Print the figures of every source."""
    root = Path(project).resolve()
    library = load(Project(root, root / "_site")).library
    assert library is not None
    for source in library.all("source", Source).values():
        print(source.id, *compared(library, source), sep="\n    ")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:2])
