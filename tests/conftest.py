"""A toy site to serve."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from toy_site import Toy


@pytest.fixture
def toy(tmp_path: Path) -> Iterator[Toy]:
    """A toy project with one page, not yet served."""
    project = Toy(tmp_path / "project")
    project.write("index.html", "<!doctype html><title>题</title><p>首页</p>")
    yield project
    project.kill()
