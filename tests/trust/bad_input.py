"""Bad input of every kind that we could think of: each case is a change to one good archive.

`PYTHONPATH=tests python tests/trust/bad_input.py` lists them.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs
from trust.bad_case import Case
from trust.bad_names import links, names
from trust.bad_records import fields, records, sources, templates
from trust.bad_text import envelopes, marks, shapes, yamls

GROUPS = (envelopes, yamls, fields, records, names, links, marks, shapes, templates, sources)


def cases() -> Iterator[Case]:
    """Every case, its name under that of its group."""
    for group in GROUPS:
        for case in group():
            yield structs.replace(case, name=f"{group.__name__}: {case.name}")


if __name__ == "__main__":
    for one in cases():
        print(one.code, one.name, *(one.places or ["any place"])[:3])  # noqa: T201  # a listing
