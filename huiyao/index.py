"""The search index: a stage from documents to Pagefind bundles, one a shard.

What is indexed is not the site but a page made for each shard, which holds all its texts as
character pairs (`huiyao.search.pairs`). A shard's folder is named by the digest of what went into
it: it is written once and whole, never changed, and not built again while its documents are the
same.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec
from msgspec import Struct

from huiyao.edition import digest, version
from huiyao.search import engine
from huiyao.search.document import Card, Catalogue, card
from huiyao.search.pairs import LETTERS
from huiyao.search.shard import EQUAL, write
from huiyao.search.shards import sharded
from huiyao.search.steps import Steps, staggered
from huiyao.stage import locked
from huiyao.tree import clear, tree

FOLDER: Final = "pagefind"
"""The index's folder in the site, and in the cache."""
CONTENTS: Final = "shards.json"
"""The file in it that names the folders of the index as it stands; replaced in one step."""

Progress = Callable[[int, int], None]
"""Called after each folder with the number of those done and the number of all."""
Write = Callable[[Path], Steps[None]]
"""Makes a folder and fills it."""


class Superseded(Exception):  # noqa: N818  # no fault: who changed the archive indexes it, too
    """A document is not any more as its card says."""


class IndexReceipt(Struct, frozen=True):
    """What indexing did; folders by their names below `pagefind/`."""

    pages: int
    folders: tuple[str, ...]
    built: tuple[str, ...]
    removed: tuple[str, ...]


class Contents(Struct, frozen=True):
    """What the browser reads first."""

    engine: str
    """The folder of `huiyao.search.engine`."""
    shards: tuple[str, ...]
    """The folder of each shard, the oldest first."""
    equal: str = ""
    """Pairs of characters: the traditional ones that stand in the texts, each with its equal."""
    signs: str = "".join(map("".join, LETTERS.items()))
    """Likewise the signs that are written as letters, each with its letter."""


def index(
    catalogue: Catalogue,
    out: Path,
    cache: Path,
    progress: Progress = lambda done, of: None,  # noqa: ARG005
) -> IndexReceipt:
    """Bring `out/pagefind/` up to date with the documents; equal documents give equal bytes.

    At every moment the folder holds a complete index, old or new. Raises what `bundle.run` raises,
    and `Superseded`.
    """
    with locked(cache / f"{FOLDER}.lock"):  # a project may be built into two folders at once
        return _index(catalogue, out / FOLDER, cache / FOLDER, progress)


def _index(catalogue: Catalogue, site: Path, memory: Path, progress: Progress) -> IndexReceipt:
    contents, writes = planned(catalogue)
    due = [name for name in writes if not sealed(memory / name)]
    superseded: list[str] = []

    def works() -> Iterator[Steps[None]]:
        for name in due:
            try:
                yield made(memory / name, writes[name]())
            except Superseded:
                superseded.append(name)

    for done, _ in enumerate(staggered(works()), len(writes) - len(due) + 1):
        progress(done, len(writes))
    if superseded:  # all others are there for whoever comes after
        raise Superseded(superseded)
    for name in writes:
        if sizes(site / name) != sizes(memory / name):  # a build was killed while it copied
            clear(site / name)
            with placed(site / name) as fresh:
                shutil.copytree(memory / name, fresh)
    _replace(site / CONTENTS, msgspec.json.encode(equalled(contents, memory)))
    seals = {seal(memory / name).name for name in writes}
    strays = {*_swept(site, {*writes, CONTENTS}), *_swept(memory, {*writes, *seals})}
    removed = {name for name in strays if not name.endswith(".json")}
    return IndexReceipt(len(catalogue.cards), tuple(writes), tuple(due), tuple(sorted(removed)))


def stands(catalogue: Catalogue, cache: Path, out: Path) -> bool:
    """Whether `out/pagefind/` is the index of the documents already, and holds nothing else."""
    site, memory = out / FOLDER, cache / FOLDER
    wanted, writes = planned(catalogue)
    with suppress(OSError):
        return (
            {path.name for path in site.iterdir()} == {*writes, CONTENTS}
            and all(sizes(site / name) == (sealed(memory / name) or None) for name in writes)
            and (site / CONTENTS).read_bytes() == msgspec.json.encode(equalled(wanted, memory))
        )
    return False


def equalled(contents: Contents, memory: Path) -> Contents:
    """What the index holds, with the traditional characters that its shards say they have."""
    found = (memory / name / EQUAL for name in contents.shards)
    same = {pair for file in found for pair in file.read_text("utf-8").split()}
    return msgspec.structs.replace(contents, equal="".join(sorted(same)))


def planned(catalogue: Catalogue) -> tuple[Contents, dict[str, Callable[[], Write]]]:
    """What the index is to hold, as far as names tell, and what gives what makes each folder."""
    searching = f"engine-{_digest(engine.modules())}"
    writes: dict[str, Callable[[], Write]] = {searching: lambda: engine.write}
    shards: list[str] = []
    for shard, group in sharded(catalogue.cards):
        inside = tuple(group)
        name = f"{shard}-{_digest([one.digest for one in inside])}"
        writes[name] = partial(_writing, catalogue, inside)
        shards.append(name)
    return Contents(searching, tuple(shards)), writes


def _writing(catalogue: Catalogue, cards: Sequence[Card]) -> Write:
    """What makes the folder of a shard; `Superseded` where its documents are not as they were."""
    try:
        documents = [catalogue.make(one.name) for one in cards]
    except KeyError as gone:
        raise Superseded from gone
    if any(card(one.name, made) != one for one, made in zip(cards, documents, strict=True)):
        raise Superseded
    return partial(write, documents)


def sizes(folder: Path) -> dict[str, int]:
    """The files of a folder with their sizes; nothing where there is none."""
    return {path: looks.size for path, looks in tree(folder).files.items()}


def seal(folder: Path) -> Path:
    """What lies beside a folder and tells which files it was made of, and their sizes."""
    return folder.with_name(f"{folder.name}.json")


def sealed(folder: Path) -> dict[str, int]:
    """The files of a folder with their sizes; none where one was lost or cut short since."""
    with suppress(OSError, msgspec.DecodeError):
        found = sizes(folder)
        if found == msgspec.json.decode(seal(folder).read_bytes(), type=dict[str, int]):
            return found
    return {}


def made(folder: Path, write: Write) -> Steps[None]:
    """Make a folder, in place of one that is damaged."""
    with placed(folder) as fresh:
        yield from write(fresh)
        seal(folder).write_bytes(msgspec.json.encode(sizes(fresh)))
        clear(folder)


@contextmanager
def placed(folder: Path) -> Iterator[Path]:
    """Where to make a folder that nobody sees before it is whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as scratch:
        fresh = Path(scratch) / folder.name
        yield fresh
        fresh.rename(folder)


def _digest(content: object) -> str:
    """The digest of content, of our code and of Pagefind: what a folder's bytes depend on."""
    return digest(version(), metadata.version("pagefind"), content).hex()[:12]


def _replace(path: Path, data: bytes) -> None:
    """Write a file in one step, if it changes at all."""
    if path.is_file() and path.read_bytes() == data:
        return
    fresh = path.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(path)


def _swept(folder: Path, keep: set[str]) -> list[str]:
    """Remove what an earlier index left in a folder."""
    strays = [path for path in folder.iterdir() if path.name not in keep]
    for stray in strays:
        shutil.rmtree(stray) if stray.is_dir() else stray.unlink()
    return [stray.name for stray in strays]
