"""Where the words of an article name a person, and where the same characters do not.

A name of two or three characters also arises by chance between words (紧张|全球). A mention is
therefore accepted only on evidence beside it: the office stated in the article or any office before
it, a list of names, a title or a verb of speech or attendance after it at the head of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from huiyao.lexicon import either, lexicon
from huiyao.records.article import Entry

STOP = r"[\s，。、；：！？“”‘’（）()《》〈〉【】\[\]…—,;:!?\"'■]"
"""Characters that end a clause or set words apart."""

REACH = 24
"""Characters between a name and its verb: 代表市委、市政府在会上讲话."""

JOINT = re.compile(r"\s*(?:[、，,\s]|和|与|及|以及)\s*|（[^（）]{1,12}）\s*[、，,]?\s*")
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


@cache
def _rules() -> Rules:
    words = lexicon()
    verbs = {*words.speech, *(verb for verbs in words.parts.values() for verb in verbs)}
    office = re.compile(rf"(?:{either(words.offices)})\s?$")
    head = re.compile(rf"(?:^|{STOP}|{either(words.before)})$")
    acts = re.compile(rf"\s?{either({*verbs, *words.titles})}")
    follows = re.compile(rf"$|\d|{STOP}|{either({*words.follows, *words.titles, *verbs, *words.offices})}")
    clause = re.compile(rf"[^，。；：！？“”,;:!?]{{0,{REACH}}}?{either(verbs)}")
    return Rules(office, head, acts, follows, clause)


def headed(text: str, one: Mention, entry: Entry) -> bool:
    """Whether a mention opens a clause, by itself or after an office: it can be a subject."""
    before = text[: one.start]
    rules = _rules()
    if rules.office.search(before[-12:]) or (entry.role and before.endswith(entry.role)):
        return True
    return rules.head.search(before[-2:]) is not None


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
    bearers: dict[str, str] = {}
    for person, (_, names) in people.items():
        for name in names:
            bearers.setdefault(name, person)
    if not bearers:
        return
    ordered = sorted(bearers, key=lambda name: (-len(name), name))
    for match in re.finditer("|".join(map(spelled, ordered)), text):
        yield Mention(match.start(), match.end(), bearers["".join(match.group().split())])


def _shown(text: str, one: Mention, entry: Entry) -> bool:
    """Whether the words directly beside a name show that it is one."""
    office, head, acts, follows, clause = _rules()
    before, after = text[: one.start], text[one.end :]
    complete = one.end - one.start > 2 or follows.match(after) is not None
    if entry.role and before.endswith(entry.role):
        return complete
    if entry.role and after.startswith(entry.role):
        return True
    if office.search(before[-12:]):
        return complete
    if head.search(before[-2:]) is None:
        return False
    return acts.match(after) is not None or (complete and clause.match(after) is not None)


def _listed(text: str, found: Iterable[Mention], accepted: set[Mention]) -> set[Mention]:
    """The accepted mentions, the names listed at the head of a clause, and who stands with them."""
    ordered = list(found)
    head = _rules().head
    for one, other in zip(ordered, ordered[1:], strict=False):
        together = text[one.end : other.start].strip() in {"、", ","} and _bounded(text, other)
        if together and head.search(text[: one.start][-2:]):
            accepted.add(one)
    for run in (ordered, ordered[::-1]):
        for one, other in zip(run, run[1:], strict=False):
            left, right = sorted((one, other))
            joined = JOINT.fullmatch(text[left.end : right.start]) is not None
            if one in accepted and joined and _bounded(text, other):
                accepted.add(other)
    return accepted


def _bounded(text: str, one: Mention) -> bool:
    """Whether a name in a list ends where a word ends."""
    follows = _rules().follows
    return one.end - one.start > 2 or follows.match(text[one.end :]) is not None
