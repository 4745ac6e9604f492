"""Ids for what a draft brings: file names that stay the same from run to run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from pypinyin import Style, lazy_pinyin

from huiyao.convert.genre import genre, words
from huiyao.urls import slug

LONGEST = 10
"""Syllables of an id."""


def key(text: str) -> str:
    """A text as an id: what may stand in one, hyphens for the rest."""
    return re.sub("[^a-z0-9]+", "-", slug(text).lower()).strip("-") or "source"


def spelled(text: str) -> str:
    """A name in pinyin, syllable by syllable."""
    return "-".join(key(text.replace(".", " ")).split("-")[:LONGEST])


def person(name: str) -> str:
    """A person's name as an id: surname, then given name."""
    if "·" in name:
        return spelled(name)
    letters = unicodedata.normalize("NFD", reading(name).replace("ü", "v"))
    return key("".join(c for c in letters if not unicodedata.combining(c)).replace(" ", "-"))


def reading(name: str) -> str:
    """A name in pinyin with its tones, surnames as they are read; nothing for a foreign name."""
    if "·" in name:
        return ""
    size = 2 if name[:2] in words("compounds") else 1
    surname, given = name[:size], name[size:]
    own = genre().readings.get(surname)
    parts = (own or "".join(lazy_pinyin(surname, style=Style.TONE)),
             "".join(lazy_pinyin(given, style=Style.TONE)))  # fmt: skip
    return " ".join(part.capitalize() for part in parts if part)


def free(wanted: str, bearer: str, taken: Mapping[str, str]) -> str:
    """The id itself, or numbered where another has it; the bearer's own stays its own."""
    number, key = 1, wanted
    while taken.get(key, bearer) != bearer:
        number += 1
        key = f"{wanted}-{number}"
    return key
