# ruff: noqa: T201  # it prints a table
"""How long builds take, cold, unchanged and after one edit: ours and, side by side, the peers'.

The peers build an equivalent minimal site of the same articles: one page each, one a meeting,
person and theme, a feed and a sitemap. Those that are not installed are left out. Everything is
run in turn, so that a busy machine is busy for all; ratios of medians are what counts.

    PYTHONPATH=.:tests python -m benchmark.rebuild 1000 [RUNS]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import yaml
from benchmark import corpus

ROOT = Path(__file__).parents[2]
EDITED = "会议昨天举行。"
"""Words of every article's first paragraph; an edit adds one character to them."""


class Run(NamedTuple):
    """What one build took."""

    seconds: float
    cpu: float
    megabytes: float
    """All its processes together, shared pages counted once, at the highest moment."""


class Tool(NamedTuple):
    """A generator: its command, the folder that it writes, and the file that is edited in it."""

    name: str
    command: Sequence[str]
    out: Path
    edited: Path


def main(arguments: Sequence[str]) -> None:
    """Measure all and print one table."""
    count = int(arguments[0]) if arguments else 1000
    runs = int(arguments[1]) if len(arguments) > 1 else 3
    with TemporaryDirectory() as folder:
        tools = list(prepared(count, Path(folder)))
        found: dict[tuple[str, str], list[Run]] = {}
        for _ in range(runs):
            for tool in tools:
                for state, run in measured(tool):
                    found.setdefault((tool.name, state), []).append(run)
        table(count, tools, found)


def prepared(count: int, folder: Path) -> Iterator[Tool]:
    """The tools that are installed, each with its own copy of the content."""
    ours = folder / "huiyao"
    corpus.write(count, ours)
    build = [sys.executable, str(ROOT / "build.py"), "build", "--no-search", "--project", str(ours)]
    edited = f"a{count // 2}.md"
    yield Tool("huiyao", build, ours / "_site", ours / "content" / "articles" / edited)
    articles = list(read(ours / "content" / "articles"))
    if hugo := shutil.which("hugo"):
        site = folder / "hugo"
        write_hugo(site, articles)
        command = [hugo, "--source", str(site), "--quiet", "--cleanDestinationDir"]
        yield Tool("hugo", command, site / "public", site / "content" / "articles" / edited)
    if pelican := shutil.which("pelican"):
        site = folder / "pelican"
        write_pelican(site, articles)
        command = [pelican, str(site / "content"), "-q", "-o", str(site / "output")]
        command += ["-s", str(site / "conf.py")]
        yield Tool("pelican", command, site / "output", site / "content" / edited)


class Article(NamedTuple):
    """An article as any generator takes it."""

    name: str
    title: str
    date: str
    meeting: str
    people: list[str]
    themes: list[str]
    body: str


