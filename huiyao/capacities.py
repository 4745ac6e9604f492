"""The closed list of what a person can do at a meeting or in its report, in order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from huiyao.records.site import Capacity, Site

DEFAULT = Path(__file__).with_suffix(".yaml")


@cache
def default() -> Mapping[str, Capacity]:
    """The list that the tool brings."""
    return msgspec.yaml.decode(DEFAULT.read_bytes(), type=dict[str, Capacity])


def capacities(site: Site) -> dict[str, Capacity]:
    """Capacity to its label, in the order of display: the default list, then the site's own."""
    return {**default(), **site.capacities}
