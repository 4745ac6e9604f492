"""Whatever the text: pairs in a row are the text, and folding changes it once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huiyao.search.pairs import BREAK, END, fold, words

TEXT = st.text(
    st.sampled_from("五个中心會2０aＡé，。“” \n.-—%,:·　") | st.characters(), max_size=30
)


@given(TEXT)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text).replace(BREAK, "。")) == fold(text)


@given(TEXT)
def test_pairs_hold_the_whole_text(text: str) -> None:
    first = "".join(word[0] + (BREAK if word[1] == END else "") for word in words(text))
    assert len(first.removesuffix(BREAK)) == len(fold(text))
    assert first.count(BREAK) == (fold(text).count(BREAK) + 1 if fold(text) else 0)


@given(TEXT, TEXT)
def test_a_part_is_found_where_its_pairs_stand_in_a_row(before: str, after: str) -> None:
    inside = words(f"{before}，五个中心{after}")
    wanted = words("五个中心")[:-1]
    rows = (inside[at : at + len(wanted)] for at in range(len(inside)))
    assert wanted in rows
