"""A small archive in two states, published by the real command in a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent
STORIES = 50
"""Enough that files are read and pages are made by worker processes."""
SITE = "title: 试验汇编\ndescription: 供试验用的汇编\nseries:\n  row: {name: 全会}\n"
Tree = dict[str, bytes]


class Ran(Struct, frozen=True):
    """How a command ended."""

    code: int
    said: str
    faults: tuple[str, ...]
    """The lines of its standard error."""


def archive(state: str, stories: int = STORIES) -> Mapping[str, str]:
    """The files of the archive; in state `b` every text differs, one story is new, one is gone."""
    files = {"content/site.yaml": SITE}
    numbers = range(stories) if state == "a" else range(1, stories + 1)
    for number in numbers:
        text = f"市委书记陈江海主持会议。\n\n第{number}次全会听取报告{state}。\n"
        files[f"content/sources/s{number}.txt"] = text
        files[f"content/meetings/m{number}.md"] = (
            f"---\nname: 第{number}次全会\nseries: row\ndate: {2020 + number % 5}\n---\n"
        )
        files[f"content/articles/a{number}.md"] = (
            f"---\ntitle: '[第{number}次全会报道]'\nkind: report\nsource: s{number}.txt\n"
            f"meeting: m{number}\npeople:\n"
            "  - {name: 陈江海, role: 市委书记, capacity: [主持]}\n"
            f"status: reviewed\n---\n{text}"
        )
    files["content/people/chen-jianghai.md"] = "---\nname: 陈江海\n---\n"
    return files


def bring(root: Path, state: str, stories: int = STORIES) -> None:
    """Bring an archive to a state; files that are the same are not touched."""
    wanted = archive(state, stories)
    for path in (root / "content").rglob("*"):
        if path.is_file() and path.relative_to(root).as_posix() not in wanted:
            path.unlink()
    for name, text in wanted.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.is_file() or place.read_text(encoding="utf-8") != text:
            place.write_text(text, encoding="utf-8")


def command(root: Path, *options: str, code: Path = ROOT) -> list[str]:
    """The command line that builds an archive."""
    return [sys.executable, str(code / "build.py"), "--project", str(root), "build", *options]


def built(
    root: Path, *options: str, env: Mapping[str, str] = {}, limits: str = "", code: Path = ROOT
) -> Ran:
    """Build an archive and wait, under limits of the shell (`ulimit -n 20`)."""
    line = command(root, *options, code=code)
    if limits:
        line = ["sh", "-c", f'{limits} && exec "$@"', "sh", *line]
    done = subprocess.run(
        line,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8", **env},
        cwd=root.parent,
        timeout=60,
    )
    return Ran(done.returncode, done.stdout, tuple(done.stderr.splitlines()))


def begun(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """Wait until a program minds signals: before, the interpreter itself still starts."""
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        found = [line for line in status.read_text().splitlines() if line.startswith("SigCgt")]
        if found and int(found[0].split()[1], 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.005)


def stopped(root: Path, by: signal.Signals, moment: float, *options: str) -> tuple[int, list[str]]:
    """A build that a signal reaches at a moment; its exit code and standard error."""
    process = subprocess.Popen(
        command(root, *options), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
    )
    begun(process)
    time.sleep(moment)
    process.send_signal(by)
    _, said = process.communicate(timeout=60)
    return process.returncode, said.splitlines()


def length(root: Path, *options: str) -> float:
    """How long a build takes, in seconds, from where it minds signals."""
    process = subprocess.Popen(command(root, *options), stdout=subprocess.DEVNULL)
    begun(process)
    started = time.monotonic()
    assert process.wait(60) == 0
    return time.monotonic() - started


def tree(folder: Path) -> Tree:
    """Every file below a folder, and where every link leads."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir())
    return {
        path.relative_to(folder).as_posix(): os.fsencode(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        for path in found
    }


def fresh(place: Path, state: str, *options: str, env: Mapping[str, str] = {}) -> Tree:
    """What a clean build of a state gives."""
    shutil.rmtree(place, ignore_errors=True)
    bring(place, state)
    done = built(place, *options, env=env)
    assert (done.code, done.faults) == (0, ()), done
    return tree(place / "_site")


def leftovers(root: Path) -> list[str]:
    """What lies about that only a running build has."""
    return [path.relative_to(root).as_posix() for path in root.rglob(".huiyao-*")]


def alive(root: Path) -> list[str]:
    """The processes that still work on an archive, after they had time to end."""
    end = time.monotonic() + 10
    while (found := list(_working(root))) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def _working(root: Path) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().split(b"\0")
            zombie = ") Z " in (process / "stat").read_text()
            within = (process / "cwd").readlink().is_relative_to(root)
        except OSError:
            continue
        if (os.fsencode(root) in line or within) and not zombie:
            found.append(process.name)
    return found
