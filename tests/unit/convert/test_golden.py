"""Small sources, one for each class of defect, beside the drafts that they become.

`HUIYAO_GOLDEN=write` writes the drafts anew, to be read before they are committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from huiyao.convert import Draft, draft
from huiyao.convert.known import Known
from huiyao.convert.received import receive
from huiyao.convert.sidecar import Sidecar
from huiyao.model import Problem

FOLDER = Path(__file__).parents[2] / "golden/convert"
SOURCES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".txt", ".html"})


def drafted(path: Path) -> Draft:
    if path.suffix == ".html":
        pytest.importorskip("trafilatura")
    source = receive(path)
    assert not isinstance(source, Problem), source
    return draft(source, Known(people={}, taken={}), Sidecar())


def shown(made: Draft) -> Iterator[str]:
    """Every file of a draft, and what to look at."""
    for name, text in {**made.files, **made.records}.items():
        yield f"===== {name}\n{text.rstrip()}\n"
    yield "===== review\n"
    for remark in made.remarks:
        yield f"{remark.line} {remark.key} {remark.text} {remark.confidence}\n"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_source_becomes_its_draft(path: Path) -> None:
    made = drafted(path)
    found = "".join(shown(made))
    golden = path.with_suffix(".draft")
    if os.environ.get("HUIYAO_GOLDEN") == "write":
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
    assert made.proof.complete
