"""What is computed from records, one at a time: whatever it looks up is noted on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from msgspec import Struct

from huiyao import abstract, pinyin, urls, volumes
from huiyao.abstract import Imprint
from huiyao.collatable import collatable
from huiyao.concordance import Concordance
from huiyao.frequency import rounded
from huiyao.gather import heaviest
from huiyao.kinds import kinds
from huiyao.link import linked
from huiyao.memory.filing import Filed, filed_reading
from huiyao.memory.margin import Margin, Places, folded
from huiyao.memory.names import Names
from huiyao.messages import problem
from huiyao.model import Item, Problem, Reading, Where
from huiyao.passage import Pattern, patterns
from huiyao.proof import Proof, proven
from huiyao.records.article import Article
from huiyao.register import Register
from huiyao.resolve import Known, crossed, dangling

RELATED = 12
"""How many themes of the same paragraphs the page of one names."""


class Made(Struct, frozen=True):
    """Values, one for each table that they go to, and what the first is to be filed under."""

    values: tuple[Any, ...]
    filed: tuple[Filed, ...] = ()


class Derivation(Struct, frozen=True):
    """How the values of some tables are computed together, of one key at a time."""

    tables: tuple[str, ...]
    make: Callable[[Concordance, str], Made]
    least: int = 1
    """Keys that go together, if there are so many: who computes any has to load much for them."""


def vocabulary(archive: Concordance, _: str) -> Made:
    """The patterns of every theme."""
    found: tuple[Pattern, ...] = patterns(archive.themes.values())
    return Made((found,))


def reading(archive: Concordance, key: str) -> Made:
    """What linking finds in an article, and what other pages show of it."""
    article = archive.articles[key]
    bearers = Register(Names(archive.shelves, "bearer"))  # drafts, too: a list leaves out nobody
    people = bearers.everyone(article)
    found: Reading = linked(archive, article, people)
    sources = (archive.sources[one] for one in article.source if one in archive.sources)
    paper = next((source.publication for source in sources if source.publication), "")
    short = abstract.abstract(article, people, found, paper)
    quoted = abstract.quotations(article, short, found)
    said = abstract.utterances(article, short, found, archive.ways(urls.of("person", "_")))
    meeting = None if article.published else archive.meetings.get(article.meeting)
    filed = filed_reading(article, short, quoted, archive.capacities, meeting)
    return Made((found, short, said), tuple(filed))


def spelling(archive: Concordance, key: str) -> Made:
    """The pinyin of a person whose record does not say it."""
    return Made((pinyin.reading(archive.people[key].name),))


def sizes(archive: Concordance, _: str) -> Made:
    """How many characters were read of each year, rounded: hardly an edit moves that."""
    totals = archive.totals("size-year")
    return Made(({year: rounded(totals[year]) for year in sorted(filter(None, totals))},))


def frequency(archive: Concordance, theme: str) -> Made:
    """How often each year states a theme, and all together do."""
    counts = archive.totals(f"hit-{theme}-year")
    found = tuple((year, counts.get(year, 0), size) for year, size in archive.sizes[""].items())
    uses = sum(counts.values())
    return Made((found, uses), tuple(bulky("theme", theme, uses)))


def presence(archive: Concordance, person: str) -> Made:
    """What a person's appearances come to: lists show no more of them."""
    places = tuple(archive.appearances(person))
    times = len(abstract.attended(places, archive.capacities))
    filed = (Filed("attended", person, "", person, times),) if times else ()
    return Made((abstract.presence(places),), (*filed, *bulky("person", person, len(places))))


def bulky(kind: str, key: str, entries: int) -> Iterator[Filed]:
    """What tells that the page of something is bound in volumes, before anyone looks it through."""
    if entries > volumes.LONG:
        yield Filed("bulky", kind, key, key)


def related(archive: Concordance, theme: str) -> Made:
    """The themes that most often stand in a paragraph with one, with how often."""
    found: Counter[str] = Counter()
    for beside in archive.shelves.values(f"near/{theme}", dict[str, int]):
        found.update(beside)
    return Made((dict(islice(heaviest(found), RELATED)),))


