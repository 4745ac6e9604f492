"""What stands where a site goes, looked at by other processes while this one is at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from huiyao.apart import apart
from huiyao.memory.place import place
from huiyao.messages import problem
from huiyao.model import Problem, Project, Where
from huiyao.stage import MARKER
from huiyao.tree import Tree, tree

SEARCH = "pagefind/"
"""Where the search index lies in a site."""


KEPT = ("content", "templates", "static", ".cache", ".git")
"""Folders of a project that nothing is published to."""


class Standing(NamedTuple):
    """The folders of a site as they are: whoever asks is told when that is known."""

    site: Callable[[], Tree]
    spare: Callable[[], Tree] | None
    """None if the site is written file by file."""


def refuse(out: Path, root: Path) -> Problem | None:
    """Why a folder may not be written to: it holds the project, or something not ours."""
    place, where = out.resolve(), Where(str(out))
    root, home, here = root.resolve(), Path.home().resolve(), Path.cwd()
    above = {root, home, here, *root.parents, *home.parents, *here.parents}
    if place in above or any(place.is_relative_to(root / name) for name in KEPT):
        return problem(where, "output-project", path=out)
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        return problem(where, "output-foreign", path=out)
    if out.is_dir() and not (out / MARKER).is_file() and any(out.iterdir()):
        return problem(where, "output-foreign", path=out)
    return None


@contextmanager
def standing(project: Project, *, whole: bool) -> Iterator[Standing]:
    """A project's site as it stands now, which nobody else may change until it is left.

    While it is served the search index is renewed beside, and nothing in that stands still.
    """
    if not whole:
        yield Standing(partial(tree, project.out, SEARCH), None)
        return
    spare = place(project, ".spare")
    with apart(partial(tree, project.out), Tree) as site, apart(partial(tree, spare), Tree) as kept:
        yield Standing(site, kept)
