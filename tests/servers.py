"""A development server in a process of its own, over a project that a test writes."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

PATIENCE = 30
HERE = Path(__file__).parent
TOY = (sys.executable, HERE / "toy_server.py")
REAL = (sys.executable, HERE.parent / "build.py", "serve")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(HERE.parent), "PYTHONUTF8": "1"}


class Server:
    """A project in a folder, and the program that serves it: the toy one or the real one."""

    def __init__(self, folder: Path, program: tuple[str | Path, ...] = TOY) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.site = folder / "_site"
        self.program = program
        self.url = ""
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.url.rsplit(":", 1)[1].strip("/"))

    def write(self, name: str, text: str) -> None:
        """Save a file of the content as editors do, in one step."""
        file = self.content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = file.with_name(f".{file.name}")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(file)

    def command(self, *options: str) -> list[str | Path]:
        """The command line, on any free port unless the options say which."""
        return [*self.program, "--project", self.folder, "--port", "0", *options]

    def start(self, *options: str, env: Mapping[str, str] = {}) -> None:
        """Start the server and wait until it says that it is ready."""
        self.process = subprocess.Popen(
            self.command(*options),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**ENVIRONMENT, **env},
        )
        self.reader = threading.Thread(target=self._read)
        self.reader.start()
        found = re.search(r"http://\S+", self.said("http://"))
        assert found is not None
        self.url = found[0]

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as output:
            for line in output:
                self.lines.put(line.rstrip("\n"))

    def said(self, words: str) -> str:
        """The next line of the server's output that has these words in it."""
        others = []
        try:
            while words not in (line := self.lines.get(timeout=PATIENCE)):
                others.append(line)
        except queue.Empty:
            state = f"exit code {self.process.poll()}"
            raise AssertionError("\n".join([f"never said {words}; {state}", *others])) from None
        return line

    def kill(self) -> None:
        """End the server if it runs, and its reader."""
        if self.url:
            self.process.kill()
            self.process.wait(PATIENCE)
            self.reader.join(PATIENCE)


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)