def read(folder: Path) -> Iterator[Article]:
    """The articles of the generated archive."""
    names = {yaml.safe_load(path.read_text("utf-8").split("---\n")[1])["name"]: path.stem
             for path in sorted((folder.parent / "themes").glob("*.md"))}  # fmt: skip
    for path in sorted(folder.glob("*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        record = yaml.load(front, yaml.CSafeLoader)
        yield Article(
            path.name,
            record["title"],
            str(record["published"]),
            record["meeting"],
            [entry["name"] for entry in record["people"]],
            [key for name, key in names.items() if name in body],
            body,
        )


BASE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="stylesheet" href="/base.css"><nav><a href="/">试验汇编</a></nav>
<main>{{ block "main" . }}{{ end }}</main></html>
"""
SINGLE = """{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }}</p>
{{ .Content }}
{{ range $kind := slice "meetings" "people" "themes" }}<ul>{{ range $.GetTerms $kind }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>{{ end }}{{ end }}
"""
LIST = """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>{{ end }}
"""


HUGO = """baseURL = "https://example.org/"
title = "试验汇编"
defaultContentLanguage = "zh-cn"
[taxonomies]
meeting = "meetings"
person = "people"
theme = "themes"
"""
PELICAN = """SITENAME, SITEURL, TIMEZONE = "试验汇编", "https://example.org", "UTC"
DEFAULT_LANG, THEME, DEFAULT_PAGINATION = "zh", "simple", 50
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
"""


def write_hugo(site: Path, articles: Sequence[Article]) -> None:
    """A Hugo site with three taxonomies."""
    put(site / "hugo.toml", HUGO)
    for name, text in {"baseof": BASE, "single": SINGLE, "list": LIST, "terms": LIST}.items():
        put(site / "layouts" / "_default" / f"{name}.html", text)
    for one in articles:
        front = {"title": one.title, "date": one.date, "meetings": [one.meeting],
                 "people": one.people, "themes": one.themes}  # fmt: skip
        text = yaml.safe_dump(front, allow_unicode=True)
        put(site / "content" / "articles" / one.name, f"---\n{text}---\n{one.body}")


def write_pelican(site: Path, articles: Sequence[Article]) -> None:
    """A Pelican site: categories are meetings, authors people, tags themes."""
    put(site / "conf.py", PELICAN)
    for one in articles:
        front = f"Title: {one.title}\nDate: {one.date}\nSlug: {one.name[:-3]}\n"
        front += f"Category: {one.meeting}\n"
        front += f"Authors: {'; '.join(one.people)}\nTags: {', '.join(one.themes)}\n"
        put(site / "content" / one.name, f"{front}\n{one.body}")


def put(path: Path, text: str) -> None:
    """Write a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


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
    tool.edited.write_text(text.replace(EDITED, EDITED + "又"), encoding="utf-8")
    yield "edit", run(tool.command)
    tool.edited.write_text(text, encoding="utf-8")


def run(command: Sequence[str]) -> Run:
    """One build in processes of its own."""
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = [0.0]
    watcher = threading.Thread(target=watch, args=[process, peak])
    watcher.start()
    process.wait()
    seconds = time.perf_counter() - start
    watcher.join()
    after = os.times()
    user = after.children_user - before.children_user
    cpu = user + after.children_system - before.children_system
    return Run(seconds, cpu, peak[0])


def watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    """Note the highest memory of a process with all its children, in MB."""
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(proportional, family(process.pid))) / 1024)
        time.sleep(0.05)


def family(pid: int) -> Iterator[int]:
    """A process and all that come from it (Linux)."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def proportional(pid: int) -> int:
    """The memory of a process in KB, its share of what it shares (Linux)."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return 0


def table(count: int, tools: Sequence[Tool], found: dict[tuple[str, str], list[Run]]) -> None:
    """Print medians, and how many times as long as ours each peer takes."""

    def median(tool: Tool, state: str, part: Callable[[Run], float]) -> float:
        return statistics.median(map(part, found[tool.name, state]))

    print(f"{count} articles; seconds (× ours)")
    print("| | cold | none | edit | cold, CPU | MB | pages | bytes |")
    print("|---" * 8 + "|")
    for tool in tools:
        row = []
        for state in ("cold", "none", "edit"):
            ours, theirs = (median(one, state, lambda run: run.seconds) for one in (tools[0], tool))
            row.append(f"{theirs:.2f} ({theirs / ours:.1f})")
        row.append(f"{median(tool, 'cold', lambda run: run.cpu):.1f}")
        row.append(f"{median(tool, 'cold', lambda run: run.megabytes):.0f}")
        files = [path for path in tool.out.rglob("*") if path.is_file()]
        pages = sum(path.suffix == ".html" for path in files)
        row += [str(pages), f"{sum(path.stat().st_size for path in files):,}"]
        print(f"| {tool.name} | {' | '.join(row)} |")


if __name__ == "__main__":
    main(sys.argv[1:])
