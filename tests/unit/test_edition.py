"""The digests by which it is known what was made of what."""

from __future__ import annotations

import re
import sys

from huiyao.edition import MAKERS, makers


def test_every_library_that_makes_something_is_known_with_its_version() -> None:
    interpreter, *libraries = makers()
    assert interpreter == sys.implementation.cache_tag
    known = {name.lower().partition("-")[0] for name in libraries}
    # What opens a PDF that is locked is used where it is there.
    assert MAKERS - {"cryptography", "pycryptodome"} <= known <= MAKERS
    assert all(re.search(r"-\d", name) for name in libraries)
