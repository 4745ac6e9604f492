"""Where the words of an article name a person, and where the same characters do not.

A name of two or three characters also arises by chance between words (紧张|全球). A mention is
therefore accepted only on evidence beside it: the office stated in the article or any office before
it, a list of names, a title or a verb of speech or attendance after it at the head of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from huiyao.gather import gather
from huiyao.lexicon import either, lexicon
from huiyao.records.article import Entry

STOP = r"[\s，。、；：！？“”‘’（）()《》〈〉【】\[\]…—,;:!?\"'■]"
"""Characters that end a clause or set words apart."""

REACH = 24
"""Characters between a name and its verb: 代表市委、市政府在会上讲话."""

_SPACE = re.compile(r"\s")
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


def mentions(
    texts: Sequence[str], people: Mapping[str, tuple[Entry, tuple[str, ...]]]
) -> list[tuple[Mention, ...]]:
    """The mentions in each paragraph of an article of those whom it lists.

    `people` maps person id to the article's entry and every form of the name.
    """
    bearers = gather((name, person) for person, (_, names) in people.items() for name in names)
    entries = {person: entry for person, (entry, _) in people.items()}
    return [_mentions(text, bearers, entries) for text in texts]


def _mentions(
    text: str, bearers: Mapping[str, Sequence[str]], people: Mapping[str, Entry]
) -> tuple[Mention, ...]:
    found = list(candidates(text, bearers, people))
    if not found:
        return ()
    accepted = {one for one in found if _shown(text, one, people[one.person])}
    return tuple(sorted(_listed(text, found, accepted)))


def candidates(
    text: str, bearers: Mapping[str, Sequence[str]], people: Mapping[str, Entry]
) -> Iterator[Mention]:
    """Where names stand that one person bears, in order."""
    free = 0
    for start, _, end, name in sorted(_places(text, bearers)):
        if start < free:
            continue
        free = end
        meant = bearers[name]
        if len(meant) > 1:
            # Of namesakes, only the one whose office stands beside the name is certain.
            meant = [one for one in meant if _in_office(text, start, end, people[one])]
        if len(meant) == 1 and _rules().doctrine.match(text, end) is None:
            yield Mention(start, end, meant[0])


def _places(text: str, names: Collection[str]) -> Iterator[tuple[int, int, int, str]]:
    """Where names stand, of two that begin together the longer first: start, rank, end, name."""
    for name in names:
        start = text.find(name)
        while start >= 0:
            yield start, -len(name), start + len(name), name
            start = text.find(name, start + 1)
    for space in _SPACE.finditer(text):  # print may set the characters of a name apart: 龚 正
        start, end = space.start() - 1, space.end() + 1
        if (name := text[max(start, 0) : space.start()] + text[space.end() : end]) in names:
            yield start, -len(name), end, name


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
