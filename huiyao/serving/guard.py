"""The guard before the server: who may ask, and what every answer forbids the browser.

Any page that the reader has open can send requests to this machine, and by DNS rebinding even
read the answers; only the Host header then still tells that the request was meant for another.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "connect-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
AUTHORITY = re.compile(r"(?:(?P<name>[a-z0-9.-]+)|\[(?P<address>[0-9a-f:.]+)\])(?::[0-9]{1,5})?")
"""A Host header in lower case (RFC 9110, 7.2): a name or address, and a port."""


def guarded(app: ASGIApp, host: str) -> ASGIApp:
    """The application, answering only requests that mean this server, listening on `host`."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        asked = Headers(scope=scope).get("host", "")
        inner = app if trusted(asked, host) else refusal(HTTPStatus.MISDIRECTED_REQUEST)
        await inner(scope, receive, send_guarded)

    return guard


def refusal(status: HTTPStatus) -> PlainTextResponse:
    """A response that says no more than its status."""
    return PlainTextResponse(status.phrase, status)


def trusted(header: str, host: str) -> bool:
    """Whether a Host header names this server, which listens on `host`.

    Where it listens on every address, any literal address is its own: rebinding needs a name.
    """
    asked = AUTHORITY.fullmatch(header.lower())
    if asked is None:
        return False
    name = asked["name"] or asked["address"]
    if name in LOCAL or name == host.lower():
        return True
    return _is_address(name) and everywhere(host)


def everywhere(host: str) -> bool:
    """Whether listening on `host` is listening on every address of the machine."""
    return not host or (_is_address(host) and ip_address(host).is_unspecified)


def same_origin(headers: Headers) -> bool:
    """Whether a request comes from a page of this server, or from no page at all."""
    here = f"http://{headers.get('host', '')}"
    site = headers.get("sec-fetch-site", "same-origin")
    return headers.get("origin", here) == here and site in {"same-origin", "none"}


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
