"""What open pages are told while the site is served: new builds, and problems.

Server-Sent Events (https://html.spec.whatwg.org/multipage/server-sent-events.html), resumed by
their ids: an id names a run of the server and a build in it, a page carries that of the build
it was read from, and so learns what it missed while it loaded, slept or lost the server.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import threading
from collections.abc import AsyncIterator, Iterable, Mapping
from urllib.parse import quote, unquote

import msgspec

from huiyao.model import Problem
from huiyao.serving.files import PCHAR

EVENTS = "/_huiyao/events"
SCRIPT = "/_huiyao/live.js"


class News(msgspec.Struct, frozen=True):
    """The state of the site that pages follow."""

    run: str
    """The run of the server, by a random name."""
    build: int = 0
    """How many builds have changed the site in this run."""
    changed: Mapping[str, int] = {}
    """Of each address that changed in this run, the last build that changed it."""
    problems: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        """The id of the build, which no other run shares."""
        return f"{self.run}.{self.build}"

    def since(self, known: str) -> list[str] | None:
        """The addresses that changed after the build of that id; None where no one can tell."""
        build = re.fullmatch(rf"{self.run}\.([0-9]{{1,9}})", known)
        if build is None:
            return None
        return sorted(address for address, last in self.changed.items() if last > int(build[1]))


class Live:
    """The open pages, and the news that they follow.

    Each page compares the latest news with what it has been told, so that none waits for
    another and nothing queues up. `tell`, `open_pages` and `close` may be called from any thread.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        self.news = News(secrets.token_hex(4))
        self.closed = False
        self.pages: dict[asyncio.Event, str] = {}
        self.telling = threading.Lock()
        self.loop: asyncio.AbstractEventLoop | None = None

    def tell(self, changed: Iterable[str], problems: tuple[Problem, ...] | None = None) -> None:
        """Take over the outcome of a build: paths of files in the output folder that changed.

        Without problems given, those told of before stay.
        """
        addresses = {address(path) for path in changed}
        with self.telling:
            build = self.news.build + bool(addresses)
            latest = {**self.news.changed, **dict.fromkeys(addresses, build)}
            told = self.news.problems if problems is None else problems
            self.news = News(self.news.run, build, latest, told)
        self._wake()

    def open_pages(self) -> frozenset[str]:
        """The pages on a screen at this moment, as paths of files in the output folder with `/`."""
        return frozenset(path(address) for address in self.pages.copy().values() if address)

    def close(self) -> None:
        """End every stream."""
        self.closed = True
        self._wake()

    def tag(self) -> bytes:
        """The script element by which a page of the latest build follows the news."""
        element = f'<script type="module" src="{SCRIPT}" data-build="{self.news.id}"></script>\n'
        return element.encode()

    async def follow(self, page: str, since: str) -> AsyncIterator[bytes]:
        """The stream of the page at an address, which knows all up to the build of id `since`."""
        self.loop = asyncio.get_running_loop()
        awake = asyncio.Event()
        self.pages[awake] = page
        known = since or self.news.id
        shown: tuple[Problem, ...] | None = None
        try:
            yield b"retry: 500\n\n"
            while not self.closed:
                awake.clear()
                news = self.news
                if known != news.id:
                    yield _message("reload", news.id, {"changed": news.since(known)})
                    known = news.id
                if shown != news.problems:
                    yield _message("problems", news.id, self._overlay(news.problems))
                    shown = news.problems
                await awake.wait()
        finally:
            del self.pages[awake]

    def _overlay(self, problems: tuple[Problem, ...]) -> dict[str, object]:
        return {
            "title": self.words["problems"].format(count=len(problems)),
            "note": self.words["kept"],
            "close": self.words["close"],
            "problems": problems,
        }

    def _wake(self) -> None:
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self._wake_here)

    def _wake_here(self) -> None:
        for awake in self.pages:
            awake.set()


def path(address: str) -> str:
    """The file of the output folder that a browser asks for by an address."""
    file = unquote(address).removeprefix("/")
    return file + "index.html" if not file or file.endswith("/") else file


def address(path: str) -> str:
    """The path by which a browser asks for a file of the output folder."""
    path = "/" + path.removeprefix("/")
    return quote(path.removesuffix("index.html") if path.endswith("/index.html") else path, PCHAR)


def _message(event: str, build: str, data: object) -> bytes:
    return f"id: {build}\nevent: {event}\ndata: ".encode() + msgspec.json.encode(data) + b"\n\n"
