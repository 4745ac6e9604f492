"""What a hand slipped at where YAML cannot be read: its parser says only what it expected instead.

It notices late, too: often a line below. So the lines that it was at are looked at once more for
what people do who write Chinese: full-width signs, tabs, what is opened and never closed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

Place = tuple[int, int]
"""Line and column, both from 0."""

KEY = r"[A-Za-z_]\w*"
START = r"\s*(?:-\s+)*"
WIDE_COLON = re.compile(rf"(?:{START}\{{?|.*[{{,，]\s*){KEY}(?P<sign>：)", re.ASCII)
WIDE_COMMA = re.compile(rf".*?[\w\"'](?P<sign>[，、；])\s*{KEY}\s*[:：]")
NEXT = re.compile(rf".*[{{,]\s*{KEY}:\s[^,{{}}\"']*?\s(?P<sign>{KEY}):\s")
CLOSE = re.compile(rf"{START}(?P<key>{KEY}):(?P<sign>[^\s:/])")
QUOTED = re.compile(
    r""".*?[:,\[-]\s+(?P<sign>(?P<quote>["'])(?:(?!(?P=quote)).)*(?P=quote))\s*\S"""
)
PLAIN = {"：": ":", "，": ",", "、": ",", "；": ",", "{": "}", "[": "]"}


class Slip(Struct, frozen=True):
    """A slip: the key of its message, its place, and what the message names."""

    key: str
    place: Place
    words: dict[str, str] = {}


class Stop(Struct, frozen=True):
    """Where a parser stopped, and why."""

    lines: Sequence[str]
    at: Place
    begun: Place | None
    """Where what it was reading began, if it says so."""
    what: str

    def near(self) -> Iterator[tuple[int, str]]:
        """The lines that may be to blame: of what it had begun, where it stopped, and above."""
        line = self.at[0]
        above = next((n for n in range(line - 1, -1, -1) if self.lines[n].strip()), line)
        for number in dict.fromkeys((self.begun[0] if self.begun else line, line, above)):
            yield number, self.lines[number]

    def sign(self, place: Place) -> str:
        """The character at a place; nothing at the end of a line."""
        return self.lines[place[0]][place[1] : place[1] + 1]


def slip(stop: Stop) -> Slip:
    """What the text at a place comes from, as far as that can be told."""
    return next(filter(None, (look(stop) for look in LOOKS)), None) or Slip(
        "yaml-syntax", stop.at, {"what": stop.what}
    )


def _tab(stop: Stop) -> Slip | None:
    for number, line in stop.near():
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            return Slip("yaml-tab", (number, indent.index("\t")))
    return None


def _matched(pattern: re.Pattern[str], key: str) -> Callable[[Stop], Slip | None]:
    """A look at the lines for a sign that the pattern finds."""

    def look(stop: Stop) -> Slip | None:
        for number, line in stop.near():
            if found := pattern.match(line):
                words = found.groupdict() | {"plain": PLAIN.get(found["sign"], "")}
                return Slip(key, (number, found.start("sign")), words)
        return None

    return look


def _quote(stop: Stop) -> Slip | None:
    if stop.begun and "unexpected end of stream" in stop.what:
        return Slip("yaml-quote", stop.begun, {"sign": stop.sign(stop.begun)})
    return None


def _bracket(stop: Stop) -> Slip | None:
    """One that is open at the end of its line, or is closed though it was not opened."""
    opened = stop.sign(stop.begun) if stop.begun else ""
    ended = not stop.sign(stop.at)
    if stop.begun and opened in {"{", "["} and (ended or stop.begun[0] < stop.at[0]):
        return Slip("yaml-bracket", stop.begun, {"sign": opened, "plain": PLAIN[opened]})
    if (sign := stop.sign(stop.at)) in {"}", "]"}:
        return Slip("yaml-bracket-closed", stop.at, {"sign": sign})
    return None


def _first(stop: Stop) -> Slip | None:
    """A sign that no value begins with, or only one that goes on in the lines below."""
    for place, signs in ((stop.at, "@`%"), (stop.begun, ">|")):
        if place and (sign := stop.sign(place)) and sign in signs:
            return Slip("yaml-sign", place, {"sign": sign})
    return None


def _colon(stop: Stop) -> Slip | None:
    """A second key in one line: what stands before it was to be a value."""
    line = stop.lines[stop.at[0]]
    keyed = re.match(rf"{START}[^\s:#]+:\s", line)
    if "mapping values" in stop.what and keyed and keyed.end() <= stop.at[1]:
        return Slip("yaml-colon", stop.at)
    return None


def _line(stop: Stop) -> Slip | None:
    """A line without a key."""
    if stop.begun and "find expected ':'" in stop.what:
        return Slip("yaml-not-keys", stop.begun)
    return None


def _escape(stop: Stop) -> Slip | None:
    return Slip("yaml-escape", stop.at) if "escape" in stop.what else None


def _indent(stop: Stop) -> Slip | None:
    """A line that begins at another column than those it belongs to."""
    number, _ = stop.at
    line = stop.lines[number]
    if number and line.strip() and re.match(rf"{START}({KEY}:\s|{KEY}:$|\{{|\[|$)", line):
        return Slip("yaml-indent", (number, len(line) - len(line.lstrip())))
    return None


LOOKS: tuple[Callable[[Stop], Slip | None], ...] = (
    _tab,
    _matched(WIDE_COLON, "yaml-wide"),
    _matched(WIDE_COMMA, "yaml-wide"),
    _matched(CLOSE, "yaml-space"),
    _matched(NEXT, "yaml-comma"),
    _quote,
    _bracket,
    _first,
    _escape,
    _colon,
    _line,
    _matched(QUOTED, "yaml-quoted"),
    _indent,
)
"""In this order: the sign that is wrong in itself before what may follow from it."""
