"""PDF documents with a text layer: what the places of the lines say, and what their fonts call."""

from pathlib import Path

import pytest
from sheets import Letters, sheets

from huiyao.convert import draft
from huiyao.convert.known import Known
from huiyao.convert.received import receive
from huiyao.convert.sidecar import Sidecar
from huiyao.model import Problem
from huiyao.sources import layout, pdf

pytest.importorskip("pypdf")

TITLE = "把实事办到群众心坎上"
FIRST = (
    "本报讯（记者 周小川）昨天，江州市委常委会举行会议，"
    "研究部署全市民生实事工作。市委书记周正主持会议并讲话。"
)
SECOND = (
    "会议指出，要把群众急难愁盼的事情一件一件办好，"
    "把群众满意不满意作为检验工作的标准，一年接着一年干，干出实实在在的成效。"
)
THIRD = "市领导苏禾、柳青出席会议。"


def column(paragraphs: list[str], x: float, top: float, wide: int, size: float) -> list[Letters]:
    """Paragraphs set in a column, the first line of each two characters in."""
    rows: list[Letters] = []
    for text in paragraphs:
        at, inset = 0, 2
        while at < len(text):
            end = at + wide - inset
            rows.append((x + inset * size, top - 1.6 * size * len(rows), size, text[at:end]))
            at, inset = end, 0
    return rows


def drafted(data: bytes, folder: Path) -> tuple[str, list[str]]:
    """The one article of a draft, and what its furniture is."""
    path = folder / "x.pdf"
    path.write_bytes(data)
    source = receive(path)
    assert not isinstance(source, Problem)
    made = draft(source, Known(people={}, taken={}), Sidecar())
    assert made.proof.complete
    article = next(text for name, text in made.files.items() if name.startswith("articles/"))
    beside = made.files.get("sources/x.pdf.yaml", "")
    return article, [line.strip() for line in beside.splitlines() if "class:" in line]


def test_lines_are_paragraphs_by_their_indent(tmp_path: Path) -> None:
    page = [(120.0, 560.0, 18.0, TITLE), *column([FIRST, SECOND, THIRD], 40, 520, 24, 10)]
    data = sheets([page])
    assert pdf.text(data).startswith(f"{TITLE}\n\n\u3000\u3000本报讯")
    assert layout(".pdf", data, ()).headings == {1}
    article, furniture = drafted(data, tmp_path)
    assert f"title: {TITLE}\n" in article
    assert f"{SECOND}\n\n{THIRD}\n" in article
    assert furniture == []


def test_columns_follow_each_other(tmp_path: Path) -> None:
    left = column([FIRST, SECOND], 40, 520, 16, 10)
    right = [(230.0 + x - 40, y + 16.0 * 4, size, text) for x, y, size, text in left[4:]]
    right += column([THIRD], 230, 480, 16, 10)
    article, _ = drafted(sheets([[(120.0, 560.0, 18.0, TITLE), *left[:4], *right]]), tmp_path)
    assert f"{SECOND}\n\n{THIRD}\n" in article


def test_a_paragraph_goes_on_over_running_heads(tmp_path: Path) -> None:
    rows = column([FIRST, SECOND, THIRD], 40, 520, 24, 10)
    heads: list[list[Letters]] = [
        [(150.0, 585.0, 8.0, "江州日报 2024年3月12日 星期二"), (200.0, 12.0, 8.0, f"— {n} —")]
        for n in (1, 2)
    ]
    first = [heads[0][0], (120.0, 560.0, 18.0, TITLE), *rows[:4], heads[0][1]]
    second = [*heads[1], *rows[4:]]
    article, furniture = drafted(sheets([first, second]), tmp_path)
    assert f"{SECOND}\n\n{THIRD}\n" in article
    assert furniture == ["class: page"] * 4


def test_a_headline_that_fills_its_column_goes_on() -> None:
    data = sheets([[(40.0, 560.0, 18.0, "把实事办到群众心坎上让"), (150.0, 535.0, 18.0, "群众满意"),
                    *column([FIRST], 40, 500, 22, 10)]])  # fmt: skip
    assert pdf.text(data).split("\n")[0] == "把实事办到群众心坎上让群众满意"


def test_radicals_are_written_as_the_characters_they_stand_for() -> None:
    assert pdf.text(sheets([[(40.0, 500.0, 10.0, "⼈⺠市⻓⼒⻅⽇")]])) == "人民市长力见日\n"


def test_blank_pages_and_broken_files_are_refused() -> None:
    with pytest.raises(ValueError, match="scanned"):
        pdf.text(sheets([[]]))
    with pytest.raises(ValueError, match="damaged"):
        pdf.text(sheets([[(40.0, 500.0, 10.0, "会议")]])[:300])
