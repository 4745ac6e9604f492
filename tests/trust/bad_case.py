"""One good archive, and what can be done to it: the parts that cases of bad input are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from archives import SIGN, expected
from msgspec import Struct

Change = Callable[[Path], None]

FRONT = """\
title: 全会在江州举行
kind: report
source: a.txt
published: 2024-01-05
meeting: plenum
people:
  - {name: 陈吉宁, role: 市委书记, capacity: [主持]}
status: reviewed
"""
BODY = "市委书记陈吉宁主持会议。\n\n会议强调，要实干。\n"
ARTICLE = f"---\n{FRONT}---\n{BODY}"
SITE = "title: 试验汇编\ndescription: 供试验用\nseries: {plenary: {name: 全会}}\n"
MEETING = "---\nname: 全会\nseries: plenary\ndate: 2024-01-03\n---\n"
THEME = "---\nname: 实干\n---\n"
PERSON = "---\nname: 陈吉宁\n---\n"
SIDECAR = "publication: 江州日报\nfurniture:\n  - {text: 江州日报, class: page}\n"

GOOD: Mapping[str, str] = {
    "site.yaml": SITE,
    "articles/a.md": ARTICLE,
    "meetings/plenum.md": MEETING,
    "people/chen.md": PERSON,
    "themes/work.md": THEME,
    "sources/a.txt": "江州日报\n全会在江州举行\n" + BODY,
    "sources/a.txt.yaml": SIDECAR,
}


AT = "content/articles/b.md"
"""Where most bad articles stand."""


class Case(Struct, frozen=True):
    """A change to the good archive and what must come of it."""

    name: str
    change: Change
    places: tuple[str, ...] | None = None
    """Where problems must be told, in order; None where any one place will do."""
    code: int = 1
    command: tuple[str, ...] = ("build", "--no-search", "--jobs=1")


def put(root: Path, name: str, content: str | bytes) -> None:
    """Write a file of the content, its ▶ removed."""
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(data.replace(SIGN.encode(), b""))


def files(name: str, changed: Mapping[str, str | bytes], *places: str, code: int = 1) -> Case:
    """A case that changes files; problems stand where they are marked, or at the places given."""

    def change(root: Path) -> None:
        for path, content in changed.items():
            put(root, path, content)

    marked = tuple(map(str, expected(changed)))
    return Case(name, change, marked or places or None, code)


def article(name: str, text: str | bytes, *places: str, code: int = 1) -> Case:
    """A case of one more article."""
    return files(name, {"articles/b.md": text}, *places, code=code)


def front(name: str, extra: str, *places: str) -> Case:
    """A case of an article with other lines in its front matter, instead of those it has."""
    keys = {line.partition(":")[0].strip(f"{SIGN} ") for line in extra.splitlines()}
    kept = "".join(
        line
        for line in FRONT.splitlines(keepends=True)
        if line.partition(":")[0] not in keys and not (line[0] == " " and "people" in keys)
    )
    return article(name, f"---\n{kept}{extra}\n---\n{BODY}", *places)


def body(name: str, text: str, *, code: int = 1) -> Case:
    """A case of an article with another body."""
    return article(name, f"---\n{FRONT}---\n{text}\n", code=code)
