"""Links in a text that lead to another file of the content, as `../people/chen-jining.md`.

They are written as every editor of Markdown follows them: relative to the file, a numbered
paragraph as its fragment (`../articles/a.md#p3`).
"""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from urllib.parse import unquote

from huiyao.urls import FOLDERS

SAFE_SCHEMES = ("http://", "https://", "mailto:")
"""How a link begins that may lead out of the archive."""

KINDS = {folder: kind for kind, folder in FOLDERS.items() if kind != "series"}


class Target(NamedTuple):
    """A file of the content, and a place in it."""

    kind: str
    key: str
    anchor: str = ""


def canonical(href: str, path: str) -> str:
    """A link of the file at `path` as `article:ID#p3`, if it leads to a file of the content."""
    way, mark, anchor = href.partition("#")
    if ":" in way:
        return href
    place = posixpath.join(posixpath.dirname(path), unquote(way)) if way else path
    parts = posixpath.normpath(place).split("/")
    kind = KINDS.get(parts[-2], "") if len(parts) == 3 and parts[0] == "content" else ""
    name = parts[-1]
    if not kind or (kind != "source" and not name.endswith(".md")):
        return href
    return f"{kind}:{name if kind == 'source' else name.removesuffix('.md')}{mark}{anchor}"


def target(href: str) -> Target | None:
    """What a canonical link leads to; None if out of the archive, or nowhere."""
    kind, mark, rest = href.partition(":")
    if not mark or kind not in KINDS.values():
        return None
    key, _, anchor = rest.partition("#")
    return Target(kind, key, anchor)
