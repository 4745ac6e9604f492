"""Promise 7: watching misses nothing, and rebuilds for nothing else."""

from __future__ import annotations

import queue
import subprocess
import time
from pathlib import Path
from random import Random

import pytest
from asking import ask
from saving import WAYS, Save
from servers import Server, until
from toy_server import read

SEED = 7
STILL = 1.5
"""Seconds in which a loop would show."""
AWAY = 0.12
"""Seconds after which a watch that was set anew finds that its folder has gone."""


def mirrored(server: Server) -> bool:
    """Whether the site is what the content is."""
    return dict(read(server.site)) == dict(read(server.content))


def rebuilds(server: Server) -> int:
    """How often the server has rebuilt since this was asked last."""
    count = 0
    while True:
        try:
            count += server.lines.get_nowait() == "rebuilt"
        except queue.Empty:
            return count


def at_rest(server: Server) -> None:
    """Wait until nothing that was done before is still to be seen."""
    until(lambda: mirrored(server))
    time.sleep(STILL / 3)
    while rebuilds(server):
        time.sleep(STILL / 3)


def test_there_are_enough_ways_to_save() -> None:
    assert len(set(WAYS)) >= 19


def test_every_way_to_save_is_seen_at_once(toy: Server) -> None:
    for save in WAYS:
        toy.write(f"{save.__name__}/article.md", "old")
        toy.write(f"{save.__name__}/folder/inner.md", "old")
    toy.start()
    for save in WAYS:
        saved(toy, save)


def test_nothing_is_said_of_folders_that_come_and_go(toy: Server) -> None:
    toy.write("a/b/c/article.md", "text")
    toy.start()
    for _ in range(20):
        for folder in (toy.content, toy.content / "a/b"):
            away = folder.rename(toy.folder / "away")
            time.sleep(AWAY)
            away.rename(folder)
    until(lambda: mirrored(toy))
    toy.process.terminate()
    toy.reader.join()
    lines = [toy.lines.get() for _ in range(toy.lines.qsize())]
    assert not [line for line in lines if "notify" in line]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_every_way_to_save_is_seen_in_any_order(toy: Server, seed: int) -> None:
    toy.start()
    for save in Random(seed).sample(WAYS, len(WAYS)):
        toy.write(f"{save.__name__}/article.md", "old")
        toy.write(f"{save.__name__}/folder/inner.md", "old")
        until(lambda: mirrored(toy))
        saved(toy, save)


def saved(toy: Server, save: Save) -> None:
    """Save a file, and wait until the site is renewed."""
    rebuilds(toy)
    save(toy.content / save.__name__ / "article.md")
    toy.said("rebuilt")
    until(lambda: mirrored(toy))


@pytest.mark.parametrize("files", [400, pytest.param(6_000, marks=pytest.mark.slow)])
def test_a_burst_is_seen_whole_and_costs_few_rebuilds(toy: Server, files: int) -> None:
    toy.start()
    rebuilds(toy)
    names = [toy.content / f"{number}.md" for number in range(files)]
    for name in names:
        name.write_text("old")
    for name in names:
        temporary = name.with_suffix(".tmp")
        temporary.write_text("new")
        temporary.replace(name)
    until(lambda: mirrored(toy))
    at = toy.site / f"{files - 1}.md"
    assert at.read_text() == "new"
    assert rebuilds(toy) < 3 * files / 20


@pytest.mark.parametrize("operations", [200, pytest.param(18_000, marks=pytest.mark.slow)])
def test_changes_at_random_are_all_seen(toy: Server, operations: int) -> None:
    random = Random(SEED)
    toy.start()
    for number in range(operations):
        place = toy.content / random.choice("abc") / random.choice("abc") / f"{number % 97}.md"
        change(place, random, str(number))
        if random.random() < 20 / operations:
            until(lambda: mirrored(toy))
    until(lambda: mirrored(toy))


def change(place: Path, random: Random, text: str) -> None:
    """Write, rename or delete a file, or a folder above it."""
    folder, way = place.parent, random.randrange(12)
    if way < 8 or not place.exists():
        folder.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    elif way < 10:
        place.unlink()
    elif way == 10:
        place.rename(place.with_name(f"{text}.md"))
    else:
        folder.rename(folder.with_name(f"folder-{text}"))


def test_a_checkout_is_seen_whole(toy: Server) -> None:
    for number in range(300):
        toy.write(f"{number % 7}/{number}.md", f"first {number}")
    git(toy, "init", "-q")
    git(toy, "add", ".")
    git(toy, "commit", "-qm", "first")
    git(toy, "checkout", "-qb", "second")
    for number in range(0, 300, 2):
        (toy.content / f"{number % 7}" / f"{number}.md").unlink()
        toy.write(f"{number % 5}-new/{number}.md", f"second {number}")
    git(toy, "add", ".")
    git(toy, "commit", "-qm", "second")
    toy.start()
    for branch in ("-", "-", "-"):
        git(toy, "checkout", "-q", branch)
        until(lambda: mirrored(toy))


def git(toy: Server, *arguments: str) -> None:
    """Run git in the content, as nobody in particular."""
    who = ("-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", toy.content, *who, *arguments], check=True)


def test_nothing_is_rebuilt_for_being_read(toy: Server) -> None:
    for number in range(50):
        toy.write(f"{number % 3}/{number}.md", "text")
    toy.start()
    at_rest(toy)
    end = time.monotonic() + STILL
    while time.monotonic() < end:
        dict(read(toy.content))
        assert ask(toy.port, "/").status == 200
    assert rebuilds(toy) == 0
    toy.write("index.html", "still awake")
    toy.said("rebuilt")


def test_nothing_is_rebuilt_for_what_an_editor_keeps_beside(toy: Server) -> None:
    toy.start()
    at_rest(toy)
    for name in (".index.html.swp", ".#index.html", "index.html~", ".git/index.lock"):
        (toy.content / name).parent.mkdir(exist_ok=True)
        (toy.content / name).write_text("x")
        (toy.content / name).unlink()
    time.sleep(STILL)
    assert rebuilds(toy) == 0
