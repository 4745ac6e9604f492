"""That imports run downward only, and that each file can be seen whole."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

LAYERS = {
    "conducts": "build __main__",
    "commands": "arguments check convert create ending progress reference report why",
    "stages": (
        "load survey derived link catalogue plan render press publish index reindex glance serve"
    ),
    "their parts": "crew folder resolve review schema seats serving spare unstated watch",
    "pages": "exports kind kinds",
    "what pages share": "attendance cards chart comparison frequency jsonld searchable volumes",
    "the archive": "abstract collatable concordance memory proof reading register speech standing",
    "tools of the trade": (
        "alias apart apparatus capacities cluster collate commonmark compiled criticmark crosslink "
        "edition failure field frontmatter gather generator language lexicon markdown markup "
        "mention messages nest passage pinyin pipe record rename resources scalar script search "
        "slip snapshot sources stage templates tree typography urls wording work"
    ),
    "frozen types": "edtf huiyao identifier leftover model page published records views visible",
}
"""The layers from top to bottom; a package is one unit, and each unit stands in one of them."""

ORDER = {unit: n for n, units in enumerate(LAYERS.values()) for unit in units.split()}

LONGEST = 220
"""Lines of a file that can be seen whole, with a little grace."""


def modules() -> dict[str, Path]:
    """Dotted name to file: the conductor and the package."""
    found = {"build": ROOT / "build.py"}
    for path in sorted((ROOT / "huiyao").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def unit(module: str) -> str:
    """The part of the package that a module belongs to: `huiyao.kinds.person` to `kinds`."""
    return module.removeprefix("huiyao.").split(".")[0]


def imports(path: Path) -> Iterator[str]:
    """The modules of ours that a file needs when it runs; types alone may look upward."""
    for node in _running(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


def _running(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from _running(child)


def test_every_part_has_its_layer() -> None:
    assert {unit(module) for module in MODULES} == ORDER.keys()


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_downward(module: str) -> None:
    above = [name for name in imports(MODULES[module]) if ORDER[unit(name)] < ORDER[unit(module)]]
    assert above == []


def test_no_import_leads_back() -> None:
    graph = {name: set(imports(path)) - {name} for name, path in MODULES.items()}
    TopologicalSorter(graph).prepare()
    units: dict[str, set[str]] = {}
    for name, needed in graph.items():
        units.setdefault(unit(name), set()).update({unit(one) for one in needed} - {unit(name)})
    TopologicalSorter(units).prepare()


@pytest.mark.parametrize("module", MODULES)
def test_a_file_can_be_seen_whole(module: str) -> None:
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_conductor_tells_the_story_in_order() -> None:
    tree = ast.parse(MODULES["build"].read_text(encoding="utf-8"))
    first, second, *_ = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    stages = ["load", "link_and_prove", "plan", "searching", "publish"]
    lines = {name: _line(second, name) for name in stages}
    assert (first.name, second.name) == ("build", "make")
    assert sorted(stages, key=lines.__getitem__) == stages


def _line(function: ast.FunctionDef, name: str) -> tuple[int, int]:
    """Where a function first names another: to call it, or to have it called."""
    return min(
        (node.lineno, node.col_offset)
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and node.id == name
    )
