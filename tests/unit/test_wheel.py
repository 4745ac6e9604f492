"""That the wheel is all that it takes: installed elsewhere, it begins an archive and builds it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from importlib.util import cache_from_source
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LISTS = ("meetings", "articles", "people", "themes", "series", "sources")
NOTHING = "还没有收录"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel installs."""
    made, target = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = made.glob("huiyao-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def test_a_checkout_is_compiled_where_it_lies(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "build.py"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("huiyao", "templates", "static"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel:editable", "-d", "dist"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
        capture_output=True,
    )
    sources = list((tmp_path / "huiyao").rglob("*.py"))
    assert [p for p in sources if not Path(cache_from_source(str(p))).is_file()] == []


def run(installed: Path, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The installed command in a folder of its own, where no checkout is in sight."""
    project.mkdir(exist_ok=True)
    env = os.environ | {"PYTHONPATH": str(installed), "PYTHONUTF8": "1", "LC_ALL": "C"}
    return subprocess.run(
        [sys.executable, "-m", "huiyao", *arguments],
        cwd=project,
        env=env,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def empty(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new archive as the installed command begins and builds it."""
    project = tmp_path_factory.mktemp("empty")
    for arguments in (["new", "site", "我的汇编"], ["build"]):
        done = run(installed, project, *arguments)
        assert (done.returncode, done.stderr) == (0, "")
    return project


def test_it_installs_nothing_but_the_package(installed: Path) -> None:
    names = {path.name for path in installed.iterdir()}
    assert names - {name for name in names if name.endswith(".dist-info")} == {"huiyao"}


def test_it_brings_its_data(installed: Path) -> None:
    for folder in ("templates", "static"):
        ours = {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file()}
        theirs = installed / "huiyao"
        assert ours == {
            p.relative_to(theirs).as_posix() for p in (theirs / folder).rglob("*") if p.is_file()
        }


def test_the_command_leads_to_the_conductor(installed: Path) -> None:
    [entry] = installed.glob("*.dist-info/entry_points.txt")
    found = ConfigParser()
    found.read(entry, encoding="utf-8")
    assert found["console_scripts"]["huiyao"] == "huiyao.__main__:main"
    conductor = (installed / "huiyao/__main__.py").read_text(encoding="utf-8")
    assert conductor == (ROOT / "build.py").read_text(encoding="utf-8")


def test_it_is_the_installed_one_that_runs(installed: Path, tmp_path: Path) -> None:
    code = "import huiyao; print(huiyao.__file__)"
    env = os.environ | {"PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, check=True
    )
    assert Path(os.fsdecode(done.stdout).strip()).is_relative_to(installed)


def test_an_empty_archive_has_every_page(empty: Path) -> None:
    site = empty / "_site"
    pages = ("index.html", "404.html", *(f"{name}/index.html" for name in (*LISTS, "about")))
    assert [page for page in pages if "我的汇编" not in (site / page).read_text("utf-8")] == []


@pytest.mark.parametrize("name", ["", *LISTS])
def test_an_empty_list_says_so(empty: Path, name: str) -> None:
    assert NOTHING in (empty / "_site" / name / "index.html").read_text(encoding="utf-8")


def test_an_empty_archive_has_nothing_wrong(installed: Path, empty: Path) -> None:
    done = run(installed, empty, "check")
    assert (done.returncode, done.stderr) == (0, "")


def test_an_archive_is_not_begun_twice(installed: Path, empty: Path) -> None:
    before = (empty / "content/site.yaml").read_bytes()
    assert run(installed, empty, "new", "site", "别的名称").returncode == 1
    assert (empty / "content/site.yaml").read_bytes() == before


@pytest.mark.parametrize("kind", ["meeting", "person", "theme"])
def test_a_new_file_is_valid(installed: Path, tmp_path: Path, kind: str) -> None:
    assert run(installed, tmp_path, "new", kind, "first-one").returncode == 0
    done = run(installed, tmp_path, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert run(installed, tmp_path, "build", "--no-search").returncode == 0
    [page] = (tmp_path / "_site").glob("*/first-one/index.html")
    assert "first-one" in page.read_text(encoding="utf-8")


def test_a_new_article_is_a_draft(installed: Path, tmp_path: Path) -> None:
    assert run(installed, tmp_path, "new", "article", "first-one").returncode == 0
    assert "first-one" in run(installed, tmp_path, "check").stdout
    assert run(installed, tmp_path, "build", "--no-search").returncode == 0
    assert not (tmp_path / "_site/articles/first-one").exists()
    assert run(installed, tmp_path, "build", "--no-search", "--drafts").returncode == 0
    assert (tmp_path / "_site/articles/first-one/index.html").is_file()


def test_an_archives_own_template_and_sheet_win(installed: Path, tmp_path: Path) -> None:
    run(installed, tmp_path, "new", "site", "我的汇编")
    own = {"templates/partials/footer.html": "本馆", "static/css/home.css": "a{}"}
    for path, text in own.items():
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert run(installed, tmp_path, "build", "--no-search").returncode == 0
    assert "本馆" in (tmp_path / "_site/index.html").read_text(encoding="utf-8")
    assert (tmp_path / "_site/css/home.css").read_text(encoding="utf-8") == "a{}"
    assert (tmp_path / "_site/css/base.css").is_file()
