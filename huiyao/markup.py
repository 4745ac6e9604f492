"""Spans, marks and links as HTML: the only place where an article's words become elements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise

from msgspec import Struct

from huiyao.crosslink import SAFE_SCHEMES, target
from huiyao.model import Block, Link, Mark, Span, Text

Href = Callable[[str, str], str]
"""The way to the page of a kind's id: `("person", "chen-jining")`."""

ELLIPSIS = "……"
"""Two characters wide, as Chinese writes it (GB/T 15834, 4.11)."""


class Noted(Struct, frozen=True):
    """A mark with the number that the apparatus gives it."""

    number: int
    mark: Mark
    block: int
    """The index of its block; negative for a field before the body."""


class Piece(Struct, frozen=True):
    """A span cut so that it lies inside or outside each link as a whole."""

    text: str
    span: Span
    first: bool
    """Whether the span begins here."""
    last: bool
    """Whether the span ends here: its note follows."""


def nowhere(_kind: str, _key: str) -> str:
    """The way on no page: no thing has one."""
    return ""


def html(
    block: Block,
    links: Sequence[Link] = (),
    notes: Sequence[Noted] = (),
    href: Href = nowhere,
) -> str:
    """The running text of a block; `notes` are those of its marks, in order."""
    visible = [link for link in links if link.shown]
    if plain(block) and apart(visible):
        return linked(block.text, visible, href)
    numbers = iter(notes)
    out: list[str] = []
    waiting: list[str] = []
    at, open_link = 0, None
    for piece in pieces(block.spans, visible):
        inside = next((link for link in visible if link.start <= at < link.end), None)
        if piece.text and inside is not open_link:
            out += ["</a>" if open_link else "", *waiting]
            waiting.clear()
            open_link = inside
            if inside:
                out.append(opening(inside, href))
        out.append(element(piece, href, linked=open_link is not None))
        if piece.span.mark and piece.last and notes:
            # A note sign is a link of its own: it waits until the link around the words is closed.
            (waiting if open_link else out).append(sign(next(numbers)))
        at += len(piece.text)
        if open_link and at >= open_link.end:
            out += ["</a>", *waiting]
            waiting.clear()
            open_link = None
    return "".join(out)


def opening(link: Link, href: Href) -> str:
    """The tag that begins a link."""
    return f'<a class="{link.kind}" href="{escape(href(link.kind, link.id))}">'


def plain(block: Block) -> bool:
    """Whether a block is nothing but words, as most are."""
    span = block.spans[0] if len(block.spans) == 1 else None
    return span is not None and not (span.style or span.href or span.mark)


def apart(links: Sequence[Link]) -> bool:
    """Whether links come in order, and none begins inside another."""
    return all(one.end <= other.start for one, other in pairwise(links))


def linked(text: str, links: Sequence[Link], href: Href) -> str:
    """Plain words with links that are apart."""
    out: list[str] = []
    at = 0
    for link in links:
        out += (text[at : link.start], opening(link, href), text[link.start : link.end], "</a>")
        at = link.end
    out.append(text[at:])
    if escape(text, quote=False) != text:  # as hardly any Chinese text has a sign to escape
        out[::2] = [escape(words, quote=False) for words in out[::2]]
    return "".join(out)


def pieces(spans: Sequence[Span], links: Sequence[Link]) -> list[Piece]:
    """The spans cut at the ends of links."""
    cuts = sorted({edge for link in links for edge in (link.start, link.end)})
    found: list[Piece] = []
    at = 0
    for span in spans:
        end = at + len(span.text)
        edges = [at, *(cut for cut in cuts if at < cut < end), end]
        for start, stop in pairwise(edges):
            found.append(Piece(span.text[start - at : stop - at], span, start == at, stop == end))
        at = end
    return found


def element(piece: Piece, href: Href, *, linked: bool = False) -> str:
    """One piece with its style, the element of its mark, and its own link unless it is linked."""
    text = escape(piece.text, quote=False)
    mark = piece.span.mark
    if mark is not None:
        match mark.kind:
            case "surplus":
                return ""
            case "gap":
                text = '<span class="mark gap">[…]</span>'
            case "addition":
                opening, closing = "[" if piece.first else "", "]" if piece.last else ""
                text = f'<span class="mark addition">{opening}{text}{closing}</span>'
            case kind:
                text = f'<span class="mark {kind}">{text}</span>'
    for style in reversed(piece.span.style.split()):
        text = f"<{style}>{text}</{style}>"
    return text if linked else own(piece.span.href, text, href)


def own(link: str, text: str, href: Href) -> str:
    """Some words inside the link that they were written with, if it leads anywhere."""
    if link.startswith(SAFE_SCHEMES):
        return f'<a href="{escape(link)}" rel="noopener">{text}</a>'
    leads = target(link)
    way = href(leads.kind, leads.key) if leads else ""
    if leads is None or not way:
        return text
    place = f"#{leads.anchor}" if leads.anchor else ""
    return f'<a href="{escape(way + place)}">{text}</a>'


def sign(noted: Noted) -> str:
    """The number that leads from a mark to its note."""
    n = noted.number
    return f'<a class="note" id="r{n}" href="#n{n}" role="doc-noteref">{n}</a>'


def marked(text: str, places: Sequence[tuple[int, int]], reach: int) -> str:
    """A paragraph's words around some places, each marked; what lies far between is left out."""
    left = _edge(text, places[0][0], -1, reach)
    right = _edge(text, places[-1][1], 1, reach)
    out = [ELLIPSIS if left > 0 and text[left - 1] not in "。！？" else ""]
    at = left
    for start, end in places:
        resumed = _edge(text, start, -1, reach)
        broken = _edge(text, at, 1, reach)
        if at > left and resumed - broken > reach:
            out += [escape(text[at:broken], quote=False), ELLIPSIS]
            at = resumed
        out.append(escape(text[at:start], quote=False))
        out.append(f"<mark>{escape(text[start:end], quote=False)}</mark>")
        at = end
    out.append(escape(text[at:right], quote=False))
    out.append(ELLIPSIS if right < len(text) and text[right - 1] not in "。！？" else "")
    return "".join(out)


def _edge(text: str, at: int, step: int, reach: int) -> int:
    """The nearest end of a sentence within reach, else of a clause, else the reach itself."""
    if step < 0:
        window = text[max(at - reach, 0) : at]
        if at <= reach:
            return max(window.rfind(stop) for stop in "。！？") + 1
        for stops in ("。！？", "，；：、"):
            cut = max(window.rfind(stop) for stop in stops) + 1
            if cut:
                return at - len(window) + cut
        return at - len(window)
    window = text[at : at + reach]
    found = [window.find(stop) for stop in "。！？" if stop in window]
    if found:
        return at + min(found) + 1
    if at + reach >= len(text):
        return len(text)
    clauses = max(window.rfind(stop) for stop in "，；：、")
    return at + clauses if clauses > 0 else at + len(window)


def note(text: Text, href: Href = nowhere) -> str:
    """The body of a record that is not an article, as HTML."""
    return "\n".join(_whole(block, href) for block in text.blocks)


def _whole(block: Block, href: Href) -> str:
    before, after = block.before, block.after
    if block.kind == "paragraph":
        before, after = "<p>", "</p>"
    return before + html(block, href=href) + after
