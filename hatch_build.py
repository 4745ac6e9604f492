"""What installing a checkout does besides: it compiles the package."""

from __future__ import annotations

import compileall
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compile(BuildHookInterface[Any]):
    """Compiles the package where it lies, as pip does with all that it copies.

    Where Python may not write bytecode itself (`PYTHONDONTWRITEBYTECODE`, as most containers have
    it), each command would otherwise compile a hundred modules again.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # the interface's
        """Compile in a checkout; nothing of it goes into a wheel."""
        if version == "editable":
            compileall.compile_dir(Path(self.root, "huiyao"), quiet=1)
