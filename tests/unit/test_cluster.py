"""What the workers of a cluster make: real processes, a scheduler and two workers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from archives import written
from benchmark import corpus
from msgspec import structs
from publishing import ROOT, Ran, built, tree

from huiyao import cluster
from huiyao.cluster import Terms, disagreed, edition, obeyed
from huiyao.failure import Hindrance
from huiyao.messages import language

STORIES = 130
"""Enough that every stage gives work to others."""
LOADED = """
import sys
from distributed import Client
with Client(sys.argv[1]) as client:
    print(*client.run(lambda: "huiyao.press" in sys.modules).values())
"""


class Cluster(NamedTuple):
    """A scheduler: its address, and the file that tells it."""

    address: str
    file: Path


@contextmanager
def process(*line: object, code: Path = ROOT) -> Iterator[None]:
    """A program of Dask that runs meanwhile, with our code at a place."""
    environment = {**os.environ, "PYTHONPATH": str(code)}
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-m", "dask", *map(str, line)]
    running = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment, cwd="/")
    try:
        yield
    finally:
        running.terminate()
        running.wait(30)


def worker(scheduler: Path, folder: Path) -> Sequence[object]:
    """A worker with more threads than may be used."""
    line = ["worker", "--scheduler-file", scheduler, "--no-nanny", "--no-dashboard"]
    return [*line, "--nthreads", 2, "--local-directory", folder]


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler with two workers."""
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    line = ["scheduler", "--host", "127.0.0.1", "--port", 0, "--scheduler-file", file]
    one, other = worker(file, folder), worker(file, folder)
    with process(*line, "--no-dashboard"), process(*one), process(*other):
        yield Cluster(address_in(file, 2), file)


def address_in(file: Path, count: int) -> str:
    """The scheduler's address, once it has so many workers."""
    until = time.monotonic() + 30
    while not file.is_file() or not file.read_text():
        assert time.monotonic() < until, "no scheduler"
        time.sleep(0.05)
    address: str = json.loads(file.read_text())["address"]
    line = "import sys; from distributed import Client; Client(sys.argv[1]).wait_for_workers("
    subprocess.run([sys.executable, "-c", f"{line}{count}, 30)", address], check=True)
    return address


def test_a_cluster_makes_the_same_bytes(workers: Cluster, tmp_path: Path) -> None:
    alone, apart = tmp_path / "alone", tmp_path / "apart"
    corpus.write(STORIES, alone)
    shutil.copytree(alone, apart)
    assert built(alone, "--no-search", "--jobs", "1").code == 0
    done = built(apart, "--no-search", "--scheduler", workers.address)
    assert (done.code, done.faults) == (0, ())
    assert tree(apart / "_site") == tree(alone / "_site")
    assert [path.name for path in (apart / ".cache").iterdir()] == ["sites"]
    line = [sys.executable, "-c", LOADED, workers.address]
    assert subprocess.check_output(line, encoding="utf-8").split() == ["True", "True"]


def test_a_cluster_makes_the_real_archive(workers: Cluster, tmp_path: Path) -> None:
    for name in ("alone", "apart"):
        shutil.copytree(ROOT / "content", tmp_path / name / "content")
    assert built(tmp_path / "alone", "--no-search", "--jobs", "1").code == 0
    assert built(tmp_path / "apart", "--no-search", "--scheduler", workers.address).code == 0
    assert tree(tmp_path / "apart" / "_site") == tree(tmp_path / "alone" / "_site")


def test_a_cluster_drafts_the_same(workers: Cluster, tmp_path: Path) -> None:
    corpus.write(STORIES, tmp_path / "press")
    sources = str(tmp_path / "press" / "content" / "sources")
    drafts = []
    for options in ([], ["--scheduler", workers.address]):
        root = written(tmp_path / f"project{len(options)}", {}).root
        line = [sys.executable, str(ROOT / "build.py"), "--project", str(root), "convert", sources]
        subprocess.run([*line, *options], check=True, stdout=subprocess.DEVNULL)
        drafts.append(tree(root / "content"))
    assert drafts[0] == drafts[1]
    assert len(drafts[0]) > 3 * STORIES


