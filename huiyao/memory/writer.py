"""Who wrote a ledger: the code, and the language in which it told of problems."""

from __future__ import annotations

from huiyao.edition import edition
from huiyao.messages import language


def writer() -> bytes:
    """What rows depend on besides the content."""
    return edition() + language().encode()


def legible(written: bytes | None) -> bool:
    """Whether a writer was this code, in whatever language it spoke."""
    return (written or b"").startswith(edition())
