from __future__ import annotations

import pytest

from huiyao.search.pairs import BREAK, END, GAP, IGNORED, SIGNS, fold, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“五个中心”建设", "五个中心建设"),
        ("《意见》", "意见"),
        ("阿不都·热合曼", "阿不都热合曼"),
        ("五 个\n中\u3000心", "五个中心"),
        ("坚持，发展。", f"坚持{BREAK}发展"),
        ("ＡＢ１２", "ab12"),
        ("Café", "cafe"),
        ("五個中心", "五个中心"),
        ("乾隆", "乾隆"),
        ("1,280.5万", "1280.5万"),
        ("一,二", f"一{BREAK}二"),
        ("9:00", "9:00"),
        ("他说:好", f"他说{BREAK}好"),
        ("2020—2025年", "2020-2025年"),
        ("上海——中国", f"上海{BREAK}中国"),
        ("94%", "94%"),
        ("30℃", "30℃"),
        ("……", ""),
    ],
)
def test_what_is_compared(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_every_character_begins_one_pair() -> None:
    assert words("五个中心，好") == ["五个", "个中", "中心", f"心{END}", GAP, f"好{END}", GAP]


def test_nothing_has_no_words() -> None:
    assert words("") == words("。“”") == []


def test_signs_are_written_as_letters() -> None:
    first, second, third, _ = words("94%")
    assert first == "94"
    assert second[0] == "4"
    assert third[1] == END
    assert all(word.isalpha() or word.isalnum() for word in (second, third))


def test_a_sign_is_not_ignored() -> None:
    assert not IGNORED & set(SIGNS)
