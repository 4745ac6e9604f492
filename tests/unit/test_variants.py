from __future__ import annotations

import pytest

from huiyao.search.variants import equal, simplified, variants


@pytest.mark.parametrize(
    ("traditional", "simple"),
    [("會", "会"), ("議", "议"), ("臺", "台"), ("裏", "里"), ("爲", "为")],
)
def test_traditional_characters_are_known(traditional: str, simple: str) -> None:
    assert simplified()[traditional] == simple


@pytest.mark.parametrize("character", "乾著后里发于云几只台")
def test_what_simplified_text_writes_is_not_changed(character: str) -> None:
    assert character not in simplified()


def test_every_word_is_a_pair_within_one_utf_16_unit_each() -> None:
    for word in (*variants().plain.split(), *variants().ambiguous.split()):
        assert len(word.encode("utf-16-le")) == 4
        assert word[0] != word[1]


def test_no_simplified_form_is_traditional_itself() -> None:
    assert not simplified().keys() & set(simplified().values())


def test_only_what_stands_in_the_texts_is_equal() -> None:
    assert equal(["五個中心", "會議，開會"]) == ["個个", "會会", "議议", "開开"]
    assert equal(["五个中心"]) == []
