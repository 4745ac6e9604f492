"""What tests in a browser stand on: a Chromium, the archive as built, and a server for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "https://archive.example/repo/"
"""The address that the archive is built for."""
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)
Mount = Callable[[Path, str], str]
"""Serves a folder below a prefix; gives the address."""

EXAMPLES = {
    "about": "about/",
    "article": "articles/quarterly-2024-q1-report/",
    "articles": "articles/",
    "home": "",
    "meeting": "meetings/plenum-12-4/",
    "meetings": "meetings/",
    "not-found": "404.html",
    "people": "people/",
    "person": "people/chen-jining/",
    "search": "search/",
    "series": "series/plenum-12/",
    "series-list": "series/",
    "source": "sources/001_e3f8721aa62b9b9f/",
    "sources": "sources/",
    "theme": "themes/five-centres/",
    "themes": "themes/",
}
"""Template to a page that is made with it, a rich one."""
ABSENT = "no Chromium: set CHROMIUM to one, or run `playwright install chromium`"


@contextmanager
def launched() -> Iterator[Browser | None]:
    """A Chromium, $CHROMIUM before the system's before Playwright's own; None without any."""
    with sync_playwright() as playwright:
        program = chromium(playwright)
        if program is None:
            yield None
            return
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


def chromium(playwright: Playwright) -> str | None:
    """The path of the Chromium to use, if there is one."""
    own = os.environ.get("CHROMIUM")
    places = [own] if own else ["/usr/bin/chromium", playwright.chromium.executable_path]
    return next((place for place in places if Path(place).is_file()), None)


def build(folder: Path) -> Path:
    """The archive of this repository, built below a folder by the command itself."""
    project, out = folder / "project", folder / "site"
    options = (f"--project={project}", f"--out={out}", f"--base-url={ADDRESS}")
    shutil.copytree(ROOT / "content", project / "content")
    run = subprocess.run(
        [sys.executable, ROOT / "build.py", "build", *options],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return out


class Pages(SimpleHTTPRequestHandler):
    """The files of a folder below a prefix, with its own 404 page, as GitHub Pages gives them."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript"}

    def __init__(self, *arguments: object, prefix: str, directory: str) -> None:
        self.prefix = prefix
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """The file at a path; none outside the prefix."""
        if not path.startswith(self.prefix):
            return os.devnull + "/outside"
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for a missing one."""
        missing = Path(self.directory, "404.html")
        if code != 404 or not urlsplit(self.path).path.startswith(self.prefix):
            return super().send_error(code, message, explain)
        body = missing.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing: what goes wrong, the browser says."""


@contextmanager
def served(folder: Path, prefix: str = "/") -> Iterator[str]:
    """A folder served on a free port below a prefix that begins and ends with `/`: its address."""
    handler = partial(Pages, prefix=prefix, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()
        thread.join()
