"""A build is all or nothing: whatever ends it, the site is the old one or the new one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec import Struct
from publishing import (
    Tree,
    alive,
    bring,
    built,
    command,
    fresh,
    leftovers,
    length,
    stopped,
    tree,
)

from huiyao.memory.place import place as remembered
from huiyao.model import Project

NEXT = {"a": "b", "b": "a"}


class Stand(Struct):
    """A published archive, and what a clean build of each of its states gives."""

    root: Path
    sites: dict[str, Tree]
    state: str = "a"

    @property
    def site(self) -> Path:
        """The published folder."""
        return self.root / "_site"

    def turn(self) -> tuple[Tree, Tree]:
        """Edit the content to its other state; gives the old site and the new one."""
        old, self.state = self.state, NEXT[self.state]
        bring(self.root, self.state)
        return self.sites[old], self.sites[self.state]

    def recovers(self) -> None:
        """See that nothing is left over, and that the next build is as good as a clean one."""
        assert alive(self.root) == []
        done = built(self.root)
        assert (done.code, done.faults) == (0, ())
        assert tree(self.site) == self.sites[self.state]
        assert leftovers(self.root) == []


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Stand:
    place = tmp_path_factory.mktemp("publish")
    sites = {state: fresh(place / "clean", state) for state in "ba"}
    assert sites["a"].keys() != sites["b"].keys()
    assert fresh(place / "archive", "a") == sites["a"]
    return Stand(place / "archive", sites)


def killed(stand: Stand, times: int) -> None:
    chance = random.Random(times)
    stand.turn()
    whole = length(stand.root)
    seen = {"old": 0, "new": 0}
    for number in range(times):
        old, new = stand.turn()
        stopped(stand.root, signal.SIGKILL, (number + chance.random()) / times * 1.1 * whole)
        found = tree(stand.site)
        assert found in (old, new), sorted(
            path for path in {*old, *new, *found} if found.get(path) not in (old.get(path), "")
        )[:9]
        seen["old" if found == old else "new"] += 1
        stand.recovers()
    assert seen["old"] > 0


def interrupted(stand: Stand, times: int) -> None:
    chance = random.Random(times)
    stand.turn()
    whole = length(stand.root)
    for number in range(times):
        old, new = stand.turn()
        by = (signal.SIGTERM, signal.SIGINT)[number % 2]
        code, said = stopped(stand.root, by, (number + chance.random()) / times * whole)
        assert code in {0, 130, -by}
        assert said == (["interrupted"] if code == 130 else [])
        # A signal that ends the interpreter itself found the work done.
        assert tree(stand.site) in ((new,) if code == -by else (old, new))
        stand.recovers()


def test_who_waits_for_another_build_is_told_and_need_not(stand: Stand) -> None:
    old, _ = stand.turn()
    lock = sqlite3.connect(remembered(Project(stand.root, stand.site), ".lock"))
    lock.execute("BEGIN EXCLUSIVE")
    waiter = subprocess.Popen(command(stand.root), stderr=subprocess.PIPE, encoding="utf-8")
    assert waiter.stderr is not None
    assert waiter.stderr.readline().startswith("another build of this site is at work")
    waiter.send_signal(signal.SIGINT)
    assert waiter.communicate(timeout=60)[1].splitlines() == ["interrupted"]
    assert (waiter.returncode, tree(stand.site)) == (130, old)
    lock.close()
    stand.recovers()


def test_killed(stand: Stand) -> None:
    killed(stand, 4)


@pytest.mark.slow
def test_killed_two_hundred_times(stand: Stand) -> None:
    killed(stand, 200)


def test_interrupted(stand: Stand) -> None:
    interrupted(stand, 2)


@pytest.mark.slow
def test_interrupted_forty_times(stand: Stand) -> None:
    interrupted(stand, 40)


def refused(stand: Stand, limits: str) -> None:
    """A build under limits: one line and the old site, or no fault and the new one."""
    old, new = stand.turn()
    done = built(stand.root, limits=limits)
    assert done.code in {0, 2}
    assert len(done.faults) == (1 if done.code else 0), done
    assert tree(stand.site) == (old if done.code else new)
    stand.recovers()


@pytest.mark.parametrize("handles", [8, 12, 20])
def test_few_handles(stand: Stand, handles: int) -> None:
    refused(stand, f"ulimit -n {handles}")


@pytest.mark.slow
@pytest.mark.parametrize("handles", range(8, 48, 2))
def test_each_number_of_handles(stand: Stand, handles: int) -> None:
    refused(stand, f"ulimit -n {handles}")


@pytest.mark.parametrize("handles", [10, 11, 12, 14])
def test_a_folder_is_back_as_it_was(stand: Stand, handles: int) -> None:
    """What was dropped by a build that failed is there again, though no file looks changed."""
    stand.turn()
    people, aside = stand.root / "content/people", stand.root / "aside"
    people.rename(aside)
    built(stand.root, limits=f"ulimit -n {handles}")
    aside.rename(people)
    stand.recovers()


@pytest.mark.parametrize("blocks", [4])
def test_a_limit_to_the_size_of_files(stand: Stand, blocks: int) -> None:
    refused(stand, f"ulimit -f {blocks}")


@pytest.mark.slow
@pytest.mark.parametrize("blocks", [1, 8, 16, 32, 64, 128, 256, 512, 1024, 4096])
def test_each_limit_to_the_size_of_files(stand: Stand, blocks: int) -> None:
    refused(stand, f"ulimit -f {blocks}")


@contextmanager
def disk(place: Path, size: str) -> Iterator[None]:
    """A small disk of its own, where this user may mount one."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if (
        sys.platform != "linux"
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("no right to mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", place], check=True)


