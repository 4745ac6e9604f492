"""Our small grammar accepts, and bounds, what the `edtf` library does: its oracle."""

from __future__ import annotations

import calendar

import edtf as oracle
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from huiyao import edtf

NUMBERS = st.integers(0, 33).map("{:02}".format)
YEARS = st.integers(0, 9999).map("{:04}".format)
MARKS = st.sampled_from(["", "~", "?", "%"])

marked = st.builds(
    "".join,
    st.tuples(
        st.one_of(
            YEARS,
            YEARS.map(lambda year: f"{year[:3]}X"),
            st.builds(
                "{}-{}".format, YEARS, st.integers(0, 19).map("{:02}".format) | st.just("XX")
            ),
            st.builds("{}-{}-{}".format, YEARS, NUMBERS.filter(lambda n: n < "21"), NUMBERS),
            st.builds("{}-{}-XX".format, YEARS, st.integers(0, 19).map("{:02}".format)),
        ),
        MARKS,
    ),
)
# The library refuses a mark after a season or an unknown year, which the standard allows.
unmarked = st.one_of(
    st.builds("{}-{}".format, YEARS, st.sampled_from(["21", "22", "23", "24"])),
    st.builds("XXXX-{}".format, st.integers(0, 19).map("{:02}".format)),
    st.builds("XXXX-{}-{}".format, st.integers(0, 19).map("{:02}".format), NUMBERS),
)
points = marked | unmarked


def accepted(text: str) -> bool:
    try:
        edtf.parse(text)
    except ValueError:
        return False
    return True


def accepted_by_oracle(text: str) -> bool:
    try:
        oracle.parse_edtf(text)
    except oracle.EDTFParseException:
        return False
    return True


def is_a_leap_day_of_a_common_year(text: str) -> bool:
    """The library takes it for a day."""
    year = text[:4]
    return text[4:10] == "-02-29" and year.isdigit() and not calendar.isleap(int(year))


@given(points)
@example("2024-02-29")
@example("1900-02-29")
@example("XXXX-02-29")
def test_the_same_dates_are_accepted(text: str) -> None:
    expected = accepted_by_oracle(text) and not is_a_leap_day_of_a_common_year(text)
    # The library does not count the days of a month whose year is unknown.
    if text.startswith("XXXX") and len(text) == len("XXXX-02-30"):
        expected = expected and accepted_by_oracle(text.replace("XXXX", "2000"))
    assert accepted(text) is expected


@given(points.filter(accepted))
def test_the_same_days_bound_them(text: str) -> None:
    date = edtf.parse(text)
    if text.startswith("XXXX"):
        assert edtf.earliest(date) is edtf.latest(date) is None
        return
    found = oracle.parse_edtf(text)
    assert edtf.earliest(date) == tuple(found.lower_strict())[:3]
    assert edtf.latest(date) == tuple(found.upper_strict())[:3]


# The library fails on `X` inside an interval.
definite = marked.filter(accepted).filter(lambda text: "X" not in text)


@given(definite, definite)
@example("2024", "2023")
def test_the_same_days_bound_intervals(first: str, last: str) -> None:
    text = f"{first}/{last}"
    found = oracle.parse_edtf(text)
    bounds = tuple(found.lower_strict())[:3], tuple(found.upper_strict())[:3]
    if bounds[0] > bounds[1]:
        with pytest.raises(ValueError, match="ends before"):
            edtf.parse(text)
        return
    date = edtf.parse(text)
    assert (edtf.earliest(date), edtf.latest(date)) == bounds


@given(st.text(st.sampled_from("0129X-/.~?%"), max_size=12))
def test_only_a_value_error_comes_out(text: str) -> None:
    if accepted(text):
        edtf.sort_key(edtf.parse(text))


@given(st.lists(points.filter(accepted)))
def test_sorting_follows_the_earliest_day(texts: list[str]) -> None:
    dates = sorted((edtf.parse(text) for text in texts), key=edtf.sort_key)
    days = [edtf.earliest(date) for date in dates]
    known = [day for day in days if day is not None]
    assert known == sorted(known)
    assert days[len(known) :] == [None] * (len(days) - len(known))
