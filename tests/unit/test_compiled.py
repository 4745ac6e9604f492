"""That code is taken over only where it is whole and of the same edition."""

from __future__ import annotations

import pytest

from huiyao.compiled import Compiled


def known() -> Compiled:
    made = Compiled()
    made.code["a"] = compile("1 + 1", "a.html", "eval")
    return made


def test_code_is_taken_over() -> None:
    other = Compiled()
    assert other.unpack(known().packed(b"now"), b"now")
    assert other.code == known().code


@pytest.mark.parametrize("part", [slice(0), slice(-1), slice(1, None), slice(None, None, -1)])
def test_damaged_code_is_not(part: slice) -> None:
    other = Compiled()
    assert not other.unpack(known().packed(b"now")[part], b"now")
    assert other.code == {}


def test_code_of_another_edition_is_not() -> None:
    other = Compiled()
    assert not other.unpack(known().packed(b"now"), b"then")
    assert other.code == {}
