"""What can be the id of something: the stem of a file on any system, and a part of an address."""

from __future__ import annotations

import re

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

RESERVED = frozenset({"aux", "con", "nul", "prn"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}
"""Names that Windows keeps for devices, whatever follows a dot."""

LONGEST = 120
"""Characters; a file beside it may be named with a few more, of the 255 that systems allow."""


def fault(word: str) -> str:
    """The key of the message that says why a word cannot be an id; empty if it can."""
    if not ID.fullmatch(word):
        return "id-bad"
    if word in RESERVED:
        return "id-reserved"
    return "id-long" if len(word) > LONGEST else ""