def enlarge(place: Path, size: str) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", place], check=True)


def full(stand: Stand, place: Path, *, project: bool, spare: int) -> None:
    """A build onto a disk with so many bytes left, of a site or of a whole project."""
    with disk(place, "64m"):
        root = place / "archive" if project else stand.root
        out = place / "out"
        bring(root, "a")
        assert built(root, f"--out={out}").code == 0
        assert tree(out) == stand.sites["a"]
        bring(root, "b")
        status = os.statvfs(place)
        enlarge(place, str((status.f_blocks - status.f_bfree) * status.f_bsize + spare))
        done = built(root, f"--out={out}")
        assert done.code in {0, 2}
        assert len(done.faults) == (1 if done.code else 0), done
        assert tree(out) == stand.sites["b" if done.code == 0 else "a"]
        assert leftovers(place) == []
        enlarge(place, "64m")
        done = built(root, f"--out={out}")
        assert (done.code, done.faults) == (0, ())
        assert tree(out) == stand.sites["b"]
        assert leftovers(place) == []
    bring(stand.root, stand.state)


@pytest.mark.parametrize("project", [False, True])
def test_a_full_disk(stand: Stand, tmp_path: Path, project: bool) -> None:
    full(stand, tmp_path / "disk", project=project, spare=100_000)


@pytest.mark.slow
@pytest.mark.parametrize("project", [False, True])
@pytest.mark.parametrize("spare", [0, 4096, 20_000, 50_000, 200_000, 400_000, 800_000, 3_200_000])
def test_each_fullness_of_a_disk(stand: Stand, tmp_path: Path, project: bool, spare: int) -> None:
    full(stand, tmp_path / "disk", project=project, spare=spare)


def test_a_read_only_output(stand: Stand, tmp_path: Path) -> None:
    place = tmp_path / "disk"
    with disk(place, "64m"):
        out = place / "out"
        bring(stand.root, "a")
        assert built(stand.root, f"--out={out}").code == 0
        bring(stand.root, "b")
        subprocess.run(["mount", "-o", "remount,ro", place], check=True)
        done = built(stand.root, f"--out={out}")
        assert (done.code, len(done.faults)) == (2, 1)
        assert tree(out) == stand.sites["a"]
        subprocess.run(["mount", "-o", "remount,rw", place], check=True)
        assert built(stand.root, f"--out={out}").code == 0
        assert tree(out) == stand.sites["b"]
        assert leftovers(place) == []
    bring(stand.root, stand.state)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="to root all is writable")
