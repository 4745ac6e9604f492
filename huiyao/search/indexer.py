"""Pagefind's own process, which is handed pages one after another.

Its command line reads a folder and numbers the pages in the order of the file system, which differs
from one machine to the next. The service numbers them in the order in which they come. Its protocol
is that of Pagefind's Python package: JSON in base64, each message followed by a comma.
"""

from __future__ import annotations

import base64
import subprocess
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import msgspec

ENOUGH = 1 << 16
"""Bytes of answers that are read at a time."""


def index_pages(binary: str | Path, pages: Sequence[str], bundle: Path) -> None:
    """Write the bundle of HTML pages, which have the addresses `/0.html`, `/1.html`, ….

    Raises `subprocess.CalledProcessError` where Pagefind fails.
    """
    command = [str(binary), "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603  # our own binary
        assert process.stdin is not None, "it was asked for"
        assert process.stdout is not None, "it was asked for"
        answers = _answers(process.stdout)
        say = process.stdin
        try:
            _send(say, {"type": "NewIndex", "config": {}})
            number = next(answers)["index_id"]
            feeder = threading.Thread(target=_feed, args=[say, number, pages], daemon=True)
            feeder.start()
            for _ in pages:
                next(answers)
            feeder.join()
            # Not `WriteFiles`: that answers before the last bytes are on the disk.
            _send(say, {"type": "GetFiles", "index_id": number})
            files = next(answers)["files"]
        except (StopIteration, BrokenPipeError, KeyError) as error:
            process.kill()
            raise subprocess.CalledProcessError(process.wait(), command) from error
        except BaseException:
            process.kill()
            raise
    for file in files:
        place = bundle / file["path"]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(base64.b64decode(file["content"]))


def _feed(say: IO[bytes], number: int, pages: Sequence[str]) -> None:
    """Send every page, while others read the answers: neither side waits for the other."""
    try:
        for place, page in enumerate(pages):
            path = f"{place}.html"
            request = {"type": "AddFile", "index_id": number, "file_path": path, "url": None}
            _send(say, {**request, "file_contents": page})
    except (OSError, ValueError):
        return  # it has ended, or is being ended; whoever reads its answers will see


def _send(say: IO[bytes], payload: dict[str, Any]) -> None:
    message = msgspec.json.encode({"message_id": 0, "payload": payload})
    say.write(base64.b64encode(message) + b",")
    say.flush()


def _answers(heard: IO[bytes]) -> Iterator[dict[str, Any]]:
    """What Pagefind answers, in its order; `KeyError` for a refusal."""
    parts: list[bytes] = []
    while some := heard.read1(ENOUGH):  # type: ignore[attr-defined]  # a pipe is buffered
        *whole, last = some.split(b",")
        for end in whole:
            message = msgspec.json.decode(base64.b64decode(b"".join((*parts, end))))
            parts.clear()
            payload: dict[str, Any] = message["payload"]
            if payload["type"] == "Error":
                raise KeyError(payload.get("message"))
            yield payload
        parts.append(last)
