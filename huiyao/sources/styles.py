"""Which paragraphs of a Word document are set as headings: by their style, or by their size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

USUAL = 21
"""Half points: the size of letters where nothing tells it."""

LARGER = 1.2
"""Of the usual size: letters of a headline."""

NAMES = ("heading", "title", "标题")


def headings(styles: Element | None, document: Element) -> frozenset[Element]:
    """The paragraphs that are headings."""
    named, sizes = _named(styles)
    letters = {one: _size(one, sizes) for one in document.iter(f"{W}p")}
    counts: Counter[int] = Counter()
    for paragraph, size in letters.items():
        counts[size] += sum(len(node.text or "") for node in paragraph.iter(f"{W}t"))
    usual = counts.most_common(1)[0][0] if counts else USUAL
    return frozenset(
        one
        for one, size in letters.items()
        if _style(one) in named or _style(one).lower().startswith(NAMES) or size >= LARGER * usual
    )


def _named(styles: Element | None) -> tuple[frozenset[str], dict[str, int]]:
    """The styles that are called headings, and the sizes of all styles by their ids."""
    named = {"1", "2", "3", "a3"} if styles is None else set[str]()
    sizes: dict[str, int] = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        key = style.get(f"{W}styleId") or ""
        name = style.find(f"{W}name")
        if name is not None and (name.get(f"{W}val") or "").lower().startswith(NAMES):
            named.add(key)
        for size in _sizes(style):
            sizes[key] = size
    return frozenset(named), sizes


def _size(paragraph: Element, sizes: dict[str, int]) -> int:
    own = [size for run in paragraph.iter(f"{W}r") for size in _sizes(run)]
    return max(own, default=sizes.get(_style(paragraph), USUAL))


def _sizes(element: Element) -> Iterator[int]:
    for node in element.iter(f"{W}sz"):
        value = node.get(f"{W}val") or ""
        if value.isdecimal():
            yield int(value)


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return (style.get(f"{W}val") or "") if style is not None else ""
