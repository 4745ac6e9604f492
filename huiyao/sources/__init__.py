"""The formats that a source can be received in: one module each, found by being here.

A module names its `SUFFIXES` and gives `text(data) -> str`, raising `ValueError` with the key of a
message where the bytes are not of its format. It may give `layout(data, selectors) -> Layout`, too.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType

from huiyao.sources.layout import Layout, Selection


@cache
def modules() -> Mapping[str, ModuleType]:
    """File suffix (`.txt`) to the module that reads such files."""
    found: dict[str, ModuleType] = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        module = import_module(f"{__name__}.{name}")
        found |= dict.fromkeys(getattr(module, "SUFFIXES", ()), module)
    return found


@cache
def formats() -> dict[str, Callable[[bytes], str]]:
    """File suffix (`.txt`) to what turns such a file's bytes into its text."""
    return {suffix: module.text for suffix, module in modules().items()}


def layout(suffix: str, data: bytes, selections: tuple[Selection, ...]) -> Layout:
    """What a file says of its lines beside their words; nothing for plain text."""
    read = getattr(modules()[suffix], "layout", None)
    found = read(data, selections) if read else Layout()
    assert isinstance(found, Layout)
    return found
