"""The words of a language by which its reports show persons and speech: one file a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct


class Lexicon(Struct, frozen=True):
    """The words, by what they show; each list is documented in its file."""

    offices: tuple[str, ...]
    titles: tuple[str, ...]
    follows: tuple[str, ...]
    speech: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]
    before: tuple[str, ...]
    pronouns: tuple[str, ...]
    carries: tuple[str, ...]
    doctrines: tuple[str, ...]


@cache
def lexicon(language: str = "zh") -> Lexicon:
    """The lexicon of a language (the first part of its tag)."""
    path = Path(__file__).parent / f"{language}.yaml"
    return msgspec.yaml.decode(path.read_bytes(), type=Lexicon)


def either(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"
