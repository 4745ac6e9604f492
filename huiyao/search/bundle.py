"""One shard of the index: built by Pagefind's own binary, then cut into smaller files.

A shard is a single page to Pagefind: what a query takes in its engine grows with the square of the
pages, and each page costs bytes in every posting. Which of our pages a place is on, we know.

Pagefind cuts its index at 20,000 positions and abbreviates the bounds of each chunk. Neither suits
pairs: a query would fetch some 25 KB for each pair and shard, and a pair behind an abbreviated
bound (业务 where a chunk is said to end at 业) is never looked for. So the chunks are cut again,
where the first character changes if they can be. The postings stay byte for byte as Pagefind wrote
them.
"""

from __future__ import annotations

import atexit
import errno
import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec
from msgspec import Struct
from pagefind.service import get_executable

from huiyao.search import cbor
from huiyao.search.pairs import END
from huiyao.search.steps import Steps

FORMAT: Final = "1.5."
"""The versions of Pagefind whose files we know how to read and write."""
CHUNK: Final = 7_500
"""Bytes of postings in a chunk, before compression: about as many as make the bounds of all chunks,
which every reader loads, weigh no more than the chunks of a query."""
PAGE: Final = '<!doctype html><html lang="und"><p data-pagefind-weight="1.05">', "</p></html>"
"""What stands before and after what is indexed. It has the weight that Pagefind leaves unwritten,
which saves a third: 25 of 24; its default is 24. In no language words are stemmed."""

TOGETHER: Final = 4096
"""Words that are written at a time."""

SIGNATURE: Final = b"pagefind_dcd"
"""What each of Pagefind's files begins with once it is decompressed."""
INTERFACES: Final = shutil.ignore_patterns("*-ui.*", "pagefind-highlight.js")
"""What Pagefind adds to every bundle and we do not use."""


class Language(Struct, frozen=True):
    """What Pagefind's entry file says of the index of a language; ours is always `und`."""

    hash: str


class Entry(Struct, frozen=True):
    """Pagefind's entry file, as far as we read it."""

    version: str
    languages: dict[str, Language]


ROOM = 16 << 10
"""Bytes of a disk that is as good as full: of what it has no room for Pagefind says nothing."""

Chunk = Sequence[tuple[str, bytes]]
"""A stretch of the index: words in order with their postings as Pagefind writes them."""


def run(words: Iterable[str], scratch: Path) -> Steps[Path]:
    """Pagefind's own bundle of one page that holds some words, below an empty folder.

    Raises `FileNotFoundError` without the binary, `subprocess.SubprocessError` where it fails,
    `OSError` where the disk is full, and `ValueError` where its version writes files that we do
    not know.
    """
    binary = get_executable()
    if binary is None:
        raise FileNotFoundError("pagefind")
    site, made = scratch / "site", scratch / "bundle"
    site.mkdir()
    with (site / "index.html").open("w", encoding="utf-8") as page:
        every = iter(words)  # millions: never all at once
        rows = iter(lambda: " ".join(islice(every, TOGETHER)), "")
        page.write(PAGE[0] + next(rows, END))
        page.writelines(f" {row}" for row in rows)
        page.write(PAGE[1])
    command = [str(binary), "--site", site.name, "--output-path", made.name, "--silent"]
    yield
    yield from _running(command, scratch)
    if shutil.disk_usage(scratch).free < ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(made))
    if not entry(made).version.startswith(FORMAT):
        raise ValueError(f"Pagefind {entry(made).version}, not {FORMAT}*")
    return made


def _running(command: Sequence[str], folder: Path) -> Steps[None]:
    """Run a command in a folder; it ends with this program, even where a thread waits for it.

    What it says of its faults is passed on once it has ended: one that is interrupted before it is
    known to have begun speaks to no one.
    """
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE) as process:  # noqa: S603  # our own binary
        atexit.register(process.kill)
        try:
            yield
            _, said = process.communicate()
        finally:
            process.kill()
            atexit.unregister(process.kill)
    if process.returncode:
        sys.stderr.write(said.decode("utf-8", "replace"))
        raise subprocess.CalledProcessError(process.returncode, command)
    yield


