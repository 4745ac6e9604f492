"""That names and themes found in one pass are those that an expression for each would find."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from huiyao.mention import Mention, candidates
from huiyao.passage import Passage, folded, longest, matcher, passages, patterns
from huiyao.records.article import Entry
from huiyao.records.theme import Theme

WORDS = st.text('甲乙丙+“"a', min_size=1, max_size=4)
ALIASES = st.lists(
    WORDS.map(re.escape) | st.sampled_from(["甲.{0,2}乙", "[乙丙]a", "丙?甲"]), max_size=4
)
THEMES = st.lists(st.tuples(WORDS, ALIASES), max_size=6)
TEXTS = st.text('甲乙丙+“”‘"a，', max_size=40)


def each_by_itself(text: str, themes: Sequence[Theme]) -> list[Passage]:
    """What each expression finds, run over the whole text."""
    plain = folded(text)
    found = [
        Passage(match.start(), match.end(), pattern.theme)
        for pattern in patterns(themes)
        for match in re.finditer(pattern.alias, plain)
        if match.group()
    ]
    return longest(found)


@given(TEXTS, THEMES)
def test_themes_are_found_as_by_an_expression_for_each(
    text: str, named: list[tuple[str, list[str]]]
) -> None:
    themes = [
        Theme(id=f"t{number}", name=name, aliases=tuple(aliases))
        for number, (name, aliases) in enumerate(named)
    ]
    assert longest(passages(text, matcher(patterns(themes)))) == each_by_itself(text, themes)


def by_expression(text: str, names: Sequence[str]) -> list[Mention]:
    """Where an expression for all the names matches, the longest first."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    either = "|".join(r"\s?".join(name) if len(name) == 2 else name for name in ordered) or "(?!)"
    return [
        Mention(found.start(), found.end(), "".join(found.group().split()))
        for found in re.finditer(either, text)
    ]


@given(
    st.text("王李明甲 \n\u3000，", max_size=40),
    st.lists(st.text("王李明甲", min_size=1, max_size=3), max_size=6, unique=True),
)
def test_names_are_found_as_by_an_expression_for_all(text: str, names: list[str]) -> None:
    people = {name: Entry(name=name, capacity=("出席",)) for name in names}
    bearers = {name: (name,) for name in names}
    assert list(candidates(text, bearers, people)) == by_expression(text, names)
