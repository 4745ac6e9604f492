from __future__ import annotations

import pytest

from huiyao.search.document import Document
from huiyao.search.shards import LARGEST, period, sharded


def dated(sort: str) -> Document:
    return Document(f"{sort}/", "全会", "报道", "", sort, year=int(sort[:4] or 0))


def test_the_undated_come_first_and_the_rest_by_date() -> None:
    found = [dated(sort) for sort in ("2025-07-07", "", "2019", "2025-01")]
    shards = [(name, [one.sort for one in group]) for name, group in sharded(found)]
    assert shards == [("undated", [""]), ("2010", ["2019"]), ("2020", ["2025-01", "2025-07-07"])]


def test_order_of_documents_makes_no_difference() -> None:
    found = [dated(sort) for sort in ("2025", "2024", "", "2023")]
    listed = [[(name, list(group)) for name, group in sharded(row)] for row in (found, found[::-1])]
    assert listed[0] == listed[1]


@pytest.mark.parametrize(
    ("yearly", "years"), [(LARGEST // 10, 10), (LARGEST // 5, 5), (LARGEST // 2, 2), (LARGEST, 1)]
)
def test_a_shard_spans_as_many_years_as_fit(yearly: int, years: int) -> None:
    assert period(dict.fromkeys(range(2010, 2030), yearly)) == years
    assert period(dict.fromkeys(range(2010, 2030), yearly + 1)) < years or years == 1
