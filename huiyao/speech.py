"""Which paragraphs report what a person said, and which words prove that they took part."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from huiyao.gather import gather
from huiyao.lexicon import either, lexicon
from huiyao.mention import Mention, headed
from huiyao.model import Listing, Speech
from huiyao.records.article import Entry

REACH = 40
"""Characters between a name and its speech verb: 昨天上午在参加市政协会议时指出."""

ADVERB = 16
"""Characters of a clause that can stand before the speaker's: 在昨天的座谈会上，."""

QUOTATION = re.compile("“[^“”]*”")
_OPENING = re.compile(rf"{QUOTATION.pattern}\s*")
SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]?[”’」）]*")


@cache
def _rules() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = lexicon()
    speech = either(words.speech)
    # Possessive: a run of 〇, a quotation, is one step, and not any division of it into steps.
    opens = re.compile(rf"(?:〇++|[^，。！？；：,;:〇]){{0,{REACH}}}?{speech}(?=[，：:,“〇])")
    subject = rf"(?:{either(words.pronouns)}{either(words.carries)}?|{either(words.carries)})?"
    carries = re.compile(rf"{subject}{speech}[，：:,“]")
    return opens, carries, re.compile(speech)


def speeches(
    texts: Sequence[str], mentions: Sequence[tuple[Mention, ...]], people: Mapping[str, Entry]
) -> Iterator[Speech]:
    """The speeches of an article; `texts` and `mentions` are those of its blocks, in order.

    A speech is carried on only where that is certain: a quotation left open and opened again, or a
    paragraph that opens with a speech verb whose subject is left out or a pronoun.
    """
    carries = _rules()[1]
    speaker, quoting = "", False
    for block, (text, named) in enumerate(zip(texts, mentions, strict=True)):
        found = _speaker(text, named, people)
        carried = bool(speaker and not found) and (
            (quoting and text.startswith("“")) or carries.match(text.lstrip("“")) is not None
        )
        if found or carried:
            speaker = found or speaker
            yield Speech(speaker, block, carried)
            quoting = text.rfind("“") > text.rfind("”")
        elif text:
            speaker, quoting = "", False


def _speaker(text: str, named: Sequence[Mention], people: Mapping[str, Entry]) -> str:
    """The person whose speech verb opens the paragraph, or follows its opening quotation."""
    opens, _, verbs = _rules()
    if not named:
        return ""
    quoted = _OPENING.match(text)
    start = quoted.end() if quoted else 0
    plain = QUOTATION.sub(lambda quote: "〇" * len(quote.group()), text)
    for one, after in zip(named, [*named[1:], None], strict=False):
        before = text[start : one.start]
        clause = before.rpartition("，")
        if "。" in before or len(clause[0]) > ADVERB:
            break
        if one.start < start:
            continue
        verb = opens.match(plain, one.end)
        if verb is None or verbs.search(before) or (after and after.start < verb.end()):
            continue
        if headed(text, one, people[one.person]):
            return one.person
    return ""


def listings(
    texts: Sequence[str],
    mentions: Sequence[tuple[Mention, ...]],
    people: Mapping[str, Entry],
) -> Iterator[Listing]:
    """The words that prove each capacity of each person: the first sentence that says both.

    Where no sentence says both, the first mention stands for the proof.
    """
    parts = lexicon().parts
    ends = [
        [sentence.end() for sentence in SENTENCE.finditer(text)] if found else []
        for text, found in zip(texts, mentions, strict=True)
    ]

    @cache
    def said(capacity: str, block: int, sentence: int) -> bool:
        start = ends[block][sentence - 1] if sentence else 0
        # What a quotation says is not what the sentence says.
        words = QUOTATION.sub("", texts[block][start : ends[block][sentence]])
        return any(word in words for word in parts.get(capacity, (capacity,)))

    named = gather((m.person, (b, m)) for b, found in enumerate(mentions) for m in found)
    for person, entry in people.items():
        places = named.get(person, ())
        for capacity in entry.capacity:
            proof = (
                p for p in places if said(capacity, p[0], bisect_right(ends[p[0]], p[1].start))
            )
            if stated := next(proof, None):
                yield Listing(person, capacity, stated[0], stated[1].start)
            elif places:
                first, mention = places[0]
                yield Listing(person, capacity, first, mention.start, stated=False)
