"""How well sources become drafts: figures over hundreds of invented pages, clean and damaged.

PYTHONPATH=.:tests python -m benchmark.convert [cases] [seed]
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from benchmark.convert_page import Damage, Page, page
from benchmark.convert_press import Report, write
from huiyao.convert import analysed, draft
from huiyao.convert.draft import Described, Separation
from huiyao.convert.known import Known
from huiyao.convert.received import Received
from huiyao.convert.sidecar import Sidecar
from huiyao.convert.strand import typeset
from huiyao.typography import fold

SETS: dict[str, tuple[int, Damage]] = {
    "clean, one story": (1, Damage()),
    "clean, indented": (1, Damage(indent=True)),
    "wrapped": (1, Damage(wrap=17)),
    "wrapped, indented": (1, Damage(wrap=22, indent=True)),
    "half-width": (1, Damage(narrow=True)),
    "cut": (1, Damage(wrap=16, cuts=1)),
    "cut, overlap": (1, Damage(cuts=1, overlap=True)),
    "cut, missing": (1, Damage(cuts=1, missing=True)),
    "pull, furniture": (1, Damage(cuts=1, pull=True, furniture=True)),
    "two stories": (2, Damage()),
    "three, jumps": (3, Damage(wrap=15, cuts=1, jumps=True, furniture=True)),
    "interleaved": (2, Damage(interleave=True)),
    "interleaved, cut": (2, Damage(interleave=True, cuts=1, wrap=15)),
    "interleaved, three": (3, Damage(interleave=True, cuts=1, jumps=True, pull=True)),
    "headline below": (2, Damage(below=True)),
    "noise": (1, Damage(wrap=18, cuts=1, noise=0.5)),
}

COLUMNS = (
    "proof",
    "name P",
    "name R",
    "role",
    "lists",
    "story",
    "para",
    "title",
    "head",
    "date",
    "false",
)


class Tally:
    """Sums of what was found, by figure."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.faults: list[str] = []

    def add(self, figure: str, right: int, given: int, wanted: int) -> None:
        """Note so many right, of those given and of those wanted."""
        self.right[figure] += right
        self.given[figure] += given
        self.wanted[figure] += wanted

    def precision(self, figure: str) -> float:
        """Of those given, the share that is right."""
        return self.right[figure] / (self.given[figure] or 1)

    def recall(self, figure: str) -> float:
        """Of those wanted, the share that was found."""
        return self.right[figure] / (self.wanted[figure] or 1)

    def f1(self, figure: str) -> float:
        """Both in one."""
        return 2 * self.right[figure] / ((self.given[figure] + self.wanted[figure]) or 1)

    def row(self) -> Iterator[str]:
        """The figures of a table's row."""
        for value in (
            self.precision("proof"), self.precision("name"), self.recall("name"), self.precision("role"),
            self.recall("list"), self.f1("story"), self.f1("para"), self.recall("title"),
            self.recall("head"), self.precision("date"),
        ):  # fmt: skip
            yield f"{value:.3f}"
        yield str(self.given["false"])


def judge(made: Page, known: Known, tally: Tally, label: str = "") -> None:
    """Convert a page and note what came of it."""
    source = Received("x.txt", Path("x.txt"), made.text.encode(), made.text)
    proof = draft(source, known, Sidecar()).proof
    tally.add("proof", proof.complete, 1, 1)
    separation, stories = analysed(source.text, known, Sidecar())
    pairs = _matched(made, separation)
    tally.add("story", *_shares(made, separation, pairs))
    tally.add("para", *_ends(made, separation))
    tally.given["false"] += _false(made, separation)
    for number, report in enumerate(made.reports):
        mine = next((stories[n] for n, owner in pairs.items() if owner == number), None)
        given = {entry.name: entry for entry in mine.people} if mine else {}
        both = report.people.keys() & given.keys()
        tally.add("name", len(both), len(given), len(report.people))
        tally.faults += [
            f"{label} +{name} {_where(report, name)}"
            for name in given.keys() - report.people.keys()
            if not any(name in other.people for other in made.reports)
        ]
        tally.faults += [
            f"{label} -{name} {_where(report, name)}"
            for name in report.people.keys() - given.keys()
        ]
        roles = [name for name in both if report.people[name].role != "?"]
        right = [name for name in roles if given[name].role == report.people[name].role]
        tally.add("role", len(right), len(roles), len(roles))
        tally.faults += [
            f"{label} {given[name].role!r} for {report.people[name].role!r}: {_where(report, name)}"
            for name in roles
            if name not in right
        ]
        order = list(given)
        for names in report.lists:
            kept = [name for name in order if name in names]
            tally.add("list", kept == names, 1, 1)
        _headline(mine, report, tally, label)
        date = mine.meeting.date if mine and mine.meeting else ""
        allowed = (
            {*report.dates, *report.printed, ""} if "12" in made.text[:12] else {*report.dates, ""}
        )
        tally.add("date", date in allowed, 1, 1)
        if date not in allowed:
            tally.faults.append(f"{label} date {date} for {report.dates}")


