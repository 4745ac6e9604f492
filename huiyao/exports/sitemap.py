"""`sitemap.xml` and `robots.txt`, after the protocols of sitemaps.org and RFC 9309.

A sitemap holds full addresses only, so there is none while the site's own is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from huiyao.concordance import Concordance
from huiyao.urls import absolute

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def files(archive: Concordance, listed: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The sitemap of the pages that may be indexed, and the file that leads to it."""
    base = archive.site.base_url
    robots = "User-agent: *\nAllow: /\n"
    if base:
        root = Element("urlset", xmlns=NAMESPACE)
        for url in listed:
            SubElement(SubElement(root, "url"), "loc").text = absolute(base, url)
        yield "sitemap.xml", tostring(root, encoding="utf-8", xml_declaration=True)
        robots += f"Sitemap: {absolute(base, 'sitemap.xml')}\n"
    yield "robots.txt", robots.encode()
