"""The digests by which it is known what was made of what: of values, of files, of our own code."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from huiyao.leftover import leftover

MAKERS = {
    *("jinja2", "markdown_it_py", "markupsafe", "mdurl"),
    *("msgspec", "pypinyin", "pyyaml", "rjsmin"),
    *("cryptography", "pycryptodome", "pypdf"),
}
"""Distributions, as folders name them, on which it depends what is made and what can be read."""


@cache
def version() -> bytes:
    """The digest of the package's own code and data."""
    return fingerprint([Path(__file__).parent], ".py", ".yaml", ".json")


@cache
def edition() -> bytes:
    """The digest of all that makes something of content: what it made is forgotten with it."""
    return digest(version(), *makers())


def makers() -> list[str]:
    """The interpreter and the libraries on which it depends what is made, with their versions.

    They are told by the names of what lies beside them: quicker than by reading it.
    """
    found = {str(sys.implementation.cache_tag)}
    for folder in map(Path, sys.path):
        infos = (path.name for path in folder.glob("*-info"))  # `jinja2-3.1.6.dist-info`
        found.update(name for name in infos if name.lower().partition("-")[0] in MAKERS)
    return sorted(found)


def fingerprint(folders: Iterable[Path], *endings: str) -> bytes:
    """The digest of the files below some folders whose names end so: of their places and bytes."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.name.endswith(endings)):
            if path.is_file() and not leftover(path.name):
                place = path.relative_to(folder).as_posix().encode()
                digest.update(place + b"\0" + path.read_bytes())
    return digest.digest()


def digest(*parts: object) -> bytes:
    """The digest of values: the same for equal values in every process."""
    encoded = msgspec.msgpack.encode(parts, order="deterministic")
    return hashlib.blake2b(encoded, digest_size=16).digest()
