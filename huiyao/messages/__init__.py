"""What the tool says to a curator, in the language of their locale.

One file a language; each message is `what` and `what to do`, in which `{words}` are filled in. They
are JSON, as every command needs them at once: what reads YAML takes long to import. Readers of the
site see other words: those of `huiyao/language/`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from huiyao.model import Problem, Where
from huiyao.visible import visible

LONGEST = 300
"""Characters of one word that is filled in; content may be a line of megabytes."""


FOLDER = Path(__file__).parent


@cache
def messages() -> Mapping[str, tuple[str, str]]:
    """Message key to what is wrong and what to do, in the language of the locale."""
    content = (FOLDER / f"{language()}.json").read_bytes()
    loaded = msgspec.json.decode(content, type=dict[str, list[str]])
    return {key: (value[0], value[1] if len(value) > 1 else "") for key, value in loaded.items()}


@cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """Record type to key to what it is; empty where the records' own English will do."""
    path = FOLDER / "fields" / f"{language()}.yaml"
    text = path.read_bytes() if path.is_file() else b"{}"
    return msgspec.yaml.decode(text, type=dict[str, dict[str, str]])


def language() -> str:
    """The language of the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`), as `zh`; else English."""
    name = next((os.environ[v] for v in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(v)), "")
    found = re.split("[^a-z]", name.lower(), maxsplit=1)[0]
    return found if found and (FOLDER / f"{found}.json").is_file() else "en"


def say(key: str, /, **words: object) -> str:
    """A message on one line, without its advice."""
    return messages()[key][0].format(**words)


def problem(where: Where, key: str, /, **words: object) -> Problem:
    """The problem at a place, said by the message of that key."""
    what, hint = messages()[key]
    shown = {name: filled(str(word)) for name, word in words.items()}
    return Problem(where, what.format(**shown), hint.format(**shown))


def filled(word: str) -> str:
    """A word of the content as a message can hold it: on one line, and not too long."""
    short = word if len(word) <= LONGEST else f"{word[: LONGEST // 2]}…{word[-LONGEST // 2 :]}"
    return visible(short)


def spoken(prefix: str) -> dict[str, str]:
    """The messages whose keys begin so, without the prefix."""
    return {k.removeprefix(prefix): v for k, (v, _) in messages().items() if k.startswith(prefix)}
