"""The code of templates, compiled once for all places, processes and builds."""

from __future__ import annotations

import marshal
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from huiyao.edition import digest

SEAL = 16
"""Bytes of the digest by which code is known to be as it was written, for the same templates."""


class Compiled(BytecodeCache):
    """The code of templates, for all environments that have the same constants."""

    def __init__(self) -> None:
        self.code: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is known."""
        bucket.code = self.code.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made."""
        assert bucket.code is not None
        self.code[bucket.key] = bucket.code

    def packed(self, edition: bytes) -> bytes:
        """All the code as bytes, for whoever has the same edition of templates, code and Python."""
        data = marshal.dumps(self.code)
        return digest(edition, data) + data

    def unpack(self, packed: bytes, edition: bytes) -> bool:
        """Take over what was packed, if it is whole and of the same edition; whether it was."""
        data = packed[SEAL:]
        fitting = packed[:SEAL] == digest(edition, data)
        if fitting:
            self.code |= marshal.loads(data)  # noqa: S302  # it is what we packed
        return fitting
