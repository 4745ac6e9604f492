"""The door of the server: the address on which it listens."""

from __future__ import annotations

import socket
from ipaddress import ip_address

from huiyao.serving.guard import everywhere


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; on all interfaces where no host is named.

    Raises OSError, OverflowError or UnicodeError where there is no such address, or it is taken.
    """
    found = socket.getaddrinfo(host or None, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _, _, _, place = found[0]
    return socket.create_server((str(place[0]), port), family=family)


def private(door: socket.socket) -> bool:
    """Whether none but this machine can come in."""
    return ip_address(door.getsockname()[0]).is_loopback


def address(door: socket.socket, host: str) -> str:
    """The URL by which a browser on this machine finds it."""
    name = "localhost" if everywhere(host) else host
    port = door.getsockname()[1]
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"
