"""Pages described for machines: JSON-LD in the vocabulary of schema.org."""

from __future__ import annotations

from typing import Any

import msgspec

from huiyao import edtf, urls
from huiyao.concordance import Concordance
from huiyao.records.article import Article
from huiyao.records.meeting import Meeting
from huiyao.records.person import Person

Node = dict[str, Any]


def written(node: Node) -> str:
    """A node as JSON that may stand in HTML: no `<` can end its element."""
    kept = {key: value for key, value in node.items() if value not in ("", None, [], {})}
    text = msgspec.json.encode({"@context": "https://schema.org", **kept}).decode()
    return text.replace("<", "\\u003c")


def day(date: edtf.Date | None) -> str:
    """A date as ISO 8601 where it is known to the day, month or year without doubt."""
    if date is None or date.interval or "X" in date.text or date.text[-1] in "~?%":
        return ""
    return date.text if date.start and date.start.season is None else ""


def end_of(interval: str) -> str:
    """An end of an interval as ISO 8601; empty where it is open or in doubt."""
    return day(edtf.parse(interval)) if interval.strip(".") else ""


def thing(archive: Concordance, kind: str, key: str) -> Node:
    """A reference to another page."""
    ref = archive.ref(kind, key)
    type_ = {"meeting": "Event", "person": "Person", "article": "NewsArticle"}[kind]
    node = {"@type": type_, "name": ref.label}
    address = urls.absolute(archive.site.base_url, ref.url) if ref.url else ""
    return node | ({"url": address} if address else {})


def published(archive: Concordance, meeting: str) -> Node | None:
    """A reference to a meeting that has a page."""
    return thing(archive, "meeting", meeting) if meeting in archive.meetings else None


def article(archive: Concordance, record: Article) -> str:
    """An article as a NewsArticle."""
    abstract = archive.abstracts[record.id]
    entries = abstract.people
    writers = [person for person, entry in entries.items() if "记者" in entry.capacity]
    return written({
        "@type": "NewsArticle",
        "headline": record.title.text,
        "inLanguage": archive.site.language,
        "datePublished": day(record.published),
        "url": urls.absolute(archive.site.base_url, urls.of("article", record.id)),
        "author": [thing(archive, "person", person) for person in writers],
        "publisher": organisation(archive.site.publisher),
        "about": published(archive, record.meeting),
        "mentions": [thing(archive, "person", key) for key in entries if key not in writers],
        "keywords": [archive.themes[key].name for key in abstract.themes if key in archive.themes],
    })  # fmt: skip


def organisation(name: str) -> Node | None:
    """A body by its name."""
    return {"@type": "Organization", "name": name} if name else None


def meeting(archive: Concordance, record: Meeting) -> str:
    """A meeting as an Event."""
    start, _, end = record.date.text.partition("/") if record.date else ("", "", "")
    return written({
        "@type": "Event",
        "name": record.name,
        "alternateName": record.short,
        "startDate": end_of(start),
        "endDate": end_of(end),
        "location": {"@type": "Place", "name": record.venue} if record.venue else None,
        "organizer": organisation(record.organiser),
        "superEvent": published(archive, record.part_of),
        "url": urls.absolute(archive.site.base_url, urls.of("meeting", record.id)),
    })  # fmt: skip


def person(archive: Concordance, record: Person) -> str:
    """A person as a Person; offices are left out, being what articles say at their time."""
    return written({
        "@type": "Person",
        "name": record.name,
        "alternateName": [archive.spelled(record), *record.aliases],
        "url": urls.absolute(archive.site.base_url, urls.of("person", record.id)),
    })  # fmt: skip
