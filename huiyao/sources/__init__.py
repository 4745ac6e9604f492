"""The formats that a source can be received in: one module each, found by being here.

A module names its `SUFFIXES` and gives `text(data) -> str`, raising `ValueError` with a plain
reason where the bytes are not of its format.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module


@cache
def formats() -> dict[str, Callable[[bytes], str]]:
    """File suffix (`.txt`) to what turns such a file's bytes into its text."""
    found: dict[str, Callable[[bytes], str]] = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        module = import_module(f"{__name__}.{name}")
        found |= dict.fromkeys(module.SUFFIXES, module.text)
    return found
