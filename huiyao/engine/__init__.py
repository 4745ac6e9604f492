"""The search as the browser runs it: Pagefind itself, our modules over it, and their table.

The modules stand here and not in `static/` because they read the index's own format: they are
published in one folder with Pagefind, named by its contents, and never meet an index of another
version.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from huiyao import bundle
from huiyao.variants import variants


def modules() -> list[Path]:
    """Our JavaScript files."""
    return sorted(Path(__file__).parent.glob("*.js"))


def write(equal: str, folder: Path) -> None:
    """Make the folder that the browser loads the search from. Raises what `bundle.run` raises.

    `equal` is what `huiyao.variants.equal` gives for the texts. All other traditional characters
    can only stand in queries; their table is loaded when a query finds nothing.
    """
    bundle.engine(folder)
    for module in modules():
        shutil.copyfile(module, folder / module.name)
    everything = "".join(variants().plain.split() + variants().ambiguous.split())
    _export(folder / "equal.js", "equal", equal)
    _export(folder / "variants.js", "traditional", everything)


def _export(path: Path, name: str, pairs: str) -> None:
    """Write a module of pairs of characters, each one UTF-16 unit."""
    path.write_text(f'export const {name} = "{pairs}";\n', encoding="utf-8")
