"""Web pages: the source is the text of `<body>`, a line for each block.

What of it is the article, an extractor tells (trafilatura), or selectors that the archive gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from itertools import pairwise

from huiyao.sources.decoding import encoding
from huiyao.sources.layout import CELL, Layout, Selection
from huiyao.sources.raised import level, raised

SUFFIXES = (".html", ".htm")

SILENT = {"script", "style", "noscript", "template", "svg", "head", "iframe", "object"}
FRAMES = {"iframe", "object", "embed"}
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
ALWAYS = {"nav", "footer", "aside", "form", "button", "select", "menu"}
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE
)
_COMPOUND = re.compile(r"([.#]?)([\w-]+)")
_BLANK = re.compile(r"\s+")

Element = tuple[str, str, frozenset[str]]
"""Tag, id, classes."""


def decoded(data: bytes) -> str:
    """The page as characters, its declared charset honoured."""
    found = _DECLARED.search(data[:4096])
    return data.decode(encoding(data, found[1].decode("ascii") if found else ""))


def text(data: bytes) -> str:
    """The text of the body, a line for each block that has words."""
    return "".join(f"{line}\n" for line, _ in _Blocks.read(decoded(data)).rows)


def layout(data: bytes, selections: tuple[Selection, ...]) -> Layout:
    """Which lines are headings, and which are no part of the article.

    ValueError where no selector fits and the extractor is not installed.
    """
    page = decoded(data)
    blocks = _Blocks.read(page)
    rows = blocks.rows
    headings = frozenset(n for n, (_, path) in enumerate(rows, 1) if _titled(path))
    chosen = next(
        (s for s in selections if any(_inside(path, s.content) for _, path in rows)), None
    )
    if chosen is not None:
        told = {
            n
            for n, (_, path) in enumerate(rows, 1)
            if _inside(path, chosen.content) and not any(_inside(path, one) for one in chosen.drop)
        }
    else:
        told = set(_extracted(page, rows))
    title = next((n for n in sorted(headings) if rows[n - 1][1][-1][0] == "h1"), None)
    aside = {*range(1, len(rows) + 1)} - told - {title}
    return Layout(
        flowing=True,
        headings=headings,
        aside=frozenset(aside),
        rows=frozenset(n for n, (_, path) in enumerate(rows, 1) if path and path[-1][0] == "tr"),
        unread=("frame",) if blocks.frames else (),
        address=blocks.address,
    )


def _extracted(page: str, rows: Sequence[tuple[str, tuple[Element, ...]]]) -> Iterator[int]:
    """The lines that the extractor keeps."""
    try:
        from trafilatura import extract  # noqa: PLC0415  # an optional extra, slow to import
    except ImportError:
        raise ValueError("extra-html") from None
    try:
        found = extract(page, include_comments=False, include_tables=True)
    except Exception:  # noqa: BLE001  # no page may stop the batch; then all of it is kept
        found = None
    kept = _BLANK.sub("", level(found or ""))
    for number, (line, path) in enumerate(rows, 1):
        tags = [tag for tag, _, _ in path]
        fits = (
            not kept
            or _BLANK.sub("", level(line)) in kept
            or (tags[-1:] == ["tr"] and _within(level(line), kept))
        )
        # An article inside another is a teaser for it.
        if fits and not ALWAYS.intersection(tags) and tags.count("article") < 2:
            yield number


def _within(row: str, kept: str) -> bool:
    """Whether the extractor kept the cells of a row."""
    return all(cell in kept for cell in row.split())


def _titled(path: Sequence[Element]) -> bool:
    return bool(path) and re.fullmatch("h[1-6]", path[-1][0]) is not None


def _inside(path: Sequence[Element], selector: str) -> bool:
    """Whether an element, or one around it, is what a selector means."""
    wanted = selector.split()
    for element in path:
        if wanted and _is(element, wanted[0]):
            wanted = wanted[1:]
    return not wanted


def _is(element: Element, compound: str) -> bool:
    tag, key, classes = element
    for sign, name in _COMPOUND.findall(compound):
        if not (name in classes if sign == "." else name == (key if sign else tag)):
            return False
    return True


class _Blocks(HTMLParser):
    """The blocks of a page with the elements around them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[str, tuple[Element, ...]]] = []
        self.address = ""
        self.frames = 0
        self._cells: list[int] = []
        """Where the cells of the row begin that is being read, among the lines."""
        self._path: list[Element] = []
        self._words: list[str] = []

    @classmethod
    def read(cls, page: str) -> _Blocks:
        """The blocks of a page."""
        blocks = cls()
        blocks.feed(page)
        blocks.close()
        blocks.flush()
        return blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a block ends the line before it."""
        given = {key: value or "" for key, value in attrs}
        if tag == "link" and "canonical" in given.get("rel", ""):
            self.address = given.get("href", "")
        self.frames += tag in FRAMES
        if tag not in INLINE:
            self.flush()
        if tag in {"tr", "table"}:
            self._cells = []
        if tag in {"td", "th"}:
            self._cells.append(len(self.rows))
        if tag not in VOID:
            classes = frozenset(given.get("class", "").split())
            self._path.append((tag, given.get("id", ""), classes))

    def handle_endtag(self, tag: str) -> None:
        """Close an element and what was left open in it."""
        if tag not in INLINE:
            self.flush()
        if tag == "tr":
            self._join()
        for index in range(len(self._path) - 1, -1, -1):
            if self._path[index][0] == tag:
                del self._path[index:]
                return

    def _join(self) -> None:
        """Make one line of a row of facts: of two cells or more, each a short line."""
        places = [*self._cells, len(self.rows)]
        sizes = [end - start for start, end in pairwise(places)]
        lines = self.rows[places[0] :]
        if sum(sizes) > 1 and max(sizes) == 1 and all(len(line) <= CELL for line, _ in lines):
            path = lines[0][1]
            at = max(n for n, (tag, _, _) in enumerate(path) if tag == "tr")
            self.rows[places[0] :] = [(" ".join(line for line, _ in lines), path[: at + 1])]
        self._cells = []

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002
        """Pass over `<![…`; what Python takes for a mistake is a comment, as HTML has it."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        """Gather words, but for those that no reader sees."""
        if not any(tag in SILENT for tag, _, _ in self._path):
            self._words.append(raised(data) if self._path and self._path[-1][0] == "sup" else data)

    def flush(self) -> None:
        """End a line."""
        line = _BLANK.sub(" ", "".join(self._words)).strip()
        self._words.clear()
        if line:
            path = tuple(one for one in self._path if one[0] not in INLINE)
            self.rows.append((line, path))
