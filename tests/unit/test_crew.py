from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyao.crew import AHEAD, BATCH, FEW, PILE, Crew, batches


def doubled(batch: Sequence[int]) -> list[int]:
    return [2 * number for number in batch]


@pytest.mark.parametrize("count", [0, 1, BATCH, FEW - 1, FEW, 5 * FEW + 1])
def test_results_come_in_order_whoever_works(count: int) -> None:
    told: list[tuple[str, int, int]] = []
    with ThreadPoolExecutor(3) as pool:
        crew = Crew(pool, 3, lambda *said: told.append(said))
        found = list(crew.spread("double", doubled, range(count), hits=7))
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
        results = Crew(pool, 1).spread("slow", slow, range(100 * BATCH))
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
    piled = [
        prompt.done - taken
        for taken, _ in enumerate(Crew(prompt, 2).spread("many", doubled, range(200 * BATCH)))
    ]
    assert max(piled) <= 2 * PILE


def test_what_takes_long_keeps_no_one_waiting() -> None:
    enough = Event()

    def work(batch: Sequence[int]) -> int:
        if 0 in batch:
            assert enough.wait(60), "no one went on meanwhile"
        elif batch[0] > 2 * AHEAD:
            enough.set()
        return batch[0]

    with ThreadPoolExecutor(2) as pool:
        found = list(Crew(pool, 2).spread("uneven", work, range(10 * BATCH)))
    assert found == sorted(found)


@given(st.integers(0, 5000), st.integers(1, 64))
def test_batches_are_the_items_and_begin_and_end_with_single_ones(count: int, jobs: int) -> None:
    found = list(batches(range(count), jobs))
    assert [item for batch in found for item in batch] == list(range(count))
    assert all(1 <= len(batch) <= BATCH for batch in found)
    assert not found or len(found[0]) == len(found[-1]) == 1


def test_what_others_need_is_loaded_before_they_begin() -> None:
    done: list[str] = []

    def work(batch: Sequence[int]) -> None:
        done.append("work")

    crew = Crew(prepare=lambda: done.append("prepare"))
    list(crew.spread("alone", work, range(FEW)))
    assert "prepare" not in done
    done.clear()
    with ThreadPoolExecutor(1) as pool:
        crew = Crew(pool, 1, prepare=lambda: done.append("prepare"))
        list(crew.spread("few", work, range(FEW - 1)))
        assert "prepare" not in done
        done.clear()
        list(crew.spread("many", work, range(FEW)))
    assert (done[0], done.count("prepare")) == ("prepare", 1)
