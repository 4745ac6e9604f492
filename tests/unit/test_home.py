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


def test_an_archive_without_meetings_shows_its_latest_articles(tmp_path: Path) -> None:
    front = "---\ntitle: 报道{}\nkind: report\nsource: a.txt\n{}---\n正文。\n"
    files = {
        f"articles/a{n}.md": front.format(n, date)
        for n, date in enumerate(["published: 2024-05-01\n", "", "published: 2025-01-01\n"])
    }
    view = home(concorded(tmp_path, files))
    assert view.latest == ()
    assert [card.ref.label for card in view.articles] == ["报道2", "报道0", "报道1"]


def test_where_a_meeting_is_told_of_no_articles_stand_beside(tmp_path: Path) -> None:
    front = "title: 报道\nkind: report\nsource: a.txt\nmeeting: m0\n"
    view = home(concorded(tmp_path, {**held("2024"), "articles/a.md": f"---\n{front}---\n文。\n"}))
    assert ([card.ref.label for card in view.latest], view.articles) == (["第0次会议"], ())


def test_the_latest_meetings_are_those_whose_date_is_known(tmp_path: Path) -> None:
    front = "---\ntitle: 报道\nkind: report\nsource: a.txt\nmeeting: m{}\n---\n文。\n"
    told = {f"articles/a{n}.md": front.format(n) for n in range(3)}
    view = home(concorded(tmp_path, {**held("2024", "", "2025"), **told}))
    assert [card.ref.label for card in view.latest] == ["第2次会议", "第0次会议", "第1次会议"]
