from __future__ import annotations

import pytest

from huiyao.identifier import LONGEST, fault


@pytest.mark.parametrize(
    "word", ["a", "7", "li-zheng-2", "plenum-12-4", "console", "com", "a" * LONGEST]
)
def test_what_can_be_an_id(word: str) -> None:
    assert fault(word) == ""


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("", "id-bad"), ("-", "id-bad"), ("a-", "id-bad"), ("-a", "id-bad"), ("a--b", "id-bad"),
        ("A", "id-bad"), ("a_b", "id-bad"), ("a.b", "id-bad"), ("a/b", "id-bad"), ("..", "id-bad"),
        ("李", "id-bad"), ("ａ", "id-bad"), ("1²", "id-bad"), ("a\n", "id-bad"), ("a b", "id-bad"),
        ("con", "id-reserved"), ("lpt1", "id-reserved"), ("a" * (LONGEST + 1), "id-long"),
    ],
)  # fmt: skip
def test_what_cannot(word: str, key: str) -> None:
    assert fault(word) == key
