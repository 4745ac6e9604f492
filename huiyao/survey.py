"""The stages that bring the ledger up to date with the content.

What differs is read; what looked any of it up is judged, linked and proved again; nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import msgspec

from huiyao import derived
from huiyao.concordance import Concordance
from huiyao.crew import Crew, Task
from huiyao.derived import Derivation
from huiyao.folder import file, prefetch
from huiyao.kind import Kind
from huiyao.kinds import kinds
from huiyao.load import identity, load_site, read
from huiyao.memory import margin
from huiyao.memory.filing import filed
from huiyao.memory.ledger import Ledger
from huiyao.memory.row import Row, cells, row, touched
from huiyao.memory.scan import Content, Difference, difference, inventory, lasting, recalled
from huiyao.memory.shelf import Desk
from huiyao.model import Problem, Project
from huiyao.reading import Loaded, Raw
from huiyao.records.site import Site
from huiyao.review import addressed
from huiyao.seats import opened, ready

encode = msgspec.msgpack.Encoder().encode


def site_of(project: Project, base_url: str | None) -> Site | None:
    """The site's own record, with the address it will stand at; None where it is not sound."""
    loaded = load_site(project)
    if loaded.problems or loaded.item is None or not isinstance(loaded.item.record, Site):
        return None
    return addressed(loaded.item.record, base_url)


def load(
    project: Project,
    site: Site,
    content: Content,
    ledger: Ledger,
    crew: Crew,
    *,
    drafts: bool,
) -> None:
    """Read the files that differ; drafts are left out unless they are wanted."""
    found, now = present(content), lasting(content)
    changed = differing(ledger, now)
    ledger.put([row("site/", encode(site))])
    ledger.drop(name for unit in changed.gone for name in names(unit))
    due = dict.fromkeys([*changed.due, *(unit for unit in ahead(ledger) if unit in found)])
    # What could not be read may be mended without a change of the file.
    due |= dict.fromkeys(unit for unit, _ in ledger.under("lost/") if unit in found)
    if ledger.state("drafts") != bytes([drafts]):
        due |= dict.fromkeys(unit for unit, _ in ledger.under("draft/"))
    reading = partial(shelved, project, drafts)
    for units, rows in crew.spread(Task("load", reading, list(due), len(found) - len(due))):
        written = {row.name for row in rows}
        ledger.drop(name for unit in units for name in names(unit) if name not in written)
        ledger.put(rows)
    ledger.set_state("inventory", encode(now))
    ledger.set_state("ahead", b"")
    ledger.set_state("drafts", bytes([drafts]))
    derive(ledger, crew, (derived.FAULT, list(derived.judged(opened(ledger)[0], found))))


def ahead(ledger: Ledger) -> list[str]:
    """The files that were read ahead of a build: what they said, their stamps do not tell."""
    state = ledger.state("ahead")
    return msgspec.msgpack.decode(state, type=list[str]) if state else []


def present(content: Content) -> list[str]:
    """The files of every kind, each by its kind and name."""
    return list(inventory(content, places()))


def differing(ledger: Ledger, now: Content) -> Difference:
    """The files that differ from what was read last, given the stamps that last."""
    return difference(recalled(ledger.state("inventory")), now, places())


def places() -> list[tuple[str, str]]:
    """Every kind that has a folder, with that."""
    return [(kind.name, kind.folder) for kind in kinds() if kind.folder]


def link_and_prove(ledger: Ledger, crew: Crew) -> None:
    """Find people, themes and speech in the articles, and collate the sources with them.

    Neither waits for the other, so both are handed out at once.
    """
    archive, _ = opened(ledger)
    derive(ledger, crew, (derived.VOCABULARY, [""]), (derived.SIZES, [""]))
    derive(
        ledger,
        crew,
        (derived.SPELLING, archive.under("unspelled", "")),
        (derived.READING, list(archive.articles)),
        (derived.PROOF, list(archive.sources)),
    )
    themes = list(archive.themes)
    derive(
        ledger,
        crew,
        (derived.PRESENCE, list(archive.people)),
        (derived.FREQUENCY, themes),
        (derived.RELATION, themes),
    )


