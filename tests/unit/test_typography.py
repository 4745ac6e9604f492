from __future__ import annotations

import unicodedata

import pytest

from huiyao.typography import DECLARED, FORMS, Declared, fold, in_numbers, loosen
from huiyao.visible import HIDDEN


@pytest.mark.parametrize("declared", DECLARED, ids=lambda declared: declared.rule)
def test_what_is_declared_reads_the_same(declared: Declared) -> None:
    for one, other in declared.pairs:
        assert one != other
        assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("9:00", "9：00"),
        ("1,280.5", "1，280.5"),
        ("１,２８０", "１，２８０"),
        ("1-11月", "1－11月"),
        ("A/B", "A／B"),
        ("２０２４年", "2024年"),
        ("Ａ股", "A股"),
        ("会议——", "会议--"),
        ("会议……", "会议..."),
        ("陈·通", "陈•通"),
        ("“十五五”", "「十五五」"),
        ("【意见】", "[意见]"),
        ("國", "国"),
        ("①", "1"),
        ("㎡", "m2"),
        ("C#", "C"),
        ("a*b", "ab"),
    ],
)
def test_what_is_not_declared_differs(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_signs_in_numbers_keep_their_form_across_a_wrap() -> None:
    assert fold("1,\n280").text == fold("1,280").text != fold("1，\n280").text


def test_signs_beside_a_number_have_one_form() -> None:
    assert fold("共202个.其中,5%").text == fold("共202个。其中，5％").text


def test_quotes_have_one_form_between_letters_too() -> None:
    assert fold("it's").text == fold("it’s").text


def test_hashes_are_dropped_only_where_a_line_starts() -> None:
    assert fold("# 决议\n ##  意见\r### C# 第#号").text == "决议意见C＃第＃号"


@pytest.mark.parametrize("mask", ["139****5678", "310***********1234", "京A***88"])
def test_asterisks_in_a_number_are_no_signs_of_an_extractor(mask: str) -> None:
    assert fold(f"**{mask}**").text == mask.replace("*", "＊")


def test_every_blank_and_invisible_character_is_dropped() -> None:
    kept = {
        character
        for character in map(chr, range(0x110000))
        if unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"}
        and fold(f"市{character}委").text != "市委"
    }
    # Format characters that are visible signs of other scripts and notations.
    assert {unicodedata.name(character).split()[0] for character in kept} == {
        "ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN", "SHORTHAND", "MUSICAL",
    }  # fmt: skip


def test_what_an_article_may_not_hold_counts_for_nothing_in_its_source() -> None:
    everything = "".join(map(chr, range(0xD800))) + "".join(map(chr, range(0xE000, 0x110000)))
    assert not fold("".join(HIDDEN.findall(everything))).text


def test_every_sign_has_one_form_that_is_its_own() -> None:
    assert all(form not in FORMS for form in FORMS.values())
    assert {unicodedata.category(sign)[0] for sign in FORMS} == {"P", "S"}


def test_origins_point_into_the_text() -> None:
    folded = fold(" ## 全会 **指出**,\n强调")
    assert folded.text == "全会指出，强调"
    assert tuple(folded.origin) == (4, 5, 9, 10, 13, 15, 16)


def test_composed_characters_come_from_their_first_part() -> None:
    folded = fold("Cafe\u0301 \u1112\u1161\u11ab국")
    assert folded.text == "Café한국"
    assert tuple(folded.origin) == (0, 1, 2, 3, 6, 9)


def test_one_character_may_decompose_into_several() -> None:
    folded = fold("x\ufb2cy")
    assert folded.text == "x\u05e9\u05bc\u05c1y"
    assert tuple(folded.origin) == (0, 1, 1, 1, 2)


def test_loosening_gives_signs_in_numbers_their_one_form() -> None:
    folded = fold("9:00至1,280.5，市C-1").text
    assert loosen(folded) == "9：00至1，280。5，市C－1"
    assert [folded[offset] for offset in in_numbers(folded)] == [":", ",", ".", "-"]
