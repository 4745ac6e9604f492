"""What each chunk of a source is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct, structs

from huiyao.convert.dates import NUMBERED
from huiyao.convert.display import HEADLINE, Above, displayed, running
from huiyao.convert.field import FIELD
from huiyao.convert.fluency import Fluency
from huiyao.convert.joint import CLOSING, headless, is_open, unclosed
from huiyao.convert.name import shaped
from huiyao.convert.repeat import quoted
from huiyao.convert.signs import signs
from huiyao.convert.wrap import ITEM, Chunk

Label = Literal[
    "body", "headline", "byline", "caption", "credit", "jump", "page", "chrome", "pull", "row"
]

MOST = 5
"""Characters of a name, or of a word among what belongs to the page, and one more."""

_LINE = re.compile(
    rf"{FIELD.pattern}.{{2,}}|(?:分送|抄送|报送)(?:人员?|领导|单位)?[:：].{{2,}}"
    r"|[\u3400-\u9fff]{4,24} \d{4}\s?年\s?" + NUMBERED
)
"""A line that is whole as it is: a field of minutes, who issued what and when."""

_BARE = re.compile(r"[\W_]+")
"""Nothing but signs: a row of stars, a lone ▼."""

_ARROWS = "（(【[▶►→>＞》■●◆▲ "
"""Signs that a jump line opens with."""


class Labelled(Struct, frozen=True):
    """A chunk and what it is."""

    chunk: Chunk
    label: Label

    @property
    def text(self) -> str:
        """The words of the chunk, as Chinese sets them."""
        return self.chunk.text


def labelled(chunks: Sequence[Chunk], fluency: Fluency) -> tuple[Labelled, ...]:
    """The chunks with their labels, jump lines cut from the paragraphs that hold them."""
    pieces = [piece for chunk in chunks for piece in _without_jumps(chunk)]
    labels = [_plain(chunk) for chunk in pieces]
    for number, (left, chunk) in enumerate(pairwise(pieces), 1):
        # A number that may belong to the sentence before it is no page number.
        if chunk.text.isdigit() and labels[number - 1] == "body" and is_open(left.text):
            labels[number] = "body"
        if labels[number] == "body" and _signs_off(left.text, chunk.text):
            labels[number] = "byline"
    for number in range(1, len(pieces) - 1):
        beside = {labels[number - 1], labels[number + 1]} <= {"chrome", "page"}
        if labels[number] == "body" and beside and len(pieces[number].text) < MOST:
            labels[number] = "chrome"
    for number, chunk in enumerate(pieces):
        # When a page was published, and when a meeting was held, both may be 时间.
        near = [pieces[n].text for n in (number - 1, number + 1) if 0 <= n < len(pieces)]
        if labels[number] == "chrome" and FIELD.match(chunk.text) and any(map(_field, near)):
            labels[number] = "row"
    bodies = [number for number, label in enumerate(labels) if label == "body"]
    for place in quoted([pieces[number].text for number in bodies]):
        labels[bodies[place]] = "pull"
    found: list[Labelled] = []
    for number, (chunk, label) in enumerate(zip(pieces, labels, strict=True)):
        below = [pieces[n] for n in bodies if n > number and labels[n] == "body"][:2]
        headline = label == "body" and displayed(chunk, _above(found), below, fluency)
        found.append(Labelled(chunk, "headline" if headline else label))
    return _kickers(tuple(_captions(found)))


def _field(text: str) -> bool:
    """Whether a line can be nothing but a field of minutes."""
    return FIELD.match(text) is not None and signs().chrome.match(text) is None


def _signs_off(above: str, text: str) -> bool:
    """Whether a name stands alone below the date of a speech."""
    name = "".join(text.split())
    return above[-2:] in {"日）", "日)"} and len(name) < MOST and shaped(name)


def _above(found: Sequence[Labelled]) -> Above:
    """What stands above the next chunk."""
    last = next((each for each in reversed(found) if each.label in {"body", "headline"}), None)
    text = last.text if last and last.label == "body" else ""
    return Above(text, headline=bool(found) and found[-1].label == "headline")


def _without_jumps(chunk: Chunk) -> Iterator[Chunk]:
    """A chunk, the jump lines at its head and its end cut off."""
    jump, text = signs().jump, chunk.text
    head = jump.match(text) if signs().onward.match(text) else None
    start = head.end() if head else 0
    end = min((found.start() for found in jump.finditer(text, start) if _last(found)), default=None)
    for first, last in ((0, start), (start, end), (end, None)):
        if first is not None and (strand := chunk.strand.cut(first, last)):
            whole = last is None or last == len(text)
            yield structs.replace(chunk, strand=strand, wrapped=chunk.wrapped and whole)


def _last(jump: re.Match[str]) -> bool:
    """Whether a jump line closes its chunk, set apart by a sign or the end of a sentence."""
    text, start = jump.string, jump.start()
    apart = start == 0 or text[start] in _ARROWS or text[start - 1] in "。！？”） "
    return apart and jump.end() == len(text)


def _plain(chunk: Chunk) -> Label:
    """The label of a chunk by its own words."""
    rules, text = signs(), chunk.text
    if chunk.aside:
        return "page" if rules.page.fullmatch(text) else "chrome"
    if chunk.row:
        cells = text.split()
        beside = all(rules.chrome.match(one) or rules.page.fullmatch(one) for one in cells)
        return "chrome" if beside else "row"
    if rules.jump.fullmatch(text):
        return "jump"
    if len(text) <= 80 and rules.chrome.match(text):
        return "chrome"
    if rules.page.fullmatch(text):
        return "page"
    if len(text) <= 60 and rules.byline.fullmatch(text):
        return "byline"
    if _BARE.fullmatch(text) and text[0] not in CLOSING:
        return "row"
    credit = rules.credit.search(text)
    if credit and credit.start() == 0:
        return "credit"
    if len(text) <= 140 and (credit or rules.caption.match(text)):
        return "caption"
    return "row" if ITEM.match(text) or _LINE.fullmatch(text) else "body"


def _dated(one: Labelled) -> bool:
    return one.label == "body" and signs().dateline.match(one.text) is not None


def _captions(found: Sequence[Labelled]) -> Iterator[Labelled]:
    """The labels once more: a line directly above a photographer's credit is a caption."""
    for one, after in zip(found, [*found[1:], None], strict=True):
        above = after is not None and after.label == "credit" and one.label == "headline"
        if above and not one.chunk.heading and after is not None and after.chunk.apart <= 1:
            yield structs.replace(one, label="caption")
        else:
            yield one


def _kickers(found: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """The labels at last: a line that ends no sentence, above a headline or a dateline, is one.

    Whether it goes on in the paragraph before it, which breaks off, is then no question.
    """
    kept: list[Labelled] = []
    for one in reversed(found):
        begins = bool(kept) and (kept[-1].label == "headline" or _dated(kept[-1]))
        line = one.chunk.lines == 1 and len(one.text) <= HEADLINE and is_open(one.text)
        whole = not (unclosed(one.text) or headless(one.text))
        above = begins and one.label == "body" and not running(one.text)
        kept.append(structs.replace(one, label="headline") if above and line and whole else one)
    return tuple(reversed(kept))
