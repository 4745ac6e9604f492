from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from huiyao.crew import BATCH, FEW, Crew


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
