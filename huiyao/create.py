"""New content files, with every key that a curator fills in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from huiyao.identifier import LONGEST, fault
from huiyao.kinds import kinds
from huiyao.language import words
from huiyao.messages import problem, say
from huiyao.model import Problem, Project, Where
from huiyao.visible import visible

LANGUAGE = "zh-CN"
"""That of a new archive; its curator may change it."""

HERE = {"", "."}
"""What stands for the project's folder, after which an archive is named that is given no title."""

SITE = """\
title: {title}
language: {language}
description: {description}
series: {{}}
"""

FOLDERS = {kind.name: kind.folder for kind in kinds() if kind.folder}
"""Kind to its folder of the content."""

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
name: "{id}"
date:
date_basis:
adopted: []
---
""",
    "person": """\
---
name: "{id}"
aliases: []
---
""",
    "theme": """\
---
name: "{id}"
aliases: []
description:
---
""",
}
"""Kind to the file that begins one."""


def create(project: Project, kind: str, key: str) -> Iterator[str | Problem]:
    """Write a new file, and the archive itself where there is none; yields what was done."""
    if kind != "site" and (refused := fault(key)):
        where = Where(visible(f"content/{FOLDERS[kind]}/{key}.md"))
        yield problem(where, refused, id=key, limit=LONGEST)
        return
    site = project.content / "site.yaml"
    try:
        if kind == "site" or not site.exists():
            title = visible(key if kind == "site" and key not in HERE else project.root.name)
            for folder in FOLDERS.values():
                (project.content / folder).mkdir(parents=True, exist_ok=True)
            yield write(project, site, beginning(title))
        if kind != "site":
            path = project.content / FOLDERS[kind] / f"{key}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            yield write(project, path, TEMPLATES[kind].format(id=key))
    except OSError as error:
        yield problem(Where(str(project.content)), "file-unwritable", what=error.strerror)


def beginning(title: str) -> str:
    """The `site.yaml` of a new archive."""
    quoted = json.dumps(title, ensure_ascii=False)
    description = words(LANGUAGE)["new"]["description"]
    return SITE.format(title=quoted, language=LANGUAGE, description=description)


def write(project: Project, path: Path, text: str) -> str | Problem:
    """Write a file that is not there yet."""
    name = path.relative_to(project.root).as_posix()
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return problem(Where(name), "exists", path=name)
    return say("created", path=name)
