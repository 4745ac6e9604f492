"""The file of a ledger: its tables, and the two ways of opening it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS row
    (name TEXT PRIMARY KEY, digest BLOB, filed BLOB, value BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS trace (name TEXT PRIMARY KEY, reads BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS head
    (head TEXT, sort TEXT, item TEXT, owner TEXT, weight INTEGER, value BLOB,
     PRIMARY KEY (head, sort, item, owner)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS page
    (path TEXT PRIMARY KEY, reads BLOB, leaf BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS news (cell INTEGER PRIMARY KEY);
"""

WAIT = 60
"""Seconds that a build waits for another one of the same site."""

CACHE = 8_000
"""KB of the file that stay in memory: what is filed goes to all places of it."""


def opened(path: Path | None) -> sqlite3.Connection:
    """A ledger that is written to; without a path, in memory."""
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(path or ":memory:", timeout=WAIT, check_same_thread=False)
    try:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        base.execute(f"PRAGMA cache_size = -{CACHE}")
        base.executescript(SCHEMA)
    except sqlite3.Error:
        base.close()
        raise
    return base


def beside(path: Path) -> Path:
    """The file of the values that are too long for a ledger's tables."""
    return path.with_name(f"{path.name}-pack")


def empty(base: sqlite3.Connection) -> None:
    """Make the tables anew, whatever columns those had that another version made."""
    tables = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in tables:
        base.execute(f"DROP TABLE {name}")
    base.executescript(SCHEMA)


def standing(path: Path) -> sqlite3.Connection:
    """A ledger that nobody writes to meanwhile: read without locks and without shared memory.

    So it can be read over a network, too, where SQLite's write-ahead log cannot
    (<https://www.sqlite.org/wal.html>).
    """
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(where, uri=True, check_same_thread=False)
