"""A Dask cluster that does the work of a command: joined, judged, and left as it was.

Workers read the project's folder and write into it by path, so they need it where this machine has
it, on a file system that they share; and all that decides a page's bytes must be the same there.
"""

from __future__ import annotations

import os
import platform
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from functools import lru_cache, partial
from importlib.metadata import version as installed
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, ParamSpec, TypeVar

from msgspec import Struct

from huiyao import __version__, messages
from huiyao.edition import digest, fingerprint, version
from huiyao.failure import Hindrance
from huiyao.messages import problem
from huiyao.model import Problem, Project, Where
from huiyao.resources import PACKAGE, folders
from huiyao.work import Hands

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 5
"""Seconds in which a scheduler must answer, and have a worker."""
LIBRARIES = ("jinja2", "markdown-it-py", "msgspec", "pypinyin", "pyyaml")
"""What decides the bytes of a page besides our own code."""

_turn = threading.Lock()
"""A worker may have several threads; what is kept between batches is for one of them at a time."""


class Terms(Struct, frozen=True):
    """What a worker must agree in with whoever sends it work."""

    token: Path
    """A file that lies in the project's folder as long as the work goes on."""
    content: str
    """What is in it: nobody else's file has that."""
    edition: tuple[tuple[str, str], ...]
    language: str


class Remote(Executor):
    """An executor whose workers do only what is sent on their terms."""

    def __init__(self, executor: Executor, terms: Terms) -> None:
        self.executor = executor
        self.terms = terms

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A call on one of the workers."""
        return self.executor.submit(obeyed, self.terms, fn, *args, **kwargs)


@contextmanager
def cluster(address: str, project: Project) -> Iterator[Hands]:
    """The workers of the scheduler at an address.

    Raises `Hindrance` where they cannot be used, or are lost.
    """
    try:
        from distributed import Client  # noqa: PLC0415  # an extra
        from distributed.comm.core import CommClosedError  # noqa: PLC0415
        from distributed.scheduler import KilledWorker  # noqa: PLC0415
    except ImportError as error:
        raise Hindrance(problem(Where(address), "cluster-extra")) from error
    try:
        joining = partial(Client, address, timeout=PATIENCE, set_as_default=False)
        client = _within(PATIENCE + 1, joining)
    except (OSError, ValueError) as error:
        raise Hindrance(problem(Where(address), "cluster-absent")) from error
    with client, _terms(project) as terms:
        try:
            client.wait_for_workers(1, PATIENCE)
        except TimeoutError as error:
            raise Hindrance(problem(Where(address), "cluster-empty")) from error
        _judge(client.run(disagreed, terms, on_error="return"))
        executor = client.get_executor(pure=False)
        try:
            yield Hands(Remote(executor, terms), len(client.nthreads()))
            executor.shutdown()
        except BaseException as error:
            executor.shutdown(wait=False)
            if isinstance(error, KilledWorker | CommClosedError | CancelledError):
                raise Hindrance(problem(Where(address), "cluster-lost")) from error
            # What a worker is at must not go on in a folder that others take over.
            client.run(rested)
            raise


def _within(seconds: float, call: Callable[[], Any]) -> Any:
    """What a call gives if it does so in time: to one that does not speak Dask, it waits for ever.

    Raises `TimeoutError`.
    """
    found: Future[Any] = Future()

    def ask() -> None:
        try:
            found.set_result(call())
        except Exception as error:  # noqa: BLE001  # goes to whoever waits
            found.set_exception(error)

    threading.Thread(target=ask, daemon=True).start()
    return found.result(seconds)


@contextmanager
def _terms(project: Project) -> Iterator[Terms]:
    project.cache.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=project.cache, prefix="cluster-") as token:
        content = secrets.token_hex(16)
        token.write(content)
        token.flush()
        os.fsync(token.fileno())
        yield Terms(Path(token.name), content, edition(), messages.language())


def _judge(answers: Mapping[str, object]) -> None:
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, Problem):
            raise Hindrance(answer)
        if answer:  # an exception: we are not there, or not as we are here
            raise Hindrance(problem(Where(worker), "cluster-code", what=answer))


def edition() -> tuple[tuple[str, str], ...]:
    """What decides the bytes of a page, by name: its version, or a digest."""
    templates, *_ = folders("templates", PACKAGE)
    code = digest(version(), fingerprint([templates], "")).hex()
    return (
        ("Python", ".".join(platform.python_version_tuple()[:2])),
        *((name, installed(name)) for name in LIBRARIES),
        ("huiyao", f"{__version__} ({code}, {templates})"),
    )


@lru_cache(1)
def disagreed(terms: Terms) -> Problem | None:
    """What keeps a worker from the terms that it is given; the language it makes its own."""
    os.environ["LC_ALL"] = terms.language
    for remembered in (messages.messages, messages.meanings):
        remembered.cache_clear()
    where = Where(platform.node())
    for (name, theirs), (_, ours) in zip(terms.edition, edition(), strict=True):
        if ours != theirs:
            what = f"{name} {ours} ≠ {theirs}"
            return problem(where, "cluster-code", what=what)
    try:
        seen = terms.token.read_text()
    except OSError:
        seen = ""
    if seen != terms.content:
        return problem(where, "cluster-folder", path=terms.token.parent.parent)
    return None


def obeyed(terms: Terms, function: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> T:
    """A call in a worker, on the terms of who sent it, when no other goes on there."""
    with _turn:
        if found := disagreed(terms):
            raise Hindrance(found)
        return function(*arguments, **named)


def rested() -> None:
    """Return once a worker is at nothing."""
    with _turn:
        disagreed.cache_clear()
