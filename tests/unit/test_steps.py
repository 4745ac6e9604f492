"""That work is staggered: another program is never waited for while there is something to do."""

from __future__ import annotations

import pytest

from huiyao.search.steps import Steps, staggered, whole


def work(name: str, log: list[str], fault: str = "") -> Steps[str]:
    """Something that says how far it has come, and fails at a step."""
    try:
        for step in ("ready", "runs", "ended"):
            log.append(f"{name} {step}")
            if step == fault:
                raise ValueError(name)
            yield
        log.append(f"{name} given")
        return name
    finally:
        log.append(f"{name} closed")


def test_one_is_made_ready_and_one_finished_while_the_program_runs() -> None:
    log: list[str] = []
    assert list(staggered(work(name, log) for name in "abc")) == ["a", "b", "c"]
    assert [one for one in log if "closed" not in one] == [
        "a ready", "a runs",
        "b ready", "a ended", "b runs", "a given",
        "c ready", "b ended", "c runs", "b given",
        "c ended", "c given",
    ]  # fmt: skip


def test_one_alone_is_done_from_where_it_stands() -> None:
    log: list[str] = []
    begun = work("a", log)
    next(begun)
    assert whole(begun) == "a"
    assert list(staggered([work("b", log)])) == ["b"]
    assert list(staggered([])) == []


@pytest.mark.parametrize("fault", ["ready", "runs", "ended"])
def test_what_fails_ends_the_others(fault: str) -> None:
    log: list[str] = []
    works = (work(name, log, fault if name == "b" else "") for name in "abc")
    with pytest.raises(ValueError, match="b"):
        list(staggered(works))
    assert {"a closed", "b closed"} <= set(log)
    begun = {one.partition(" ")[0] for one in log}
    assert {f"{name} closed" for name in begun} <= set(log)
