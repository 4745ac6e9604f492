"""Sources converted one after another: each read, drafted and laid in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from huiyao.convert import Draft, draft, review
from huiyao.convert.known import Known, admit, grown, known
from huiyao.convert.place import ASIDE, Placed, place, put, write
from huiyao.convert.received import Received, receive, sought
from huiyao.convert.sidecar import read
from huiyao.load import load
from huiyao.messages import problem
from huiyao.model import Problem, Project, Where


class Converted(Struct, frozen=True):
    """One source that became a draft."""

    name: str
    draft: Draft
    placed: tuple[Placed, ...]


def convert(
    project: Project, sources: Iterable[str], into: Path
) -> Iterator[tuple[str, Converted | Problem]]:
    """Each source with its draft, or with what keeps it from having one.

    Only one source is in memory at a time.
    """
    archive = load(project).library
    register = grown(known(archive), into) if into != project.content else known(archive)
    for path in sought(project, sources, archive):
        received = receive(path, register.selections)
        if isinstance(received, Received):
            yield str(path), laid(received, register, into)
        else:
            yield str(path), received


def laid(source: Received, register: Known, into: Path) -> Converted | Problem:
    """A source drafted and its files in their places."""
    home = into / "sources" / source.name
    if home.exists() and home.read_bytes() != source.data:
        return problem(Where(str(source.path)), "source-other", name=source.name)
    made = draft(source, register, read(home.with_name(f"{source.name}.yaml")))
    if not home.exists():
        put(home, source.data)
    placed = [place(into, name, text) for name, text in made.files.items()]
    placed += [
        write(into / name, text)
        for name, text in made.records.items()
        if not (into / name).exists()
    ]
    placed.append(write(into / ASIDE / f"{source.name}.md", review.text(source.name, made)))
    admit(register, made.records)
    admit(register, made.files)
    return Converted(source.name, made, tuple(placed))
