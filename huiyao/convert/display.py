"""Lines that are set for display: a headline's, and those of headings inside a story (标题)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from huiyao.convert.dates import NUMBERED
from huiyao.convert.fluency import Fluency
from huiyao.convert.genre import genre, words
from huiyao.convert.joint import UNITS, goes_on, headless, is_open, joint, unclosed
from huiyao.convert.signs import signs
from huiyao.convert.wrap import Chunk

HEADLINE = 46
"""Characters of one line of a headline at most."""

LEAD = re.compile(
    rf"^(?:[^。，]{{0,12}}，)?记者[^。，]{{0,12}}从[^。，]{{2,40}}(?:获悉|了解到)|(?:昨天|今天|昨日|今日|日前|近日|前天|{NUMBERED}|\d{{1,2}}\s?日)[^。]{{0,60}}(?:举行|召开|开幕|闭幕|会见|主持|出席|调研|强调|座谈|签约|启动|揭牌|发布|举办|签署|会谈|开工|考察|走访|慰问|组织开展)"
)
"""The first sentence of a report."""

_TOLD = re.compile(
    r"^(?:昨|今|前|日前|近日|上午|下午)|\d\s?日?(?:上午|下午|晚)|\d\s?月\s?\d{1,2}\s?日(?!.*[）)]$)|[昨今][天日](?:上午|下午)"
)
"""The time of day of a report, which no headline tells."""

_BODY = re.compile(
    r"(?:座谈|会|论坛|仪式|活动)?[会式动坛]?上，|会议|大家|与会|市领导|省领导|县领导|要(?![闻点])|据悉|记者|谢谢|同志们|各位"
)
"""How paragraphs begin, and headlines do not."""


_STOPS = re.compile(r"[。；;]|[，、：:,]$")

_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]).{2,40}$"
)
"""A heading inside a text, by its number."""

HEADING = 30
"""Characters of a heading inside a story at most."""

LINES = 3
"""Lines of a headline that a column breaks."""


class Above(NamedTuple):
    """What stands above a chunk: the last words of running text, unless a headline follows them."""

    text: str
    headline: bool
    """Whether a line of a headline stands directly above."""


def displayed(chunk: Chunk, above: Above, below: Sequence[Chunk], fluency: Fluency) -> bool:
    """Whether a chunk is set as a line of a headline; `below` are the next chunks of text."""
    text = chunk.text
    if chunk.heading and not text.endswith("。"):
        return len(text) <= 2 * HEADLINE
    if not 4 <= len(text) <= HEADLINE or signs().dateline.match(text):
        return False
    if _STOPS.search(text.rstrip("，、：") if above.headline and chunk.apart == 0 else text):
        return False
    begins = [_begins(one.text) for one in below]
    if chunk.lines > 1 and not (chunk.lines <= LINES and any(begins) and not above.text):
        return False
    if _NUMBERED.match(text) and is_open(text):
        return not above.text or not is_open(above.text)
    if signs().subtitle.match(text) and unclosed(text) == "":
        return True
    if text[-1] in genre().unfinished and text[-2:] not in words("terms"):
        return False
    if (not is_open(text) and text[-1] not in "！!？?”…") or unclosed(text) or headless(text):
        return False
    if _TOLD.search(text) or _BODY.match(text):
        return False
    if above.text and not above.headline and len(text) > HEADING and "，" in text:
        # Within a story, so long a line with a pause in it is a paragraph that breaks off.
        return any(begins)
    return _apart(text, above.text, below, fluency, begins=begins[:1] == [True])


def _apart(text: str, last: str, below: Sequence[Chunk], fluency: Fluency, *, begins: bool) -> bool:
    """Whether a line neither goes on in what stands below it nor carries on what stands above."""
    after = below[0].text if below else ""
    if after and goes_on(after):
        # The paragraph above goes on below: what stands between interrupts it.
        pair = last[-1:] + after[0]
        across = fluency.pair(pair) or pair in words("terms")
        return last != "" and is_open(last) and across and not fluency.pair(text[-1] + after[0])
    counts = text[-1].isdigit() and after[:1] in UNITS
    if after and (counts or re.search("[，、]", text)) and joint(text, after, fluency) == "sure":
        return False
    if not last or not is_open(last):
        return True
    verdict = joint(last, text, fluency)
    return verdict in {"no", "open"} or (verdict == "likely" and begins)


def running(text: str) -> bool:
    """Whether a line has the stops, the opening or the time of day of running text."""
    return bool(_STOPS.search(text) or _TOLD.search(text) or _BODY.match(text))


def _begins(text: str) -> bool:
    """Whether a chunk begins a report."""
    return signs().dateline.match(text) is not None or LEAD.search(text[:90]) is not None
