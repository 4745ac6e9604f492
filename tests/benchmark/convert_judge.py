"""What came of converting a page: found beside true, figure by figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmark.convert_page import NOISE, Page
from benchmark.convert_press import Report

from huiyao.convert import analysed, draft
from huiyao.convert.draft import Described, Separation
from huiyao.convert.known import Known
from huiyao.convert.received import Received
from huiyao.convert.sidecar import Sidecar
from huiyao.convert.strand import typeset
from huiyao.typography import fold

_READ = str.maketrans(NOISE[1::2], NOISE[::2])
"""Misread characters: a name is right as it is printed."""


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
            self.precision("proof"), self.precision("name"), self.recall("name"),
            self.precision("role"), self.recall("list"), self.f1("story"), self.f1("para"),
            self.recall("title"), self.recall("head"), self.precision("date"),
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
        given = {entry.name.translate(_READ): entry for entry in mine.people} if mine else {}
        wanted = {name.translate(_READ): truth for name, truth in report.people.items()}
        both = wanted.keys() & given.keys()
        tally.add("name", len(both), len(given), len(wanted))
        tally.faults += [
            f"{label} +{name} {_where(report, name)}"
            for name in given.keys() - wanted.keys()
            if not any(name in other.people for other in made.reports)
        ]
        tally.faults += [
            f"{label} -{name} {_where(report, name)}" for name in wanted.keys() - given.keys()
        ]
        roles = [name for name in both if wanted[name].role != "?"]
        right = [name for name in roles if given[name].role == wanted[name].role]
        tally.add("role", len(right), len(roles), len(roles))
        tally.faults += [
            f"{label} {given[name].role!r} for {wanted[name].role!r}: {_where(report, name)}"
            for name in roles
            if name not in right
        ]
        order = list(given)
        for names in report.lists:
            printed = [name.translate(_READ) for name in names]
            kept = [name for name in order if name in printed]
            tally.add("list", kept == printed, 1, 1)
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


def _headline(mine: Described | None, report: Report, tally: Tally, label: str) -> None:
    want = report.title
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
    last = {
        (owner, number): place
        for place, (owner, number) in enumerate(zip(made.owner, made.paragraph, strict=True))
        if owner >= 0 and number >= 0 and not made.text[place].isspace()
    }
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