def _where(report: Report, name: str) -> str:
    """The words about a name, for a person to look at."""
    text = "|".join(
        (report.dateline, report.byline, *report.paragraphs, report.caption, report.endline)
    )
    at = text.find(name)
    return text[max(0, at - 12) : at + 12] if at >= 0 else ""


def _headline(mine: Described | None, report: object, tally: Tally, label: str) -> None:
    want = getattr(report, "title")
    got = typeset(mine.story.title.text) if mine else ""
    same = fold(got).text == fold(want).text
    tally.add("title", same, 1, 1)
    if not same:
        tally.faults.append(f"{label} title {got} for {want}")
    for key in ("kicker", "subtitle"):
        want = getattr(report, key)
        got = typeset(getattr(mine.story, key).text) if mine else ""
        if want or got:
            tally.add("head", fold(got).text == fold(want).text, 1, 1)
            if fold(got).text != fold(want).text:
                tally.faults.append(f"{label} {key} {got} for {want}")


def _matched(made: Page, separation: Separation) -> dict[int, int]:
    """Each story of the draft with the report that most of its characters are of."""
    votes = sorted(
        (
            (count, n, owner)
            for n, story in enumerate(separation.stories)
            for owner, count in Counter(
                made.owner[o] for p in story.body for part in p.parts for o in part.strand.origin
            ).items()
            if owner >= 0
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    for _, n, owner in votes:
        if n not in found and owner not in found.values():
            found[n] = owner
    return found


def _shares(made: Page, separation: Separation, pairs: dict[int, int]) -> tuple[int, int, int]:
    right = given = 0
    for n, story in enumerate(separation.stories):
        for paragraph in story.body:
            for part in paragraph.parts:
                owners = [made.owner[o] for o in part.strand.origin]
                given += len(owners)
                right += sum(owner == pairs.get(n) for owner in owners)
    wanted = sum(o >= 0 and p >= 0 for o, p in zip(made.owner, made.paragraph, strict=True))
    beside = sum(
        len(s) for story in separation.stories for s in (story.dateline, story.byline)
        if s and made.paragraph[s.origin[0]] >= 0
    )  # fmt: skip
    return right, given, max(wanted - beside, right)


def _ends(made: Page, separation: Separation) -> tuple[int, int, int]:
    """Paragraphs by where they end: right, given, wanted."""
    last: dict[tuple[int, int], int] = {}
    for place, (owner, number) in enumerate(zip(made.owner, made.paragraph, strict=True)):
        if owner >= 0 and number >= 0 and not made.text[place].isspace():
            last[owner, number] = place
    want = set(last.values())
    for story in separation.stories:
        if story.byline and (end := story.byline.origin[-1]) in want:
            inside = [p.parts[-1].strand.origin[-1] for p in story.body if p.parts[-1].strand]
            want = (want - {end}) | {max((o for o in inside if o < end), default=end)}
    got = {
        [part for part in p.parts if part.strand][-1].strand.origin[-1]
        for story in separation.stories
        for p in story.body
        if any(part.strand for part in p.parts)
    }
    return len(want & got), len(got), len(want)


def _false(made: Page, separation: Separation) -> int:
    """Characters marked as surplus that are not."""
    return sum(
        not made.doubled[o] and part.mark == "surplus"
        for story in separation.stories
        for p in story.body
        for part in p.parts
        for o in part.strand.origin
    )


def measured(half: str, cases: int, seed: int, known: Known) -> Iterator[tuple[str, Tally]]:
    """Each set of pages with its figures."""
    for name, (count, damage) in SETS.items():
        tally = Tally()
        for case in range(cases):
            random = Random(f"{half} {name} {seed} {case}")
            reports: list[Report] = []
            for _ in range(count):
                apart = reports[-1].words if reports else ()
                reports.append(write(half, random, apart))
            judge(page(reports, damage, half, random), known, tally, f"{case}")
        yield name, tally


def table(rows: Sequence[tuple[str, Tally]]) -> Iterator[str]:
    """The figures as a table."""
    yield f"{'':22}" + "".join(f"{column:>8}" for column in COLUMNS)
    for name, tally in rows:
        yield f"{name:22}" + "".join(f"{value:>8}" for value in tally.row())


def main(cases: int = 40, seed: int = 1) -> None:
    """Print the tables of both halves, and the speed."""
    known = Known(people={}, taken={})
    for half in ("seen", "unseen", "fresh"):
        started = time.perf_counter()
        rows = list(measured(half, cases, seed, known))
        print(f"\n{half}: {cases} pages a row, {time.perf_counter() - started:.0f} s")  # noqa: T201
        print("\n".join(table(rows)))  # noqa: T201
        if len(sys.argv) > 3:
            for name, tally in rows:
                counted = defaultdict(int)
                for fault in tally.faults:
                    counted[fault] += 1
                print(name, *list(counted)[: int(sys.argv[3])], sep="\n    ")  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
