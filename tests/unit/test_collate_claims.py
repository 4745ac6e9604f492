"""What is right comes out whole: every character claimed once, by the story it belongs to."""

from __future__ import annotations

import pytest
from collations import caption, claimed, furniture, story

from huiyao.collate import Block, collate, collate_all, rebuild


def test_a_story_is_claimed_whatever_the_wrapping() -> None:
    source = "全会在江\n州举行。\r\n　　会议指出，\n要改革。\n"
    blocks = story("a", "全会在江州举行。", "会议指出，要改革。")
    collation = collate(source, blocks)
    assert collation.complete
    assert [claim.part for claim in collation.claims] == ["p1", "p2"]
    assert rebuild(collation, blocks) == source


def test_interleaved_stories_part_at_the_edges_of_lines() -> None:
    source = "全会在江州\n市政协昨天\n举行，审议\n视察高桥镇，\n了决议。\n听取汇报。"
    blocks = [
        *story("plenum", "全会在江州举行，审议了决议。"),
        *story("visit", "市政协昨天视察高桥镇，听取汇报。"),
    ]
    collation = collate(source, blocks)
    assert collation.complete
    assert claimed(collation, source) == [
        ("plenum", "p1", "全会在江州"),
        ("visit", "p1", "市政协昨天"),
        ("plenum", "p1", "举行，审议"),
        ("visit", "p1", "视察高桥镇，"),
        ("plenum", "p1", "了决议。"),
        ("visit", "p1", "听取汇报。"),
    ]


def test_a_word_cut_by_a_column_is_one_word_again() -> None:
    source = "会议强调，要深化改\n本报讯昨天降雨。\n革，扩大开放。"
    blocks = [*story("a", "会议强调，要深化改革，扩大开放。"), *story("b", "本报讯昨天降雨。")]
    assert collate(source, blocks).complete


def test_the_same_words_in_two_stories_go_to_each_once() -> None:
    source = "甲区召开大会。会议指出，要改革。\n乙区召开大会。会议指出，要改革。"
    blocks = [
        *story("b", "乙区召开大会。会议指出，要改革。"),
        *story("a", "甲区召开大会。会议指出，要改革。"),
    ]
    collation = collate(source, blocks)
    assert collation.complete
    assert [claim.owner for claim in collation.claims] == ["a", "b"]


def test_a_phrase_is_not_torn_out_of_the_line_of_another_story() -> None:
    source = "市委书记会议指出开局良好\n会议指出\n乡村振兴"
    blocks = [*story("a", "市委书记会议指出开局良好"), *story("b", "会议指出乡村振兴")]
    collation = collate(source, blocks)
    assert collation.complete
    assert claimed(collation, source)[1:] == [("b", "p1", "会议指出乡村振兴")]


def test_captions_stand_anywhere() -> None:
    source = "全会在江州\n图为会场。\n举行，审议了决议。"
    blocks = [*story("a", "全会在江州举行，审议了决议。"), caption("a", "图为会场。")]
    collation = collate(source, blocks)
    assert collation.complete
    assert [claim.part for claim in collation.claims] == ["p1", "caption-1", "p1"]


def test_furniture_that_recurs_lies_on_the_line_it_names() -> None:
    source = "综合\n全会举行。\n综合\n审议了决议。"
    blocks = [*story("a", "全会举行。", "综合", "审议了决议。"), furniture("综合", line=1)]
    collation = collate(source, blocks)
    assert collation.complete
    assert claimed(collation, source)[0] == ("", "furniture-1", "综合")


def test_furniture_twice_is_laid_twice() -> None:
    source = "下转第2版\n全会举行。\n下转第2版"
    blocks = [*story("a", "全会举行。"), furniture("下转第2版"), furniture("下转第2版", number=2)]
    assert collate(source, blocks).complete


def test_a_story_may_have_several_sources() -> None:
    sources = {"front": "全会举行。会议指出，\n下转第2版", "inside": "上接第1版\n要改革。"}
    blocks = [
        *story("a", "全会举行。会议指出，要改革。"),
        furniture("下转第2版"),
        furniture("上接第1版", number=2),
    ]
    collation = collate_all(sources, blocks)
    assert collation.complete
    assert [(share.source, share.percent) for share in collation.shares] == [
        ("front", 100.0),
        ("inside", 100.0),
    ]
    assert {name: rebuild(collation, blocks, name) for name in sources} == sources


