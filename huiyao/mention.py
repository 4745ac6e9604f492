"""Where the words of an article name a person, and where the same characters do not.

A name of two or three characters also arises by chance between words (紧张|全球). A mention is
therefore accepted only on evidence beside it: the office stated in the article or any office before
it, a list of names, a title or a verb of speech or attendance after it at the head of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from huiyao.lexicon import either, lexicon
from huiyao.records.article import Entry

STOP = r"[\s，。、；：！？“”‘’（）()《》〈〉【】\[\]…—,;:!?\"'■]"
"""Characters that end a clause or set words apart."""

REACH = 24
"""Characters between a name and its verb: 代表市委、市政府在会上讲话."""

JOINT = re.compile(r"\s*(?:[、，,\s]|[、，,]?(?:和|与|及|以及))\s*|（[^（）]{1,12}）\s*[、，,]?\s*")
"""What stands between two names of a list; a bracket may note on the first: （女，回族）."""


class Mention(Struct, frozen=True, order=True):
    """A stretch of text that names a person."""

    start: int
    end: int
    person: str


class Rules(NamedTuple):
    """The lexicon as patterns."""

    office: re.Pattern[str]
    """An office that ends where the name begins."""
    head: re.Pattern[str]
    """The head of a clause, as it ends before a name."""
    acts: re.Pattern[str]
    """A title, or a verb of speech or attendance, directly after a name."""
    follows: re.Pattern[str]
    """What shows that a name of two characters is not the beginning of a longer one."""
    clause: re.Pattern[str]
    """The rest of a clause that has such a verb."""
    doctrine: re.Pattern[str]
    """What makes a name part of the name of a doctrine."""


@cache
def _rules() -> Rules:
    words = lexicon()
    verbs = {*words.speech, *(verb for verbs in words.parts.values() for verb in verbs)}
    office = re.compile(rf"(?:{either(words.offices)})\s?$")
    head = re.compile(rf"(?:^|{STOP}|{either(words.before)})$")
    acts = re.compile(rf"\s?{either({*verbs, *words.titles})}")
    after = {*words.follows, *words.titles, *verbs, *words.offices}
    follows = re.compile(rf"$|\d|{STOP}|{either(after)}")
    word = "“[^“”，。]{1,16}”|[^，。；：！？“”,;:!?]"
    clause = re.compile(rf"(?:{word}){{0,{REACH}}}?{either(verbs)}")
    doctrine = re.compile(either(words.doctrines))
    return Rules(office, head, acts, follows, clause, doctrine)


def headed(text: str, one: Mention, entry: Entry) -> bool:
    """Whether a mention opens a clause, by itself or after an office: it can be a subject."""
    return _ranked(text, one, entry) or _rules().head.search(_before(text, one)[-2:]) is not None


def spelled(name: str) -> str:
    """A pattern for a name, whose characters print may set apart by a space (龚 正)."""
    return r"\s?".join(map(re.escape, name)) if len(name) == 2 else re.escape(name)


def mentions(text: str, people: Mapping[str, tuple[Entry, tuple[str, ...]]]) -> tuple[Mention, ...]:
    """The mentions in a paragraph of those whom its article lists.

    `people` maps person id to the article's entry and every form of the name.
    """
    found = sorted(_candidates(text, people))
    accepted = {one for one in found if _shown(text, one, people[one.person][0])}
    return tuple(sorted(_listed(text, found, accepted)))


def _candidates(
    text: str, people: Mapping[str, tuple[Entry, tuple[str, ...]]]
) -> Iterator[Mention]:
    bearers: dict[str, list[str]] = {}
    for person, (_, names) in people.items():
        for name in names:
            bearers.setdefault(name, []).append(person)
    if not bearers:
        return
    ordered = sorted(bearers, key=lambda name: (-len(name), name))
    for match in re.finditer("|".join(map(spelled, ordered)), text):
        meant = bearers["".join(match.group().split())]
        if len(meant) > 1:
            # Of namesakes, only the one whose office stands beside the name is certain.
            meant = [one for one in meant if _in_office(text, *match.span(), people[one][0])]
        if len(meant) == 1 and _rules().doctrine.match(text, match.end()) is None:
            yield Mention(match.start(), match.end(), meant[0])


def _in_office(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether the office that the article states stands beside the name."""
    return bool(entry.role) and (
        text.endswith(entry.role, 0, start) or text.startswith(entry.role, end)
    )


def _shown(text: str, one: Mention, entry: Entry) -> bool:
    """Whether the words directly beside a name show that it is one."""
    rules = _rules()
    if entry.role and text.startswith(entry.role, one.end):
        return True
    if _ranked(text, one, entry):
        return _bounded(text, one)
    if rules.head.search(_before(text, one)[-2:]) is None:
        return False
    clause = _bounded(text, one) and rules.clause.match(text, one.end) is not None
    return clause or rules.acts.match(text, one.end) is not None


def _ranked(text: str, one: Mention, entry: Entry) -> bool:
    """Whether an office stands directly before a name: the one stated, or any."""
    stated = bool(entry.role) and text.endswith(entry.role, 0, one.start)
    return stated or _rules().office.search(_before(text, one)) is not None


def _before(text: str, one: Mention) -> str:
    """The words before a name, as far as an office reaches."""
    return text[max(one.start - 12, 0) : one.start]


def _listed(text: str, found: Iterable[Mention], accepted: set[Mention]) -> set[Mention]:
    """The accepted mentions, the names listed at the head of a clause, and who stands with them."""
    ordered = list(found)
    head = _rules().head
    for one, other in pairwise(ordered):
        together = text[one.end : other.start].strip() in {"、", ","} and _bounded(text, other)
        if together and head.search(_before(text, one)[-2:]):
            accepted.add(one)
    for run in (ordered, ordered[::-1]):
        for one, other in pairwise(run):
            left, right = sorted((one, other))
            joined = JOINT.fullmatch(text[left.end : right.start]) is not None
            if one in accepted and joined and _bounded(text, other):
                accepted.add(other)
    return accepted


def _bounded(text: str, one: Mention) -> bool:
    """Whether a name ends where a word ends: after two characters it might be a longer one."""
    letters = len("".join(text[one.start : one.end].split()))
    return letters > 2 or _rules().follows.match(text, one.end) is not None
