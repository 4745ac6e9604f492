"""The search as the browser runs it: Pagefind itself, our modules over it, and their table.

The modules stand here and not in `static/` because they read the index's own format: they are
published in one folder with Pagefind, named by its contents, and never meet an index of another
version.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from huiyao.search import bundle
from huiyao.search.variants import variants


def modules() -> list[Path]:
    """Our JavaScript files."""
    return sorted(Path(__file__).parent.glob("*.js"))


def write(folder: Path) -> None:
    """Make the folder that the browser loads the search from. Raises what `bundle.run` raises.

    The table is for queries alone: of the texts, the index says which characters are traditional.
    """
    bundle.engine(folder)
    for module in modules():
        shutil.copyfile(module, folder / module.name)
    pairs = "".join(variants().plain.split() + variants().ambiguous.split())
    (folder / "variants.js").write_text(f'export const traditional = "{pairs}";\n', "utf-8")
