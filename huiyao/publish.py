"""The stage that writes the site: only what changed, each file whole, only our own removed."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Container, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

import msgspec
from msgspec import Struct

from huiyao.messages import problem
from huiyao.model import Page, Problem, Project, Where
from huiyao.render import Setting, render
from huiyao.work import digest, version

MARKER = ".huiyao"
"""The file that says that an output folder is ours to write and to clean."""

SEARCH = "pagefind/"
"""Where another stage writes; this one leaves it alone."""

BATCH = 64
"""Pages that one worker renders at a time."""


class Stamp(Struct, frozen=True):
    """What was written, and how the file looked afterwards."""

    digest: bytes
    size: int
    modified: int
    """In nanoseconds."""


class Order(Struct, frozen=True):
    """A file to write: a page to render, or bytes."""

    path: str
    digest: bytes
    page: Page | None = None
    content: bytes = b""


class Published(Struct, frozen=True):
    """What a build did to the output folder, as site paths."""

    pages: int
    rendered: tuple[str, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]


def refuse(out: Path, root: Path) -> Problem | None:
    """Why a folder may not be written to: it holds the project, or something not ours."""
    place = out.resolve()
    where = Where(str(out))
    above = {root.resolve(), *root.resolve().parents, Path.home().resolve(), Path.cwd()}
    if place in above or place in {root.resolve() / n for n in ("content", "templates", "static")}:
        return problem(where, "output-project", path=out)
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        return problem(where, "output-foreign", path=out)
    if out.is_dir() and not (out / MARKER).is_file() and any(out.iterdir()):
        return problem(where, "output-foreign", path=out)
    return None


def publish(
    project: Project,
    pages: Sequence[Page],
    files: Iterable[tuple[str, bytes]],
    setting: Setting,
    pool: Executor | None = None,
) -> Published:
    """Bring the output folder to the pages and files given, and to nothing else."""
    out = project.out
    memory = project.cache / "published" / f"{digest(str(out.resolve())).hex()}.msgpack"
    wanted = list(ordered(pages, files, setting))
    before = recall(memory)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARKER).touch()
    due = [order for order in wanted if not standing(out, order, before.get(order.path))]
    batches = [due[n : n + BATCH] for n in range(0, len(due), BATCH)]
    run = pool.map if pool and len(batches) > 1 else map
    results = list(run(write_all, batches, [out] * len(batches), [setting] * len(batches)))
    stamps = {path: stamp for result in results for path, stamp, _ in result}
    paths = {order.path for order in wanted}
    removed = tuple(remove(out, paths | {MARKER}))
    kept = {path: stamp for path, stamp in before.items() if path in paths}
    atomic(memory, msgspec.msgpack.encode(kept | stamps))
    return Published(
        len(pages),
        tuple(order.page.url for order in due if order.page),
        tuple(path for result in results for path, _, changed in result if changed),
        removed,
    )


def recall(memory: Path) -> dict[str, Stamp]:
    """What the last build left in the folder; nothing where that cannot be told."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return msgspec.msgpack.decode(memory.read_bytes(), type=dict[str, Stamp])
    return {}


def ordered(
    pages: Iterable[Page], files: Iterable[tuple[str, bytes]], setting: Setting
) -> Iterator[Order]:
    """The files of the site, each with the digest of all that it is made from."""
    shared = digest(version(), setting.site, setting.digest)
    for page in pages:
        yield Order(page.path, digest(page.url, page.template, page.view, shared), page)
    for path, content in files:
        yield Order(path, digest(content), None, content)


def standing(out: Path, order: Order, stamp: Stamp | None) -> bool:
    """Whether the file stands as ordered: made from the same, and untouched since."""
    if stamp is None or stamp.digest != order.digest:
        return False
    try:
        status = (out / order.path).stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (stamp.size, stamp.modified)


def write_all(
    batch: Sequence[Order], out: Path, setting: Setting
) -> list[tuple[str, Stamp, bool]]:
    """Write some files; their stamps, and whether their bytes changed."""
    done = []
    for order in batch:
        content = render(order.page, setting) if order.page else order.content
        path = out / order.path
        changed = not path.is_file() or path.read_bytes() != content
        if changed:
            atomic(path, content)
        status = path.stat()
        done.append((order.path, Stamp(order.digest, status.st_size, status.st_mtime_ns), changed))
    return done


def atomic(path: Path, content: bytes) -> None:
    """Put a file in its place as a whole: no reader sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".huiyao-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def remove(out: Path, wanted: Container[str]) -> Iterator[str]:
    """Remove what the site no longer holds, and the folders that this leaves empty."""
    for folder, _, names in os.walk(out, topdown=False):
        place = Path(folder)
        for name in sorted(names):
            path = (place / name).relative_to(out).as_posix()
            if path not in wanted and not path.startswith(SEARCH):
                (place / name).unlink()
                yield path
        if place != out:
            with contextlib.suppress(OSError):
                place.rmdir()
