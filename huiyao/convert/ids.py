"""Ids for what a draft brings: file names that stay the same from run to run."""

from __future__ import annotations

from collections.abc import Mapping

from pypinyin import Style, lazy_pinyin

from huiyao.urls import slug

LONGEST = 10
"""Syllables of an id."""


def spelled(text: str) -> str:
    """A name in pinyin, syllable by syllable."""
    return "-".join(slug(text.replace(".", " ")).split("-")[:LONGEST])


def person(name: str) -> str:
    """A person's name in pinyin: surname, then given name."""
    compound = 2 if len(name) == 4 else 1
    syllables = lazy_pinyin(name, style=Style.NORMAL, errors="ignore")
    parts = ["".join(syllables[:compound]), "".join(syllables[compound:])]
    return slug("-".join(filter(None, parts))) if syllables else slug(name)


def free(wanted: str, bearer: str, taken: Mapping[str, str]) -> str:
    """The id itself, or numbered where another has it; the bearer's own stays its own."""
    number, key = 1, wanted
    while taken.get(key, bearer) != bearer:
        number += 1
        key = f"{wanted}-{number}"
    return key
