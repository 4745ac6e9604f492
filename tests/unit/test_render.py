"""Pages rendered by one process at several builds."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import written

from build import main
from huiyao.resources import PACKAGE


@pytest.mark.parametrize("times", [2, 3])
def test_a_template_that_was_edited_is_loaded_again(tmp_path: Path, times: int) -> None:
    root = written(tmp_path, {}).root
    base = (PACKAGE.parent / "templates" / "base.html").read_text(encoding="utf-8")
    (root / "templates").mkdir()
    for number in range(times):
        edited = base.replace("</head>", f"<!-- {number} --></head>")
        (root / "templates" / "base.html").write_text(edited, encoding="utf-8")
        assert main(["--project", str(root), "build", "--jobs", "1", "--no-search"]) == 0
    assert f"<!-- {times - 1} -->" in (root / "_site" / "index.html").read_text(encoding="utf-8")
