"""The order of names by how they are read."""

from __future__ import annotations

import pytest

from huiyao.pinyin import initial, sort_key


def test_names_are_ordered_syllable_by_syllable() -> None:
    names = {
        "陈吉宁": "Chén Jíníng",
        "陈杰": "Chén Jié",
        "陈金山": "Chén Jīnshān",
        "陈靖": "Chén Jìng",
    }
    assert sorted(names, key=lambda name: sort_key(names[name], name)) == list(names)


@pytest.mark.parametrize(
    ("spelled", "letters"),
    [
        ("Zhāng Ēn'ēn", "zhang en en"),
        ("Xī’ān", "xi an"),
        ("Ōuyáng Xiū", "ou yang xiu"),
        ("Lǚ Èrgāng", "lv er gang"),
        ("John Smith", "john smith"),
        ("", ""),
    ],
)
def test_a_reading_is_parted_into_its_syllables(spelled: str, letters: str) -> None:
    assert sort_key(spelled, "")[0] == letters


def test_a_name_without_letters_is_filed_apart() -> None:
    assert initial("chen ji ning") == "C"
    assert initial("") == "#"
