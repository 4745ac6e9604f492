"""The spare of a site: a second folder of the same files, of which the next state is made."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from huiyao.crew import BATCH, Crew, Task
from huiyao.nest import Nest
from huiyao.stage import discard, lasting
from huiyao.tree import PREFIX, above, descend


def furnish(out: Path, spare: Path, paths: Sequence[str], crew: Crew) -> None:
    """Make the spare of a site that has none, if there are others to help.

    So the first edit need not make it. It is left to that where links cannot be made.
    """
    if crew.alone(len(paths)) or spare.exists() or not lasting(out, spare):
        return
    stage = spare.parent / f"{PREFIX}{spare.stem}-{os.urandom(8).hex()}"
    stage.mkdir()
    with suppress(OSError):
        for _ in crew.spread(Task("spare", partial(link, out, stage), paths, least=BATCH)):
            pass
        stage.rename(spare)
        return
    discard(stage)


def link(out: Path, stage: Path, paths: Sequence[str]) -> None:
    """Give some files of a folder the same places in another."""
    with closing(Nest(stage)) as nest:
        for path in paths:
            descend(stage, above(path), nest.mkdir)
            os.link(f"{out}/{path}", f"{stage}/{path}")