def names(unit: str) -> Iterator[str]:
    """The rows that a file may have."""
    kind, _, name = unit.partition("/")
    yield f"margin/{unit}"
    key = name if kind == "source" else name.removesuffix(".md")
    yield f"{kind}/{key}"
    yield f"draft-{kind}/{key}"


def shelved(
    project: Project,
    drafts: bool,  # noqa: FBT001  # bound by `partial`
    units: Sequence[str],
) -> tuple[Sequence[str], list[Row]]:
    """Some files with their rows."""
    for unit in units:
        prefetch(project, *parts(unit))
    return units, [row for unit in units for row in _rows(project, unit, drafts=drafts)]


def _rows(project: Project, unit: str, *, drafts: bool) -> Iterator[Row]:
    found = file(project, *parts(unit))
    if found is None:
        return
    kind = unit.partition("/")[0]
    loaded = read(found) if isinstance(found, Raw) else Loaded(problems=(found,))
    path = found.path if isinstance(found, Raw) else found.where.path
    key = identity(kind, found)
    beside = margin.margin(kind, key, path, loaded, readable=isinstance(found, Raw))
    yield row(f"margin/{unit}", encode(beside), filed=margin.filed(unit, beside, loaded))
    if loaded.item is not None:
        record = loaded.item.record
        hidden = beside.draft and not drafts
        name = f"draft-{kind}/{key}" if hidden else f"{kind}/{key}"
        yield row(name, encode(record), filed=() if hidden else filed(kind, key, record))


def parts(unit: str) -> tuple[Kind, str]:
    """The kind of a file, and its name in the kind's folder."""
    name, _, file_name = unit.partition("/")
    return next(kind for kind in kinds() if kind.name == name), file_name


def derive(ledger: Ledger, crew: Crew, *wanted: tuple[Derivation, Sequence[str]]) -> None:
    """Bring up to date what is computed of some keys; nothing of it looks up what else is."""
    news = ledger.news()
    due = [_due(ledger, derivation, keys, news) for derivation, keys in wanted]
    ledger.commit()
    workers, make = ready(made, ledger, crew, sum(map(len, due)))
    tasks = [
        Task(one.tables[0], partial(make, one), some, len(keys) - len(some), one.least)
        for (one, keys), some in zip(wanted, due, strict=True)
    ]
    for rows in workers.spread(*tasks):
        ledger.put(rows)


def _due(
    ledger: Ledger, derivation: Derivation, keys: Sequence[str], news: frozenset[int]
) -> list[str]:
    """The keys of which something differs; what was computed of others is forgotten."""
    tables = derivation.tables
    known = dict(ledger.reads(tables[0]))
    ledger.drop(f"{table}/{key}" for key in known.keys() - set(keys) for table in tables)
    return [key for key in keys if key not in known or touched(known[key], news)]


def made(
    archive: Concordance, desk: Desk, derivation: Derivation, keys: Iterable[str]
) -> list[Row]:
    """What is computed of some keys; rows of the first table have all that was looked up."""
    rows = []
    for key in keys:
        desk.begin()
        one = derivation.make(archive, key)
        first, *beside = zip(derivation.tables, one.values, strict=True)
        reads = cells(desk.notes.values())
        rows.append(row(f"{first[0]}/{key}", encode(first[1]), reads, one.filed))
        rows += [row(f"{table}/{key}", encode(value)) for table, value in beside]
    return rows


def problems(ledger: Ledger) -> tuple[Problem, ...]:
    """Everything that is wrong with the content."""
    archive, _ = opened(ledger)
    found = [one for name, _ in ledger.under("problem/") for one in archive.margins[name].problems]
    return tuple(sorted({*found, *told(ledger, "fault/")}))


def told(ledger: Ledger, head: str) -> tuple[Problem, ...]:
    """The problems in the rows under a head."""
    decode = msgspec.msgpack.Decoder(tuple[Problem, ...]).decode
    values = (ledger.value(name) for name, _ in ledger.under(head))
    return tuple(sorted(problem for value in values if value for problem in decode(value)))


def drafts(ledger: Ledger) -> tuple[str, ...]:
    """The files that await review."""
    archive, _ = opened(ledger)
    return tuple(archive.margins[unit].path for unit, _ in ledger.under("draft/"))