def proof(archive: Concordance, key: str) -> Made:
    """The proof of a source by what is published of it, its imprint, and its account.

    That is what of the source is not accounted for, its drafts included.
    """
    found = _proved(archive, *together(archive, key, "told"))[key]
    one = archive.sources[key]
    figure = (found.percent, found.complete, found.characters)
    imprint = Imprint(one.publication, one.date, one.page, *figure)
    sources, stories = together(archive, key, "claim")
    if all(set(archive.under("claim", s)) == set(archive.under("told", s)) for s in sources):
        left = found.faults
    else:
        left = _proved(archive, sources, stories)[key].faults
    filed = (Filed("warning", "", "", f"account/{key}"),) if left else ()
    return Made((found, imprint, left), filed)


def _proved(
    archive: Concordance, sources: Sequence[str], stories: Sequence[str]
) -> Mapping[str, Proof]:
    """The proofs of sources that share stories; what is found of all is kept for the next one."""
    group = collatable(sources, stories, archive.item)
    return proven(group) if len(sources) == 1 else _shared(group)


_shared = lru_cache(2)(proven)


def together(archive: Concordance, source: str, table: str) -> tuple[list[str], list[str]]:
    """The sources that share stories with one, itself among them, and all their stories.

    Stories are those filed under a source: in the table `told` the published, in `claim` all.
    """
    sources, stories, known = [source], set[str](), {source}
    for one in sources:
        for story in archive.under(table, one):
            if story in stories:
                continue
            stories.add(story)
            article = archive.written["article"][story]
            assert isinstance(article, Article)
            new = set(article.source) - known
            known |= new
            sources += [s for s in new if s in archive.sources]
    sources.sort()
    order = (story for one in sources for story in sorted(archive.under(table, one)))
    return sources, list(dict.fromkeys(order))


def judged(archive: Concordance, units: Iterable[str]) -> Iterator[str]:
    """Of some files those that others can put in the wrong.

    A source refers to nothing: only another that has its name in other letters can.
    """
    yield from (unit for unit in units if not unit.startswith("source/"))
    for name, count in archive.totals("twin-source").items():
        if count > 1:
            yield from (f"source/{key}" for key in archive.under("twin-source", name))


def fault(archive: Concordance, name: str) -> Made:
    """What is wrong with a file in the light of others."""
    margin = archive.margins[name]
    known = acquaintance(archive)
    found = [one for reference in margin.referring() for one in dangling(reference, known)]
    found += twins(archive, margin)
    if margin.read and margin.kind != "source":
        item = Item(archive.written[margin.kind][margin.id], margin.path, Places(margin))
        found += crossed(margin.kind, margin.id, item, known)
    problems: tuple[Problem, ...] = tuple(found)
    return Made((problems,), (Filed("fault", "", "", f"fault/{name}"),) if problems else ())


def twins(archive: Concordance, margin: Margin) -> Iterator[Problem]:
    """The problem of a file whose name another has in other letters: some systems keep only one."""
    alike = archive.under(f"twin-{margin.kind}", folded(margin.id)) if margin.readable else ()
    if len(alike) > 1 and alike[0] != margin.id:
        yield problem(Where(margin.path), "id-twins", id=margin.id, other=alike[0])


def acquaintance(archive: Concordance) -> Known:
    """What a file of the archive can refer to."""
    names = [kind.name for kind in kinds()]
    ids: dict[str, Any] = {name: Names(archive.shelves, f"file-{name}") for name in names}
    return Known(
        {**ids, "series": set(archive.site.series)},
        {"capacity": list(archive.capacities)},
        Register(Names(archive.shelves, "bearer")),
        not archive.under("unread", "person"),
        archive.written,
    )


VOCABULARY = Derivation(("vocabulary",), vocabulary)
SPELLING = Derivation(("spelling",), spelling, least=1000)
READING = Derivation(("reading", "abstract", "utterance"), reading)
SIZES = Derivation(("sizes",), sizes)
FREQUENCY = Derivation(("frequency", "uses"), frequency)
PRESENCE = Derivation(("presence",), presence)
RELATION = Derivation(("related",), related)
PROOF = Derivation(("proof", "imprint", "account"), proof)
FAULT = Derivation(("fault",), fault)
