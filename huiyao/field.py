"""The keys that a record type takes: read off its annotations, which are its documentation, too."""

from __future__ import annotations

import types
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import NODEFAULT, Meta, Struct

from huiyao.messages import meanings

GIVEN = {"id", "text", "body"}
"""Fields that a file's name, a source, or what follows the front matter, fills."""


class Field(Struct, frozen=True):
    """One key of a record: its type and what the documentation says of it."""

    name: str
    """The attribute of the record."""
    key: str
    """The key in the file."""
    type: Any
    required: bool
    default: Any = None
    description: str = ""
    refers: str = ""
    """The kind whose ids are its values."""
    choices: str = ""
    """The closed list that its values are taken from."""
    pattern: str = ""
    """The regular expression that its values match."""
    record: str = ""
    """The name of the record type."""

    @property
    def meaning(self) -> str:
        """What it is, in the language of the locale."""
        return meanings().get(self.record, {}).get(self.key, self.description)


@cache
def fields(record: type[Struct]) -> tuple[Field, ...]:
    """The keys that a record type takes, in the order of their documentation."""
    hints = get_type_hints(record, include_extras=True)
    found = []
    for field in msgspec.structs.fields(record):
        if field.name in GIVEN and not _metas(hints[field.name]):
            continue
        hint, description, pattern = hints[field.name], "", ""
        extra: dict[str, str] = {}
        for meta in _metas(hint):
            description = meta.description or description
            pattern = meta.pattern or pattern
            extra |= meta.extra or {}
        required = field.default is NODEFAULT and field.default_factory is NODEFAULT
        default = None if required or field.default is NODEFAULT else field.default
        key = extra.get("key", field.name)
        found.append(
            Field(field.name, key, hint, required, default, description,
                  extra.get("refers", ""), extra.get("choices", ""), pattern,
                  record.__name__))  # fmt: skip
    return tuple(found)


def _metas(hint: Any) -> list[Meta]:
    return [m for m in getattr(hint, "__metadata__", ()) if isinstance(m, Meta)]


def bare(hint: Any) -> Any:
    """A type without its documentation and without `None`."""
    if get_origin(hint) is Annotated:
        return bare(get_args(hint)[0])
    if get_origin(hint) in {Union, types.UnionType}:
        return bare(next(a for a in get_args(hint) if a is not type(None)))
    return hint
