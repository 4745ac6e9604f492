"""The review list of a draft: what a person should look at, in the order of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huiyao.convert import Draft
from huiyao.messages import say

_UNTOUCHED = re.compile(r"|# .*|- (?:\[ \] .*|[^\[].*)")


def rows(draft: Draft) -> Iterator[str]:
    """One line for each thing to look at."""
    for remark in sorted(set(draft.remarks)):
        text = f"“{remark.text}”" if remark.text else ""
        yield say("review-row", line=remark.line, what=say(remark.key, text=text),
                  confidence=say(f"confidence-{remark.confidence}"))  # fmt: skip


def touched(text: str) -> bool:
    """Whether a list has ticks, notes or anything else that no list begins with."""
    return any(_UNTOUCHED.fullmatch(line) is None for line in text.split("\n"))


def text(name: str, draft: Draft) -> str:
    """The list as a file to tick off."""
    head = say("review-head", source=name, percent=draft.proof.percent)
    files = "".join(f"- {path}\n" for path in (*draft.files, *draft.records))
    found = "".join(f"- [ ] {row}\n" for row in rows(draft))
    return f"# {head}\n\n{files}\n{found}"
