"""How a name is read, and its place among others."""

from __future__ import annotations

import re
import unicodedata

SYLLABLE = re.compile(r"(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?[aeiouv]+(?:(?:ng|n|r)(?![aeiouv]))?")
"""A syllable of Hanyu Pinyin: a consonant before a vowel begins the next one; where the next
begins with a vowel an apostrophe parts them (Scheme of the Chinese Phonetic Alphabet, 5)."""


def reading(name: str) -> str:
    """The pinyin of a name with its tones, as the library gives it."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # large: only when it is needed

    syllables = lazy_pinyin(name, style=Style.TONE)
    return " ".join((syllables[0].capitalize(), "".join(syllables[1:]).capitalize())).strip()


def sort_key(spelled: str, name: str) -> tuple[str, str, str]:
    """The place of a name in the order of pinyin: letters first, then tones, then characters.

    Letters are compared syllable by syllable: 陈吉宁 stands before 陈杰.
    """
    spelled = spelled.lower()
    letters = unicodedata.normalize("NFD", spelled).replace("u\u0308", "v")
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    words = (word.replace("'", " ").replace("’", " ") for word in plain.split())
    return " ".join(map(_parted, words)), spelled, name


def _parted(word: str) -> str:
    """The syllables of a word, each by itself; of what is no pinyin, the word."""
    parts = SYLLABLE.findall(word)
    return " ".join(parts) if "".join(parts) == word.replace(" ", "") else word


def initial(letters: str) -> str:
    """What a name is filed under, by its letters in `sort_key`."""
    return letters[:1].upper() or "#"
