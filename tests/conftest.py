"""What several suites share: a toy site to serve, and the real archive in a real browser."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from browsing import ABSENT, Mount, build, launched, served
from playwright.sync_api import Browser
from servers import Server


def pytest_configure() -> None:
    """Let Ctrl-C mean what it does at a terminal: what a shell begins in the background ignores it.

    So would all that the tests begin.
    """
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, and leave it to the end.

    Playwright's event loop stays on the thread, where no other can run from then on.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """Ctrl-C still ends the tests in order after a command that was called by one of them."""
    handler = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, handler)


@pytest.fixture
def toy(tmp_path: Path) -> Iterator[Server]:
    """A toy project with one page, not yet served."""
    project = Server(tmp_path / "project")
    project.write("index.html", "<!doctype html><title>题</title><p>首页</p>")
    yield project
    project.kill()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; skipped without one, unless HUIYAO_REQUIRE_BROWSER=1 makes that a failure."""
    with launched() as found:
        if found is None:
            required = os.environ.get("HUIYAO_REQUIRE_BROWSER") == "1"
            (pytest.fail if required else pytest.skip)(ABSENT)
        yield found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real archive, built once by the command, with its search."""
    return build(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="session")
def mount() -> Iterator[Mount]:
    """Serves a folder below a prefix (`/`, `/repo/`) for the session; gives the address."""
    with ExitStack() as stack:
        yield lambda folder, prefix: stack.enter_context(served(folder, prefix))


@pytest.fixture(scope="session")
def home(site: Path, mount: Mount) -> str:
    """The address of the archive below a folder."""
    return mount(site, "/repo/")


@pytest.fixture(scope="session", params=["/", "/repo/"])
def base(request: pytest.FixtureRequest, site: Path, mount: Mount) -> str:
    """The address of the archive, at each place it may stand."""
    return mount(site, request.param)
