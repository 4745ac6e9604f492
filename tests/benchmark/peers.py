"""The tools that are measured, ours and those that are installed, each with the same articles."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from benchmark import corpus
from benchmark.corpus import put

ROOT = Path(__file__).parents[2]


class Tool(NamedTuple):
    """A generator: its command, the folder that it writes, and the file that is edited in it."""

    name: str
    command: Sequence[str]
    out: Path
    edited: Path
    server: Sequence[str] = ()
    """The command that serves the site, builds it at every change, and writes it to disk."""

    @property
    def page(self) -> Path:
        """The page of the edited file."""
        return self.out / "articles" / self.edited.stem / "index.html"


def ours(count: int, folder: Path) -> Tool:
    """This tool, with an archive of so many articles."""
    corpus.write(count, folder)
    command = [sys.executable, str(ROOT / "build.py")]
    options = ["--no-search", "--project", str(folder)]
    return Tool(
        "huiyao",
        [*command, "build", *options],
        folder / "_site",
        folder / "content" / "articles" / f"a{count // 2}.md",
        [*command, "serve", "--port", "0", *options],
    )


def prepared(count: int, folder: Path) -> Iterator[Tool]:
    """The tools that are installed, each with its own copy of the content."""
    tool = ours(count, folder / "huiyao")
    yield tool
    edited = tool.edited.name
    articles = list(read(tool.edited.parent))
    if hugo := shutil.which("hugo"):
        site = folder / "hugo"
        write_hugo(site, articles)
        command = [hugo, "--source", str(site), "--quiet", "--cleanDestinationDir"]
        serve = [hugo, "server", "--source", str(site), "--port", str(free())]
        if "--renderToDisk" in subprocess.check_output([hugo, "server", "--help"], text=True):
            serve.append("--renderToDisk")  # newer ones do by default
        yield Tool("hugo", command, site / "public", site / "content" / "articles" / edited, serve)
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
[outputs]  # one feed, as ours: by default every list has its own
section = ["html"]
taxonomy = ["html"]
term = ["html"]
"""
PELICAN = """SITENAME, SITEURL, TIMEZONE = "试验汇编", "https://example.org", "UTC"
DEFAULT_LANG, THEME, DEFAULT_PAGINATION = "zh", "simple", 50
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
FURTHER = "{base_name}/{number}.html"  # else the second page of t1 would be where that of t12 is
PAGINATION_PATTERNS = (1, "{url}", "{save_as}"), (2, FURTHER, FURTHER)
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


def free() -> int:
    """A port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])
