"""The kinds of the archive: one module each, found by being here."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from huiyao.kind import Kind


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind, by the name of its module."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return tuple(module.KIND for module in modules if hasattr(module, "KIND"))
