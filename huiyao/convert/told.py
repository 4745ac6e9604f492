"""What converting did, told to the curator source by source."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from huiyao.convert.batch import Converted
from huiyao.convert.review import rows
from huiyao.messages import say
from huiyao.model import Problem
from huiyao.report import FAULTY, FINE, MISUSED, tell


def tell_converted(found: Iterable[tuple[str, Converted | Problem]]) -> int:
    """Say what became of each source; those that could not be converted are named at the end."""
    started = time.perf_counter()
    problems: list[Problem] = []
    count = 0
    with _bar() as bar:
        task = bar.add_task(say("converting"), total=None)
        for path, one in found:
            bar.update(task, advance=1, description=path, refresh=True)
            if isinstance(one, Problem):
                problems.append(one)
            else:
                count += 1
                tell(told(one))
    if not count and not problems:
        tell([say("convert-none")])
        return FINE
    seconds = f"{time.perf_counter() - started:.1f}"
    tell([say("convert-done", count=count, failed=len(problems), seconds=seconds)], problems)
    return MISUSED if problems and not count else FAULTY if problems else FINE


def told(one: Converted) -> Iterator[str]:
    """What became of one source, and what to look at."""
    made = one.draft
    stories = sum(path.startswith("articles/") for path in made.files)
    people = sum(path.startswith("people/") for path in made.records)
    listed = list(rows(made))
    yield say("converted", source=one.name, percent=made.proof.percent, stories=stories,
              people=people, remarks=len(listed))  # fmt: skip
    yield from (f"  - {row}" for row in listed)
    for placed in one.placed:
        if placed.outcome == "created":
            yield say("convert-created", path=placed.path)
        elif placed.outcome == "aside":
            yield say("convert-aside", path=placed.path)
            yield placed.diff
    if all(placed.outcome == "kept" for placed in one.placed):
        yield say("convert-kept")


def _bar() -> Progress:
    """A bar on a terminal, nothing in a log."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        auto_refresh=False,  # by a thread, with which a process is not forked so easily
        disable=not sys.stderr.isatty(),
    )
