"""New content files, with every key that a curator fills in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from huiyao.load import ID
from huiyao.messages import problem, say
from huiyao.model import Problem, Project, Where
from huiyao.urls import FOLDERS

SITE = """\
title: {title}
language: zh-CN
description: {title}
series: {{}}
"""

TEMPLATES = {
    "article": """\
---
title: "[{id}]"
kind: report
source: []
people: []
status: draft
---
""",
    "meeting": """\
---
name: {id}
date:
date_basis:
adopted: []
---
""",
    "person": """\
---
name: {id}
aliases: []
---
""",
    "theme": """\
---
name: {id}
aliases: []
description:
---
""",
}
"""Kind to the file that begins one."""


def create(project: Project, kind: str, key: str) -> Iterator[str | Problem]:
    """Write a new file, and the archive itself where there is none; yields what was done."""
    site = project.content / "site.yaml"
    if kind != "site" and not ID.fullmatch(key):
        yield problem(Where(f"content/{FOLDERS[kind]}/{key}.md"), "id-bad", id=key)
        return
    if kind == "site" or not site.exists():
        for folder in ("articles", "meetings", "people", "sources", "themes"):
            (project.content / folder).mkdir(parents=True, exist_ok=True)
        title = key if kind == "site" else project.root.name
        yield write(project, site, SITE.format(title=json.dumps(title, ensure_ascii=False)))
    if kind != "site":
        path = project.content / FOLDERS[kind] / f"{key}.md"
        yield write(project, path, TEMPLATES[kind].format(id=key))


def write(project: Project, path: Path, text: str) -> str | Problem:
    """Write a file that is not there yet."""
    name = path.relative_to(project.root).as_posix()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return problem(Where(name), "exists", path=name)
    return say("created", path=name)
