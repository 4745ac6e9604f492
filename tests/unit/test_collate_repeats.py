"""Words that recur thousands of times: the time grows with the text, not with its square.

Nothing is timed. What these pages ask for would, done pair by pair, take hours.
"""

from __future__ import annotations

import random

import pytest
from collations import furniture, story

from huiyao.collate import collate
from huiyao.collate.layout import Layout
from huiyao.collate.seeds import CROWD, anywhere, heads

SENTENCE = "会议指出要推动江州高质量发展。"
TIMES = 2_000
LINES = "\n".join([SENTENCE] * TIMES)


def test_one_sentence_many_times() -> None:
    assert collate(LINES, story("a", *[SENTENCE] * TIMES)).complete
    assert collate(LINES.replace("\n", ""), story("a", *[SENTENCE] * TIMES)).complete
    assert collate(LINES, story("a", SENTENCE * TIMES)).complete


def test_one_sentence_once_too_often() -> None:
    collation = collate(LINES, story("a", *[SENTENCE] * (TIMES - 1)))
    assert [rest.text for rest in collation.unclaimed] == [SENTENCE]
    collation = collate(LINES, story("a", *[SENTENCE] * (TIMES + 1)))
    assert [rest.text for rest in collation.unsourced] == [SENTENCE]


def test_one_fault_among_repeats() -> None:
    half = SENTENCE * (TIMES // 2)
    collation = collate(LINES, story("a", f"{half}错{half}"))
    assert [rest.text for rest in collation.unsourced] == ["错"]
    assert collation.percent == 100.0


def test_furniture_many_times_with_and_without_its_line() -> None:
    pieces = [furniture(SENTENCE, line, line) for line in range(1, TIMES + 1)]
    assert collate(LINES, pieces).complete
    assert collate(LINES, [furniture(SENTENCE, number=n) for n in range(TIMES)]).complete
    wrong = collate(LINES, [furniture(SENTENCE, 1, n) for n in range(TIMES)])
    assert len(wrong.ambiguous) == TIMES - 1


def test_signs_in_numbers_many_times() -> None:
    collation = collate("1," * TIMES + "1", story("a", "1，" * TIMES + "1"))
    assert len(collation.unsourced) == len(collation.unclaimed) == TIMES


def test_each_sign_in_lines_of_its_own() -> None:
    source = "\n".join("会" * TIMES)
    assert collate(source, story("a", "会" * TIMES)).complete
    assert collate(source, story("a", *"会" * TIMES)).complete


def test_a_crowd_of_like_words_has_few_seeds() -> None:
    size = 3_000
    layout = Layout("会议" * size, range(0, 2 * size, 2), ["会议" * size])
    assert len(anywhere(layout, [0], 2, layout.edges)) <= 4 * CROWD * size
    layout = Layout("会议" * size, range(0, 2 * size, 2), ["会议"] * size)
    assert len(heads(layout, range(size), 2)) <= 4 * CROWD * size


def test_words_that_are_no_crowd_have_all_seeds() -> None:
    layout = Layout("会议会议好", [0, 2, 4, 5], ["会议", "好会议"])
    assert anywhere(layout, [0, 1], 2, layout.edges) == {(0, 0, 0), (0, 0, 2), (1, 1, 0), (1, 1, 2)}
    assert heads(layout, [0, 1], 2) == {(0, 0, 0), (0, 0, 2)}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_pages_of_fifty_thousand_characters_without_sense(seed: int) -> None:
    chance = random.Random(seed)
    alphabet = chance.choice(["上海", "会议指出", SENTENCE])
    text = "".join(chance.choices(alphabet, k=50_000))
    lines = [text[start : start + 20] for start in range(0, len(text), 20)]
    assert collate("\n".join(lines), story("a", text)).complete
    chance.shuffle(lines)
    collation = collate("\n".join(lines), story("a", text))
    assert collation.percent > 99


@pytest.mark.slow
def test_ten_thousand_of_everything() -> None:
    lines = "\n".join([SENTENCE] * 10_000)
    assert collate(lines, story("a", *[SENTENCE] * 10_000)).complete
    assert not collate(lines, story("a", f"{SENTENCE * 5_000}错{SENTENCE * 5_000}")).complete
    assert collate(lines, [furniture(SENTENCE, number=n) for n in range(10_000)]).complete