def test_an_output_without_the_right_to_write(stand: Stand) -> None:
    old, new = stand.turn()
    modes = {place: place.stat().st_mode for place in (stand.site, stand.root)}
    for place in modes:
        place.chmod(0o555)
    done = built(stand.root)
    for place, mode in modes.items():
        place.chmod(mode)
    assert done.code in {0, 2}
    assert len(done.faults) == (1 if done.code else 0)
    assert tree(stand.site) == (old if done.code else new)
    stand.recovers()


def test_a_project_that_is_read_only_is_published_elsewhere(stand: Stand, tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "64m"):
        root, out = tmp_path / "disk" / "archive", tmp_path / "out"
        bring(root, "a")
        subprocess.run(["mount", "-o", "remount,ro", tmp_path / "disk"], check=True)
        done = built(root, f"--out={out}", "--no-search")
        assert (done.code, done.faults) == (0, ())
        pages = {path for path in stand.sites["a"] if not path.startswith("pagefind/")}
        assert tree(out).keys() == pages
        assert leftovers(tmp_path) == []


def test_an_output_that_is_a_disk_of_its_own(stand: Stand, tmp_path: Path) -> None:
    # A mount point cannot be exchanged: its files change one by one.
    out = tmp_path / "disk"
    with disk(out, "64m"):
        for state in "aba":
            bring(stand.root, state)
            done = built(stand.root, f"--out={out}")
            assert (done.code, done.faults) == (0, ())
            assert tree(out) == stand.sites[state]
        assert leftovers(tmp_path) == []
    bring(stand.root, stand.state)


def caught(root: Path, out: Path, first: str, moment: float) -> None:
    """Kill a build a moment after the first file has changed."""
    before = (out / first).stat().st_ino
    process = subprocess.Popen(command(root, f"--out={out}"), stdout=subprocess.DEVNULL)
    while process.poll() is None and (out / first).stat().st_ino == before:
        time.sleep(0.0005)
    time.sleep(moment)
    process.kill()
    process.wait()


def killed_where_files_change_one_by_one(stand: Stand, out: Path, times: int) -> None:
    chance = random.Random(times)
    with disk(out, "64m"):
        bring(stand.root, stand.state)
        assert built(stand.root, f"--out={out}").code == 0
        mixed = 0
        for _ in range(times):
            old, new = stand.turn()
            first = min(path for path in old.keys() & new.keys() if old[path] != new[path])
            caught(stand.root, out, first, chance.uniform(0, 0.02))
            assert alive(stand.root) == []
            found = {
                path: text for path, text in tree(out).items() if "/.huiyao-" not in f"/{path}"
            }
            assert found.keys() >= old.keys() & new.keys()
            assert all(text in (old.get(path), new.get(path)) for path, text in found.items())
            mixed += found not in (old, new)
            done = built(stand.root, f"--out={out}")
            assert (done.code, done.faults) == (0, ())
            assert tree(out) == new
        assert leftovers(out.parent) == []
        assert mixed or times < 20


def test_killed_where_files_change_one_by_one(stand: Stand, tmp_path: Path) -> None:
    killed_where_files_change_one_by_one(stand, tmp_path / "disk", 2)


@pytest.mark.slow
def test_killed_fifty_times_where_files_change_one_by_one(stand: Stand, tmp_path: Path) -> None:
    killed_where_files_change_one_by_one(stand, tmp_path / "disk", 50)


def spare(stand: Stand) -> Path:
    """The folder that the next state is made of; two builds leave one."""
    for _ in "12":
        stand.turn()
        assert built(stand.root).code == 0
    found = remembered(Project(stand.root, stand.site), ".spare")
    assert found.is_dir()
    return found


