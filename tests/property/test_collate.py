"""What the collation promises, of pages made up at random and of the archive itself."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from newspapers import Edition, changes, edition, editions

from huiyao.collate import Block, Collation, collate, rebuild
from huiyao.typography import fold


def accounted(right: Edition, collation: Collation) -> bool:
    """Whether its runs are the source from end to end, each character in one of them."""
    runs = sorted(
        [(claim.start, claim.end, claim.before) for claim in collation.claims]
        + [(rest.start, rest.end, rest.before) for rest in collation.unclaimed]
    )
    at = 0
    for start, end, before in runs:
        if right.source[at:start] != before or fold(before).text or start >= end:
            return False
        at = end
    return right.source[at:] == collation.shares[0].tail


@settings(max_examples=300, deadline=None, derandomize=True)
@given(editions())
def test_a_right_edition_is_complete_and_is_the_source(right: Edition) -> None:
    collation = collate(right.source, right.blocks)
    assert collation.complete
    assert collation.percent == 100.0
    assert accounted(right, collation)
    assert rebuild(collation, right.blocks) == right.source


@settings(max_examples=60, deadline=None, derandomize=True)
@given(editions(), st.randoms(use_true_random=False))
def test_one_changed_character_is_caught(right: Edition, chance: random.Random) -> None:
    moves = collate(right.source, right.blocks).moves
    every = list(changes(chance, right))
    for change in chance.sample(every, min(20, len(every))):
        wrong = change.made(right)
        collation = collate(wrong.source, wrong.blocks)
        listed = change.kind == "transpose" and collation.moves != moves
        assert change.typographic or not collation.complete or listed, change
        assert accounted(wrong, collation)
        assert rebuild(collation, wrong.blocks) == wrong.source


@settings(max_examples=100, deadline=None, derandomize=True)
@given(editions(), st.randoms(use_true_random=False))
def test_a_moved_paragraph_is_listed(right: Edition, chance: random.Random) -> None:
    paragraphs = [n for n, block in enumerate(right.blocks) if block.part.startswith("p")]
    pairs = [
        (one, other)
        for one in paragraphs
        for other in paragraphs
        if one < other and right.blocks[one].owner == right.blocks[other].owner
    ]
    assume(pairs)
    one, other = chance.choice(pairs)
    blocks = list(right.blocks)
    blocks.insert(other, blocks.pop(one))
    passed = [fold(block.text).text for block in right.blocks[one : other + 1]]
    assume(len(set(passed)) == len(passed))
    collation = collate(right.source, blocks)
    assert collation.complete
    assert collation.moves != collate(right.source, right.blocks).moves
    assert any(move.owner == blocks[other].owner for move in collation.moves)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.text("会议指出\n“,", max_size=60), st.lists(st.text("会议指出”，", max_size=20), max_size=6)
)
@example("会\n议\n会\n议", ["议会", "会议"])
def test_anything_is_accounted_for(source: str, texts: list[str]) -> None:
    blocks = tuple(Block("a", f"p{number}", text) for number, text in enumerate(texts))
    collation = collate(source, blocks)
    assert accounted(Edition(source, blocks), collation)
    assert rebuild(collation, blocks) == source
    rest = sum(one.count for one in collation.unclaimed)
    lost = sum(len(fold(one.text).text) for one in collation.unsourced)
    words = sum(len(fold(text).text) for text in texts)
    assert collation.claimed + rest == collation.total
    assert collation.claimed + lost == words


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_every_changed_character_of_large_pages_is_caught(seed: int) -> None:
    chance = random.Random(seed)
    right = edition(chance, 6, 6)
    moves = collate(right.source, right.blocks).moves
    for change in changes(chance, right):
        wrong = change.made(right)
        collation = collate(wrong.source, wrong.blocks)
        listed = change.kind == "transpose" and collation.moves != moves
        assert change.typographic or not collation.complete or listed, change
