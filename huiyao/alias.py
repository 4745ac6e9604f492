"""What an alias of a theme may be: a regular expression that finds its places in time.

Python's engine tries one way after another. Where an expression repeats without end, or repeats a
repetition, the ways multiply and a paragraph takes hours; so both are refused.
"""

from __future__ import annotations

import re
import warnings

WAYS = 1000
"""How many ways of reading one text an alias may leave open: the product of its repetitions."""

_LITERAL = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:P?<?[=!]|P?<\w+>|P=\w+|[a-zA-Z:-]+)")
"""What only looks like a repetition: escapes, classes of characters, the openings of groups."""

_REPEAT = re.compile(r"[*+]|\{\d*,\}|\{(?P<least>\d*),(?P<most>\d+)\}|\{(?P<times>\d+)\}|\?")


def fault(alias: str) -> tuple[str, str] | None:
    """The key of the message that says why an alias cannot be used, and the engine's own words."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            pattern = re.compile(alias)
    except (re.error, RecursionError, OverflowError, Warning) as error:
        return "alias-bad", str(error)
    ways = 1
    for repeat in _REPEAT.finditer(_LITERAL.sub("x", alias)):
        if repeat.group()[0] in "*+" or repeat.group().endswith(",}"):
            return "alias-endless", ""
        ways *= int(repeat["most"] or repeat["times"] or 1) + 1
        if ways > WAYS:
            return "alias-many", ""
    return ("alias-empty", "") if pattern.search("") is not None else None
