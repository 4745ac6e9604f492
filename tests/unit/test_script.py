from __future__ import annotations

from pathlib import Path

import pytest
import rjsmin  # type: ignore[import-untyped]

from huiyao.resources import PACKAGE, folders
from huiyao.script import minified

OURS = [
    *sorted((folders("static", PACKAGE)[0] / "js").glob("*.js")),
    *sorted((PACKAGE / "search" / "engine").glob("*.js")),
]


def test_comments_go_and_strings_stay() -> None:
    source = b"// A note.\nconst a = `// ${b}  c`; /* another */\nconst d = /[/*]  /;\n"
    assert minified(source) == b"const a=`// ${b}  c`;const d=/[/*]  /;"


@pytest.mark.parametrize("script", OURS, ids=lambda path: path.name)
def test_no_machine_minifies_otherwise(script: Path) -> None:
    """Where there is a compiler the library is written in C, elsewhere in Python."""
    in_python = rjsmin._make_jsmin(python_only=True)
    assert minified(script.read_bytes()) == in_python(script.read_bytes())
