from __future__ import annotations

import pytest

from huiyao import edtf


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision", "year"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31), "year", 2024),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "month", 2024),
        ("2024-01-05", (2024, 1, 5), (2024, 1, 5), "day", 2024),
        ("199X", (1990, 1, 1), (1999, 12, 31), "decade", None),
        ("2024-XX", (2024, 1, 1), (2024, 12, 31), "year", 2024),
        ("2024-01-XX", (2024, 1, 1), (2024, 1, 31), "month", 2024),
        ("2024-22", (2024, 6, 1), (2024, 8, 31), "season", 2024),
        ("2024-24", (2024, 12, 1), (2024, 12, 31), "season", 2024),
        ("XXXX-07-11", None, None, "day", None),
        ("2025-01-15/2025-01-17", (2025, 1, 15), (2025, 1, 17), "day", 2025),
        ("2025-01-15/2025-02", (2025, 1, 15), (2025, 2, 28), "month", 2025),
        ("2025-01-15/..", (2025, 1, 15), None, "day", 2025),
        ("2025-01-15/", (2025, 1, 15), None, "day", 2025),
        ("../2025-01", None, (2025, 1, 31), "month", 2025),
    ],
)
def test_what_a_date_allows(
    text: str, earliest: edtf.Day, latest: edtf.Day, precision: str, year: int
) -> None:
    date = edtf.parse(text)
    assert (edtf.earliest(date), edtf.latest(date)) == (earliest, latest)
    assert (edtf.precision(date), edtf.year(date)) == (precision, year)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2024-01", False, False),
        ("2024-01~", True, False),
        ("2024-01?", False, True),
        ("2024-01%", True, True),
        ("2024-01~/2024-03?", True, True),
        ("2024-21~", True, False),
    ],
)
def test_what_is_doubted(text: str, approximate: bool, uncertain: bool) -> None:
    date = edtf.parse(text)
    assert edtf.approximate(date) is approximate
    assert edtf.uncertain(date) is uncertain


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-02-30", "month 02 has no day 30"),
        ("2023-02-29", "month 02 has no day 29"),
        ("XXXX-02-30", "month 02 has no day 30"),
        ("2024-01-00", "month 01 has no day 00"),
        ("2024-13", "no month 13"),
        ("2024-21-05", "no month 21"),
        ("2024-XX-11", "a day needs its month"),
        ("199X-07", "needs the whole year"),
        ("XXXX", "needs a month"),
        ("XXXX-22", "no month 22"),
        ("199X-22", "needs the whole year"),
        ("2024-05/2024-03", "ends before it begins"),
        ("../..", "one end that is known"),
        ("/", "one end that is known"),
        ("2024/2025/2026", "is not a date"),
        ("2024-1", "is not a date"),
        ("2024-01-05?~", "is not a date"),
        ("2024年1月", "is not a date"),
        ("２０２４", "is not a date"),
        (" 2024", "is not a date"),
        ("2024\n", "is not a date"),
        ("", "is not a date"),
    ],
)
def test_what_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        edtf.parse(text)


def test_an_interval_may_overlap_itself() -> None:
    assert edtf.parse("2024-05-10/2024-05").interval
    assert edtf.parse("XXXX-12-30/XXXX-01-02").interval


def test_dates_sort_by_the_earliest_day_and_unknown_years_last() -> None:
    texts = [
        "199X", "2023-12-18", "2024-01~", "2024", "2024-01-03?", "2024-21", "../2025-01",
        "2025-01-14/2025-01-17", "2025-01-15", "2025-01-15/..", "XXXX-07", "XXXX-07-11",
    ]  # fmt: skip
    backwards = list(reversed(texts))
    assert sorted(backwards, key=lambda text: edtf.sort_key(edtf.parse(text))) == texts
