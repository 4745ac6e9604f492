"""Serving: the site as it is being edited, to this machine, with every change shown at once.

What a rebuild can tell, in the order in which readers want it: it is called with `open_pages`,
which says what is on a screen at this moment, and yields an `Outcome` whenever something may be
looked at. So it can write the open pages, yield them, and go on with the others:

    def rebuild(open_pages: OpenPages) -> Iterator[Outcome]:
        ...
        yield Outcome(written_first, problems)
        ...
        yield Outcome(written_then, problems, then=index_search)

The next burst of changes waits for the end of the rebuild, but never for `then`.
"""

from __future__ import annotations

import errno
import logging
import signal
import socket
import threading
import traceback
import webbrowser
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from time import monotonic, strftime

import msgspec
import uvicorn
from starlette.types import ASGIApp

from huiyao.failure import failure
from huiyao.model import Problem, Where
from huiyao.serving.app import application
from huiyao.serving.background import Task, background
from huiyao.serving.door import address, listen, private, widen
from huiyao.serving.live import Live
from huiyao.watch import watch

FAREWELL = 2
"""Seconds that requests under way are given to end."""


class Outcome(msgspec.Struct, frozen=True):
    """What one rebuild did."""

    changed: tuple[str, ...] = ()
    """Files written, removed or renamed in the output folder, as paths in it with `/`."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the content; the site on disk is then the last good one."""
    warnings: tuple[Problem, ...] = ()
    """What is to be looked at though it keeps nothing back; for the terminal."""
    then: Later | None = None
    """What can wait until the pages have been told: done in a thread of its own, one at a time,
    beside later rebuilds; where several wait, only the latest is done, so it must cover them."""


Later = Callable[[], Iterable[str]]
"""Does what can wait; the files that pages should be told of are paths as in `changed`."""


OpenPages = Callable[[], frozenset[str]]
"""The pages on a screen at this moment, as paths of files in the output folder with `/`."""
Rebuild = Callable[[OpenPages], Iterable[Outcome]]
"""Brings the output folder up to date; each outcome is told as it comes, the last one's problems
stay."""


def serve(
    out: Path,
    rebuild: Rebuild,
    watched: Sequence[Path],
    *,
    host: str,
    port: int,
    open_browser: bool,
    announce: Callable[[str], None],
    words: Mapping[str, str],
) -> int:
    """Build, serve `out`, and rebuild after every burst of changes until interrupted.

    `rebuild` runs in the calling thread, which must be the main one, while other threads
    answer; Ctrl-C and SIGTERM raise KeyboardInterrupt in it, wherever it is. An exception of
    any other kind is announced, a bug with its traceback, shown over the pages, and served on.

    `words`, by key: `ready` {url}, `exposed` {host}, `taken` {port}, `unreachable` {host} {port}
    {reason}, `changed` {time} {count} {seconds}, `left` {time} {count}, `well` {time} for the
    terminal; `problems` {count}, `kept`, `close`, `bug` for the pages.

    Returns the exit code: 0 after an interrupt, 2 where it cannot listen.
    """
    try:
        door = listen(host, port)
    except (OSError, OverflowError, UnicodeError) as error:
        known = error if isinstance(error, OSError) else OSError(0, str(error))
        key = "taken" if known.errno == errno.EADDRINUSE else "unreachable"
        announce(words[key].format(host=host, port=port, reason=known.strerror))
        return 2
    live = Live(words)
    later = background(lambda error: _confess(error, live, announce))
    with (
        suppress(KeyboardInterrupt),
        _interruptible(),
        _answering(application(out, live, host), door, live),
        closing(watch(watched, besides=[out])) as bursts,
    ):
        next(bursts)
        last = _renew(live, rebuild, announce, later, Outcome())
        if not private(door):
            announce(words["exposed"].format(host=host))
        url = address(door, host)
        announce(words["ready"].format(url=url))
        if open_browser:
            threading.Thread(target=webbrowser.open, args=[url], daemon=True).start()
        for _ in bursts:
            begun = monotonic()
            last = _renew(live, rebuild, announce, later, last)
            if last.changed:
                spent = {"count": len(last.changed), "seconds": f"{monotonic() - begun:.2f}"}
                announce(words["changed"].format(time=_now(), **spent))
    return 0


def _renew(
    live: Live,
    rebuild: Rebuild,
    announce: Callable[[str], None],
    later: Callable[[Task], None],
    last: Outcome,
) -> Outcome:
    """Rebuild, and tell the open pages what came of it, and the terminal what differs from last."""
    changed: tuple[str, ...] = ()
    outcome = Outcome()
    try:
        for outcome in rebuild(live.open_pages):
            live.tell(outcome.changed, outcome.problems)
            changed += outcome.changed
            if outcome.then is not None:
                later(partial(_afterwards, live, outcome.then))
    except Exception as error:  # noqa: BLE001  whatever it is, the session must outlast it
        return Outcome(problems=(_confess(error, live, announce),))
    if (outcome.problems, outcome.warnings) != (last.problems, last.warnings):
        for problem in (*outcome.warnings, *outcome.problems):
            announce(str(problem))
        if outcome.problems:
            announce(live.words["left"].format(time=_now(), count=len(outcome.problems)))
        elif last.problems:
            announce(live.words["well"].format(time=_now()))
    return msgspec.structs.replace(outcome, changed=changed, then=None)


def _afterwards(live: Live, then: Later) -> None:
    live.tell(then())


def _now() -> str:
    """The time of day, by which one tells the lines of this save from those of the last."""
    return strftime("%H:%M:%S")


def _confess(error: Exception, live: Live, announce: Callable[[str], None]) -> Problem:
    """Show like a problem of the content what hinders us; a bug, at the line that raised it."""
    fault = failure(error, "huiyao")
    if fault is None:
        announce("".join(traceback.format_exception(error)))
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = Where(place.filename, place.lineno or 0)
        fault = Problem(where, f"{type(error).__name__}: {error}", live.words["bug"])
    else:
        announce(f"{_now()} {fault}")
    live.tell((), (fault,))
    return fault


@contextmanager
def _answering(app: ASGIApp, door: socket.socket, live: Live) -> Iterator[None]:
    """Answer requests in a thread of their own."""
    widen()
    # Of clients that it cannot let in it tells with tracebacks, some thousand times a second.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=FAREWELL,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=[[door]], daemon=True)
    thread.start()
    try:
        yield
    finally:
        live.close()
        server.should_exit = True
        thread.join(2 * FAREWELL)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let both signals by which a program is stopped raise KeyboardInterrupt.

    SIGINT too: a shell starts what it puts in the background with that one ignored.
    """
    stops = (signal.SIGINT, signal.SIGTERM)
    previous = [signal.signal(stop, signal.default_int_handler) for stop in stops]
    try:
        yield
    finally:
        for stop, handler in zip(stops, previous, strict=True):
            signal.signal(stop, handler)
