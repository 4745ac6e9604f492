"""Bad input is one clear line and changes nothing: the whole command, in a process of its own."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec import Struct
from trust.bad_case import GOOD, Case, put
from trust.bad_input import cases

ROOT = Path(__file__).parents[2]
HAN = re.compile(r"[\u4e00-\u9fff]")
LINE = re.compile(
    r"(?P<place>content/[^:]+(?::\d+){0,2}|(?:static|templates)[^:]*(?::\d+)?): "
    r"(?P<what>.+) — (?P<hint>.+)"
)
SECONDS, BYTES = 20, 1 << 30
ALL = list(cases())
SHARE = random.Random(6).sample(ALL, 16)
LOCALES = {"C": "LC_ALL=C", "zh": "LANG=zh_CN.UTF-8"}


class Run(Struct):
    """What a command did."""

    code: int
    output: str
    faults: list[str]
    seconds: float
    memory: int
    """The largest resident set, in bytes; that of the tests, if it is larger."""


def run(root: Path, command: tuple[str, ...], locale: str) -> Run:
    """The command on an archive, in a locale."""
    name, _, value = locale.partition("=")
    kept = {
        key: text
        for key, text in os.environ.items()
        if not key.startswith(("LC_", "LANG", "PYTHON"))
    }
    started = time.monotonic()
    with (root / "out.txt").open("w+b") as out, (root / "err.txt").open("w+b") as err:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), "--project", str(root), *command],
            stdout=out, stderr=err, env=kept | {name: value}, cwd=root,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - started
    said = [(root / name).read_text(encoding="utf-8") for name in ("out.txt", "err.txt")]
    return Run(process.returncode, said[0], said[1].splitlines(), seconds, usage.ru_maxrss * 1024)


def state(folder: Path) -> dict[bytes, str]:
    """Every file below a folder, with a digest of what is in it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        plain = path.is_file() and not path.is_symlink()
        data = path.read_bytes() if plain else b""
        found[os.fsencode(path.relative_to(folder))] = hashlib.blake2b(data).hexdigest()
    return found


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good archive, built."""
    root = tmp_path_factory.mktemp("good")
    for name, text in GOOD.items():
        put(root, name, text)
    built = run(root, ("build", "--no-search", "--jobs=1"), "LC_ALL=C")
    assert (built.code, built.faults) == (0, [])
    return root


def check(case: Case, good: Path, root: Path, locale: str) -> None:
    """Run a case and compare what it did with what it must."""
    shutil.copytree(good, root, dirs_exist_ok=True)
    case.change(root)
    before = state(root / "content"), state(root / "_site")
    done = run(root, case.command, locale)
    told = "\n".join(done.faults)
    assert done.code == case.code, told or done.output
    assert done.seconds < SECONDS
    assert done.memory < BYTES
    assert "Traceback" not in told
    assert state(root / "content") == before[0]
    if case.code == 0:
        return
    assert state(root / "_site") == before[1]
    assert done.faults, done.output
    *problems, summary = done.faults
    matched = [LINE.fullmatch(line) for line in problems]
    assert all(matched), told
    assert str(len(problems)) in summary
    if case.places is not None:
        assert [found["place"] for found in matched if found] == list(case.places), told
    chinese = locale.startswith("LANG=zh")
    assert all(bool(HAN.search(found["hint"])) >= chinese for found in matched if found), told
    assert bool(HAN.search(summary)) == chinese


@pytest.mark.parametrize("case", SHARE, ids=[case.name for case in SHARE])
def test_a_share_of_bad_input(case: Case, good: Path, tmp_path: Path) -> None:
    locale = LOCALES["zh" if len(case.name) % 2 else "C"]
    check(case, good, tmp_path, locale)


@pytest.mark.slow
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
def test_all_bad_input(case: Case, good: Path, tmp_path: Path, locale: str) -> None:
    check(case, good, tmp_path, LOCALES[locale])


def test_there_are_cases_enough() -> None:
    assert len({case.name for case in ALL}) == len(ALL) >= 150