def strayed(folder: Path) -> None:
    (folder / "stray" / "bare").mkdir(parents=True)
    (folder / "stray" / "page.html").write_text("someone else's")
    (folder / "up").symlink_to(folder.parent)


def rewritten(folder: Path) -> None:
    for path in sorted(folder.rglob("*.html"))[::3]:
        path.unlink()
        path.write_text("someone else's")


def thinned(folder: Path) -> None:
    for path in sorted(path for path in folder.rglob("*") if path.is_file())[::3]:
        path.unlink()


@pytest.mark.parametrize("change", [strayed, rewritten, thinned, shutil.rmtree])
def test_a_spare_that_others_changed(stand: Stand, change: Callable[[Path], None]) -> None:
    change(spare(stand))
    _, new = stand.turn()
    stand.recovers()
    assert tree(stand.site) == new
    assert not list(stand.site.glob("stray"))


def test_a_site_and_its_spare_are_the_same_files(stand: Stand) -> None:
    folder = spare(stand)
    alike = [path for path in tree(stand.site) if (folder / path).is_file()]
    shared = [path for path in alike if (folder / path).samefile(stand.site / path)]
    same = stand.sites["a"].items() & stand.sites["b"].items()
    assert {path for path, _ in same} == {*shared}


def test_two_output_folders_have_each_its_own_spare(stand: Stand, tmp_path: Path) -> None:
    others = [stand.root / "one" / "_site", stand.root / "two" / "_site"]
    for state in "ababa":
        bring(stand.root, state)
        both = [subprocess.Popen(command(stand.root, f"--out={out}")) for out in others]
        assert [process.wait(120) for process in both] == [0, 0]
        assert [tree(out) for out in others] == [stand.sites[state]] * 2
    bring(stand.root, stand.state)
    stand.recovers()


def test_a_build_that_failed_leaves_the_spare_fit_for_use(stand: Stand) -> None:
    folder = spare(stand)
    old, new = stand.turn()
    broken = stand.root / "templates" / "pages" / "person.html"
    broken.parent.mkdir(parents=True)
    broken.write_text("{{ view.nothing.at_all }}")
    try:
        assert built(stand.root).code == 1
        assert tree(stand.site) == old
    finally:
        shutil.rmtree(stand.root / "templates")
    assert folder.is_dir()
    stand.recovers()
    assert tree(stand.site) == new


def test_a_site_that_was_removed(stand: Stand) -> None:
    spare(stand)
    shutil.rmtree(stand.site)
    stand.recovers()


def test_three_builds_at_once(stand: Stand) -> None:
    for _ in range(2):
        _, new = stand.turn()
        three = [subprocess.Popen(command(stand.root), stdout=subprocess.DEVNULL) for _ in "123"]
        assert [process.wait(120) for process in three] == [0, 0, 0]
        assert tree(stand.site) == new
        stand.recovers()


def test_the_folder_is_another_at_one_moment(stand: Stand) -> None:
    _, new = stand.turn()
    before = stand.site.stat().st_ino
    process = subprocess.Popen(command(stand.root), stdout=subprocess.DEVNULL)
    met = set()
    while process.poll() is None:
        met.add(stand.site.stat().st_ino)
    assert met <= {before, stand.site.stat().st_ino}
    assert tree(stand.site) == new


def test_a_build_without_changes_writes_nothing(stand: Stand) -> None:
    stand.recovers()
    before = {path: path.lstat() for path in (stand.site, *stand.site.rglob("*"))}
    assert built(stand.root).code == 0
    assert {path: path.lstat() for path in before} == before


def test_a_reader_of_its_words_who_leaves(stand: Stand) -> None:
    _, new = stand.turn()
    with subprocess.Popen(
        command(stand.root), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert process.returncode == 130
    assert tree(stand.site) == new
