"""Which chunk belongs to which story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from msgspec import structs

from huiyao.convert.display import LEAD
from huiyao.convert.ends import closing
from huiyao.convert.joint import goes_on, is_open
from huiyao.convert.label import Labelled
from huiyao.convert.signs import HAN, signs

SHORT = 10
"""Characters that some line of three or more has if they are a headline."""

_ITEM = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]|[“\"‘'「]"
    rf"|(?:{HAN}{{1,3}}|[\d.,%]+)(?:\s+(?:{HAN}{{1,3}}|[\d.,%]+)){{2,}}$"
)
"""A line of a list: numbered, quoted, or names and figures set apart."""


def told(found: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """The chunks, with the lines of a list, a table or a poem in a story told from a headline."""
    kept = list(found)
    text = False
    for heads, run in groupby(enumerate(found), lambda one: one[1].label == "headline"):
        lines = list(run)
        last = lines[-1][0]
        if heads and text and len(lines) > 1 and _items(found, lines[0][0], last):
            kept[lines[0][0] : last + 1] = [structs.replace(one, label="row") for _, one in lines]
        text = text or any(one.label == "body" for _, one in lines)
    return tuple(kept)


def _items(found: Sequence[Labelled], first: int, last: int) -> bool:
    """Whether lines that look like a headline belong to what stands above them."""
    below = found[last + 1 : last + 2]
    text = [one.label == "body" and not (_dated(one) or _leads(one)) for one in below]
    if text != [True] or any(one.chunk.heading for one in found[first : last + 1]):
        return False
    lines = [one.text for one in found[first : last + 1]]
    return (
        found[first - 1].text.endswith(("：", ":"))
        or any(_ITEM.match(line) for line in lines)
        or lines[-1].endswith(("！", "？", "”"))
        or (len(lines) > 2 and max(map(len, lines)) < SHORT)
    )


@dataclass
class Thread:
    """The chunks of one story, by their index, while it is being gathered."""

    head: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    beside: list[int] = field(default_factory=list)
    """By-lines, captions and credits."""
    resumed: bool = False
    """Whether it came from another page."""


def threads(found: Sequence[Labelled]) -> list[Thread]:
    """The stories in the order in which they begin: by a headline, a dateline or a by-line.

    What a later look assigns to another story stands in the first that it may belong to.
    """
    stories: list[Thread] = []
    pending: list[int] = []
    for number, one in enumerate(found):
        if one.label == "headline":
            pending.append(number)
            continue
        if one.label in {"body", "row", "byline"} or (
            one.label in {"caption", "credit"} and not stories
        ):
            if _begins(found, number, pending, stories):
                stories.append(Thread(head=pending))
            elif pending and not stories[-1].head and len(pending) > 1:
                stories[-1].head = pending
            elif pending and _interrupted(found, number, stories[-1]):
                stories[-1].body.append(number)
                continue
            elif pending:
                stories[-1].body.extend(pending)
            pending = []
        if one.label in {"body", "row"}:
            stories[-1].body.append(number)
        elif one.label in {"byline", "caption", "credit"}:
            stories[-1].beside.append(number)
        elif one.label == "jump" and signs().onward.match(one.text):
            if (stories and stories[-1].body and _body_follows(found, number)) or not stories:
                stories.append(Thread(head=pending, resumed=True))
                pending = []
            else:
                stories[-1].resumed = not stories[-1].body
    return _floating(stories, pending)


def _interrupted(found: Sequence[Labelled], number: int, story: Thread) -> bool:
    """Whether a story goes on over the lines of a headline, which then are of another."""
    above = found[story.body[-1]].text if story.body else ""
    return found[number].label == "body" and is_open(above) and goes_on(found[number].text)


def _floating(stories: list[Thread], pending: list[int]) -> list[Thread]:
    """The stories with the headlines that no text follows: for those that have none, else alone."""
    if pending and not stories:
        return [Thread(head=pending)]
    if pending and any(not story.head for story in stories):
        stories.append(Thread(head=pending))
    elif pending:
        stories[-1].body.extend(pending)
    return [story for story in stories if story.head or story.body or story.beside]


def _body_follows(found: Sequence[Labelled], number: int) -> bool:
    after = next((one for one in found[number + 1 :] if one.label in {"body", "headline"}), None)
    return after is not None and after.label == "body"


def _begins(
    found: Sequence[Labelled], number: int, pending: Sequence[int], stories: Sequence[Thread]
) -> bool:
    """Whether a story begins with a chunk and the lines of a headline before it."""
    if not stories:
        return True
    if not (stories[-1].body or stories[-1].beside or stories[-1].head):
        return not stories[-1].resumed
    if not stories[-1].body and not pending:
        return False
    one = found[number]
    if one.label == "byline":
        after = next((other for other in found[number + 1 :] if other.label != "page"), None)
        text = after is not None and after.label == "body" and not _dated(after)
        return bool(stories[-1].body) and ((text and not closing(one)) or bool(pending))
    if _dated(one):
        return True
    if not pending:
        return False
    if not stories[-1].head and not _leads(one):
        return False
    return len(pending) > 1 or _leads(one)


def _leads(one: Labelled) -> bool:
    """Whether a chunk opens with the first sentence of a report."""
    return LEAD.search(one.text[:90]) is not None


def _dated(one: Labelled) -> bool:
    """Whether a chunk opens with a dateline, or with a by-line in its place."""
    opens = signs().dateline.match(one.text) or signs().inline.match(one.text)
    return one.label == "body" and opens is not None


def signed(found: Sequence[Labelled], stories: Sequence[Thread]) -> None:
    """Take each by-line that stands below a headline to the story that the headline went to."""
    homes = {number: story for story in stories for number in story.head}
    for story in stories:
        for number in [n for n in story.beside if found[n].label == "byline"]:
            home = homes.get(number - 1, story)
            story.beside.remove(number)
            home.beside.append(number)
