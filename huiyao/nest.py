"""Where a process makes folders undisturbed, before each is moved to its place in one step.

Whoever makes a folder in another locks that for as long as the file system looks for room: where
several make thousands in the same one, they wait for each other more than they work. To move one
there takes a moment. And ext4 looks for room beside the folder that a new one is made in; if it has
no journal, it passes over what was freed there in the last minutes piece by piece. A nest is
elsewhere each time.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from huiyao.rename import move

# Tens of thousands of folders: it must be quick.
# ruff: noqa: PTH102, PTH106


class Nest:
    """A folder beside another, there as long as it is needed, for making those that go below it."""

    def __init__(self, top: Path) -> None:
        self.place = f"{top}-{os.urandom(8).hex()}"
        self.egg = f"{self.place}/egg"
        self.laid = False
        """Whether there is a folder that has no place yet."""
        self.able = True
        """Whether folders can be moved from here, as far as is known."""

    def mkdir(self, place: str) -> None:
        """Make a folder, as `os.mkdir` does."""
        if not (self.able and self._move(place)):
            os.mkdir(place)

    def _move(self, place: str) -> bool:
        try:
            if not self.laid:
                self._lay()
            move(self.egg, place)
            self.laid = False
        except (FileExistsError, FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            self.able = False
            return False
        return True

    def _lay(self) -> None:
        try:
            os.mkdir(self.egg)
        except FileNotFoundError:
            os.mkdir(self.place)
            os.mkdir(self.egg)
        self.laid = True

    def close(self) -> None:
        """Remove it."""
        for folder in (self.egg, self.place):
            with suppress(OSError):
                os.rmdir(folder)
