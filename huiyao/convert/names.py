"""Names of persons in running text, found by what stands beside them.

A name is two to four characters that open with a family name. It is believed where an office stands
before it, where it stands in a list of such, where a title stands after it, in a by-line, or where
it opens a clause before a verb of speech or attendance; elsewhere only if it was believed before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from huiyao.convert.field import opening, persons
from huiyao.convert.genre import genre, patterns, words
from huiyao.convert.name import LINK, bounded, common, guessed, misread, name_at
from huiyao.convert.signs import signs
from huiyao.convert.titled import titled
from huiyao.lexicon import either, lexicon

BETWEEN = re.compile(r"[：: ]|（[^（）]{1,4}）")
"""What stands between an office and a name: a colon, a note on the office (副市长（兼）)."""

LISTS = re.compile(r"(?:还?有|包括)[：:]?")
"""Words after an office that open a list: 出席会议的市领导有."""

INSIDE = ("长江", "长安", "长宁", "长乐", "长白", "长庆")
"""Words that begin with the end of an office: 全市长江大保护."""

ACTS = r"(?:指出|强调|表示|要求|认为|主持|出席|参加)"
"""Verbs that no given name begins with."""


class Named(Struct, frozen=True, order=True):
    """A stretch that names a person; `list` is the offset of the first name of its list."""

    start: int
    end: int
    name: str
    first: int


def named(texts: Sequence[str], known: frozenset[str]) -> list[tuple[Named, ...]]:
    """For each text the names in it, in order; `known` are the archive's."""
    strong = [tuple(_strong(text, known)) for text in texts]
    if shorter := _spoken({one.name for found in strong for one in found}, texts):
        strong = [tuple(_strong(text, known | shorter)) for text in texts]
    weight = Counter(one.name for found in strong for one in found)
    believed = {name: count for name, count in weight.items() if not _shadowed(name, weight, texts)}
    return [
        tuple(_together(text, found, believed)) for text, found in zip(texts, strong, strict=True)
    ]


def _spoken(names: set[str], texts: Sequence[str]) -> frozenset[str]:
    """Beginnings of names of three characters that speak or act by themselves elsewhere."""
    found = {name[:2] for name in names if len(name) == 3}
    if not found:
        return frozenset()
    alone = re.compile(rf"(?:^|[，。；：！？”]|{patterns().office.pattern})({either(found)}){ACTS}")
    return frozenset(one[1] for text in texts for one in alone.finditer(text))


def _shadowed(name: str, weight: Mapping[str, int], texts: Sequence[str]) -> bool:
    """Whether a longer name that is better attested begins so, and explains all places."""
    longer = [other for other in weight if other != name and other.startswith(name)]
    text = "\n".join(texts)
    return any(
        weight[other] >= weight[name] and text.count(name) == text.count(other) for other in longer
    )


def _strong(text: str, known: frozenset[str]) -> Iterator[Named]:
    """The names that the words beside them show."""
    row = [Named(start, end, name, opening(text)) for start, end, name in persons(text, known)]
    yield from row
    seen = {one.start for one in row}
    for found in patterns().anchor.finditer(text):
        for one in _listed(text, found.end(), bare=_bare(found), known=known):
            if one.start not in seen:
                seen.add(one.start)
                yield one
    for found in signs().signed.finditer(text):
        yield from _listed(text, found.start() + 1, bare=False, known=known, alone=False)
    for start, end, name in titled(text):
        if start not in seen:
            seen.add(start)
            yield Named(start, end, name, start)
    for found in _rules().heads.finditer(text):
        # 向 is a family name, too, and 由 is one in a list.
        tried = (
            tuple(_opening(text, start, known)) for start in (found.start("head"), found.end())
        )
        for one in next(filter(None, tried), ()):
            if one.start not in seen:
                seen.add(one.start)
                yield one


def _bare(office: re.Match[str]) -> bool:
    """Whether an office is a word that is as often a common noun."""
    return office.group() in genre().common or office.group() in genre().listing


