"""The proof of the archive itself, and that no changed character of it goes unseen."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import islice, repeat
from multiprocessing import get_context
from pathlib import Path

import pytest
from msgspec.structs import replace
from newspapers import Change, Edition, changes

from huiyao.collatable import collatables
from huiyao.collate import collate, rebuild
from huiyao.load import load
from huiyao.model import Project
from huiyao.proof import faults, prove

ROOT = Path(__file__).parents[2]
SHARE, LARGE = 200, 1 if os.environ.get("HUIYAO_EXAMPLES") else 8
"""Every how many-th change is tried by default, and when there is time.

Of 300,000 in all: they take half an hour of a core. `HUIYAO_EXAMPLES=1` has all of them tried.
"""


@cache
def archive() -> dict[str, Edition]:
    """Each source with all that claims it."""
    loaded = load(Project(ROOT, ROOT / "_site"))
    assert loaded.library is not None
    assert loaded.problems == ()
    assert faults(prove(loaded.library)) == ()
    found = {}
    for group in collatables(loaded.library):
        (source,) = group.sources
        blocks = tuple(replace(block, source="") for block in group.blocks)
        found[source.id] = Edition(source.text, blocks)
    return found


SOURCES = sorted(path.name for path in (ROOT / "content" / "sources").glob("*.txt"))


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_is_accounted_for_and_rebuilt(source: str) -> None:
    edited = archive()[source]
    collation = collate(edited.source, edited.blocks)
    assert collation.complete
    assert collation.percent == 100.0
    assert rebuild(collation, edited.blocks) == edited.source


def unseen(edited: Edition, tried: Iterator[Change]) -> Iterator[Change]:
    """The changes that the collation neither reports nor lists as a move."""
    right = collate(edited.source, edited.blocks)
    assert right.complete
    for change in tried:
        wrong = change.made(edited)
        collation = collate(wrong.source, wrong.blocks)
        listed = change.kind == "transpose" and collation.moves != right.moves
        if collation.complete and not listed and not change.typographic:
            yield change


@pytest.mark.parametrize("source", SOURCES)
def test_a_changed_character_of_the_archive_is_seen(source: str) -> None:
    chance = random.Random(source)
    tried = (change for change in changes(chance, archive()[source]) if chance.random() < 1 / SHARE)
    assert list(unseen(archive()[source], tried)) == []


PARTS = 16


def part(source: str, number: int) -> list[Change]:
    """The changes of a part of those of a source that are not seen."""
    tried = islice(
        changes(random.Random(source), archive()[source]), number * LARGE, None, PARTS * LARGE
    )
    return list(unseen(archive()[source], tried))


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCES)
def test_very_many_changed_characters_of_the_archive_are_seen(source: str) -> None:
    assert archive()  # which every worker then has
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        found = [change for some in pool.map(part, repeat(source), range(PARTS)) for change in some]
    assert found == []
