from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huiyao.typography import FORMS, fold, in_numbers, loosen

CHINESE = st.text(st.sampled_from("市委全会指出上海建设，。、；：（）“”‘’《》…—·1a"), max_size=40)
BLANKS = st.text(st.sampled_from(" \t\n\r\u3000\u00a0\u200b\ufeff\x00\u2028"), max_size=3)


@given(st.lists(st.tuples(CHINESE, BLANKS)))
def test_blanks_anywhere_change_nothing(pieces: list[tuple[str, str]]) -> None:
    spaced = "".join(text + blank for text, blank in pieces)
    assert fold(spaced).text == fold("".join(text for text, _ in pieces)).text


@given(st.text())
def test_origins_rise_and_lie_inside_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.origin) == len(folded.text)
    assert list(folded.origin) == sorted(folded.origin)
    assert all(0 <= place < len(text) for place in folded.origin)


@given(CHINESE | st.text(st.characters(max_codepoint=0x2FF)))
def test_each_character_comes_from_itself_or_its_twin(text: str) -> None:
    folded = fold(text)
    for character, place in zip(loosen(folded.text), folded.origin, strict=True):
        assert character == FORMS.get(text[place], text[place])


@given(CHINESE.filter(lambda text: "#" not in text))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text).text).text == fold(text).text


@given(st.text(st.sampled_from("12aB:,.：，。-－市 "), min_size=1))
def test_only_signs_in_numbers_keep_their_form(text: str) -> None:
    folded = fold(text).text
    changed = {offset for offset, sign in enumerate(folded) if sign != loosen(folded)[offset]}
    assert changed <= set(in_numbers(folded))
    for offset in in_numbers(folded):
        assert folded[offset - 1].isalnum()
        assert folded[offset + 1].isalnum()
