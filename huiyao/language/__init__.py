"""The words that readers of the site see: one file a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

Words = Mapping[str, Any]
"""Nested mapping of keys to words: `words["nav"]["meetings"]`."""


@cache
def words(tag: str) -> Words:
    """The interface in a language (`zh-CN`); in Chinese where there is no file for the tag."""
    folder = Path(__file__).parent
    path = folder / f"{tag.replace('-', '_')}.yaml"
    chosen = path if path.is_file() else folder / "zh_CN.yaml"
    return msgspec.yaml.decode(chosen.read_bytes(), type=dict[str, Any])
