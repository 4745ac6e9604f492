from __future__ import annotations

from huiyao.crew import FEW
from huiyao.kind import Planned
from huiyao.memory.row import Leaf
from huiyao.press import ORDINARY, Order, burden
from huiyao.views import Head


def order(size: int | None) -> Order:
    planned = Planned("a/", "pages/about.html", Head)
    return Order(planned, None if size is None else Leaf(b"", size, 0))


def test_a_list_counts_for_as_many_pages_as_it_is_long() -> None:
    assert burden(order(None)) == burden(order(100)) == burden(order(ORDINARY)) == 1
    assert burden(order(5 * ORDINARY)) == 5
    assert sum(burden(order(FEW * ORDINARY // 2)) for _ in range(2)) == FEW
