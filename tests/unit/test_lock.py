"""That the lock names every dependency, each with its hash, and nothing but the public registry."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PACKAGES: dict[str, dict[str, Any]] = {package["name"]: package for package in LOCK["package"]}


def files() -> Iterator[dict[str, Any]]:
    """Every file that may be installed."""
    for package in PACKAGES.values():
        yield from package.get("wheels", [])
        if "sdist" in package:
            yield package["sdist"]


def name(requirement: str) -> str:
    """The name in a requirement, as registries write it."""
    return re.sub("[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def test_every_file_has_its_hash() -> None:
    hashes = [file["hash"] for file in files()]
    assert hashes
    assert [one for one in hashes if not re.fullmatch("sha256:[0-9a-f]{64}", one)] == []


def test_every_file_is_the_public_registrys() -> None:
    assert {urlsplit(file["url"]).netloc for file in files()} == {"files.pythonhosted.org"}


def test_every_package_is_the_public_registrys_but_ours() -> None:
    sources = {key: package["source"] for key, package in PACKAGES.items()}
    assert sources.pop("huiyao") == {"editable": "."}
    assert {source["registry"] for source in sources.values()} == {"https://pypi.org/simple"}


def test_the_lock_is_of_these_requirements() -> None:
    extras = PROJECT["optional-dependencies"]
    stated = {name(one) for part in (PROJECT["dependencies"], *extras.values()) for one in part}
    stated.discard("huiyao")
    wanted = {name(one["name"]) for one in PACKAGES["huiyao"]["metadata"]["requires-dist"]}
    assert wanted == stated
    assert stated <= PACKAGES.keys()
