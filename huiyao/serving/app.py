"""The application that serves the site: its files, and the news of its builds."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from huiyao.serving.files import answer
from huiyao.serving.guard import guarded, refusal, same_origin
from huiyao.serving.live import EVENTS, Live

OWN = Path(__file__).parent
ASSETS = ("live.css", "live.js")


def application(site: Path, live: Live, host: str) -> ASGIApp:
    """The ASGI application for a site whose server listens on `host`: GET and HEAD only."""

    def page(request: Request) -> Response:
        # The tag is made before the file is read: a page newer than its build reloads once too
        # often, an older one would stay.
        tag = live.tag()
        known = request.headers.get("if-none-match", "")
        return answer(site, request.scope["path"], request.url.query, tag, known)

    def asset(request: Request) -> Response:
        known = request.headers.get("if-none-match", "")
        return answer(OWN, request.scope["path"].removeprefix("/_huiyao"), "", b"", known)

    def events(request: Request) -> Response:
        if not same_origin(request.headers):
            return refusal(HTTPStatus.FORBIDDEN)
        headers = {"Cache-Control": "no-store", "Content-Type": "text/event-stream"}
        if request.method == "HEAD":
            return Response(headers=headers)
        since = request.headers.get("last-event-id") or request.query_params.get("since", "")
        page = request.query_params.get("page", "")
        return StreamingResponse(live.follow(page, since), headers=headers)

    routes = [
        Route(EVENTS, events),
        *(Route(f"/_huiyao/{name}", asset) for name in ASSETS),
        Route("/{path:path}", page),
    ]
    return guarded(Starlette(routes=routes), host)
