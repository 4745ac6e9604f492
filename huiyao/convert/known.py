"""What the archive knows, for reading a new source by it; drafts are no evidence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from huiyao import frontmatter
from huiyao.convert.fluency import stretches
from huiyao.convert.parallel import Passages, passages, sound
from huiyao.model import Library
from huiyao.records.article import Article
from huiyao.records.meeting import Meeting
from huiyao.records.person import Person
from huiyao.records.site import Series
from huiyao.records.theme import Theme
from huiyao.register import plain
from huiyao.review import reviewed
from huiyao.sources.layout import Selection

STEP = 2
"""Every so many characters of the archive a passage can be found."""


class Known(Struct, frozen=True):
    """The registers that were reviewed, and the ids that are taken."""

    names: frozenset[str] = frozenset()
    """Of people, as reviewed."""
    people: dict[str, list[str]] = {}
    """Name to the ids of all who bear it, drafts among them; grows with each draft."""
    meetings: tuple[Meeting, ...] = ()
    themes: tuple[Theme, ...] = ()
    series: Mapping[str, Series] = {}
    selections: tuple[Selection, ...] = ()
    """Where articles stand in the pages of web sites."""
    passages: Passages = Passages()
    """What reviewed articles say, without what their editors doubt."""
    stretches: frozenset[str] = frozenset()
    """Two and three characters that reviewed articles have side by side."""
    taken: dict[str, dict[str, str]] = {}
    """Folder to id to the name, or for an article the sources, of what has it; grows, too."""


def known(library: Library | None) -> Known:
    """The knowledge of an archive; none where there is no archive yet."""
    if library is None:
        return Known(people={}, taken={})
    seen = reviewed(library)
    people = library.all("person", Person)
    bearers: dict[str, list[str]] = {}
    for person in people.values():
        for name in (person.name, *person.aliases):
            bearers.setdefault(plain(name), []).append(person.id)
    names = frozenset(
        plain(name) for p in seen.all("person", Person).values() for name in (p.name, *p.aliases)
    )
    taken = {
        "people": {key: one.name for key, one in people.items()},
        "meetings": {key: one.name for key, one in library.all("meeting", Meeting).items()},
        "themes": {key: one.name for key, one in library.all("theme", Theme).items()},
        "articles": {
            key: " ".join(one.source) for key, one in library.all("article", Article).items()
        },
    }
    return Known(
        names,
        bearers,
        tuple(seen.all("meeting", Meeting).values()),
        tuple(seen.all("theme", Theme).values()),
        library.site.series,
        tuple(Selection(one.content, one.drop) for one in library.site.pages.values()),
        passages((sound(one.body) for one in seen.all("article", Article).values()), STEP),
        stretches(one.body.text for one in seen.all("article", Article).values()),
        taken,
    )


def admit(register: Known, files: Mapping[str, str]) -> None:
    """Let what new files bring be known to the drafts that follow."""
    for path, text in files.items():
        folder, _, name = path.partition("/")
        parts = frontmatter.split(text, path)
        if not name.endswith(".md") or not isinstance(parts, frontmatter.Parts):
            continue
        node = frontmatter.parse(parts.front, path)
        entries = node.entries if isinstance(node, frontmatter.Mapping) else ()
        keys = {k.text: v.text for k, v in entries if isinstance(v, frontmatter.Scalar)}
        key = name.removesuffix(".md")
        bearer = keys.get("source" if folder == "articles" else "name", "")
        register.taken.setdefault(folder, {})[key] = bearer
        if folder == "people" and key not in register.people.setdefault(plain(bearer), []):
            register.people[plain(bearer)].append(key)


def grown(register: Known, folder: Path) -> Known:
    """The knowledge with what stands in another tree, where drafts were laid before."""
    for kind in ("articles", "meetings", "people", "themes"):
        for path in sorted((folder / kind).glob("*.md")):
            text = path.read_text(encoding="utf-8", errors="replace")
            admit(register, {f"{kind}/{path.name}": text})
    return register
