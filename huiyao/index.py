"""The search index: a stage from documents to Pagefind bundles, one a shard.

What is indexed is not the site but a page made for each shard, which holds all its texts as
character pairs (`huiyao.search.pairs`). A shard's folder is named by the digest of what went into
it: it is written once and whole, never changed, and not built again while its documents are the
same.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from importlib import metadata
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec
from msgspec import Struct

from huiyao.edition import digest, version
from huiyao.search import bundle, engine
from huiyao.search.document import Document, Passage
from huiyao.search.facets import facets
from huiyao.search.pairs import LETTERS, words
from huiyao.search.shards import sharded
from huiyao.search.variants import equal
from huiyao.stage import locked
from huiyao.tree import clear, tree

__all__ = ["Document", "IndexReceipt", "Passage", "index"]

FOLDER: Final = "pagefind"
"""The index's folder in the site, and in the cache."""
CONTENTS: Final = "shards.json"
"""The file in it that names the folders of the index as it stands; replaced in one step."""
EQUAL: Final = "equal.txt"
"""The file of a shard that says which traditional characters stand in it."""

Progress = Callable[[int, int], None]
"""Called before each folder with the number of those done and the number of all."""
Write = Callable[[Path], object]
"""Makes a folder and fills it."""


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


class Fragment(Struct, frozen=True):
    """What the browser loads to show a page that it found."""

    url: str
    title: str
    kind: str
    date: str
    meeting: str
    passages: Sequence[Sequence[object]]
    """For each its anchor, its speakers, and its readings as label and text, the source's last."""


def index(
    documents: Sequence[Document],
    out: Path,
    cache: Path,
    progress: Progress | None = None,
) -> IndexReceipt:
    """Bring `out/pagefind/` up to date with the documents; equal documents give equal bytes.

    At every moment the folder holds a complete index, old or new. Raises what `bundle.run` raises.
    """
    with locked(cache / f"{FOLDER}.lock"):  # a project may be built into two folders at once
        return _index(documents, out / FOLDER, cache / FOLDER, progress)


def _index(
    documents: Sequence[Document], site: Path, memory: Path, progress: Progress | None
) -> IndexReceipt:
    contents, writes = planned(documents)
    built = []
    for done, (name, writing) in enumerate(writes.items()):
        if progress:
            progress(done, len(writes))
        if made(memory / name, writing):
            built.append(name)
        if sizes(site / name) != sizes(memory / name):  # a build was killed while it copied
            clear(site / name)
            made(site / name, partial(shutil.copytree, memory / name))
    found = (memory / name / EQUAL for name in contents.shards)
    same = {pair for file in found for pair in file.read_text("utf-8").split()}
    contents = msgspec.structs.replace(contents, equal="".join(sorted(same)))
    _replace(site / CONTENTS, msgspec.json.encode(contents))
    removed = {stray for folder in (site, memory) for stray in _swept(folder, {*writes, CONTENTS})}
    return IndexReceipt(len(documents), tuple(writes), tuple(built), tuple(sorted(removed)))


def stands(documents: Sequence[Document], out: Path) -> bool:
    """Whether `out/pagefind/` is the index of the documents already, and holds nothing else."""
    site = out / FOLDER
    if not site.is_dir():
        return False
    wanted, writes = planned(documents)
    if {path.name for path in site.iterdir()} != {*writes, CONTENTS}:
        return False
    found = msgspec.json.decode((site / CONTENTS).read_bytes(), type=Contents)
    return (found.engine, found.shards) == (wanted.engine, wanted.shards)


def planned(documents: Sequence[Document]) -> tuple[Contents, dict[str, Write]]:
    """What the index is to hold, as far as names tell, and what makes each of its folders."""
    searching = f"engine-{_digest(engine.modules())}"
    writes: dict[str, Write] = {searching: engine.write}
    shards: list[str] = []
    for shard, group in sharded(documents):
        inside = tuple(group)
        name = f"{shard}-{_digest(inside)}"
        writes[name] = partial(write, inside)
        shards.append(name)
    return Contents(searching, tuple(shards)), writes


def write(documents: Sequence[Document], folder: Path) -> None:
    """The folder of a shard: the bundle of its words, and beside it what tells its pages apart.

    Each page has its text in a row, the title first, then its source readings: these repeat most
    of the text, and must not be counted twice. `lengths.json` has the words of both in turn.
    """
    parts = [
        part
        for document in documents
        for part in (
            [document.title, *(passage.text for passage in document.passages)],
            [passage.other for passage in document.passages],
        )
    ]
    rows = [[word for text in part for word in words(text)] for part in parts]
    sizes = list(map(len, rows))
    edges = bundle.build(chain.from_iterable(rows), folder)
    beside = {
        "edges": edges,
        "facets": facets(documents),
        "lengths": list(zip(sizes[::2], sizes[1::2], strict=True)),
    }
    for name, content in beside.items():
        (folder / f"{name}.json").write_bytes(msgspec.json.encode(content))
    (folder / "pages").mkdir()
    for number, document in enumerate(documents):
        (folder / "pages" / f"{number}.json").write_bytes(msgspec.json.encode(fragment(document)))
    same = equal(chain.from_iterable(parts))
    (folder / EQUAL).write_text("\n".join(same), encoding="utf-8")


def fragment(document: Document) -> Fragment:
    """A document as the reader's browser loads it."""
    meeting = next(iter(document.filters.get("meeting", ())), "")
    passages = [
        (p.anchor, p.said_by, (p.label, p.text), *([(p.other_label, p.other)] if p.other else []))
        for p in document.passages
    ]
    return Fragment(document.url, document.title, document.kind, document.date, meeting, passages)


def sizes(folder: Path) -> dict[str, int]:
    """The files of a folder with their sizes; nothing where there is none."""
    return {path: looks.size for path, looks in tree(folder).files.items()}


def made(folder: Path, write: Write) -> bool:
    """Make a folder in one step, unless it is there already; says whether it did."""
    if folder.is_dir():
        return False
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as scratch:
        write(Path(scratch) / folder.name)
        (Path(scratch) / folder.name).rename(folder)
    return True


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
