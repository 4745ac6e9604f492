"""Whatever the source, the draft holds all of it and nothing else; and a draft stays as it is."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from benchmark.convert_page import Damage, page
from benchmark.convert_press import write
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from huiyao.convert import draft
from huiyao.convert.known import Known
from huiyao.convert.proving import proved
from huiyao.convert.received import Received
from huiyao.convert.sidecar import Sidecar
from huiyao.typography import fold

SIGNS = (
    "全会市委书记王建国主持出席会议，。、：；“”（）《》■—…"
    "　 \n\r\t#*-+_{}[]<>~|\\`&=!.,:;()\"'0123456789aZ"
    "\u200b\ufeff\u0301\ue000"
)

texts = st.text(st.sampled_from(SIGNS), min_size=1, max_size=300) | st.text(max_size=120)


def received(text: str) -> Received:
    return Received("x.txt", Path("x.txt"), text.encode(), text)


def made(text: str) -> str:
    """A damaged page of invented reports."""
    random = Random(text)
    reports = [write("seen", random) for _ in range(random.randint(1, 3))]
    damage = Damage(
        wrap=random.choice([0, 14, 22]),
        cuts=random.randint(0, 1),
        overlap=random.random() < 0.5,
        interleave=random.random() < 0.5,
        jumps=random.random() < 0.5,
        pull=random.random() < 0.5,
        furniture=random.random() < 0.5,
        missing=random.random() < 0.3,
    )
    return page(reports, damage, "seen", random).text


@settings(deadline=None, max_examples=150)
@given(texts)
@example("1\n.5")
@example("# #a\n##b")
@example("- a\n1) b\n> c\n***\n---")
@example("\ue000\n王建国主持会议。")
def test_a_draft_of_any_text_holds_all_of_it(text: str) -> None:
    assume(fold(text).text and "\0" not in text)
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    made = draft(received(text), Known(people={}, taken={}), Sidecar())
    assert made.proof.complete
    assert made.proof.claimed == made.proof.characters


@settings(deadline=None, max_examples=25)
@given(st.integers())
def test_a_draft_of_any_page_holds_all_of_it(seed: int) -> None:
    result = draft(received(made(str(seed))), Known(people={}, taken={}), Sidecar())
    assert result.proof.complete


@settings(deadline=None, max_examples=20)
@given(st.integers(), st.data())
def test_the_proof_catches_any_single_change(seed: int, data: st.DataObject) -> None:
    text = made(str(seed))
    result = draft(received(text), Known(people={}, taken={}), Sidecar())
    articles = {k: v for k, v in result.files.items() if k.startswith("articles/")}
    beside = next((v for k, v in result.files.items() if k.endswith(".yaml")), "")
    at = data.draw(st.integers(0, len(text) - 1))
    assume(fold(text[at]).text and not text[at].isascii())
    changed = text[:at] + "鼱" + text[at + 1 :]
    proof = proved("x.txt", changed.encode(), beside, articles)
    assert proof is not None
    assert not proof.complete


@settings(deadline=None, max_examples=20)
@given(st.integers())
def test_a_draft_is_the_same_each_time(seed: int) -> None:
    text = made(str(seed))
    known = Known(people={}, taken={})
    first, second = (draft(received(text), known, Sidecar()) for _ in range(2))
    assert first.files == second.files
    assert first.records == second.records


@pytest.mark.slow
@settings(deadline=None, max_examples=2000)
@given(texts)
def test_a_draft_of_very_many_texts_holds_all_of_them(text: str) -> None:
    assume(fold(text).text and "\0" not in text)
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    assert draft(received(text), Known(people={}, taken={}), Sidecar()).proof.complete
