"""Pages set from reports, damaged as columns and recognisers do; whose is each character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from benchmark.convert_press import Report, phrases

NOISE = "己已日曰末未土士干千贷货治冶侯候戊戌拔拨晴睛载栽"


@dataclass
class Page:
    """A source with its truth: for each character its story, its paragraph, if it is doubled."""

    reports: Sequence[Report]
    text: str = ""
    owner: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    doubled: list[bool] = field(default_factory=list)

    def put(
        self, text: str, owner: int = -1, paragraph: int = -1, *, doubled: bool = False
    ) -> None:
        """Print some words."""
        self.text += text
        self.owner += [owner] * len(text)
        self.paragraph += [paragraph] * len(text)
        self.doubled += [doubled] * len(text)


@dataclass
class Piece:
    """A chunk to print: a paragraph or a part of one."""

    text: str
    owner: int
    paragraph: int
    double: int = 0
    """Characters at its beginning that repeat the piece before."""


@dataclass
class Damage:
    """What is done to a page."""

    wrap: int = 0
    cuts: int = 0
    overlap: bool = False
    interleave: bool = False
    jumps: bool = False
    pull: bool = False
    below: bool = False
    """Headlines below their text."""
    narrow: bool = False
    """Half-width punctuation."""
    indent: bool = False
    furniture: bool = False
    noise: float = 0.0
    missing: bool = False


def page(reports: Sequence[Report], damage: Damage, half: str, random: Random) -> Page:
    """A page of reports."""
    made = Page(reports)
    rows = [pieces(report, n, damage, random) for n, report in enumerate(reports)]
    if damage.furniture:
        made.put(random.choice(phrases(half)["pages"]) + "\n\n")
    for order in _order(rows, damage, random):
        for number, one in order:
            _print(made, one, reports, number, damage, half, random)
    return made


def pieces(report: Report, owner: int, damage: Damage, random: Random) -> list[Piece | str]:
    """The chunks of a story in their order, its headline among them as a word."""
    rows: list[Piece | str] = [] if damage.below else ["head"]
    for number, text in enumerate(report.paragraphs):
        rows += _cut(
            report,
            owner,
            number,
            _noisy(text, damage.noise if number else 0, random),
            damage,
            random,
        )
    if report.caption:
        rows.insert(random.randint(1, len(rows)), "caption")
    if damage.below:
        rows.append("head")
    return rows


def _cut(
    report: Report, owner: int, number: int, text: str, damage: Damage, random: Random
) -> list[Piece | str]:
    """A paragraph whole, or in two where a column ends."""
    printed = report.paragraphs[number]
    whole = _whole(report, number)
    closing = report.endline if number == len(report.paragraphs) - 1 else ""
    start = len(whole) - len(printed) - len(closing)
    whole = whole.replace(printed, text)
    if not damage.cuts or len(text) <= 60 or random.random() >= 0.6:
        return [Piece(whole, owner, number)]
    at = start + random.randint(20, len(text) - 20)
    double = random.randint(2, 5) if damage.overlap and random.random() < 0.5 else 0
    if whole[at - 1] in "。！？" or whole[at] in "，。；：、”）":
        at += 1
    if whole[at - 1] in "。！？”":
        double = 0
    lost = random.randint(9, 15) if damage.missing and random.random() < 0.5 else 0
    if whole[at + lost :].startswith(whole[at - 2 : at]):
        lost = 0
    quote: list[Piece | str] = ["pull"] if damage.pull and random.random() < 0.5 else []
    # Where words are lost, nobody can tell that the rest is of the same paragraph.
    rest = Piece(whole[at + lost :], owner, number + 1000) if lost else None
    after = rest or Piece(whole[at - double :], owner, number, double)
    return [Piece(whole[:at], owner, number), *quote, after]


def _whole(report: Report, number: int) -> str:
    """A paragraph as printed, with dateline and closing by-line."""
    text = report.paragraphs[number]
    if number == 0:
        text = report.dateline + text
    if number == len(report.paragraphs) - 1:
        text += report.endline
    return text


def _order(
    rows: Sequence[list[Piece | str]], damage: Damage, random: Random
) -> list[list[tuple[int, Piece | str]]]:
    """The chunks of the stories, in turn or interleaved."""
    told = [[(n, piece) for piece in row] for n, row in enumerate(rows)]
    if not damage.interleave or len(told) < 2:
        return told
    first, second, *rest = told
    at = random.randint(min(4, len(first) - 1), len(first) - 1)
    return [first[:at], second, first[at:], *rest]


def _print(
    made: Page,
    one: Piece | str,
    reports: Sequence[Report],
    number: int,
    damage: Damage,
    half: str,
    random: Random,
) -> None:
    report = reports[number]
    if one == "head":
        for line in (report.kicker, report.title, report.subtitle, report.byline):
            if line:
                made.put(line, number)
                made.put("\n\n")
    elif one == "caption":
        made.put(report.caption, number)
        made.put("\n\n")
    elif one == "pull":
        quote = max("".join(report.paragraphs[1:]).split("。"), key=len)
        made.put(random.choice(phrases(half)["pulls"]) + quote + "。\n\n")
    else:
        assert isinstance(one, Piece)
        text = _narrowed(one.text) if damage.narrow else one.text
        _lines(made, text, one, damage)
        if damage.jumps and one.paragraph == len(report.paragraphs) - 1 and random.random() < 0.5:
            made.put(random.choice(phrases(half)["jumps"]))
        made.put("\n\n" if not damage.indent else "\n")


def _lines(made: Page, text: str, one: Piece, damage: Damage) -> None:
    fresh = one.double == 0 and damage.indent
    lead = "\u3000\u3000" if fresh else ""
    made.put(lead)
    width = damage.wrap or len(text)
    at, room = 0, width - len(lead) * bool(damage.wrap)
    while at < len(text):
        end = min(at + room, len(text))
        if end < len(text) and text[end] in "，。；：、！？”）》":
            end += 1
        for index in range(at, end):
            made.put(text[index], one.owner, one.paragraph, doubled=index < one.double)
        at, room = end, width
        if at < len(text):
            made.put("\n")


def _narrowed(text: str) -> str:
    return text.translate(str.maketrans("，；：（）", ",;:()"))


def _noisy(text: str, rate: float, random: Random) -> str:
    swaps = dict(zip(NOISE[::2], NOISE[1::2], strict=True))
    swaps |= {b: a for a, b in swaps.items()}
    return "".join(swaps[c] if c in swaps and random.random() < rate else c for c in text)
