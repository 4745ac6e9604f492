"""What tells whose a paragraph is, beside its words: persons, the meeting, the level of offices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from msgspec import Struct

from huiyao.convert.ends import Ending, ending, signature
from huiyao.convert.flow import Thread
from huiyao.convert.genre import genre, patterns
from huiyao.convert.joint import is_open
from huiyao.convert.label import Labelled
from huiyao.convert.names import named
from huiyao.convert.signs import signs
from huiyao.lexicon import either, lexicon

_TITLE = re.compile("《[^》]*》")
_HAN = re.compile(r"[\u3400-\u9fff]+")

LEVEL_OF = re.compile("([省市州盟区县旗镇乡校])(?:领导|委|长|政府|人大|政协)")

NAME, MATTER, MEANT, LEVEL, SIGNED = 1.6, 1.2, 0.8, 0.8, 1.2
"""What persons, the matter, the meeting, the level of offices and a by-line count."""

PHRASE = 4
"""Characters that are a matter in common."""


class Facts(Struct, frozen=True, dict=True):
    """What the beginning of a story says of it."""

    head: str
    lead: str
    signed: bool
    """Whether it is signed at its beginning."""

    @property
    def text(self) -> str:
        """Headline and first paragraph."""
        return f"{self.head}\n{self.lead}"

    @cached_property
    def matter(self) -> frozenset[str]:
        """The phrases that headline and first paragraph both have."""
        return _phrases(self.head) & _phrases(self.lead)

    @cached_property
    def levels(self) -> frozenset[str]:
        """The levels of its offices."""
        return _levels(self.text)


def facts(found: Sequence[Labelled], story: Thread) -> Facts:
    """What a story's headline, first paragraph and by-line say."""
    lead = "".join(found[number].text for number in _lead(found, story.body[0]))
    signed = any(found[number].label == "byline" for number in story.beside)
    return Facts(
        "\n".join(found[number].text for number in story.head),
        lead,
        signed or signs().inline.search(lead[:60]) is not None,
    )


def _lead(found: Sequence[Labelled], number: int) -> Iterator[int]:
    """The chunks of a first paragraph, as far as they stand together."""
    yield number
    while is_open(found[number].text) and found[number + 1 : number + 2]:
        number += 1
        if found[number].label != "body":
            return
        yield number


def meant(found: Sequence[Labelled], number: int, stories: Sequence[Facts]) -> tuple[float, ...]:
    """For each story what speaks for it in a chunk beside its words."""
    text = found[number].text
    ends = ending(found, number)
    marks = [0.0] * len(stories)
    for mark, fits in (
        (NAME, _persons(text, ends, stories)),
        (MATTER, _matter(text, stories)),
        (MEANT, _meeting(text, stories)),
        (LEVEL, _offices(text, stories) if ends else []),
        (SIGNED, [not one.signed for one in stories] if signature(text) else []),
    ):
        if any(fits) and not all(fits):
            marks = [old + mark * fit for old, fit in zip(marks, fits, strict=True)]
    return tuple(marks)


def _persons(text: str, ends: Ending, stories: Sequence[Facts]) -> Sequence[bool]:
    """The stories whose beginning names someone of a chunk.

    Who leads a meeting is not listed again among those present: there, a name of the lead
    speaks against its story.
    """
    names = {
        one.name
        for one in named([text], frozenset())[0]
        if not text.startswith(genre().spoken, one.end)
    } | {*_speaker(text)}
    if ends == "attended" and any(name in one.lead for name in names for one in stories):
        return [not any(name in one.lead for name in names) for one in stories]
    return [any(name in one.text for name in names) for one in stories]


def _speaker(text: str) -> Iterator[str]:
    """What may be the name of the one who opens a chunk with a verb of speech."""
    if found := _speech().match(text):
        start = found.start("name")
        said = (text[start : start + size] for size in (2, 3))
        yield from said if not text.startswith(genre().spoken, start + 3) else ()


@cache
def _speech() -> re.Pattern[str]:
    surname = patterns().surname.pattern
    clause = "[^，。“]{0,16}?"
    return re.compile(
        rf"(?:“[^”]*”)?{clause}(?P<name>(?:{surname})[\u3400-\u9fff]{{1,2}}?){clause}"
        rf"{either(lexicon().speech)}[，：:,“]"
    )


def _matter(text: str, stories: Sequence[Facts]) -> Sequence[bool]:
    """The stories whose headline and first paragraph both have a phrase of a chunk.

    The title of a document is of its own matter.
    """
    own = _phrases(_TITLE.sub("", text))
    return [bool(own & one.matter) for one in stories]


def _phrases(text: str) -> frozenset[str]:
    """Runs of Chinese characters."""
    runs = (text[n : n + PHRASE] for n in range(len(text) - PHRASE + 1))
    return frozenset(run for run in runs if _HAN.fullmatch(run))


def _meeting(text: str, stories: Sequence[Facts]) -> Sequence[bool]:
    """The stories whose beginning has what a chunk calls its meeting: 座谈会上, 参加调研."""
    called = {one[1] or one[2] for one in _called().finditer(text)}
    return [any(_names(one.text, name) for name in called) for one in stories]


def _names(text: str, called: str) -> bool:
    """Whether a text tells of a meeting that is called so; any that meets is a 会议."""
    return called.removesuffix("会") in text or (
        called == "会议" and re.search("会(?!见|谈|同)", text) is not None
    )


@cache
def _called() -> re.Pattern[str]:
    """How a report refers to what it reports."""
    verbs, kinds = patterns().presence.pattern, patterns().occasion.pattern
    return re.compile(
        rf"(?:{verbs}|陪同|一同|一道|随同)(?:了|本次|此次|这次|有关)?({kinds})"
        rf"|(?:^|[。”])({kinds})(?:上|中|后|时|期间|由|还?听取|{either(lexicon().speech)})"
    )


def _offices(text: str, stories: Sequence[Facts]) -> Sequence[bool]:
    """The stories that have offices of the same level as those of a list."""
    own = _levels(text)
    return [bool(own & one.levels) for one in stories]


def _levels(text: str) -> frozenset[str]:
    """The levels of the offices that a text names: 市, 县."""
    return frozenset(LEVEL_OF.findall(text))
