"""Names that stand before a title, or before what their bearers made: 王建国市长, 李红摄."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from huiyao.convert.genre import genre, patterns
from huiyao.convert.name import common, name_at, shaped
from huiyao.lexicon import either, lexicon

PARTS = ("·", "•", "‧", "．")
"""Signs between the parts of a foreign name."""


def titled(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of each."""
    for found in _titled().finditer(text):
        start, name = _bearer(found)
        office = patterns().office.match(text, start + 1)
        if name and shaped(name) and not common(name) and not office:
            yield start, found.end("name"), name


def _bearer(found: re.Match[str]) -> tuple[int, str]:
    """The name before a title and where it begins; none where it is a part of something else.

    A title is an office where another name follows (工商联主席邢伟); 向 may lead to a name.
    """
    text, start, name = found.string, found.start(), "".join(found["name"].split())
    following, _ = name_at(text, found.end(), frozenset(), listed=False)
    if following or text[:start].endswith(PARTS):
        return start, ""
    leads = name[0] in lexicon().before and shaped(name[1:])
    return (start + 1, name[1:]) if leads else (start, name)


@cache
def _titled() -> re.Pattern[str]:
    titles = either({*lexicon().titles, *genre().titles})
    doctrine = either(genre().doctrines)
    photo = r"\s*(?:/|／)?\s*(?:摄影?|供图)(?=[\s，。；、（）()/／]|$)"
    name = rf"(?P<name>(?:{patterns().surname.pattern})\s?[\u3400-\u9fff]{{1,2}}?)"
    return re.compile(rf"{name}(?:{titles}(?!{doctrine})|{photo})")
