"""Every departure from the source's order is listed, with both places."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from collations import caption, furniture, story
from hypothesis import given
from hypothesis import strategies as st

from huiyao.collate import Block, Move, Place, collate, collate_all
from huiyao.collate.moves import heaviest_increasing


def moves(source: str, blocks: Sequence[Block]) -> tuple[Move, ...]:
    collation = collate(source, blocks)
    assert collation.complete
    return collation.moves


def test_a_story_in_order_has_none() -> None:
    assert moves("题\n全会举行。\n散会。", story("a", "全会举行。", "散会。", title="题")) == ()


def test_a_headline_below_its_text() -> None:
    source = "全会昨天举行，审议了决议。\n江州全会举行"
    blocks = story("a", "全会昨天举行，审议了决议。", title="江州全会举行")
    assert moves(source, blocks) == (
        Move("a", "title", 0, at=Place("", 2, 1), after=None, kind="moved"),
    )


def test_a_story_resumed_after_another() -> None:
    source = "全会举行。\n会议指出，\n市民说好。\n要改革。"
    blocks = [*story("a", "全会举行。", "会议指出，要改革。"), *story("b", "市民说好。")]
    assert moves(source, blocks) == (
        Move("a", "p2", 5, at=Place("", 4, 1), after=Place("", 2, 5), kind="resumed"),
    )


def test_furniture_and_captions_do_not_interrupt_a_story() -> None:
    source = "会议指出，\n下转第2版\n图为会场。\n要改革。"
    blocks = [
        *story("a", "会议指出，要改革。"),
        caption("a", "图为会场。"),
        furniture("下转第2版"),
    ]
    assert moves(source, blocks) == ()


def test_a_caption_of_another_story_does() -> None:
    source = "会议指出，\n图为街景。\n要改革。"
    blocks = [*story("a", "会议指出，要改革。"), caption("b", "图为街景。")]
    assert [move.kind for move in moves(source, blocks)] == ["resumed"]


def test_a_caption_in_pieces_out_of_order() -> None:
    source = "在会场。\n图为代表们"
    blocks = [caption("a", "图为代表们在会场。")]
    assert [(move.part, move.start, move.at.line) for move in moves(source, blocks)] == [
        ("caption-1", 5, 1)
    ]


def test_the_fewest_characters_moved() -> None:
    source = "散会。\n会议开始，代表们听取了报告。\n会议审议了决议草案。"
    blocks = story("a", "会议开始，代表们听取了报告。", "会议审议了决议草案。", "散会。")
    assert [(move.part, move.at.line) for move in moves(source, blocks)] == [("p3", 1)]


def test_paragraphs_changed_about() -> None:
    source = "第一，要改革。\n第二，要开放。"
    (listed,) = moves(source, story("a", "第二，要开放。", "第一，要改革。"))
    assert (listed.part, listed.kind) in {("p1", "moved"), ("p2", "moved")}


def test_a_story_that_goes_on_in_another_source() -> None:
    collation = collate_all(
        {"one": "会议指出，", "two": "要改革。"}, story("a", "会议指出，要改革。")
    )
    assert collation.moves == (
        Move("a", "p1", 5, Place("two", 1, 1), Place("one", 1, 5), "resumed"),
    )


@pytest.mark.parametrize(
    ("items", "kept"),
    [
        ([], set()),
        ([(5, 1)], {0}),
        ([(1, 1), (2, 1), (3, 1)], {0, 1, 2}),
        ([(3, 5), (1, 2), (2, 2)], {0}),
        ([(3, 3), (1, 2), (2, 2)], {1, 2}),
    ],
)
def test_the_heaviest_increasing_items(items: list[tuple[int, int]], kept: set[int]) -> None:
    assert heaviest_increasing(items) == kept


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=9, unique_by=lambda i: i[0])
)
def test_no_increasing_items_are_heavier(items: list[tuple[int, int]]) -> None:
    def weight(chosen: Sequence[tuple[int, int]]) -> int:
        return sum(weight for _, weight in chosen)

    best = 0
    for bits in range(1 << len(items)):
        chosen = [item for n, item in enumerate(items) if bits >> n & 1]
        if chosen == sorted(chosen):
            best = max(best, weight(chosen))
    kept = [items[n] for n in sorted(heaviest_increasing(items))]
    assert kept == sorted(kept)
    assert weight(kept) == best
