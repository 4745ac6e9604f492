"""What each chunk of a source is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct, structs

from huiyao.convert.fluency import Fluency
from huiyao.convert.genre import genre
from huiyao.convert.joint import goes_on, headless, is_open, joint, unclosed
from huiyao.convert.repeat import quoted
from huiyao.convert.signs import signs
from huiyao.convert.wrap import Chunk

Label = Literal[
    "body", "headline", "byline", "caption", "credit", "jump", "page", "chrome", "pull", "row"
]

HEADLINE = 46
"""Characters of one line of a headline at most."""

LEAD = re.compile(
    r"(?:昨天|今天|昨日|今日|日前|近日|前天|\d{1,2}月\d{1,2}日|\d{1,2}日)[^。]{0,60}(?:举行|召开|开幕|闭幕|会见|主持|出席|调研|强调|座谈|签约|启动|揭牌|发布)"
)
"""The first sentence of a report."""

_TOLD = re.compile(
    r"^(?:昨|今|前|日前|近日|上午|下午)|\d日?(?:上午|下午|晚)|\d月\d{1,2}日(?!.*[）)]$)|[昨今][天日](?:上午|下午)"
)
"""The time of day of a report, which no headline tells."""

_BODY = re.compile(
    r"(?:座谈|会|论坛|仪式|活动)?[会式动坛]?上，|会议|大家|与会|市领导|省领导|县领导|要|据悉|记者"
)
"""How paragraphs begin, and headlines do not."""

_ARROWS = "（(【[▶►→>＞》■●◆▲ "
"""Signs that a jump line opens with."""

_STOPS = re.compile(r"[。；;]|[，、：:,]$")


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
    bodies = [number for number, label in enumerate(labels) if label == "body"]
    for place in quoted([pieces[number].text for number in bodies]):
        labels[bodies[place]] = "pull"
    found: list[Labelled] = []
    for number, (chunk, label) in enumerate(zip(pieces, labels, strict=True)):
        after = next((n for n in bodies if n > number and labels[n] == "body"), None)
        following = None if after is None else pieces[after]
        headline = label == "body" and _headline(chunk, found, following, fluency)
        found.append(Labelled(chunk, "headline" if headline else label))
    return tuple(_kickers(tuple(_captions(found))))


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
    credit = rules.credit.search(text)
    if credit and credit.start() == 0:
        return "credit"
    if len(text) <= 140 and (credit or rules.caption.match(text)):
        return "caption"
    return "body"


def _headline(
    chunk: Chunk, before: Sequence[Labelled], after: Chunk | None, fluency: Fluency
) -> bool:
    """Whether a chunk of running words stands as a line of a headline."""
    text = chunk.text
    if chunk.heading and not text.endswith("。"):
        return len(text) <= 2 * HEADLINE
    beside = bool(before) and before[-1].label == "headline" and chunk.apart == 0
    stops = _STOPS.search(text if not beside else text.rstrip("，、："))
    if chunk.lines > 1 or text[-1] in genre().unfinished:
        return False
    if len(text) > HEADLINE or stops or signs().dateline.match(text) or len(text) < 4:
        return False
    if signs().subtitle.match(text) and unclosed(text) == "":
        return True
    if (not is_open(text) and text[-1] not in "！？!?”…") or unclosed(text) or headless(text):
        return False
    if (after is not None and goes_on(after.text)) or _TOLD.search(text):
        return False
    if _BODY.match(text):
        return False
    if (
        re.search("[，、]", text)
        and after is not None
        and joint(text, after.text, fluency) == "sure"
    ):
        return False
    last = next((each for each in reversed(before) if each.label in {"body", "headline"}), None)
    if last is None or last.label == "headline" or not is_open(last.text):
        return True
    verdict = joint(last.text, text, fluency)
    begins = after is not None and _begins(after.text)
    return verdict in {"no", "open"} or (verdict == "likely" and begins)


def _begins(text: str) -> bool:
    """Whether a chunk begins a report."""
    return signs().dateline.match(text) is not None or LEAD.search(text[:90]) is not None


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


def _kickers(found: Sequence[Labelled]) -> Iterator[Labelled]:
    """The labels at last: a line that ends no sentence, above a headline or a dateline, is one.

    Whether it goes on in the paragraph before it, which breaks off, is then no question.
    """
    for one, after in zip(found, [*found[1:], None], strict=True):
        begins = after is not None and (after.label == "headline" or _dated(after))
        above = begins and one.label == "body"
        line = one.chunk.lines == 1 and len(one.text) <= HEADLINE and is_open(one.text)
        whole = not (_STOPS.search(one.text) or unclosed(one.text) or headless(one.text))
        if above and line and whole and not _BODY.match(one.text):
            yield structs.replace(one, label="headline")
        else:
            yield one
