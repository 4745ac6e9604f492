"""How a name is read, and its place among others."""

from __future__ import annotations

import unicodedata


def reading(name: str) -> str:
    """The pinyin of a name with its tones, as the library gives it."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # large: only when it is needed

    syllables = lazy_pinyin(name, style=Style.TONE)
    return " ".join((syllables[0].capitalize(), "".join(syllables[1:]).capitalize())).strip()


def sort_key(spelled: str, name: str) -> tuple[str, str, str]:
    """The place of a name in the order of pinyin: letters first, then tones, then characters."""
    spelled = spelled.lower()
    letters = unicodedata.normalize("NFD", spelled).replace("u\u0308", "v")
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return plain, spelled, name


def initial(letters: str) -> str:
    """What a name is filed under, by its letters in `sort_key`."""
    return letters[:1].upper() or "#"
