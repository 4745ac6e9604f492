"""What the page of a theme shows of all articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import concorded

from huiyao.concordance import Concordance
from huiyao.kinds.theme import view
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
