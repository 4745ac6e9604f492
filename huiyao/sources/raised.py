"""Numbers that are set above the line: 10<sup>5</sup> is not 105."""

from __future__ import annotations

_FLAT = "0123456789+-−()ni"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿⁱ"
_UP = str.maketrans(_FLAT, _RAISED)
_DOWN = str.maketrans(_RAISED, _FLAT.replace("−", "-"))


def raised(text: str) -> str:
    """A superscript in the characters of Unicode; as it is where there are none for all of it."""
    return text.translate(_UP) if set(text.strip()) <= set(_FLAT) else text


def level(text: str) -> str:
    """The text with every superscript as a plain character, as others extract it."""
    return text.translate(_DOWN)
