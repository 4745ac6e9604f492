"""What the page of a theme shows of all articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import concorded

from huiyao.concordance import Concordance
from huiyao.frequency import rounded
from huiyao.kinds.theme import view
from huiyao.memory.filing import LISTED
from huiyao.views import Count, Ref

ARTICLE = """\
---
title: 全会在江州举行
kind: report
source: a.txt
published: {}
---
{}
"""


@pytest.fixture
def archive(tmp_path: Path) -> Concordance:
    """Two years of articles that state three themes, twice two of them together."""
    themes = {"culture": "文化", "trade": "外贸", "water": "水利"}
    texts = {"2023": "文化和外贸。\n\n水利。", "2024": "水利，文化，文化，外贸。"}
    return concorded(
        tmp_path,
        {
            **{f"themes/{key}.md": f"---\nname: {name}\n---\n" for key, name in themes.items()},
            **{
                f"articles/a{number}.md": ARTICLE.format(year, text)
                for number, (year, text) in enumerate(texts.items())
            },
        },
    )


def test_passages_are_counted_over_all_years(archive: Concordance) -> None:
    assert [view(archive, key).total for key in ("culture", "trade", "water")] == [3, 2, 2]


def test_what_stands_in_a_paragraph_with_a_theme_is_told_once_a_paragraph(
    archive: Concordance,
) -> None:
    trade, water = Ref("themes/trade/", "外贸"), Ref("themes/water/", "水利")
    assert view(archive, "culture").related == (Count(trade, 2, 6), Count(water, 1, 5))


def test_a_meeting_of_an_unknown_year_is_neither_first_nor_latest(tmp_path: Path) -> None:
    files = {"themes/water.md": "---\nname: 水利\n---\n"}
    for key, date in {"a": "2023-05-01", "b": "2024-05-01", "c": "XXXX-11-05", "d": ""}.items():
        files[f"meetings/{key}.md"] = f"---\nname: {key}\ndate: {date}\n---\n"
        article = ARTICLE.format(2024, "水利。").replace("\n---\n", f"\nmeeting: {key}\n---\n")
        files[f"articles/{key}.md"] = article
    shown = view(concorded(tmp_path, files), "water")
    assert shown.first is not None
    assert shown.latest is not None
    assert [one.meeting and one.meeting.label for one in (shown.first, shown.latest)] == ["a", "b"]


@pytest.mark.parametrize(("number", "to_three"), [(0, 0), (331, 331), (5547, 5550), (14834, 14800)])
def test_sizes_of_years_are_told_to_three_digits(number: int, to_three: int) -> None:
    assert rounded(number) == to_three


@pytest.mark.parametrize(("count", "related"), [(LISTED, True), (LISTED + 1, False)])
def test_a_paragraph_that_lists_themes_relates_none(
    count: int, related: bool, tmp_path: Path
) -> None:
    names = [f"主题{chr(0x4E00 + number)}" for number in range(count)]
    files = {f"themes/t{n}.md": f"---\nname: {name}\n---\n" for n, name in enumerate(names)}
    files["articles/a.md"] = ARTICLE.format(2024, "、".join(names) + "。")
    assert bool(view(concorded(tmp_path, files), "t0").related) == related
