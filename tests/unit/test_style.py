"""That the tree is linted, formatted and typed: the tools run as tests of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "tool", ["ruff check --no-cache", "ruff format --check --no-cache", "mypy --no-error-summary"]
)
def test_a_tool_finds_nothing(tool: str) -> None:
    name, *options = tool.split()
    found = subprocess.run(
        [sys.executable, "-m", name, *options],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, found.stdout + found.stderr
