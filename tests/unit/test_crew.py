from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyao.crew import AHEAD, BATCH, EDGES, FEW, PILE, TOGETHER, Crew, Task, batches, crew_of
from huiyao.model import Project


def doubled(batch: Sequence[int]) -> list[int]:
    return [2 * number for number in batch]


@pytest.mark.parametrize("count", [0, 1, BATCH, FEW - 1, FEW, 5 * FEW + 1])
def test_results_come_in_order_whoever_works(count: int) -> None:
    told: list[tuple[str, int, int]] = []
    with ThreadPoolExecutor(3) as pool:
        crew = Crew(pool, 3, lambda *said: told.append(said))
        found = list(crew.spread(Task("double", doubled, range(count), hits=7)))
    assert [number for batch in found for number in batch] == list(range(0, 2 * count, 2))
    assert crew.profile[0].items == count + 7
    assert crew.profile[0].hits == 7
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert not told or told[-1] == ("double", count, count)


def test_no_more_waits_than_keeps_everyone_busy() -> None:
    begun: list[int] = []

    def slow(batch: Sequence[int]) -> int:
        begun.append(len(batch))
        return len(batch)

    with ThreadPoolExecutor(1) as pool:
        results = Crew(pool, 1).spread(Task("slow", slow, range(100 * BATCH)))
        next(results)
        pool.shutdown()
        assert len(begun) <= 5
        results.close()  # type: ignore[attr-defined]  # a generator


class Prompt(Executor):
    """Whoever has done everything at once."""

    def __init__(self) -> None:
        self.done = 0

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """It is done already."""
        future: Future[Any] = Future()
        future.set_result(function(*args, **kwargs))
        self.done += 1
        return future


def test_results_that_nobody_takes_do_not_pile_up() -> None:
    prompt = Prompt()
    found = Crew(prompt, 2).spread(Task("many", doubled, range(200 * BATCH)))
    piled = [prompt.done - taken for taken, _ in enumerate(found)]
    assert max(piled) <= 2 * PILE


def test_what_takes_long_keeps_no_one_waiting() -> None:
    enough = Event()

    def work(batch: Sequence[int]) -> int:
        if 0 in batch:
            assert enough.wait(60), "no one went on meanwhile"
        elif batch[0] > 2 * AHEAD * 2 * TOGETHER:
            enough.set()
        return batch[0]

    with ThreadPoolExecutor(2) as pool:
        found = list(Crew(pool, 2).spread(Task("uneven", work, range(10 * BATCH))))
    assert found == sorted(found)


@pytest.mark.parametrize("counts", [(0, 0), (FEW, 0), (0, FEW), (5, 7 * FEW), (BATCH, 1)])
def test_tasks_are_told_each_by_its_name_and_in_order(counts: tuple[int, int]) -> None:
    told: list[tuple[str, int, int]] = []
    first, second = (Task(name, doubled, range(n)) for name, n in zip("ab", counts, strict=True))
    with ThreadPoolExecutor(3) as pool:
        crew = Crew(pool, 3, lambda *said: told.append(said))
        found = list(crew.spread(first, second))
    wanted = [*range(0, 2 * counts[0], 2), *range(0, 2 * counts[1], 2)]
    assert [number for batch in found for number in batch] == wanted
    assert [(stage.name, stage.items) for stage in crew.profile] == [
        *zip("ab", counts, strict=True)
    ]
    assert told == sorted(told)


def test_a_task_begins_while_the_last_of_another_is_at_work() -> None:
    begun = Event()

    def slow(batch: Sequence[int]) -> str:
        assert FEW - 1 not in batch or begun.wait(60), "the next has not begun"
        return "slow"

    def next_(batch: Sequence[int]) -> str:
        begun.set()
        return "next"

    with ThreadPoolExecutor(2) as pool:
        tasks = Task("slow", slow, range(FEW)), Task("next", next_, range(FEW))
        found = list(Crew(pool, 2).spread(*tasks))
    assert found == sorted(found, reverse=True)


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(1, 64))
def test_batches_are_the_items_and_begin_and_end_with_few(
    first: int, second: int, jobs: int
) -> None:
    tasks = [Task("first", doubled, range(first)), Task("second", doubled, range(second))]
    found = list(batches(tasks, jobs))
    for task in tasks:
        assert [item for one, part in found if one is task for item in part] == [*task.items]
    few = 1 + min(TOGETHER, (first + second) // (jobs * EDGES))
    assert all(1 <= len(part) <= BATCH for _, part in found)
    assert not found or max(len(found[0][1]), len(found[-1][1])) <= 2 * few


@pytest.mark.parametrize("jobs", [1, 2, 4, 64])
def test_each_process_is_given_some_of_a_few(jobs: int) -> None:
    for count in range(jobs, 5 * jobs):
        assert len([*batches([Task("", doubled, range(count))], jobs)]) >= min(count, jobs)


def test_what_takes_long_is_handed_out_one_by_one() -> None:
    found = [*batches([Task("", doubled, range(500), most=1)], 4)]
    assert len(found) == 500


@given(st.integers(0, 5000), st.integers(1, 64))
def test_items_for_which_much_is_loaded_go_together(count: int, jobs: int) -> None:
    found = [len(part) for _, part in batches([Task("", doubled, range(count), least=900)], jobs)]
    assert sum(found) == count
    assert all(size == 900 for size in found[:-1])


def test_what_others_need_is_loaded_before_they_begin() -> None:
    done: list[str] = []

    def work(batch: Sequence[int]) -> None:
        done.append("work")

    crew = Crew(prepare=lambda: done.append("prepare"))
    list(crew.spread(Task("alone", work, range(FEW))))
    assert "prepare" not in done
    done.clear()
    with ThreadPoolExecutor(1) as pool:
        crew = Crew(pool, 1, prepare=lambda: done.append("prepare"))
        list(crew.spread(Task("few", work, range(FEW - 1))))
        assert "prepare" not in done
        done.clear()
        list(crew.spread(Task("many", work, range(FEW))))
    assert (done[0], done.count("prepare")) == ("prepare", 1)


def test_an_assembled_crew_does_even_one_item() -> None:
    pool = Prompt()
    assert list(Crew(pool, 1).spread(Task("one", doubled, [1]))) == [[2]]
    assert pool.done == 0
    assert list(Crew(pool, 1).assembled().spread(Task("one", doubled, [1]))) == [[2]]
    assert pool.done == 1
    assert Crew().assembled().alone(100)


def test_the_search_for_garbage_is_afterwards_as_it_was(tmp_path: Path) -> None:
    before = gc.get_threshold()
    with crew_of("", 2, Project(tmp_path, tmp_path)) as crew:
        assert gc.get_threshold() > before
        list(crew.assembled().spread(Task("count", len, range(FEW))))
        assert gc.get_freeze_count()
    assert gc.get_threshold() == before
    assert not gc.get_freeze_count()
