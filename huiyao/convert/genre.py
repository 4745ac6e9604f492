"""The words of the genre, as its file in the lexicon lists them, and what they mean as patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from huiyao import lexicon
from huiyao.lexicon import either


class Genre(Struct, frozen=True):
    """The lists of `zh-genre.yaml`; each is documented there."""

    surnames: str
    compounds: str
    everyday: str
    readings: Mapping[str, str]
    words: str
    strange: str
    seldom: str
    closing: str
    appellations: str
    given: str
    after: str
    offices: str
    common: tuple[str, ...]
    listing: tuple[str, ...]
    cuts: str
    heads: tuple[str, ...]
    titles: tuple[str, ...]
    spoken: tuple[str, ...]
    doctrines: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]
    crafts: Mapping[str, tuple[str, ...]]
    page: str
    editors: str
    chrome: str
    fields: str
    appeals: str
    openers: str
    leading: str
    unfinished: str
    ours: tuple[str, ...]
    present: tuple[str, ...]
    trailing: str
    events: str
    demanding: str
    attending: str
    forms: str
    agenda: str
    watchwords: str
    notes: Mapping[str, str]
    vocabulary: str
    traditional: str
    reduplications: str
    particles: str
    formulas: str
    shapes: str
    terms: str
    meetings: str
    visits: str
    held: str
    anniversaries: Mapping[str, int]
    plans: Mapping[str, int]
    first: tuple[str, ...]
    final: tuple[str, ...]


@cache
def genre() -> Genre:
    """The words of Chinese reports on meetings."""
    path = Path(lexicon.__file__).parent / "zh-genre.yaml"
    return msgspec.yaml.decode(path.read_bytes(), type=Genre)


@cache
def words(key: str) -> frozenset[str]:
    """One of the lists that stand as a row of words."""
    return frozenset(getattr(genre(), key).split())


class Patterns(NamedTuple):
    """The lists as patterns."""

    office: re.Pattern[str]
    """An office, as it ends before a name."""
    ending: re.Pattern[str]
    """An office at the end of a text."""
    anchor: re.Pattern[str]
    """An office, or words after which persons are listed."""
    after: re.Pattern[str]
    """What can follow a name."""
    speech: re.Pattern[str]
    surname: re.Pattern[str]
    presence: re.Pattern[str]
    """A verb of being there: 出席."""
    occasion: re.Pattern[str]
    """What a report is of, as it calls it: 座谈会, 调研."""


@cache
def patterns() -> Patterns:
    """The patterns of the genre, joined to those of the lexicon."""
    base = lexicon.lexicon()
    verbs = {*base.speech, *(verb for listed in base.parts.values() for verb in listed)}
    after = {*words("after"), *base.follows, *base.titles, *verbs}
    offices = either({*words("offices"), *base.offices})
    anchors = either({*words("offices"), *base.offices, *genre().listing})
    return Patterns(
        re.compile(offices),
        re.compile(rf"(?:{offices})$"),
        re.compile(anchors),
        re.compile(rf"$|[\s，。、；：！？“”（）()《》…—,;:!?/／0-9]|{either(after)}"),
        re.compile(either(base.speech)),
        re.compile(f"{either(words('compounds'))}|{either(words('surnames'))}"),
        re.compile(either(verb for key in ("出席", "列席", "参加") for verb in base.parts[key])),
        re.compile(either({*words("meetings"), *words("visits")})),
    )
