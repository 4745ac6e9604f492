"""The pages of the archive as the search sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiyao import edtf, urls
from huiyao.apparatus import lines
from huiyao.attendance import attendance
from huiyao.cards import year
from huiyao.concordance import Concordance, name
from huiyao.gather import gather
from huiyao.memory.filing import meetings_of
from huiyao.model import Text
from huiyao.records.article import Article
from huiyao.records.meeting import Meeting
from huiyao.search.document import Document, Passage


def names(archive: Concordance) -> Iterator[str]:
    """Every article, meeting, person and theme, by kind and id: `article/a1`."""
    records = {
        "article": archive.articles,
        "meeting": archive.meetings,
        "person": archive.people,
        "theme": archive.themes,
    }
    return (f"{kind}/{key}" for kind, keys in records.items() for key in keys)


def document(archive: Concordance, name: str) -> Document:
    """One of these as a document; `KeyError` if it is not there."""
    kind, _, key = name.partition("/")
    if kind == "article":
        return of_article(archive, archive.articles[key])
    if kind == "meeting":
        return of_meeting(archive, archive.meetings[key])
    if kind == "person":
        person = archive.people[key]
        passages = noted(archive, (*person.aliases, person.note), person.body)
        return plain(archive, kind, key, person.name, passages, people=(label(archive, key),))
    theme = archive.themes[key]
    passages = noted(archive, (theme.description,), theme.body)
    return plain(archive, kind, key, theme.name, passages, themes=(theme.name,))


def of_article(archive: Concordance, article: Article) -> Document:
    """An article, paragraph by paragraph."""
    date = archive.dated(article)
    shown = archive.date(date)
    abstract = archive.abstracts[article.id]
    return Document(
        urls.of("article", article.id),
        article.title.text,
        archive.words["kinds"][article.kind],
        shown.text if shown else "",
        sort_key(date),
        edtf.year(date) or 0 if date else 0,
        filters(
            archive,
            article.kind,
            date,
            meetings_of(article),
            tuple(label(archive, key) for key in abstract.people if key in archive.people),
            tuple(archive.themes[key].name for key in abstract.themes if key in archive.themes),
        ),
        tuple(article_passages(archive, article)),
    )


def article_passages(archive: Concordance, article: Article) -> Iterator[Passage]:
    """Every line of an article but its title, with where it stands and who says it."""
    speakers: dict[int, list[str]] = {}
    for speech in archive.readings[article.id].speeches:
        speakers.setdefault(speech.block, []).append(label(archive, speech.person))
    plan = archive.words["plan"]
    for line in lines(article):
        text, source = line.block.text, line.block.source
        if not text.strip() and not source.strip():
            continue
        number = line.block.number
        place = plan.get(line.part, plan["heading"])
        if number:
            place = plan["paragraph"].format(n=number)
        if line.part == "title" and text == source:
            continue
        yield Passage(
            f"p{number}" if number else "",
            place,
            text,
            source if source != text else "",
            tuple(speakers.get(line.index, ())),
            place + archive.words["search"]["source"] if source != text else "",
        )


def of_meeting(archive: Concordance, meeting: Meeting) -> Document:
    """A meeting: its facts, its note, and those who attended."""
    date = archive.date(meeting.date)
    people = [row.person.label for g in attendance(archive, meeting.id) for row in g.rows]
    said = archive.words["meeting"]
    facts = [
        (archive.words["kinds"]["meeting"], meeting.short),
        (archive.words["kinds"]["meeting"], meeting.number),
        (said["venue"], meeting.venue),
        (said["organiser"], meeting.organiser),
        (said["date_basis"], meeting.date_basis),
        *((said["adopted"], document) for document in meeting.adopted),
        *((said["note"], block.text) for block in meeting.body.blocks),
    ]
    return Document(
        urls.of("meeting", meeting.id),
        meeting.name,
        archive.words["kinds"]["meeting"],
        date.text if date else "",
        sort_key(meeting.date),
        edtf.year(meeting.date) or 0 if meeting.date else 0,
        filters(
            archive,
            "meeting",
            meeting.date,
            (meeting.id,),
            tuple(dict.fromkeys(people)),
            (),
        ),
        tuple(stated(facts)),
    )


def plain(
    archive: Concordance,
    kind: str,
    key: str,
    title: str,
    passages: Iterable[tuple[str, str]],
    people: tuple[str, ...] = (),
    themes: tuple[str, ...] = (),
) -> Document:
    """A page that has no date."""
    return Document(
        urls.of(kind, key),
        title,
        archive.words["kinds"][kind],
        "",
        "",
        0,
        filters(archive, kind, None, (), people, themes),
        tuple(stated(passages)),
    )


def noted(archive: Concordance, lines: Iterable[str], body: Text) -> Iterator[tuple[str, str]]:
    """What an archivist says of a person or a theme."""
    for line in (*lines, *(block.text for block in body.blocks)):
        yield archive.words["plan"]["note"], line


def stated(passages: Iterable[tuple[str, str]]) -> Iterator[Passage]:
    """Lines that have no place of their own on their page, each with what it is."""
    for what, text in passages:
        if text.strip():
            yield Passage("", what, text)


def filters(
    archive: Concordance,
    kind: str,
    date: edtf.Date | None,
    meetings: Iterable[str],
    people: tuple[str, ...],
    themes: tuple[str, ...],
) -> dict[str, tuple[str, ...]]:
    """The facets of a page; a facet without a value is left out.

    It is of its `meetings`, the first of them before all, and of those that these are part of.
    """
    of = [one for meeting in meetings for one in upward(archive, meeting)]
    series = gather((archive.meetings[one].series, one) for one in of)
    found = {
        "kind": (archive.words["kinds"][kind],),
        "series": tuple(name(archive.site.series[one]) for one in series if one),
        "meeting": tuple(dict.fromkeys(called(archive, one) for one in of)),
        "year": (year(archive, date),) if date and edtf.year(date) else (),
        "person": people,
        "theme": themes,
    }
    return {facet: values for facet, values in found.items() if values}


def upward(archive: Concordance, meeting: str) -> Iterator[str]:
    """A published meeting, and those above it that it is part of."""
    while meeting in archive.meetings:
        yield meeting
        meeting = archive.meetings[meeting].part_of


def called(archive: Concordance, meeting: str) -> str:
    """What a published meeting is called; with the id where another is called the same."""
    one = name(archive.meetings[meeting])
    return one if len(archive.under("called", one)) < 2 else f"{one} ({meeting})"


def label(archive: Concordance, person: str) -> str:
    """A person's name; with the id where another bears the same."""
    if person not in archive.people:
        return person
    one = archive.people[person].name
    namesakes = archive.register.names.get("".join(one.split()), ())
    return one if len(namesakes) < 2 else f"{one} ({person})"


def sort_key(date: edtf.Date | None) -> str:
    """A key that sorts by time: the earliest day as ISO 8601."""
    day = edtf.earliest(date) if date else None
    return "{:04}-{:02}-{:02}".format(*day) if day else ""
