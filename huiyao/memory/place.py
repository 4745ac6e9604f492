"""Where it lies what is remembered of each site."""

from __future__ import annotations

import hashlib
from pathlib import Path

from huiyao.model import Project


def place(project: Project, ending: str) -> Path:
    """A file of the memory of what a project publishes to its output folder."""
    name = hashlib.blake2b(str(project.out.resolve()).encode(), digest_size=8).hexdigest()
    return project.cache / "sites" / f"{name}{ending}"