def test_words_are_not_laid_across_two_sources() -> None:
    collation = collate_all({"one": "要深化改", "two": "革开放"}, story("a", "要深化改革开放"))
    assert collation.complete
    assert [(claim.source, claim.text_start) for claim in collation.claims] == [
        ("one", 0),
        ("two", 4),
    ]


def test_a_web_page_is_story_and_chrome() -> None:
    source = "首页 > 要闻\n# 全会举行\n\n**会议指出**，要改革。\n\n排行\n1. 降雨\n分享到:"
    blocks = [
        *story("a", "会议指出，要改革。", title="全会举行"),
        furniture("首页 > 要闻"),
        furniture("排行\n1. 降雨\n分享到:", number=2),
    ]
    collation = collate(source, blocks)
    assert collation.complete
    assert rebuild(collation, blocks) == source


@pytest.mark.parametrize(
    "edited",
    [
        "稳妥推进机构{~~好善~>改革~~}{>>误识<<}工作。",
        "稳妥推进机构{==好善==}{>>疑当作“改革”<<}工作。",
        "稳妥推进{--机构--}好善{++各项++}工作。",
        "{++会议指出，++}稳妥推进机构好善工作。{>>此处原文缺行<<}",
    ],
)
def test_marks_reject_to_the_source(edited: str) -> None:
    source = "稳妥推进机\n构好善工作。"
    assert collate(source, story("a", edited)).complete


def test_an_overlap_of_columns_is_surplus() -> None:
    source = "坚持以习近平\n习近平总书记重要讲话为指导。"
    blocks = story("a", "坚持以习近平{--习近平--}{>>栏首重出<<}总书记重要讲话为指导。")
    collation = collate(source, blocks)
    assert collation.complete
    assert not collate(source, story("a", "坚持以习近平总书记重要讲话为指导。")).complete


def test_a_gap_on_its_own_claims_nothing() -> None:
    collation = collate("全会举行。", [Block("a", "p1", "全会举行。"), Block("a", "p2", "")])
    assert collation.complete
    assert [claim.part for claim in collation.claims] == ["p1"]


def test_declared_typography_is_kept_for_the_way_back() -> None:
    source = '\ufeff会议指出,"要改革".\r\n共1,280.5万元(草案)\u200b。'
    blocks = story("a", "会议指出，“要改革”。", "共1,280.5万元（草案）。")
    collation = collate(source, blocks)
    assert collation.complete
    assert rebuild(collation, blocks) == source


def test_a_lone_sign_on_a_line_goes_to_the_story_that_lacks_it() -> None:
    source = "全会举行\n市民说好\n。\n。"
    blocks = [*story("a", "全会举行。"), *story("b", "市民说好。")]
    assert collate(source, blocks).complete


def test_a_line_that_the_longest_piece_took_goes_back_to_its_story() -> None:
    # 规划市委书记推动 is the longest piece of all, but its 规划 is the end of the other story.
    source = "丙丁学习\n甲乙学习规划\n规划\n市委书记推动"
    blocks = [*story("a", "甲乙学习规划市委书记推动"), *story("b", "丙丁学习规划")]
    collation = collate(source, blocks)
    assert collation.complete
    assert claimed(collation, source)[1] == ("a", "p1", "甲乙学习规划")


def test_a_longer_piece_gives_way_to_a_block_that_has_no_other_place() -> None:
    source = "会议指出要改革\n开放\n会议指出\n要改革委员会\n"
    blocks = [*story("a", "会议指出要改革委员会"), *story("b", "会议指出要改革开放")]
    assert collate(source, blocks).complete


def test_nothing_on_nothing_is_complete() -> None:
    collation = collate("", [])
    assert collation.complete
    assert collation.percent == 100.0
    assert rebuild(collation, []) == ""


def test_two_blocks_of_one_name_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="same owner and part"):
        collate("全会", [Block("a", "p1", "全"), Block("a", "p1", "会")])
