"""Memo × executor: the only memory between builds.

What is computed never knows how it is remembered. A result is filed under the digest of the
function, its item and the version of the code, so nothing is ever invalidated: a changed input is
another address.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import pickle
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from huiyao.messages import language

A = TypeVar("A")
B = TypeVar("B")


FEW = 64
"""Items below which starting processes costs more than it saves."""


@cache
def version() -> bytes:
    """The digest of the package's own code and data."""
    root = Path(__file__).parent
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(p for p in root.rglob("*") if p.suffix in {".py", ".yaml"}):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.digest()


def digest(*parts: object) -> bytes:
    """The digest of values: the same for equal values in every process."""
    encoded = msgspec.msgpack.encode(parts, order="deterministic")
    return hashlib.blake2b(encoded, digest_size=16).digest()


class Work:
    """A memo over an executor; without a folder it remembers nothing."""

    def __init__(self, folder: Path | None = None, executor: Executor | None = None) -> None:
        self.executor = executor
        self.store = _open(folder / "memo.sqlite") if folder else None

    def map(self, function: Callable[[A], B], items: Sequence[A]) -> list[B]:
        """`function` of every item, in order: remembered where it was computed before."""
        name = f"{function.__module__}.{function.__qualname__}"
        # What is remembered may hold messages, said in the language of the locale.
        keys = [digest(name, version(), language(), item) for item in items] if self.store else []
        known = self._recall(keys)
        missing = [n for n in range(len(items)) if not keys or keys[n] not in known]
        computed = dict(zip(missing, self._run(function, [items[n] for n in missing]), strict=True))
        self._remember({keys[n]: result for n, result in computed.items()} if keys else {})
        return [computed[n] if n in computed else known[keys[n]] for n in range(len(items))]

    def _run(self, function: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
        if self.executor is None or len(items) < FEW:
            return map(function, items)
        return self.executor.map(function, items, chunksize=FEW // 2)

    def _recall(self, keys: Sequence[bytes]) -> dict[bytes, Any]:
        found: dict[bytes, Any] = {}
        if self.store is None:
            return found
        for key in set(keys):
            row = self.store.execute("SELECT result FROM memo WHERE key = ?", (key,)).fetchone()
            if row is not None:
                found[key] = pickle.loads(row[0])  # noqa: S301  # our own file, never content
        return found

    def _remember(self, results: dict[bytes, Any]) -> None:
        if self.store is None or not results:
            return
        rows = [(key, pickle.dumps(result)) for key, result in results.items()]
        with self.store:
            self.store.executemany("INSERT OR REPLACE INTO memo VALUES (?, ?)", rows)

    def close(self) -> None:
        """Let go of the memory's file."""
        if self.store is not None:
            self.store.close()


@contextmanager
def workers(jobs: int) -> Iterator[Executor | None]:
    """A pool of processes that starts only when it is first needed; none for one job."""
    if jobs == 1:
        yield None
        return
    pool = ProcessPoolExecutor(jobs, initializer=_begin)
    try:
        yield pool
    except BaseException:
        # What they are at is of no use, and those that started while others could not never end.
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in multiprocessing.active_children():
            worker.kill()
        raise
    pool.shutdown()


def _begin() -> None:
    """What a worker does first: leave Ctrl-C to its parent, and see to it that it ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None, "a worker has a parent"
    parent.join()
    os._exit(1)


def _open(path: Path) -> sqlite3.Connection | None:
    """The store; a damaged one is begun anew, and an unwritable one does without."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            store = sqlite3.connect(path, timeout=30, check_same_thread=False)
            store.execute("PRAGMA journal_mode = WAL")
            store.execute("PRAGMA synchronous = NORMAL")
            store.execute("CREATE TABLE IF NOT EXISTS memo (key BLOB PRIMARY KEY, result BLOB)")
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
        except OSError:
            return None
        else:
            return store
    return None
