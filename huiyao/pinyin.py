"""How a name is read, and its place among others."""

from __future__ import annotations

import unicodedata

from huiyao.records.person import Person


def reading(person: Person) -> str:
    """The pinyin of a name with its tones: the record's own, else the library's for surnames."""
    if person.pinyin:
        return person.pinyin
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # large: only when it is needed

    syllables = lazy_pinyin(person.name, style=Style.TONE)
    return " ".join((syllables[0].capitalize(), "".join(syllables[1:]).capitalize())).strip()


def sort_key(person: Person) -> tuple[str, str, str]:
    """The place of a name in the order of pinyin: letters first, then tones, then characters."""
    spelled = reading(person).lower()
    letters = unicodedata.normalize("NFD", spelled).replace("u\u0308", "v")
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return plain, spelled, person.name


def initial(person: Person) -> str:
    """The letter that a name is filed under."""
    return sort_key(person)[0][:1].upper() or "#"
