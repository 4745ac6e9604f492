"""The part of CBOR (RFC 8949) that Pagefind's files use: integers, strings and arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

Value: TypeAlias = "int | str | Sequence[Value]"

UNSIGNED, NEGATIVE, BYTES, TEXT, ARRAY = range(5)
"""The major types in use."""
NUMBERS = bytes([*[1] * 24, 2, 3, 5, 9, *[0] * 4] * 2)
"""First byte of a number to the bytes of it all."""


def encode(value: Value) -> bytes:
    """A value in its shortest form."""
    match value:
        case int():
            return _head(UNSIGNED, value) if value >= 0 else _head(NEGATIVE, -1 - value)
        case str():
            data = value.encode()
            return _head(TEXT, len(data)) + data
        case _:
            return array([encode(item) for item in value])


def array(items: list[bytes]) -> bytes:
    """An array of items that are encoded already."""
    return _head(ARRAY, len(items)) + b"".join(items)


def decode(data: bytes, at: int = 0) -> tuple[Any, int]:
    """The item at an offset, and the offset after it; `ValueError` for any other type."""
    major, argument, at = head(data, at)
    match major:
        case 0:
            return argument, at
        case 1:
            return -1 - argument, at
        case 3:
            return data[at : at + argument].decode(), at + argument
        case 4:
            items = []
            for _ in range(argument):
                item, at = decode(data, at)
                items.append(item)
            return items, at
        case _:
            raise ValueError(f"CBOR major type {major} before offset {at}")


def skip(data: bytes, at: int) -> int:
    """The offset after the item at an offset, which is not decoded."""
    waiting = 1
    while waiting:
        waiting -= 1
        if data[at] < len(NUMBERS):  # nearly all are: without a call for each
            at += NUMBERS[data[at]]
            continue
        major, argument, at = head(data, at)
        if major == ARRAY:
            waiting += argument
        elif major in (BYTES, TEXT):
            at += argument
    return at


def head(data: bytes, at: int) -> tuple[int, int, int]:
    """Major type and argument (a value, a length) of an item, and the offset after them."""
    first = data[at]
    small = first & 31
    if small < 24:
        return first >> 5, small, at + 1
    end = at + 1 + (1 << small - 24)
    return first >> 5, int.from_bytes(data[at + 1 : end], "big"), end


def _head(major: int, argument: int) -> bytes:
    if argument < 24:
        return bytes([major << 5 | argument])
    size = next(size for size in range(4) if argument < 1 << (8 << size))
    return bytes([major << 5 | 24 + size]) + argument.to_bytes(1 << size, "big")
