"""`sitemap.xml` and `robots.txt`, after the protocols of sitemaps.org and RFC 9309.

A sitemap holds full addresses only, so there is none while the site's own is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from huiyao.concordance import Concordance
from huiyao.urls import absolute, absolutes

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""Addresses that the protocol lets one file hold; of more there are several, and an index."""


def files(archive: Concordance, listed: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The sitemap of the pages that may be indexed, and the file that leads to it."""
    base = archive.site.base_url
    robots = "User-agent: *\nAllow: /\n"
    if base:
        parts = [listed[start : start + MOST] for start in range(0, len(listed), MOST)]
        if len(parts) > 1:
            names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
            for name, part in zip(names, parts, strict=True):
                yield name, _list("urlset", "url", base, part)
            yield "sitemap.xml", _list("sitemapindex", "sitemap", base, names)
        else:
            yield "sitemap.xml", _list("urlset", "url", base, listed)
        robots += f"Sitemap: {absolute(base, 'sitemap.xml')}\n"
    yield "robots.txt", robots.encode()


def _list(root: str, item: str, base: str, paths: Sequence[str]) -> bytes:
    # Written as text: as a tree, the addresses of a large archive take a hundred megabytes.
    places = escape("\n".join(absolutes(base, paths))).split("\n") if paths else []
    start = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{NAMESPACE}">'
    items = (f"<{item}><loc>{place}</loc></{item}>" for place in places)
    return f"{start}{''.join(items)}</{root}>".encode()
