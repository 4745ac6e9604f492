"""Values too long for a table."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from huiyao.memory.filing import Filed
from huiyao.memory.ledger import SLACK, Ledger
from huiyao.memory.pack import LONG, MOST, Pack
from huiyao.memory.row import row

SHORT, LONGER, LONGEST, HUGE = b"a" * LONG, b"b" * (LONG + 1), bytes(MOST), bytes(MOST + 1)


def test_what_is_laid_is_picked_again_by_whoever_reads(tmp_path: Path) -> None:
    pack = Pack(tmp_path / "pack")
    values = [SHORT, LONGER, b"", HUGE, LONGEST, LONGER]
    held = [*pack.lay(values[:3]), *pack.lay(values[3:])]
    assert [type(one) for one in held] == [bytes, int, bytes, bytes, int, int]
    assert len(set(held)) == len(held)
    for reader in (pack, Pack(tmp_path / "pack")):
        assert [reader.pick(one) for one in held] == values
        reader.close()
    assert pack.size > len(LONGEST) + 2 * len(LONGER)


def test_without_a_file_the_table_holds_all() -> None:
    pack = Pack(None)
    assert pack.lay([SHORT, LONGER]) == [SHORT, LONGER]
    assert pack.size == 0


@pytest.mark.parametrize("way", ["cut", "other", "gone"])
def test_what_is_not_as_it_was_laid_is_damage(tmp_path: Path, way: str) -> None:
    path = tmp_path / "pack"
    pack = Pack(path)
    _, (mark,) = pack.lay([LONGER]), pack.lay([LONGER])
    data = path.read_bytes()
    if way == "gone":
        path.unlink()
    else:
        path.write_bytes(data[:-1] + {"cut": b"", "other": b"c"}[way])
    with pytest.raises(sqlite3.DatabaseError, match="not as it was laid"):
        pack.pick(mark)
    pack.close()


def test_long_rows_are_as_those_of_any_length(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "a.sqlite")
    ledger.begin()
    filed = [Filed("story", f"m{n:03}", "", "a") for n in range(LONG)]
    ledger.put([row("article/a", LONGER, filed=filed)])
    assert ledger.value("article/a") == LONGER
    ledger.complete()
    ledger.put([row("article/a", SHORT, filed=filed[1:])])
    assert ledger.value("article/a") == SHORT
    assert ledger.under("story/m000") == []
    assert ledger.under("story/m001") == [("a", 1)]
    ledger.clear()
    assert (ledger.value("article/a"), ledger.pack.size) == (None, 0)
    ledger.close()


def test_a_stale_ledger_is_begun_anew_where_that_is_wanted(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "a.sqlite")
    ledger.begin()
    ledger.put([row("article/a", LONGER)])
    ledger.complete()
    assert not ledger.stale
    for number in range(SLACK // MOST + 2):
        ledger.put([row("article/a", number.to_bytes() + LONGEST[1:])])
    ledger.complete()
    assert ledger.stale
    ledger.begin()
    assert ledger.value("article/a")
    ledger.begin(renew=True)
    assert ledger.value("article/a") is None
    assert not ledger.stale
    ledger.close()
