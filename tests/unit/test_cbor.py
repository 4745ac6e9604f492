from __future__ import annotations

import pytest

from huiyao.search import cbor

VALUES: list[cbor.Value] = [
    0,
    23,
    24,
    255,
    256,
    65_536,
    2**32,
    -1,
    -500,
    "",
    "五个",
    [],
    [1, ["a", [-2]], "中" * 40],
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_round_trip(value: cbor.Value) -> None:
    data = cbor.encode(value)
    assert cbor.decode(data) == (value, len(data))
    assert cbor.skip(data, 0) == len(data)


@pytest.mark.parametrize(
    ("value", "data"),
    # Examples of RFC 8949, appendix A.
    [(10, "0a"), (100, "1864"), (1_000_000, "1a000f4240"), (-1000, "3903e7"), ("水", "63e6b0b4")],
)
def test_the_standard(value: cbor.Value, data: str) -> None:
    assert cbor.encode(value).hex() == data


def test_other_types_are_refused() -> None:
    with pytest.raises(ValueError, match="major type 7"):
        cbor.decode(b"\xf5")


def test_bytes_are_skipped() -> None:
    assert cbor.skip(b"\x82\x43abc\x01\x02", 0) == 6
