"""The door of the server: the address on which it listens."""

from __future__ import annotations

import socket
from ipaddress import ip_address

from huiyao.serving.guard import everywhere

HANDLES = 4096
"""Files and connections that may be open at once."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; on all interfaces where no host is named.

    Raises OSError, OverflowError or UnicodeError where there is no such address, or it is taken.
    """
    found = socket.getaddrinfo(host or None, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _, _, _, place = found[0]
    return socket.create_server((str(place[0]), port), family=family)


def widen() -> None:
    """Let this process have as many files and connections open as the system lets it, in reason.

    Of a Mac's 256 a browser with forty tabs would take all.
    """
    try:
        import resource  # noqa: PLC0415  # there is none on Windows
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= soft < HANDLES:
        most = HANDLES if hard < 0 else min(HANDLES, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def private(door: socket.socket) -> bool:
    """Whether none but this machine can come in."""
    return ip_address(door.getsockname()[0]).is_loopback


def address(door: socket.socket, host: str) -> str:
    """The URL by which a browser on this machine finds it."""
    name = "localhost" if everywhere(host) else host
    port = door.getsockname()[1]
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"
