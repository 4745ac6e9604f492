from __future__ import annotations

import unicodedata

import pytest

from huiyao.visible import HIDDEN, visible

BIDIRECTIONAL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_no_control_separator_or_half_pair_is_seen() -> None:
    unseen = [
        chr(code)
        for code in range(0x11000)
        if unicodedata.category(chr(code)) in {"Cc", "Zl", "Zp", "Cs"} and chr(code) not in "\t\n\r"
    ]
    assert len(unseen) > 2000
    assert all(map(HIDDEN.fullmatch, unseen))


@pytest.mark.parametrize("character", BIDIRECTIONAL)
def test_nothing_turns_the_order_of_a_text(character: str) -> None:
    assert visible(f"甲{character}乙") == f"甲<U+{ord(character):04X}>乙"


@pytest.mark.parametrize(
    "text",
    ["上海　市委", "é e\u0301", "𰻝\U00032000", "\ue5e5", "葛\U000e0100城", "👍\ufe0f", "a\xa0b"],
)
def test_rare_characters_and_their_variants_are_seen(text: str) -> None:
    assert visible(text) == text


def test_a_text_is_shown_on_one_line() -> None:
    assert visible("a\r\nb\tc\0") == "a<U+000D><U+000A>b<U+0009>c<U+0000>"
