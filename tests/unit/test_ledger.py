from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from huiyao.memory import writer
from huiyao.memory.filing import Filed
from huiyao.memory.ledger import Ledger
from huiyao.memory.row import Row, cell, cells, row, touched


def begun(path: Path | None = None) -> Ledger:
    ledger = Ledger(path)
    ledger.begin()
    return ledger


def stories(key: str, meeting: str) -> Row:
    return row(f"article/{key}", key.encode(), filed=[Filed("story", meeting, key, key)])


def settled(*rows: Row) -> Ledger:
    """A ledger that a site was published from."""
    ledger = begun()
    ledger.put(rows)
    ledger.complete()
    return ledger


def test_a_first_build_has_no_news() -> None:
    ledger = begun()
    ledger.put([stories("a", "m")])
    assert ledger.news() == frozenset()


@pytest.mark.parametrize(
    ("written", "news"),
    [
        (stories("a", "m"), set()),
        (row("article/a", b"other", filed=[Filed("story", "m", "a", "a")]), {"article/a"}),
        (
            stories("b", "m"),
            {"article/b", "story/m", "story/*"},
        ),
        (
            row("article/a", b"a", filed=[Filed("story", "n", "a", "a")]),
            {"story/m", "story/n", "story/*"},
        ),
    ],
)
def test_news_are_the_rows_and_heads_that_differ(written: Row, news: set[str]) -> None:
    ledger = settled(stories("a", "m"))
    ledger.put([written])
    assert ledger.news() == {cell(name) for name in news}


def test_what_is_dropped_leaves_its_heads() -> None:
    ledger = settled(stories("a", "m"), stories("b", "m"))
    ledger.drop(["article/a", "article/none"])
    assert ledger.under("story/m") == [("b", 1)]
    assert ledger.value("article/a") is None
    assert cell("story/m") in ledger.news()


def test_a_head_is_in_order_and_its_total_is_the_sum_of_its_weights() -> None:
    ledger = begun()
    for key, sort in (("a", "2"), ("b", "1")):
        ledger.put(
            [row(key, b"", filed=(Filed("hit", "t", sort, key, 2), Filed("met", "p", "", "m")))]
        )
    assert ledger.under("hit/t") == [("b", 2), ("a", 2)]
    assert ledger.totals("hit/") == [("hit/t", 4)]
    assert ledger.totals("met/") == [("met/p", 2)]


def test_news_wait_until_a_site_is_published_from_them() -> None:
    ledger = settled(stories("a", "m"))
    ledger.put([stories("b", "m")])
    ledger.begin()
    assert ledger.news()
    ledger.complete()
    assert not ledger.news()


def test_other_code_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = begun(tmp_path / "a.sqlite")
    ledger.put([stories("a", "m")])
    ledger.commit()
    ledger.close()
    same = begun(tmp_path / "a.sqlite")
    assert same.value("article/a")
    same.close()
    monkeypatch.setattr(writer, "edition", lambda: b"other")
    other = begun(tmp_path / "a.sqlite")
    assert other.value("article/a") is None
    other.close()


def test_a_ledger_with_other_tables_begins_anew(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as base:
        base.executescript(
            "CREATE TABLE state (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;"
            "CREATE TABLE row (name TEXT PRIMARY KEY);"
            "CREATE TABLE gone (name TEXT);"
            "INSERT INTO row VALUES ('article/a');"
        )
    ledger = begun(tmp_path / "a.sqlite")
    ledger.put([stories("b", "m")])
    assert ledger.value("article/a") is None
    assert ledger.value("article/b") == b"b"
    ledger.close()


def test_what_is_no_ledger_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(b"nothing of ours" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        Ledger(path)


def test_reads_touch_news() -> None:
    reads = cells(map(cell, ["article/a", "story/m"]))
    assert touched(reads, frozenset({cell("story/m")}))
    assert not touched(reads, frozenset({cell("story/n")}))
    assert not touched(b"", frozenset({cell("story/m")}))


def test_who_is_seated_sees_the_ledger_as_it_stood_then(tmp_path: Path) -> None:
    ledger = begun(tmp_path / "会 a?.sqlite")
    ledger.put([stories("a", "m")])
    first = ledger.seat()
    # As another machine sees it: the file alone, without the log and the memory beside it.
    alone = Path(shutil.copy(first.ledger, tmp_path / "alone"))
    ledger.put(stories(f"{n}", "m") for n in range(2000))
    seen = Ledger(Path(first.ledger), still=True)
    assert seen.under("story/m") == [("a", 1)]
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        seen.put([stories("b", "m")])
    seen.close()
    apart = Ledger(alone, still=True)
    assert apart.value("article/a") == b"a"
    apart.close()
    second = ledger.seat()
    assert second != first
    later = Ledger(Path(second.ledger), still=True)
    assert len(later.under("story/m")) == 2001
    later.close()
    ledger.close()
