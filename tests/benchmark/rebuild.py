# ruff: noqa: T201  # it prints tables
"""How long builds take, cold, unchanged and after one edit: ours and, side by side, the peers'.

The peers build an equivalent minimal site of the same articles: one page each, one a meeting,
person and theme, a feed and a sitemap. Those that are not installed are left out. Everything is
run in turn, so that a busy machine is busy for all; ratios of medians are what counts. Under
`serve` a page is open, and what counts is the time until its bytes are on disk.

    PYTHONPATH=.:tests python -m benchmark.rebuild 1000 [RUNS]
    PYTHONPATH=.:tests python -m benchmark.rebuild --growth 1000 10000 [100000]
    PYTHONPATH=.:tests python -m benchmark.rebuild --indexing 1000 10000

The others are of ours alone: what grows with the archive; what an edit under `serve` takes while
the search of the whole archive is indexed.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmark.live import ENDING, hurried, live
from benchmark.peers import Tool, ours, prepared
from benchmark.spent import Run, run

STATES = ("cold", "none", "edit")


EDITS = 5
"""Edits under a server, the first of which finds it cold."""


def main(arguments: Sequence[str]) -> None:
    """Measure all and print one table."""
    for option, show in (("--growth", growth), ("--indexing", indexing)):
        if option in arguments:
            show([int(one) for one in arguments if one.isdigit()] or [1000, 10_000])
            return
    count = int(arguments[0]) if arguments else 1000
    runs = int(arguments[1]) if len(arguments) > 1 else 3
    with TemporaryDirectory() as folder:
        tools = list(prepared(count, Path(folder)))
        found: dict[tuple[str, str], list[Run]] = {}
        for _ in range(runs):
            for tool in tools:
                for state, taken in measured(tool):
                    found.setdefault((tool.name, state), []).append(taken)
        for tool in tools:
            seconds = live(tool, EDITS) if tool.server else ()
            found[tool.name, "serve"] = [Run(one, 0, 0) for one in seconds]
        table(count, tools, found)


def growth(counts: Sequence[int]) -> None:
    """Print what each state of ours takes at several sizes: seconds, and processor's."""
    states = "cold | CPU | none | CPU | edit | CPU | serve"
    print(f"| articles | {states} | MB | MB, edit | pages | bytes |")
    print("|---" * 12 + "|", flush=True)
    for count in counts:
        with TemporaryDirectory() as folder:
            tool = ours(count, Path(folder))
            found = dict(measured(tool))
            times = [f"{one.seconds:.2f} | {one.cpu:.2f}" for one in map(found.__getitem__, STATES)]
            serve = f"{statistics.median(live(tool, EDITS)):.3f}"
            memory = [f"{found[state].megabytes:.0f}" for state in ("cold", "edit")]
            row = [str(count), *times, serve, *memory, *size(tool)]
            print(f"| {' | '.join(row)} |", flush=True)


def indexing(counts: Sequence[int]) -> None:
    """Print what edits take while the search is indexed."""
    print("| articles | edits | median | longest |")
    print("|---" * 4 + "|", flush=True)
    for count in counts:
        with TemporaryDirectory() as folder:
            tool = ours(count, Path(folder))
            run(tool.command)
            server = [one for one in tool.server if one != "--no-search"]
            index = tool.out / "pagefind/shards.json"
            taken = list(hurried(tool._replace(server=server), index))
            row = f"{statistics.median(taken):.3f} | {max(taken):.3f}"
            print(f"| {count} | {len(taken)} | {row} |", flush=True)


def measured(tool: Tool) -> Iterator[tuple[str, Run]]:
    """A cold build, one with nothing changed, and one after an edit."""
    shutil.rmtree(tool.out, ignore_errors=True)
    for memory in (tool.out.parent / ".cache", tool.out.parent / "resources"):
        shutil.rmtree(memory, ignore_errors=True)
    yield "cold", run(tool.command)
    time.sleep(2.1)  # a file changed this moment ago may change again unseen: it is read again
    run(tool.command)
    yield "none", run(tool.command)
    text = tool.edited.read_text("utf-8")
    tool.edited.write_text(text.replace(ENDING, ENDING + "又"), encoding="utf-8")
    yield "edit", run(tool.command)
    tool.edited.write_text(text, encoding="utf-8")


def table(count: int, tools: Sequence[Tool], found: dict[tuple[str, str], list[Run]]) -> None:
    """Print medians, and how many times as long as ours each peer takes."""

    def median(tool: Tool, state: str, part: Callable[[Run], float]) -> float:
        return statistics.median(map(part, found[tool.name, state]))

    print(f"{count} articles; seconds (× ours)")
    print("| | cold | none | edit | serve, edit | cold, CPU | MB | pages | bytes |")
    print("|---" * 9 + "|")
    for tool in tools:
        row = []
        for state in (*STATES, "serve"):
            if not found[tool.name, state]:
                row.append("")
                continue
            least, theirs = (
                median(one, state, lambda run: run.seconds) for one in (tools[0], tool)
            )
            row.append(f"{theirs:.3f} ({theirs / least:.1f})")
        row.append(f"{median(tool, 'cold', lambda run: run.cpu):.1f}")
        row.append(f"{median(tool, 'cold', lambda run: run.megabytes):.0f}")
        row += size(tool)
        print(f"| {tool.name} | {' | '.join(row)} |")


def size(tool: Tool) -> list[str]:
    """The pages of a site, and its bytes."""
    files = [path for path in tool.out.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return [str(pages), f"{sum(path.stat().st_size for path in files):,}"]


if __name__ == "__main__":
    main(sys.argv[1:])
