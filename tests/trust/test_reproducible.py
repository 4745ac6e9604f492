"""Equal content gives equal bytes, the search index included, wherever and however it is built."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec import Struct
from publishing import ROOT, Tree, bring, built, tree

SHUFFLED = """
import os, random

class Shuffled:
    def __init__(self, entries):
        with entries:
            found = list(entries)
        self.entries = iter(random.sample(found, len(found)))
    def __iter__(self): return self.entries
    def __next__(self): return next(self.entries)
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def close(self): pass

scandir, listdir = os.scandir, os.listdir
os.scandir = lambda path=".": Shuffled(scandir(path))
os.listdir = lambda path=".": random.sample(found := listdir(path), len(found))
"""
"""A `sitecustomize` under which folders are listed in no order."""


class Way(Struct, frozen=True):
    """A way to build."""

    name: str
    options: tuple[str, ...] = ()
    env: Mapping[str, str] = {}
    limits: str = ""
    root: str = "archive"
    """The project's folder."""
    code: bool = False
    """Whether the tool itself lies elsewhere."""
    shuffled: bool = False


WAYS = (
    *(Way(f"{jobs} workers", (f"--jobs={jobs}",)) for jobs in (1, 2, 8)),
    *(
        Way(f"hash seed {seed}", env={"PYTHONHASHSEED": str(seed)})
        for seed in (0, 1, 4_294_967_295)
    ),
    *(
        Way(f"locale {name}", env={"LC_ALL": name, "LANG": name})
        for name in ("C", "POSIX", "tr_TR.UTF-8", "zh_CN.UTF-8", "de_DE.ISO-8859-1")
    ),
    *(
        Way(f"time zone {zone}", env={"TZ": zone})
        for zone in ("UTC", "Asia/Shanghai", "Pacific/Kiritimati", "America/St_Johns")
    ),
    Way("umask 077", limits="umask 077"),
    Way("umask 000", limits="umask 000"),
    Way("another path", root="另一个 folder/档案 #1"),
    Way("another checkout", code=True),
    *(
        Way(f"epoch {time}", env={"SOURCE_DATE_EPOCH": str(time)})
        for time in (0, 1_000_000_000, 4_102_444_800)
    ),
    Way("folders in no order", shuffled=True),
    Way("optimised", env={"PYTHONOPTIMIZE": "1"}),
)
ALL_BUT = Way(
    "all otherwise",
    ("--jobs=2",),
    {
        "PYTHONHASHSEED": "7",
        "LC_ALL": "zh_CN.UTF-8",
        "TZ": "Asia/Shanghai",
        "SOURCE_DATE_EPOCH": "0",
    },
    "umask 077",
    "另一个 folder/档案 #1",
    code=True,
    shuffled=True,
)
PLAIN = Way("plain", env={"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"})


def made(place: Path, way: Way, content: Path | None = None) -> Tree:
    """The site that a clean build gives in a way, of the small archive or of some content."""
    root = place / way.root
    if content:
        shutil.copytree(content, root / "content")
    else:
        bring(root, "a")
    env = dict(way.env)
    if way.shuffled:
        (place / "hooks").mkdir()
        (place / "hooks" / "sitecustomize.py").write_text(SHUFFLED)
        env["PYTHONPATH"] = str(place / "hooks")
    code = ROOT
    if way.code:
        code = place / "checkout"
        code.mkdir()
        shutil.copyfile(ROOT / "build.py", code / "build.py")
        for name in ("huiyao", "templates", "static"):
            shutil.copytree(ROOT / name, code / name, ignore=shutil.ignore_patterns("__pycache__"))
    done = built(root, *way.options, env=env, limits=way.limits, code=code)
    assert (done.code, done.faults) == (0, ()), done
    return tree(root / "_site")


def differences(one: Tree, other: Tree) -> list[str]:
    """The files in which two sites differ."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return made(tmp_path_factory.mktemp("plain"), PLAIN)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return made(tmp_path_factory.mktemp("real"), PLAIN, ROOT / "content")


def test_built_again_in_every_other_way(plain: Tree, tmp_path: Path) -> None:
    assert any(path.endswith(".pf_index") for path in plain)
    assert differences(made(tmp_path, ALL_BUT), plain) == []


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_built_in_each_way(plain: Tree, tmp_path: Path, way: Way) -> None:
    assert differences(made(tmp_path, way), plain) == []


@pytest.mark.slow
@pytest.mark.parametrize("way", [*WAYS, ALL_BUT], ids=lambda way: way.name)
def test_the_archive_built_in_each_way(real: Tree, tmp_path: Path, way: Way) -> None:
    assert differences(made(tmp_path, way, ROOT / "content"), real) == []


@pytest.mark.slow
@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="no other file system to try")
def test_the_archive_built_on_another_file_system(real: Tree) -> None:
    place = Path("/dev/shm/huiyao-test")
    shutil.rmtree(place, ignore_errors=True)
    try:
        assert differences(made(place, PLAIN, ROOT / "content"), real) == []
    finally:
        shutil.rmtree(place)
