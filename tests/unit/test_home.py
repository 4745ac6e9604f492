"""The home page of an archive of many years."""

from __future__ import annotations

from pathlib import Path

from archives import concorded

from huiyao.kinds.site import YEARS, home
from huiyao.views import Ref


def held(*years: str) -> dict[str, str]:
    """A meeting of each year; of none where it is not known."""
    front = "---\nname: 第{}次会议\n{}---\n"
    return {
        f"meetings/m{number}.md": front.format(number, f"date: {year}\n" if year else "")
        for number, year in enumerate(years)
    }


def test_the_newest_years_are_told_and_the_earlier_ones_led_to(tmp_path: Path) -> None:
    years = [str(year) for year in range(2025, 2015, -1)]
    view = home(concorded(tmp_path, held(*years)))
    assert [year.name for year in view.timeline] == years[:YEARS]
    assert view.earlier == tuple(Ref(f"meetings/#y{year}", year) for year in years[YEARS:])


def test_what_has_no_date_stands_before_all_years(tmp_path: Path) -> None:
    view = home(concorded(tmp_path, held("2024", "", "2025")))
    assert [year.name for year in view.timeline] == ["年份不详", "2025", "2024"]
    assert view.earlier == ()
