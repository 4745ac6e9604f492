"""The first stage: content files into the archive in memory, with everything wrong in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from msgspec import Struct

from huiyao.failure import absent
from huiyao.folder import MARKDOWN, contents, files
from huiyao.kinds import kinds
from huiyao.model import CONTENT, Item, Library, Problem, Project
from huiyao.reading import Loaded, Raw, read_markdown, read_yaml
from huiyao.records.site import Site
from huiyao.resolve import resolve


class Archive(Struct, frozen=True):
    """The library, and the problems that must be mended before it can be trusted."""

    library: Library | None
    problems: tuple[Problem, ...]
    unjudged: frozenset[str] = frozenset()
    """Sources whose collation says nothing yet: an article made from them cannot be read."""


def load(project: Project) -> Archive:
    """Everything under `content/`."""
    site = load_site(project)
    found = {kind.name: list(files(project, kind)) for kind in kinds()}
    raws = [one for ones in found.values() for one in ones if isinstance(one, Raw)]
    loaded = [read(raw) for raw in raws]
    items: dict[str, dict[str, Item]] = {name: {} for name in found}
    for raw, one in zip(raws, loaded, strict=True):
        if one.item:
            items[raw.kind][raw.id] = one.item
    every = [site, *loaded]
    problems = [one for ones in found.values() for one in ones if isinstance(one, Problem)]
    problems += [fault for one in every for fault in one.problems]
    ids = {name: {identity(name, one) for one in ones} for name, ones in found.items()}
    references = [reference for one in every for reference in one.references]
    record = site.item.record if site.item else None
    library = Library(record if isinstance(record, Site) else Site(title="", description=""), items)
    # What the site would have told cannot be judged; everything else can.
    unsure = untold(site, library.site)
    told = [reference for reference in references if reference.target not in unsure]
    problems += resolve(library, told, ids)
    unknown = set(items["source"]) if "" in ids["article"] else unjudged(raws, loaded)
    return Archive(library if site.item else None, tuple(sorted(set(problems))), frozenset(unknown))


def untold(site: Loaded, record: Site) -> set[str]:
    """The lists that `site.yaml` would have told, had it been sound."""
    if site.item is None:
        return {"series", "capacity"}
    lists = {"series": ("series", record.series), "capacity": ("capacities", record.capacities)}
    return {name for name, (key, told) in lists.items() if key in site.item.places and not told}


def identity(kind: str, one: Raw | Problem) -> str:
    """The id of a file, readable or not; empty for the folder of a kind, which does not open."""
    if isinstance(one, Raw):
        return one.id
    path = PurePosixPath(one.where.path)
    if path.parent.name == CONTENT:
        return ""
    return path.name.removesuffix(".yaml") if kind == "source" else path.stem


def unjudged(raws: Iterable[Raw], loaded: Iterable[Loaded]) -> frozenset[str]:
    """The sources of articles that cannot be read; all sources where one does not say which."""
    found: set[str] = set()
    sources = {raw.id for raw in raws if raw.kind == "source"}
    for raw, one in zip(raws, loaded, strict=True):
        if raw.kind == "article" and one.item is None:
            found |= {r.id for r in one.references if r.target == "source"} or sources
    return frozenset(found)


def load_site(project: Project) -> Loaded:
    """`content/site.yaml`."""
    name = f"{CONTENT}/site.yaml"
    if missing := absent(project):
        return Loaded(problems=(missing,))
    data = contents(project, name, MARKDOWN)
    if isinstance(data, Problem):
        return Loaded(problems=(data,))
    return read_yaml(Site, Raw("site", "site", name, data), data, 1 << 16, {})


def read(raw: Raw) -> Loaded:
    """One file, by the reader of its kind."""
    kind = next(kind for kind in kinds() if kind.name == raw.kind)
    if kind.read is not None:
        return kind.read(raw)
    assert kind.record is not None
    return read_markdown(kind.record, raw)
