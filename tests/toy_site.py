"""A toy site under the development server, in a process of its own."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

PATIENCE = 30
SERVER = Path(__file__).with_name("toy_server.py")
COMMAND = (sys.executable, SERVER)
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(SERVER.parents[1]), "PYTHONUTF8": "1"}


class Toy:
    """A toy project in a folder, and the server that runs on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.site = folder / "_site"
        self.url = ""
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.process: subprocess.Popen[str] | None = None

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

    def start(
        self, *options: str, host: str = "127.0.0.1", port: int = 0, env: Mapping[str, str] = {}
    ) -> None:
        """Start the server and wait until it says that it is ready."""
        self.process = subprocess.Popen(
            [*COMMAND, self.folder, host, str(port), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**ENVIRONMENT, **env},
        )
        self.reader = threading.Thread(target=self._read, args=[self.process])
        self.reader.start()
        self.url = self.said("ready ").removeprefix("ready ")

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as output:
            for line in output:
                self.lines.put(line.rstrip("\n"))

    def said(self, words: str) -> str:
        """The next line of the server's output that has these words in it."""
        while words not in (line := self.lines.get(timeout=PATIENCE)):
            pass
        return line

    def stop(self) -> int:
        """Interrupt the server; its exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End the server if it still runs, and its reader."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(PATIENCE)
            self.reader.join(PATIENCE)