def engine(folder: Path) -> Steps[None]:
    """Write the search itself, for the browser: a bundle of one page that no query finds."""
    with TemporaryDirectory(dir=folder.parent) as scratch:
        made = yield from run([], Path(scratch))
        shutil.copytree(made, folder, ignore=INTERFACES)


def build(words: Iterable[str], folder: Path) -> Steps[list[str]]:
    """Write the bundle of some words in a row; its only page has the name of the folder.

    Gives the *edges*: the first words of chunks that go on with the character on which the chunk
    before ended. Who looks for words by that one character has to load them too. Raises what `run`
    raises.
    """
    with TemporaryDirectory(dir=folder.parent) as scratch:
        made = yield from run(words, Path(scratch))
        meta = f"pagefind.{entry(made).languages['und'].hash}.pf_meta"
        version, _, old, *rest = cbor.decode(_unpack(made / meta))[0]
        chunks = list(cut(_words(made / "index" / f"{key}.pf_index" for *_, key in old)))
        (folder / "index").mkdir(parents=True)
        shutil.copyfile(made / "pagefind-entry.json", folder / "pagefind-entry.json")
    marks = list(separators(chunks))
    bounds = [[first, last, str(n)] for n, (first, last) in enumerate(pairwise(marks))]
    # A page's length is for a ranking that we do not use.
    _pack(cbor.encode([version, [[folder.name, 1]], bounds, *rest]), folder / meta)
    for n, chunk in enumerate(chunks):
        postings = cbor.array([entry for _, entry in chunk])
        _pack(cbor.array([postings]), folder / "index" / f"{n}.pf_index")
    return [mark for mark in marks[1:-1] if len(mark) > 1]


def entry(folder: Path) -> Entry:
    """The entry file of a bundle; `subprocess.SubprocessError` where it was cut short."""
    try:
        return msgspec.json.decode((folder / "pagefind-entry.json").read_bytes(), type=Entry)
    except msgspec.DecodeError as error:
        raise subprocess.SubprocessError(f"pagefind-entry.json: {error}") from error


def cut(words: Iterator[tuple[str, bytes]], size: int = CHUNK) -> Iterator[Chunk]:
    """Words in order, as chunks of at most so many bytes, or of one word."""
    taken: list[tuple[str, bytes]] = []
    filled = 0
    for word, postings in words:
        fresh = bool(taken) and word[0] != taken[-1][0][0]
        if taken and (filled + len(postings) > size or (fresh and filled > size * 0.6)):
            yield taken
            taken, filled = [], 0
        taken.append((word, postings))
        filled += len(postings)
    if taken:
        yield taken


def separators(chunks: Sequence[Chunk]) -> Iterator[str]:
    """What stands before the first chunk, between any two, and after the last.

    As few characters as tell them apart; a word that is one itself is looked for on both sides.
    """
    yield chunks[0][0][0]
    for before, after in pairwise(chunks):
        last, first = before[-1][0], after[0][0]
        yield first if first[0] == last[0] else first[0]
    yield chunks[-1][-1][0]


def _words(paths: Iterator[Path]) -> Iterator[tuple[str, bytes]]:
    """Every word of Pagefind's chunks, with the bytes of its entry: `[[[word, pages, …], …]]`."""
    for path in paths:
        data = _unpack(path)
        _, count, at = cbor.head(data, 1)
        for _ in range(count):
            end = cbor.skip(data, at)
            yield cbor.decode(data, at + 1)[0], data[at:end]
            at = end


def _unpack(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE)


def _pack(data: bytes, path: Path) -> None:
    path.write_bytes(gzip.compress(SIGNATURE + data, mtime=0))
