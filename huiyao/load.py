"""The first stage: content files into the archive in memory, with everything wrong in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct

from huiyao.kinds import kinds
from huiyao.messages import problem
from huiyao.model import Item, Kind, Library, Problem, Project, Where
from huiyao.reading import Loaded, Raw, read_markdown, read_yaml
from huiyao.record import Reference
from huiyao.records.site import Site
from huiyao.resolve import resolve
from huiyao.work import Work

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LARGEST = 8 << 20
"""Bytes of one content file; a whole newspaper page has 20,000."""


class Archive(Struct, frozen=True):
    """The library, and the problems that must be mended before it can be trusted."""

    library: Library | None
    problems: tuple[Problem, ...]
    unjudged: frozenset[str] = frozenset()
    """Sources whose collation says nothing yet: an article made from them cannot be read."""


def load(project: Project, work: Work) -> Archive:
    """Everything under `content/`."""
    site = load_site(project)
    found = [one for kind in kinds() for one in files(project, kind)]
    raws = [one for one in found if isinstance(one, Raw)]
    problems = [one for one in found if isinstance(one, Problem)]
    loaded = work.map(read, raws)
    items: dict[str, dict[str, Item]] = {kind.name: {} for kind in kinds()}
    for raw, one in zip(raws, loaded, strict=True):
        if one.item:
            items[raw.kind][raw.id] = one.item
    every = [site, *loaded]
    problems += [fault for one in every for fault in one.problems]
    if site.item is None or not isinstance(site.item.record, Site):
        return Archive(None, tuple(sorted(problems)))
    ids = {kind.name: {raw.id for raw in raws if raw.kind == kind.name} for kind in kinds()}
    library = Library(site.item.record, items)
    references = [reference for one in every for reference in one.references]
    problems += resolve(library, references, ids)
    return Archive(library, tuple(sorted(set(problems))), unjudged(raws, loaded))


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
    path = project.content / "site.yaml"
    name = path.relative_to(project.root).as_posix()
    try:
        data = path.read_bytes()
    except OSError:
        return Loaded(problems=(problem(Where(name), "site-missing"),))
    return read_yaml(Site, Raw("site", "site", name, data), data, 1 << 16, {})


def read(raw: Raw) -> Loaded:
    """One file, by the reader of its kind."""
    kind = next(kind for kind in kinds() if kind.name == raw.kind)
    if kind.read is not None:
        return kind.read(raw)
    assert kind.record is not None
    return read_markdown(kind.record, raw)


def files(project: Project, kind: Kind) -> Iterator[Raw | Problem]:
    """The files of a kind in the order of their names, or what keeps one from being read."""
    if not kind.folder:
        return
    folder = project.content / kind.folder
    seen: dict[str, str] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or path.is_dir():
            continue
        name = path.relative_to(project.root).as_posix()
        if kind.read is None:
            if path.suffix != ".md":
                yield problem(Where(name), "file-kind")
                continue
            if not ID.fullmatch(path.stem):
                yield problem(Where(name), "id-bad", id=path.stem)
                continue
        elif path.suffix == ".yaml":
            if not path.with_suffix("").is_file():
                yield problem(Where(name), "source-missing", name=path.stem)
            continue
        key = path.stem if kind.read is None else path.name
        if (other := seen.setdefault(key.lower(), key)) != key:
            yield problem(Where(name), "id-twins", id=key, other=other)
        data = contents(project, path, name)
        beside = path.with_name(path.name + ".yaml")
        sidecar = contents(project, beside, f"{name}.yaml") if kind.read and beside.is_file() else None
        if isinstance(data, Problem):
            yield data
        elif isinstance(sidecar, Problem):
            yield sidecar
        else:
            yield Raw(kind.name, key, name, data, sidecar)


def contents(project: Project, path: Path, name: str) -> bytes | Problem:
    """The bytes of a plain file inside the project."""
    try:
        if not path.resolve(strict=True).is_relative_to(project.root.resolve()):
            return problem(Where(name), "file-link")
        if not path.is_file():
            return problem(Where(name), "file-unreadable", what="not a plain file")
        if path.stat().st_size > LARGEST:
            return problem(Where(name), "file-long", limit=LARGEST >> 20)
        return path.read_bytes()
    except OSError as error:
        return problem(Where(name), "file-unreadable", what=error.strerror or str(error))
