"""What is wrong is quoted with its place; nothing is claimed twice or from nowhere."""

from __future__ import annotations

import pytest
from collations import furniture, source_reading, story

from huiyao.collate import Ambiguous, Block, Place, collate, collate_all, rebuild


def test_words_that_no_story_has_are_quoted_with_line_and_column() -> None:
    source = "全会举行。\n会议指出，天气晴好，要改革。\n散会"
    blocks = story("a", "全会举行。", "会议指出，要改革。")
    collation = collate(source, blocks)
    assert not collation.complete
    assert [(rest.text, rest.place, rest.count) for rest in collation.unclaimed] == [
        ("天气晴好，", Place("", 2, 6), 5),
        ("散会", Place("", 3, 1), 2),
    ]
    assert collation.unsourced == ()
    assert rebuild(collation, blocks) == source


def test_columns_count_characters_before_typography_too() -> None:
    source = "全会\r\n　　“好事” 𠀀天天有晴\r"
    collation = collate(source, story("a", "全会", "“好事”天天有晴"))
    assert [(rest.text, rest.place) for rest in collation.unclaimed] == [("𠀀", Place("", 2, 8))]


def test_words_that_the_source_lacks_are_quoted_with_their_part() -> None:
    collation = collate("全会昨天举行会议。", story("a", "全会昨天隆重举行会议。", title="要闻"))
    assert [(rest.part, rest.start, rest.text) for rest in collation.unsourced] == [
        ("title", 0, "要闻"),
        ("p1", 4, "隆重"),
    ]
    assert collation.percent == 100.0
    assert not collation.complete


def test_each_character_is_claimed_once_only() -> None:
    blocks = [*story("a", "全会举行。"), *story("b", "全会举行。")]
    collation = collate("全会举行。", blocks)
    assert [claim.owner for claim in collation.claims] == ["a"]
    assert [(rest.owner, rest.text) for rest in collation.unsourced] == [("b", "全会举行。")]


def test_words_printed_twice_need_two_claims() -> None:
    collation = collate("全会举行。\n全会举行。", story("a", "全会举行。"))
    assert [(rest.text, rest.place.line) for rest in collation.unclaimed] == [("全会举行。", 2)]


@pytest.mark.parametrize("edited", ["坚持{++好++}改革", "坚持{~~革~>好~~}改革", "坚持改{--好--}革"])
def test_a_mark_that_misquotes_is_caught(edited: str) -> None:
    right = source_reading(edited) == "坚持改革"
    assert collate("坚持改革", story("a", edited)).complete == right


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("共1,280.5万元", "共1，280.5万元"),
        ("上午9:00举行", "上午9：00举行"),
        ("A.B公司", "A。B公司"),
        ("１２３人", "123人"),
        ("会议——", "会议--"),
        ("陈·通", "陈•通"),
        ("國家", "国家"),
    ],
)
def test_likeness_is_no_proof(source: str, text: str) -> None:
    collation = collate(source, story("a", text))
    assert not collation.complete
    assert collation.unclaimed
    assert collation.unsourced


def test_every_sign_in_a_number_is_judged() -> None:
    collation = collate("1,2,3,4", story("a", "1,2，3，4"))
    assert [rest.text for rest in collation.unsourced] == ["，", "，"]
    assert [rest.place.column for rest in collation.unclaimed] == [4, 6]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("全会审议了决议", "全会审议决了议"),
        ("会议指出要改革", "议会指出要改革"),
        ("甲\n乙\n丙", "乙甲丙"),
        ("扩大开放\n深化改革", "扩大开放化深改革"),
    ],
)
def test_transposed_characters_are_caught(source: str, text: str) -> None:
    assert not collate(source, story("a", text)).complete


def test_words_are_not_moved_within_a_line() -> None:
    collation = collate("会议指出要深化改革扩大开放。", story("a", "会议指出要扩大开放深化改革。"))
    assert not collation.complete


def test_furniture_on_the_wrong_line_is_reported_with_the_right_ones() -> None:
    source = "综合\n全会举行。\n综合"
    for line in (2, 9):
        collation = collate(source, [*story("a", "全会举行。"), furniture("综合", line=line)])
        places = (Place("", 1, 1), Place("", 3, 1))
        assert collation.ambiguous == (Ambiguous("furniture-1", "综合", places),)


def test_furniture_that_could_be_any_of_several_needs_its_line() -> None:
    source = "综合\n全会举行。\n综合"
    collation = collate(source, [*story("a", "全会举行。"), furniture("综合")])
    assert len(collation.ambiguous[0].places) == 2
    assert collate("综合\n全会举行。", [*story("a", "全会举行。"), furniture("综合")]).complete


def test_furniture_that_is_nowhere_has_no_places() -> None:
    collation = collate("全会举行。", [*story("a", "全会举行。"), furniture("综合")])
    assert collation.ambiguous == (Ambiguous("furniture-1", "综合", ()),)


def test_the_line_of_furniture_counts_in_its_own_source() -> None:
    sources = {"one": "综合\n全会举行。", "two": "综合\n市民说好。"}
    stories = [*story("a", "全会举行。"), *story("b", "市民说好。")]
    blocks = [
        Block("", "two/furniture-1", "综合", ordered=False, line=1, source="two"),
        Block("", "one/furniture-1", "综合", ordered=False, line=1, source="one"),
    ]
    collation = collate_all(sources, [*stories, *blocks])
    assert collation.complete
    assert {claim.source for claim in collation.claims if claim.part == "two/furniture-1"} == {
        "two"
    }
    lacking = collate_all(sources, [*stories, blocks[0]])
    assert [rest.place for rest in lacking.unclaimed] == [Place("one", 1, 1)]


def test_a_fault_does_not_hide_what_is_right_about_it() -> None:
    source = "会议指出，要深化改革开放，建设人民城市。"
    collation = collate(source, story("a", "会议指出，要深化改草开放，建设人民城市。"))
    assert [rest.text for rest in collation.unclaimed] == ["革"]
    assert [rest.text for rest in collation.unsourced] == ["草"]
    assert collation.percent == 95.0
    assert not collate(source, []).claimed


def test_a_share_is_never_rounded_up_to_all() -> None:
    source = "上海" * 10_000
    assert collate(source, story("a", source[:-1])).percent == 99.99
