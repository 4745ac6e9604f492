"""`feed.xml`: the latest articles as an Atom feed (RFC 4287)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from itertools import islice
from xml.etree.ElementTree import Element, SubElement, tostring

from huiyao import edtf, urls
from huiyao.cards import backwards
from huiyao.concordance import Concordance
from huiyao.records.article import Article

NAMESPACE = "http://www.w3.org/2005/Atom"
LATEST = 30
"""Articles in the feed."""


def files(archive: Concordance, listed: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The feed; its addresses are relative while the site's own is unknown."""
    site = archive.site
    newest = [archive.articles[key] for key in islice(backwards(archive, "article-year"), LATEST)]
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": site.language})
    SubElement(root, "id").text = identity(site.base_url, "")
    SubElement(root, "title").text = site.title
    SubElement(root, "subtitle").text = site.description
    SubElement(root, "updated").text = max((updated(a) for a in newest), default=EPOCH)
    SubElement(root, "link", rel="self", href=address(site.base_url, "feed.xml"))
    SubElement(root, "link", rel="alternate", href=address(site.base_url, ""))
    SubElement(SubElement(root, "author"), "name").text = site.publisher or site.title
    for article in newest:
        page = urls.of("article", article.id)
        entry = SubElement(root, "entry")
        SubElement(entry, "id").text = identity(site.base_url, page)
        SubElement(entry, "title").text = article.title.text
        SubElement(entry, "updated").text = updated(article)
        SubElement(entry, "link", rel="alternate", href=address(site.base_url, page))
        SubElement(entry, "summary").text = article.subtitle.text or opening(article)
        if paper := archive.abstracts[article.id].publication:
            SubElement(entry, "rights").text = paper
    yield "feed.xml", tostring(root, encoding="utf-8", xml_declaration=True)


EPOCH = "1970-01-01T00:00:00Z"
"""What stands for a date that nobody knows; the format demands one."""


def identity(base: str, page: str) -> str:
    """An id that never changes: the page's address, else one made from its path."""
    return urls.absolute(base, page) or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, page)}"


def address(base: str, page: str) -> str:
    """The way to a page from the feed."""
    return urls.absolute(base, page) or urls.relative("feed.xml", page)


def updated(article: Article) -> str:
    """The first day on which the article can have appeared, as the format writes time."""
    day = edtf.earliest(article.published) if article.published else None
    return "{:04}-{:02}-{:02}T00:00:00Z".format(*day) if day else EPOCH


def opening(article: Article) -> str:
    """The first numbered paragraph."""
    return next((block.text for block in article.body.blocks if block.number), "")
