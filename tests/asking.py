"""A client that writes its requests out, to ask a server what no well-behaved client would."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, NamedTuple

import msgspec
from servers import PATIENCE


class Reply(NamedTuple):
    """What the server answered; names and values of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: str


def send(port: int, request: str | bytes) -> Reply:
    """The reply to a request written out, exactly as it stands."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
        client.sendall(request.encode() if isinstance(request, str) else request)
        raw = b"".join(iter(lambda: client.recv(65536), b""))
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return Reply(int(first.split()[1]), headers, body.decode("utf-8", "replace"))


def ask(port: int, path: str, method: str = "GET", host: str = "localhost", **extra: str) -> Reply:
    """The reply to a request for a path; `extra` are header fields, `_` for `-`."""
    fields = {"Host": host, "Connection": "close"} | {
        name.replace("_", "-"): value for name, value in extra.items()
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return send(port, f"{method} {path} HTTP/1.1\r\n{lines}\r\n")


@contextmanager
def stream(
    port: int, since: str = "", page: str = "", **extra: str
) -> Iterator[Iterator[tuple[str, Any]]]:
    """The messages of the event stream, as they come, to the page at an address."""
    fields = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in extra.items())
    path = f"/_huiyao/events?since={since}&page={page}"
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{fields}\r\n".encode())
        with client.makefile("rb") as lines:
            yield messages(lines)


def messages(lines: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """The named messages of an event stream with their data."""
    name = ""
    for line in lines:
        if line.startswith(b"event: "):
            name = line.removeprefix(b"event: ").decode().strip()
        elif line.startswith(b"data: "):
            yield name, msgspec.json.decode(line.removeprefix(b"data: "))


def build_of(page: str) -> str:
    """The id of the build that a page says it is of."""
    return page.partition('data-build="')[2].partition('"')[0]
