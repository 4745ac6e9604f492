"""Whatever the text: pairs in a row are the text, and folding changes it once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huiyao.search.pairs import BREAK, END, GAP, fold, words

TEXT = st.text(
    st.sampled_from("五个中心會2０aＡé，。“” \n.-—%,:·　") | st.characters(), max_size=30
)


@given(TEXT)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text).replace(BREAK, "。")) == fold(text)


@given(TEXT)
def test_pairs_and_gaps_hold_the_whole_text(text: str) -> None:
    held = "".join(BREAK if word == GAP else word[0] for word in words(text))
    assert len(held.removesuffix(BREAK)) == len(fold(text))
    assert held.count(BREAK) == (fold(text).count(BREAK) + 1 if fold(text) else 0)


@given(TEXT)
def test_a_gap_follows_each_run_and_nothing_else(text: str) -> None:
    found = words(text)
    assert [word[1:] == END for word in found[:-1]] == [word == GAP for word in found[1:]]


@given(TEXT, TEXT)
def test_a_part_is_found_where_its_pairs_stand_in_a_row(before: str, after: str) -> None:
    inside = words(f"{before}，五个中心{after}")
    wanted = ["五个", "个中", "中心"]
    rows = (inside[at : at + len(wanted)] for at in range(len(inside)))
    assert wanted in rows
