"""The templates as they are when a build begins: what it renders with, whatever becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2.loaders import split_template_path
from msgspec import Struct

from huiyao.edition import digest
from huiyao.leftover import leftover

HELD = 2
"""Snapshots that are kept: that of a build, and that of the one before."""


class Snapshot(Struct, frozen=True):
    """The files of some folders, those of earlier ones before others of their name."""

    digest: str
    files: Mapping[str, tuple[str, bytes]]
    """Name, with slashes, to the file and what it holds."""


class Loader(BaseLoader):
    """Templates out of a snapshot, decoded where they are used."""

    def __init__(self, held: Snapshot) -> None:
        self.files = held.files

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template and its file; `TemplateNotFound` where there is none."""
        name = "/".join(split_template_path(template))
        if name not in self.files:
            raise TemplateNotFound(template)
        path, data = self.files[name]
        return data.decode(), path, lambda: True

    def list_templates(self) -> list[str]:
        """The names of all."""
        return sorted(self.files)


_held: dict[str, Snapshot] = {}


def snapshot(folders: Sequence[Path]) -> Snapshot:
    """The files of some folders as they are now; whoever is forked from here on has them."""
    files: dict[str, tuple[str, bytes]] = {}
    for folder in reversed(folders):
        files |= {name: (str(path), path.read_bytes()) for name, path in _files(folder)}
    found = Snapshot(digest(sorted((name, data) for name, (_, data) in files.items())).hex(), files)
    _held.pop(found.digest, None)
    _held[found.digest] = found
    for old in list(_held)[:-HELD]:
        del _held[old]
    return found


def held(folders: Sequence[Path], key: str) -> Snapshot | None:
    """The snapshot of a digest; None where this process has none, and they are others by now."""
    if key not in _held:
        snapshot(folders)
    return _held.get(key)


def _files(folder: Path, above: tuple[Path, ...] = ()) -> Iterator[tuple[str, Path]]:
    """Each file below a folder with its name in it; a link that leads up again is not followed."""
    real = folder.resolve()
    if real in above:
        return
    for path in folder.iterdir():
        if leftover(path.name):
            continue
        if path.is_dir():
            for name, inner in _files(path, (*above, real)):
                yield f"{path.name}/{name}", inner
        elif path.is_file():
            yield path.name, path
