"""The search as the browser runs it: Pagefind itself, our modules over it, and their table.

The modules stand here and not in `static/` because they read the index's own format: they are
published in one folder with Pagefind, named by its contents, and never meet an index of another
version.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from huiyao.script import minified
from huiyao.search import bundle
from huiyao.search.steps import Steps
from huiyao.search.variants import variants


def modules() -> dict[str, bytes]:
    """Our JavaScript as it is published, by file names; some stand before Pagefind's own."""
    found = sorted(Path(__file__).parent.glob("*.js"))
    return {path.name: minified(path.read_bytes()) for path in found}


def write(folder: Path) -> Steps[None]:
    """Make the folder that the browser loads the search from. Raises what `bundle.run` raises.

    The table is for queries alone: of the texts, the index says which characters are traditional.
    """
    yield from bundle.engine(folder)
    for name, module in modules().items():
        path = folder / name
        path.write_bytes(module + b"\n" + path.read_bytes() if path.exists() else module)
    pairs = "".join(variants().plain.split() + variants().ambiguous.split())
    (folder / "variants.json").write_bytes(msgspec.json.encode(pairs))
