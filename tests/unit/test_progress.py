"""How far a stage has come, as it is shown."""

from __future__ import annotations

import io
import sys
from math import inf

import pytest

from huiyao import progress as module
from huiyao.progress import LONG, progress


class Terminal(io.StringIO):
    """A standard error that someone looks at."""

    def isatty(self) -> bool:
        """Whether someone does."""
        return True


def watched(monkeypatch: pytest.MonkeyPatch, soon: float) -> Terminal:
    """The terminal of one who waits after so many seconds."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(module, "SOON", soon)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    return terminal


def test_a_bar_is_drawn_for_whoever_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch, 0)
    with progress() as show:
        show("load", 1, 4)
        assert "load" in terminal.getvalue()
        assert "25%" in terminal.getvalue()
        show("load", 4, 4)
        assert "100%" in terminal.getvalue()
        show("publish", 1, 2)
        show("publish", 2, 2)
    assert "publish" in terminal.getvalue()


def test_what_ends_soon_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch, inf)
    with progress() as show:
        show("load", 0, 2)
        show("load", 2, 2)
    assert not terminal.getvalue()


def test_a_log_has_a_line_for_what_takes_long(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as show:
        show("load", LONG - 1, LONG - 1)
        show("publish", 1, LONG)
        show("publish", LONG, LONG)
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert said[0].startswith("publish")
