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
def formats() -> Mapping[str, ModuleType]:
    """File suffix (`.txt`) to the module that reads such files."""
    found: dict[str, ModuleType] = {}
    for name in _names():
        found |= dict.fromkeys(_suffixes(name), _module(name))
    return found


def decoder(suffix: str) -> Callable[[bytes], str] | None:
    """What turns the bytes of such a file into its text."""
    module = _reader(suffix)
    return module.text if module else None


def layout(suffix: str, data: bytes, selections: tuple[Selection, ...]) -> Layout:
    """What a file says of its lines beside their words; nothing where its format has no more."""
    read = getattr(_reader(suffix), "layout", None)
    found = read(data, selections) if read else Layout()
    assert isinstance(found, Layout)
    return found


@cache
def _reader(suffix: str) -> ModuleType | None:
    """The module for a suffix; the one that bears its name is asked first.

    To import all of them takes as long as to read a hundred sources of plain text.
    """
    name = suffix.removeprefix(".")
    if name in _names() and suffix in _suffixes(name):
        return _module(name)
    return formats().get(suffix)


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def _suffixes(name: str) -> tuple[str, ...]:
    return getattr(_module(name), "SUFFIXES", ())


def _module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")
