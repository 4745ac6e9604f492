"""Sources converted: each read and drafted, by whoever is free, and laid in its place in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import chain, repeat
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec
from msgspec import Struct, structs

from huiyao.convert import Draft, draft, review
from huiyao.convert.known import Known, admit, grown, known
from huiyao.convert.place import Placed, place, put, write
from huiyao.convert.received import Received, receive, sought
from huiyao.convert.sidecar import Sidecar, read
from huiyao.crew import Crew, Task
from huiyao.folder import ASIDE
from huiyao.load import load
from huiyao.messages import problem
from huiyao.model import Problem, Project, Where


class Converted(Struct, frozen=True):
    """One source that became a draft."""

    name: str
    draft: Draft
    placed: tuple[Placed, ...]


class Guess(Struct, frozen=True):
    """A source drafted before those that stand before it were laid in their places."""

    source: Received
    beside: Sidecar
    draft: Draft


def convert(
    project: Project, sources: Iterable[str], into: Path, crew: Crew
) -> Iterator[tuple[str, Converted | Problem]]:
    """Each source with its draft, or with what keeps it from having one.

    Many are drafted side by side by what is known at first; they are laid one after another, and
    what one before has brought decides whether a draft stands or is made again. So the files are
    the same whoever works. Few sources are in memory at a time.
    """
    archive = load(project).library
    register = grown(known(archive), into) if into != project.content else known(archive)
    paths = list(sought(project, sources, archive))
    brought: dict[str, int] = {}
    with _ahead(project, paths, register, into, crew) as guesses:
        for path, guess in zip(paths, guesses, strict=True):
            received = guess.source if guess else receive(path, register.selections)
            if isinstance(received, Received):
                source = structs.replace(received, path=path)
                yield str(path), laid(source, register, into, brought, guess)
            else:
                yield str(path), received


@contextmanager
def _ahead(
    project: Project, paths: Sequence[Path], register: Known, into: Path, crew: Crew
) -> Iterator[Iterable[Guess | None]]:
    """A guess for each source; None where it is left to the conductor."""
    if crew.alone(len(paths)):
        yield repeat(None, len(paths))
        return
    project.cache.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=project.cache, prefix="convert-") as file:
        file.write(msgspec.msgpack.encode(register))
        file.flush()
        given = [(path.absolute(), read(_sidecar(into, path.name))) for path in paths]
        found = crew.spread(Task("convert", partial(guessed, Path(file.name)), given, most=1))
        yield chain.from_iterable(found)


def guessed(register: Path, sources: Sequence[tuple[Path, Sidecar]]) -> list[Guess | None]:
    """Some sources, drafted by what is known at first; None for what cannot be read here."""
    known = _recalled(register)
    found = [(receive(path, known.selections), beside) for path, beside in sources]
    return [
        Guess(one, beside, draft(one, known, beside)) if isinstance(one, Received) else None
        for one, beside in found
    ]


@lru_cache(1)
def _recalled(register: Path) -> Known:
    return msgspec.msgpack.decode(register.read_bytes(), type=Known)


def _sidecar(into: Path, name: str) -> Path:
    return into / "sources" / f"{name}.yaml"


def _drafted(
    source: Received, register: Known, into: Path, brought: Mapping[str, int], guess: Guess | None
) -> Draft:
    """The draft as foreseen, if nothing that it names was brought otherwise meanwhile."""
    beside = read(_sidecar(into, source.name))
    if guess and guess.beside == beside:
        named = chain(guess.draft.files.items(), guess.draft.records.items())
        if all(brought.get(name, hash(text)) == hash(text) for name, text in named):
            return guess.draft
    return draft(source, register, beside)


def listed(into: Path, name: str, text: str) -> Placed:
    """Write a review list; in place of an earlier one only if nobody has worked on that."""
    there = into / name
    if there.exists() and review.touched(there.read_text(encoding="utf-8", errors="replace")):
        return place(into, name, text)
    return write(there, text)


def laid(
    source: Received,
    register: Known,
    into: Path,
    brought: dict[str, int],
    guess: Guess | None = None,
) -> Converted | Problem:
    """A source drafted and its files in their places; what it brings is noted by its hash."""
    home = into / "sources" / source.name
    if home.exists() and home.read_bytes() != source.data:
        return problem(Where(str(source.path)), "source-other", name=source.name)
    made = _drafted(source, register, into, brought, guess)
    if not home.exists():
        put(home, source.data)
    placed = [place(into, name, text) for name, text in made.files.items()]
    placed += [
        write(into / name, text)
        for name, text in made.records.items()
        if not (into / name).exists()
    ]
    placed.append(listed(into, f"{ASIDE}/{source.name}.md", review.text(source.name, made)))
    for files in (made.records, made.files):
        admit(register, files)
        brought |= {name: hash(text) for name, text in files.items()}
    return Converted(source.name, made, tuple(placed))
