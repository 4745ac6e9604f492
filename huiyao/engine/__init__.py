"""The search as the browser runs it: Pagefind itself, our modules over it, and their table.

The modules stand here and not in `static/` because they read the index's own format: they are
published in one folder with Pagefind, named by its contents, and never meet an index of another
version.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec.structs import asdict

from huiyao import bundle
from huiyao.variants import variants


def modules() -> list[Path]:
    """Our JavaScript files."""
    return sorted(Path(__file__).parent.glob("*.js"))


def write(folder: Path) -> None:
    """Make the folder that the browser loads the search from. Raises what `bundle.run` raises."""
    bundle.engine(folder)
    for module in modules():
        shutil.copyfile(module, folder / module.name)
    (folder / "variants.js").write_bytes(table())


def table() -> bytes:
    """The equal characters as a module; each is one UTF-16 unit, so any two in a row are a pair."""
    words = {name: "".join(pairs.split()) for name, pairs in asdict(variants()).items()}
    return "".join(f'export const {name} = "{pairs}";\n' for name, pairs in words.items()).encode()
