from __future__ import annotations

from pathlib import Path

from archives import concorded

from huiyao.kinds.series import BESIDE, SeriesView, view

SITE = "title: 试验汇编\ndescription: 试\nseries:\n  q: {name: 季度会}\n"


def series(root: Path, meetings: int) -> SeriesView:
    """A series of meetings in one year, an article each."""
    files = {"site.yaml": SITE}
    for n in range(meetings):
        date = f"2024-{1 + n // 28:02}-{1 + n % 28:02}"
        files[f"meetings/m{n:02}.md"] = f"---\nname: 第{n}次\nseries: q\ndate: {date}\n---\n"
        front = (
            f"title: 报道{n}\nkind: report\nsource: a.txt\nmeeting: m{n:02}\npublished: {date}\n"
        )
        files[f"articles/a{n:02}.md"] = f"---\n{front}---\n全会在江州举行。\n"
    archive = concorded(root, files)
    return view(archive, "q", "2024" if meetings > BESIDE else None)


def test_what_cannot_stand_beside_the_others_is_counted(tmp_path: Path) -> None:
    found = series(tmp_path, BESIDE + 3)
    assert [one.ref.label for one in found.meetings] == [f"第{n}次" for n in range(BESIDE + 3)]
    assert [one.label for one in found.themes.columns] == [f"第{n}次" for n in range(3, BESIDE + 3)]
    assert found.left == 3


def test_a_short_series_is_compared_as_a_whole(tmp_path: Path) -> None:
    found = series(tmp_path, 3)
    assert len(found.themes.columns) == 3
    assert found.left == 0
