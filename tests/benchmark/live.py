"""How long an edit takes under a tool's own server: from the disk to the disk."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from asking import stream
from benchmark.peers import Tool
from benchmark.spent import settled

ENDING = "昨天举行。"
"""Words of every article's first paragraph; an edit adds to them."""
PATIENCE = 60
"""Seconds that an edit may take."""
PAUSE = 2
"""Seconds from one edit to the next of an editor in a hurry."""


def live(tool: Tool, edits: int) -> Iterator[float]:
    """Seconds from each edit to the bytes of the open page."""
    text = tool.edited.read_text("utf-8")
    with served(tool) as (server, port):
        address = f"/articles/{tool.edited.stem}/"
        with closing(urlopen(f"http://127.0.0.1:{port}{address}")) as page:
            page.read()
        with stream(port, page=address):
            for number in range(1, edits + 1):
                settled(server.pid)
                yield edited(tool, text, "又" * number)
    tool.edited.write_text(text, encoding="utf-8")


def hurried(tool: Tool, index: Path) -> Iterator[float]:
    """The same, one edit after the other, until a file says that the search has been indexed."""
    text = tool.edited.read_text("utf-8")
    with served(tool) as (_, port), stream(port, page=f"/articles/{tool.edited.stem}/"):
        number = 0
        while not index.exists():
            time.sleep(PAUSE)
            number += 1
            yield edited(tool, text, "又" * number)
    tool.edited.write_text(text, encoding="utf-8")


@contextmanager
def served(tool: Tool) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A tool's server once it is ready, with its port."""
    server = subprocess.Popen(
        tool.server, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    )
    assert server.stdout is not None
    try:
        line = next(line for line in server.stdout if "http://" in line)
        found = re.search(r"http://\S+", line)
        assert found is not None, "a server says where it is"
        yield server, urlsplit(found[0]).port or 80
    finally:
        server.terminate()
        server.communicate()


def edited(tool: Tool, text: str, sign: str) -> float:
    """Save an edit as editors do, in one step, and wait for its bytes."""
    wanted = f"{ENDING}{sign}".encode()
    beside = tool.edited.with_name(f".{tool.edited.name}")
    beside.write_text(text.replace(ENDING, ENDING + sign), encoding="utf-8")
    started = time.perf_counter()
    beside.replace(tool.edited)
    while wanted not in tool.page.read_bytes():
        assert time.perf_counter() < started + PATIENCE, "the page never changed"
        time.sleep(0.001)
    return time.perf_counter() - started