def test_a_worker_with_other_code_is_refused(workers: Cluster, tmp_path: Path) -> None:
    root = written(tmp_path / "project", {}).root
    code = tmp_path / "code"
    for name in ("huiyao", "templates"):
        shutil.copytree(ROOT / name, code / name)
    edtf = code / "huiyao" / "edtf.py"
    edtf.write_text(f"{edtf.read_text()}# other\n")
    with process(*worker(workers.file, tmp_path / "work"), code=code):
        address_in(workers.file, 3)
        done = built(root, "--scheduler", workers.address)
    assert done.code == 2
    assert len(done.faults) == 1
    assert "huiyao" in done.faults[0]
    assert not (root / "_site").exists()


def test_a_scheduler_that_does_not_answer(tmp_path: Path) -> None:
    done = built(
        written(tmp_path / "project", {}).root,
        "--scheduler", "tcp://127.0.0.1:1",
        env={"LC_ALL": "zh_CN.UTF-8"},
    )  # fmt: skip
    assert_refused(done, "没有调度器")


def test_the_extra_is_asked_for_where_it_is_missing(tmp_path: Path) -> None:
    (tmp_path / "without" / "distributed").mkdir(parents=True)
    (tmp_path / "without" / "distributed" / "__init__.py").write_text("raise ImportError")
    done = built(
        written(tmp_path / "project", {}).root,
        "--scheduler", "tcp://127.0.0.1:1",
        env={"PYTHONPATH": str(tmp_path / "without")},
    )  # fmt: skip
    assert_refused(done, "pip install 'huiyao[cluster]'")


def assert_refused(done: Ran, said: str) -> None:
    """One line, and exit code 2."""
    assert done.code == 2
    assert len(done.faults) == 1
    assert said in done.faults[0]


@pytest.fixture
def terms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terms]:
    """Terms that a worker in this process can keep."""
    monkeypatch.setenv("LC_ALL", language())  # given back afterwards
    (tmp_path / "token").write_text("ours")
    yield Terms(tmp_path / "token", "ours", edition(), language())
    disagreed.cache_clear()


def test_a_worker_keeps_the_terms(terms: Terms) -> None:
    assert disagreed(terms) is None
    assert obeyed(terms, sorted, "ba", reverse=True) == ["b", "a"]


@pytest.mark.parametrize("number", range(len(edition())))
def test_a_worker_that_differs_in_anything_is_refused(terms: Terms, number: int) -> None:
    name, version = terms.edition[number]
    others = [*terms.edition[:number], (name, f"{version}.1"), *terms.edition[number + 1 :]]
    with pytest.raises(Hindrance) as refused:
        obeyed(structs.replace(terms, edition=tuple(others)), sorted, "ba")
    assert f"{name} {version} ≠ {version}.1" in refused.value.told.what


@pytest.mark.parametrize("content", [None, "theirs"])
def test_a_worker_without_the_folder_is_refused(terms: Terms, content: str | None) -> None:
    if content:
        terms.token.write_text(content)
    else:
        terms.token.unlink()
    with pytest.raises(Hindrance):
        obeyed(terms, sorted, "ba")


def test_a_worker_does_one_thing_at_a_time(terms: Terms) -> None:
    at_work: list[int] = []

    def seen() -> int:
        at_work.append(1)
        time.sleep(0.02)
        at_work.pop()
        return len(at_work)

    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(obeyed(terms, seen))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [0] * 4


def test_a_scheduler_that_speaks_otherwise_is_not_waited_for() -> None:
    with pytest.raises(TimeoutError):
        cluster._within(0.05, threading.Event().wait)
