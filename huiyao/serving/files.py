"""The files of the site, as they answer a request: whole, typed, and never from outside."""

from __future__ import annotations

import hashlib
import os
from email.utils import formatdate
from pathlib import Path
from urllib.parse import quote

import msgspec
from starlette.responses import RedirectResponse, Response

# A table of our own: the one of the operating system differs from machine to machine.
TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".avif": "image/avif",
    ".bib": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".yaml": "application/yaml; charset=utf-8",
}
HTML = TYPES[".html"]
PCHAR = "/!$&'()*+,;=:@~"
"""The signs that stand unescaped in a path (RFC 3986, 3.3), as browsers write it."""


class File(msgspec.Struct, frozen=True):
    """A file as read at one moment: a rebuild under way can change no part of it."""

    body: bytes
    type: str
    modified: float = 0
    """Seconds since the epoch; 0 is unknown."""


MISSING = File(b"<!doctype html>\n<title>404</title>\n", HTML)
"""What stands for the page of a missing address while the site has none."""


def read(root: Path, path: str) -> File | None:
    """The regular file below `root` that a decoded URL path names, if there is one to be seen.

    Not to be seen are names that begin with a dot, whatever a symbolic link leads to, and what
    a path reaches only by being normalised (`..`, `//`, a backslash, a trailing slash).
    """
    names = path.removeprefix("/").split("/")
    if not all(map(_plain, names)):
        return None
    try:
        base = root.resolve()
        place = base.joinpath(*names)
        if place.resolve() != place or not place.is_file():
            return None
        with place.open("rb") as file:
            modified = os.fstat(file.fileno()).st_mtime
            kind = TYPES.get(place.suffix.lower(), "application/octet-stream")
            return File(file.read(), kind, modified)
    except (OSError, RuntimeError):  # a loop of links is the latter up to Python 3.12
        return None


def _plain(name: str) -> bool:
    return bool(name) and name[0] != "." and name.isprintable() and not set(name) & set("\\/:")


def answer(root: Path, path: str, query: str, tag: bytes, known: str) -> Response:
    """The response to a GET of a decoded URL path, as GitHub Pages would give it.

    `tag` is written into HTML pages; `known` is the request's If-None-Match.
    """
    file = read(root, path + "index.html" if path.endswith("/") else path)
    if file is None and not path.endswith("/") and read(root, f"{path}/index.html"):
        return RedirectResponse(quote(f"{path}/", PCHAR) + (query and f"?{query}"))
    if file is not None:
        return _response(file, 200, tag, known)
    return _response(read(root, "/404.html") or MISSING, 404, tag, "")


def _response(file: File, status: int, tag: bytes, known: str) -> Response:
    body = insert(file.body, tag) if file.type == HTML else file.body
    etag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    headers = {"Cache-Control": "no-cache", "ETag": etag}
    if file.modified:
        headers["Last-Modified"] = formatdate(file.modified, usegmt=True)
    if etag in (mark.strip().removeprefix("W/") for mark in known.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers | {"Content-Type": file.type})


def insert(html: bytes, tag: bytes) -> bytes:
    """The page with the tag at the end of its head, else of its body, else of all."""
    lower = html.lower()
    ends = (lower.find(end) for end in (b"</head>", b"</body>"))
    at = next((end for end in ends if end >= 0), len(html))
    return html[:at] + tag + html[at:]
