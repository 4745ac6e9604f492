"""Only ours is deleted: what is no output of this tool is never written to."""

from __future__ import annotations

from pathlib import Path

import pytest
from publishing import bring, built, tree

FOREIGN = "was not made by this tool"
OURS = "holds the project itself"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An archive in a folder that other things lie in."""
    home = tmp_path / "home"
    bring(home / "work" / "archive", "a", 1)
    (home / "letter.txt").write_text("keep")
    return home / "work" / "archive"


def refused(project: Path, out: str | Path, words: str, home: Path | None = None) -> None:
    """See that a build there ends in one line and the code 2, and changes nothing."""
    above = project.parents[1]
    before = tree(above)
    env = {"HOME": str(home)} if home else {}
    done = built(project, f"--out={out}", env=env)
    assert done.code == 2
    assert len(done.faults) == 1
    assert words in done.faults[0]
    assert " — " in done.faults[0]
    assert tree(above) == before


@pytest.mark.parametrize(
    "place",
    [
        ".", "..", "../..", "content", "content/articles", "content/new", "templates", "static/x",
        ".cache", ".cache/site", ".git", "content/../content", "../archive",
    ],
)  # fmt: skip
def test_the_project_and_its_folders(project: Path, place: str) -> None:
    refused(project, project / place, OURS)


def test_the_root(project: Path) -> None:
    refused(project, "/", OURS)
    refused(project, "//", OURS)


@pytest.mark.parametrize("place", ["", ".."])
def test_the_home(project: Path, tmp_path: Path, place: str) -> None:
    home = tmp_path / "someone" / "home"
    home.mkdir(parents=True)
    refused(project, home / place, OURS, home)


def test_the_working_folder(project: Path) -> None:
    # Commands are run from the folder above the project's.
    refused(project, ".", OURS)
    refused(project, project.parent, OURS)


@pytest.mark.parametrize("name", ["letter.txt", ".hidden", "folder/x"])
def test_a_folder_that_holds_something_else(project: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "home" / "site"
    (out / name).parent.mkdir(parents=True)
    (out / name).write_text("keep")
    refused(project, out, FOREIGN)


def test_a_file(project: Path) -> None:
    refused(project, project.parents[1] / "letter.txt", FOREIGN)


@pytest.mark.parametrize("target", ["empty", "site", "archive", "missing"])
def test_a_link(project: Path, target: str) -> None:
    (project.parent / "empty").mkdir()
    assert built(project, f"--out={project.parent / 'site'}").code == 0
    out = project.parent / "link"
    out.symlink_to(project.parent / target)
    refused(project, out, OURS if target == "archive" else FOREIGN)


def test_a_link_above_it_is_followed(project: Path, tmp_path: Path) -> None:
    (tmp_path / "home" / "disk").mkdir()
    (tmp_path / "home" / "mount").symlink_to(tmp_path / "home" / "disk")
    done = built(project, f"--out={tmp_path}/home/mount/site")
    assert (done.code, done.faults) == (0, ())
    assert (tmp_path / "home" / "disk" / "site" / "index.html").is_file()


def test_a_link_above_it_into_the_project(project: Path) -> None:
    (project.parent / "link").symlink_to(project)
    refused(project, project.parent / "link" / "content", OURS)


def test_links_in_the_output_are_removed_and_not_followed(project: Path, tmp_path: Path) -> None:
    assert built(project).code == 0
    before = tree(project / "_site")
    kept = tmp_path / "home" / "kept"
    kept.mkdir()
    (kept / "letter.txt").write_text("keep")
    (project / "_site" / "linked").symlink_to(kept)
    (project / "_site" / "letter.txt").symlink_to(kept / "letter.txt")
    (project / "_site" / "index.html").unlink()
    (project / "_site" / "index.html").symlink_to(kept / "letter.txt")
    assert built(project).code == 0
    assert tree(project / "_site") == before
    assert not (project / "_site" / "index.html").is_symlink()
    assert (kept / "letter.txt").read_text() == "keep"


def test_our_own_output_is_cleaned(project: Path) -> None:
    assert built(project).code == 0
    before = tree(project / "_site")
    stray = project / "_site" / "old" / "page.html"
    stray.parent.mkdir()
    stray.write_text("stale")
    (project / "_site" / "pagefind" / "old").mkdir()
    (project / "_site" / "pagefind" / "old" / "x").write_text("stale")
    (project / "_site" / "index.html").write_text("spoilt")
    assert built(project).code == 0
    assert tree(project / "_site") == before
    assert not stray.parent.exists()


def test_an_empty_folder_and_a_new_one(project: Path) -> None:
    for name in ("empty", "new/inner"):
        out = project.parent / name
        if name == "empty":
            out.mkdir()
        done = built(project, f"--out={out}")
        assert (done.code, done.faults) == (0, ())
        assert (out / "index.html").is_file()
        assert out.stat().st_mode & 0o777 == 0o755
