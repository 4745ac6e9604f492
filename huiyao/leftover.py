"""What editors and systems leave beside the files that people write."""

from __future__ import annotations

LEFT = {"Thumbs.db", "desktop.ini"}
"""What Windows leaves in folders that one has looked at."""


def leftover(name: str) -> bool:
    """Whether a file of this name is hidden, an editor's copy, or the lock of an open document."""
    return name[0] == "." or name[-1] == "~" or name[:2] == "~$" or name in LEFT
