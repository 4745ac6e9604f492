"""What is known of a source beside its text, and the furniture that a draft adds to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from huiyao import frontmatter
from huiyao.convert import spell
from huiyao.convert.draft import Furniture
from huiyao.frontmatter import Scalar

_FURNITURE = re.compile(r"^furniture:.*\n?(?:^(?:[ \t-].*)?\n?)*", re.MULTILINE)


class Sidecar(Struct, frozen=True):
    """A sidecar as it stands before the draft."""

    text: str = ""
    publication: str = ""
    date: str = ""


def read(path: Path) -> Sidecar:
    """The sidecar of a source; an empty one where there is none that can be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return Sidecar()
    node = frontmatter.parse(text, str(path), 1, 1 << 22)
    if not isinstance(node, frontmatter.Mapping):
        return Sidecar()
    found = {key.text: value.text for key, value in node.entries if isinstance(value, Scalar)}
    return Sidecar(text, found.get("publication", ""), found.get("date", ""))


def sidecar(there: Sidecar, furniture: Sequence[Furniture]) -> str:
    """The sidecar with the draft's furniture in place of its own; empty where nothing is known."""
    kept = _FURNITURE.sub("", there.text)
    kept += "\n" if kept and not kept.endswith("\n") else ""
    return kept + spell.sidecar(furniture)
