"""The stage that finds people, themes and speech in the articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct, structs

from huiyao.concordance import Concordance
from huiyao.mention import mentions
from huiyao.model import Link, Reading
from huiyao.passage import Passage, Pattern, longest, matcher, passages
from huiyao.records.article import Article, Entry, blocks
from huiyao.records.person import Person
from huiyao.register import plain
from huiyao.speech import listings, speeches


class Linkable(Struct, frozen=True):
    """All that the linking of one article depends on."""

    texts: tuple[str, ...]
    people: Mapping[str, tuple[Entry, tuple[str, ...]]]
    """Person id to the article's entry and every form of the name."""
    themes: tuple[Pattern, ...]
    drafts: frozenset[str] = frozenset()
    """Those of the people who have no page."""


def linked(archive: Concordance, article: Article, people: Mapping[str, Entry]) -> Reading:
    """What one article mentions, states and reports as said; `people` maps id to its entry."""
    known = {
        person: (entry, _forms(entry, record))
        for person, entry in people.items()
        if isinstance(record := archive.written["person"].get(person), Person)
    }
    texts = tuple(block.text for block in blocks(article))
    drafts = frozenset(person for person in known if person not in archive.people)
    return read(Linkable(texts, known, archive.vocabulary, drafts))


def _forms(entry: Entry, person: Person) -> tuple[str, ...]:
    names = (entry.name, person.name, *person.aliases)
    return tuple(dict.fromkeys(map(plain, names)))


def read(article: Linkable) -> Reading:
    """What one article says of whom."""
    named = mentions(article.texts, article.people)
    themes = matcher(article.themes)
    found = [passages(text, themes) for text in article.texts]
    stated = [longest(one) for one in found]
    entries = {person: entry for person, (entry, _) in article.people.items()}
    return Reading(
        tuple(
            shown(
                [Link(m.start, m.end, "person", m.person) for m in people]
                + [Link(p.start, p.end, "theme", p.theme) for p in themes],
                article.drafts,
            )
            for people, themes in zip(named, stated, strict=True)
        ),
        tuple(speeches(article.texts, named, entries)),
        tuple(listings(article.texts, named, entries)),
        tuple(sorted(_themes(found) - _themes(stated))),
    )


def _themes(found: Iterable[Iterable[Passage]]) -> set[str]:
    return {one.theme for passages in found for one in passages}


def shown(links: Sequence[Link], drafts: Collection[str] = ()) -> tuple[Link, ...]:
    """The links of a paragraph, told which the reader sees.

    Shown is the first mention of each person and theme that has a page; where two overlap, the
    longer one. `drafts` are people without.
    """
    taken = set(longest([one for one in links if one.kind == "theme" or one.id not in drafts]))
    seen: set[tuple[str, str]] = set()
    found = []
    for link_ in sorted(links):
        key = (link_.kind, link_.id)
        visible = link_ in taken and key not in seen
        if visible:
            seen.add(key)
        found.append(link_ if visible else structs.replace(link_, shown=False))
    return tuple(found)