def _listed(
    text: str, at: int, *, bare: bool, known: frozenset[str], alone: bool = True
) -> Iterator[Named]:
    """The name at an offset, and those that are listed with it.

    `bare` asks for more than one or a long name, `alone` for a first name that is no other word.
    """
    row: list[Named] = []
    lists = LISTS.match(text, at)
    between = lists or BETWEEN.match(text, at)
    start = first = between.end() if between else at
    while True:
        name, end = name_at(text, start, known, listed=bool(row) or not alone)
        if not name and not row and alone and not bare:
            name, end = guessed(text, start)
        if not name and not bare:
            name, end = misread(text, start, known)
        if not name or (not row and _within(text, start, end)):
            break
        row.append(Named(start, end, name, first))
        link = LINK.match(text, end)
        if link is None:
            break
        start = link.end()
    if lists and len(row) < 2:
        return
    if bare and len(row) == 1 and (len(row[0].name) < 3 or common(row[0].name)):
        return
    yield from row


def _within(text: str, at: int, end: int) -> bool:
    """Whether a name after an office may be a part of a word that begins in it: 全市长江禁渔."""
    inside = text.startswith(INSIDE, at - 1) if at else False
    return inside and not words("given") >= {*text[at + 1 : end]}


def _opening(text: str, at: int, known: frozenset[str]) -> Iterator[Named]:
    """Names at the head of a clause: a list of persons, or one before a verb of speech."""
    row = list(_listed(text, at, bare=False, known=known, alone=False))
    if not row:
        return
    rest = text[row[-1].end :]
    sure = [one for one in row if not common(one.name)]
    if (len(row) >= 3 and 3 * len(sure) >= 2 * len(row) and _rules().people.match(rest)) or (
        len(row) <= 2 and len(sure) == len(row) and _rules().acts.match(rest)
    ):
        yield from row


def _together(text: str, strong: Sequence[Named], believed: Mapping[str, int]) -> Iterator[Named]:
    """The names of a text: the strong ones that are believed, and where these recur."""
    kept = {one.start: one for one in strong if one.name in believed}
    for one in _recurring(text, believed):
        if not any(one.start < other.end and other.start < one.end for other in kept.values()):
            kept[one.start] = one
    yield from sorted(kept.values())


def _recurring(text: str, believed: Iterable[str]) -> Iterator[Named]:
    """Where the names that were believed elsewhere open a clause or stand before their verb."""
    ordered = sorted(believed, key=lambda name: (-len(name), name))
    if not ordered:
        return
    pattern = re.compile("|".join(r"\s?".join(map(re.escape, name)) for name in ordered))
    for found in pattern.finditer(text):
        name = "".join(found.group().split())
        before, rest = text[: found.start()], text[found.end() :]
        heads = _rules().opens.search(before[-4:]) is not None
        ends = bounded(text, found.end()) or len(name) > 2
        doctrine = rest.startswith(genre().doctrines)
        if heads and ends and not doctrine:
            yield Named(found.start(), found.end(), name, found.start())


class Rules(Struct, frozen=True):
    """The patterns of this file."""

    heads: re.Pattern[str]
    opens: re.Pattern[str]
    people: re.Pattern[str]
    acts: re.Pattern[str]


@cache
def _rules() -> Rules:
    base = lexicon()
    attend = either(verb for key in ("主持", "出席", "列席", "参加") for verb in base.parts[key])
    speech = either(base.speech)
    clause = r"[^，。；：！？“”,;:!?]"
    before = either({*base.before, *genre().heads})
    return Rules(
        re.compile(rf"(?:^|[，。；：！？”（\s])(?P<head>(?:{before}(?=[\u3400-\u9fff]))?)"),
        re.compile(rf"(?:^|[，。；：！？“”‘’（）、《\s]|{before}|{either(words('cuts'))})$"),
        re.compile(
            rf"\s*(?:等|\d+位|[一二三四五六七八九十]+位|两位|先后|分别|共同|一同|{attend}|{speech}|"
            rf"作|发言|交流|摄|任|当选|为)"
        ),
        re.compile(
            rf"(?:{attend}|作?(?:了)?(?:讲话|说明|点评|汇报|总结讲话|工作报告|部署)|"
            rf"{clause}{{0,16}}?{speech}[，：:,“]|{clause}{{0,12}}?(?:主持(?:会议|召开)|出席|作报告))"
        ),
    )
