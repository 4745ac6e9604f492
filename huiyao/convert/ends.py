"""How a story shows that it is at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from huiyao.convert.genre import genre, patterns
from huiyao.convert.joint import is_open
from huiyao.convert.label import Labelled
from huiyao.convert.names import named
from huiyao.convert.signs import signs

Ending = Literal["", "attended", "signed"]


def ending(found: Sequence[Labelled], number: int) -> Ending:
    """How a story ends with a chunk: signed or gone to another page, or with those present."""
    text = found[number].text
    after = found[number + 1] if number + 1 < len(found) else None
    if after is not None and after.label == "jump" and not is_open(text):
        return "" if signs().onward.match(after.text) else "signed"
    if signature(text) or (after is not None and closing(after)):
        return "signed"
    return "attended" if _attended(text) else ""


def closing(one: Labelled) -> bool:
    """Whether a by-line stands in brackets, as it does below a story."""
    return one.label == "byline" and one.text[0] in "（("


def signature(text: str) -> bool:
    """Whether a chunk closes with a by-line."""
    inline = [one.end() for one in signs().inline.finditer(text)]
    return (bool(inline) and inline[-1] == len(text)) or signs().signed.search(text) is not None


def _attended(text: str) -> bool:
    """Whether a paragraph closes with those who attended, by name."""
    sentence = re.split("。", re.sub("（[^（）]*）$", "", text).rstrip("。"))[-1]
    if _present().search(sentence) is None:
        return False
    return sentence.startswith(genre().present) or len(named([sentence], frozenset())[0]) > 1


@cache
def _present() -> re.Pattern[str]:
    verbs, kinds = patterns().presence.pattern, patterns().occasion.pattern
    return re.compile(
        rf"(?:{verbs}|陪同|一同|一道)(?:了)?[^，。]{{0,8}}$|{verbs}[^，。]{{0,8}}[还的]有"
        rf"|{verbs}[^，。]{{0,8}}的[^，。]{{0,8}}有|{kinds}时?在座的"
    )
