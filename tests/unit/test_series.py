from __future__ import annotations

from pathlib import Path

from archives import concorded

from huiyao.comparison import ROWS, Cell, Comparison, Once, Row, parted
from huiyao.kinds.series import BESIDE, SeriesView, listed, view
from huiyao.views import Ref

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


def comparison(*rows: str) -> Comparison:
    """A comparison of two meetings: of each row, `1` or ` ` for each of them."""
    columns = (Ref("a/", "甲"), Ref("b/", "乙"))
    cells = (tuple(Cell(mark.strip()) for mark in row) for row in rows)
    return Comparison(columns, tuple(Row(Ref(f"{n}/", "人"), c) for n, c in enumerate(cells)))


def test_a_comparison_of_some_shows_everyone() -> None:
    table = comparison(*["1 "] * ROWS)
    assert parted(table) == (table, ())


def test_a_long_comparison_shows_those_who_come_again_and_names_the_others() -> None:
    table = comparison("1 ", *["11"] * ROWS, " 1", "1 ")
    again, once = parted(table)
    assert again.columns == table.columns
    assert again.rows == table.rows[1:-2]
    assert once == (
        Once(table.columns[0], (table.rows[0].ref, table.rows[-1].ref)),
        Once(table.columns[1], (table.rows[-2].ref,)),
    )


def test_a_volume_is_compared_with_the_meeting_before_it(tmp_path: Path) -> None:
    files = {"site.yaml": SITE}
    for n in range(BESIDE + 2):
        date = f"{2000 + n}-05-01"
        files[f"meetings/m{n:02}.md"] = f"---\nname: 第{n}次\nseries: q\ndate: {date}\n---\n"
        front = f"title: 报道\nkind: report\nsource: a.txt\nmeeting: m{n:02}\npublished: {date}\n"
        files[f"articles/a{n:02}.md"] = f"---\n{front}---\n全会在江州举行。\n"
    archive = concorded(tmp_path, files)
    year, whole = view(archive, "q", "2010"), view(archive, "q")
    assert [one.label for one in year.themes.columns] == ["第9次", "第10次"]
    assert (year.count, [card.ref.label for card in year.meetings]) == (1, ["第10次"])
    assert [one.label for one in view(archive, "q", "2000").themes.columns] == ["第0次"]
    assert len(whole.themes.columns) == BESIDE
    assert (whole.count, whole.left) == (BESIDE + 2, 2)
    (card,) = listed(archive).series
    assert (len(card.meetings), card.earlier) == (BESIDE, 2)


def test_a_meeting_told_through_its_sessions_is_compared(tmp_path: Path) -> None:
    front = "title: 报道\nkind: report\nsource: a.txt\nmeeting: part\n"
    files = {
        "site.yaml": SITE,
        "themes/water.md": "---\nname: 水利\n---\n",
        "meetings/whole.md": "---\nname: 全会\nseries: q\ndate: 2024-01\n---\n",
        "meetings/part.md": "---\nname: 联组会\npart_of: whole\ndate: 2024-01-02\n---\n",
        "articles/a.md": f"---\n{front}---\n研究水利。\n",
    }
    found = view(concorded(tmp_path, files), "q")
    assert [one.label for one in found.themes.columns] == ["全会"]
    assert [row.cells[0].text for row in found.themes.rows] == ["1"]


def test_words_that_stand_inside_longer_ones_are_not_gone(tmp_path: Path) -> None:
    files = {
        "site.yaml": SITE,
        "themes/rule.md": "---\nname: 八项规定\n---\n",
        "themes/study.md": "---\nname: 八项规定学习教育\n---\n",
    }
    texts = ["落实八项规定。", "开展八项规定学习教育。", "研究水利。"]
    for n, text in enumerate(texts):
        files[f"meetings/m{n}.md"] = f"---\nname: 第{n}次\nseries: q\ndate: 2024-01-0{n + 1}\n---\n"
        front = f"title: 报道\nkind: report\nsource: a.txt\nmeeting: m{n}\n"
        files[f"articles/a{n}.md"] = f"---\n{front}---\n{text}\n"
    rows = view(concorded(tmp_path, files), "q").themes.rows
    assert [
        [row.ref.label, *(f"{cell.text} {cell.change}" for cell in row.cells)] for row in rows
    ] == [
        ["八项规定", "1 ", "0 ", " dropped"],
        ["八项规定学习教育", " ", "1 new", " dropped"],
    ]
    assert rows[0].cells[1].note == "（含于他词）"
