"""Where a draft is laid: never over a file that is there."""

from __future__ import annotations

import difflib
import os
import tempfile
from pathlib import Path
from typing import Literal

from msgspec import Struct

from huiyao.folder import ASIDE


class Placed(Struct, frozen=True):
    """What became of one file."""

    path: Path
    outcome: Literal["created", "kept", "aside"]
    diff: str = ""
    """From the file that is there to the draft that was laid aside."""


def place(root: Path, name: str, text: str) -> Placed:
    """Write a file below a folder; where another stands there, lay it aside with the difference.

    That it has been reviewed since is none.
    """
    path = root / name
    if not path.exists():
        return write(path, text)
    there = path.read_text(encoding="utf-8", errors="replace")
    if there in {text, text.replace("\nstatus: draft\n", "\nstatus: reviewed\n")}:
        return Placed(path, "kept")
    rows = difflib.unified_diff(
        there.splitlines(), text.splitlines(), name, f"{ASIDE}/{name}", lineterm="", n=1
    )
    aside = write(root / ASIDE / name, text)
    return Placed(aside.path, "aside", "\n".join(rows))


def write(path: Path, text: str) -> Placed:
    """Write a file whole or not at all; the same text again leaves it as it is."""
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return Placed(path, "kept")
    put(path, data)
    return Placed(path, "created")


def put(path: Path, data: bytes) -> None:
    """Write bytes so that no reader sees half of them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
    Path(name).replace(path)
