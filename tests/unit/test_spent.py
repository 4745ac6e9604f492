"""What a command takes is told only of one that does its work."""

from __future__ import annotations

import subprocess
import sys

import pytest
from benchmark.spent import run


def test_what_stops_halfway_has_no_time() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run([sys.executable, "-c", "raise SystemExit(3)"])


def test_what_ends_well_has() -> None:
    assert run([sys.executable, "-c", ""]).seconds > 0
