"""Small archives and the pages made of them, as the documentation shows them.

`HUIYAO_GOLDEN=write pytest tests/golden/test_sites.py` writes the pages anew: read the difference.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITES = Path(__file__).parent / "sites"
PAGES = {
    "one": [
        "index.html", "articles/plenary-report/index.html", "meetings/plenary-1/index.html",
        "people/li-weimin/index.html", "themes/quality/index.html",
    ],
    "marks": [
        "articles/plenary/index.html", "articles/bridge/index.html", "sources/page-one/index.html",
    ],
    "series": [
        "series/quarterly/index.html", "meetings/q2/index.html", "people/li-zheng/index.html",
        "people/li-zheng-2/index.html", "themes/start/index.html", "feed.xml",
    ],
}  # fmt: skip
MAIN = re.compile(r"<main .*?</main>", re.DOTALL)


def run(project: Path, *options: str) -> str:
    """What the command says of a project, after making sure that nothing is wrong."""
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", "--project", project, *options],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def shown(page: Path) -> str:
    """What a page shows of its own: its main part; the whole file if it is no page."""
    text = page.read_text(encoding="utf-8")
    found = MAIN.search(text)
    return f"{found.group()}\n" if found else text


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_as_they_were(name: str, tmp_path: Path) -> None:
    shutil.copytree(SITES / name / "content", tmp_path / "content")
    run(tmp_path, "build", "--no-search")
    for path in PAGES[name]:
        expected, made = SITES / name / "pages" / path, shown(tmp_path / "_site" / path)
        if os.environ.get("HUIYAO_GOLDEN") == "write":
            expected.parent.mkdir(parents=True, exist_ok=True)
            expected.write_text(made, encoding="utf-8")
        assert made == expected.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("name", PAGES)
def test_every_source_is_accounted_for(name: str, tmp_path: Path) -> None:
    shutil.copytree(SITES / name / "content", tmp_path / "content")
    lines = [line for line in run(tmp_path, "check").splitlines() if line.endswith("characters)")]
    assert len(lines) == len(list((tmp_path / "content/sources").glob("*.txt")))
    assert all(line.startswith("100 %") for line in lines)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_left_over(name: str) -> None:
    folder = SITES / name / "pages"
    standing = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert standing == set(PAGES[name])
