"""Small archives written to a folder, with the places where faults are expected marked in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from huiyao.concordance import Concordance
from huiyao.crew import Crew
from huiyao.load import Archive, load
from huiyao.memory.ledger import Ledger
from huiyao.memory.scan import stamps
from huiyao.model import Problem, Project, Where
from huiyao.seats import opened as laid_open
from huiyao.survey import link_and_prove, problems, site_of
from huiyao.survey import load as shelve

SIGN = "▶"
"""Stands in a test's file directly before the place of an expected problem."""

SITE = "title: 试验汇编\ndescription: 供试验用的汇编\n"

ARTICLE = """\
---
title: 全会在江州举行
kind: report
source: a.txt
---
全会在江州举行。
"""

Files = Mapping[str, str | bytes]


def written(root: Path, files: Files) -> Project:
    """The archive of files below `content/`, with a `site.yaml` unless they bring their own."""
    for name, content in {
        "site.yaml": SITE,
        "sources/a.txt": "全会在江州举行。\n",
        **files,
    }.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(data.replace(SIGN.encode(), b""))
    return Project(root, root / "_site")


def opened(root: Path, files: Files) -> Archive:
    """The same archive loaded."""
    return load(written(root, files))


def concorded(root: Path, files: Files) -> Concordance:
    """The same archive linked and proved, drafts and all; nothing is wrong in it."""
    return laid(written(root, files))


def laid(project: Project, *, drafts: bool = True) -> Concordance:
    """An archive linked and proved; nothing is wrong in it."""
    ledger, site = Ledger(), site_of(project, None)
    assert site is not None
    ledger.begin()
    shelve(project, site, stamps(project.content), ledger, Crew(), drafts=drafts)
    assert problems(ledger) == ()
    link_and_prove(ledger, Crew())
    return laid_open(ledger)[0]


def expected(files: Files) -> list[Where]:
    """The places marked in the files, in order; at the very beginning of a file, the file."""
    found = []
    for name, content in files.items():
        text = content if isinstance(content, str) else content.decode("utf-8", "replace")
        for line, words in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
            parts = words.split(SIGN)
            columns = [len("".join(parts[:n])) + 1 for n in range(1, len(parts))]
            found += [Where(f"content/{name}", line, column) for column in columns]
    return sorted(found)


def faults(root: Path, files: Files) -> tuple[Problem, ...]:
    """The problems of an archive, after making sure that they stand where the files are marked."""
    problems = opened(root, files).problems
    assert [problem.where for problem in problems] == expected(files), "\n".join(map(str, problems))
    return problems
