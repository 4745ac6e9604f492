"""One name at a place in a text: how long it is, and whether it can be one."""

from __future__ import annotations

import re
from functools import cache

from huiyao.convert.fluency import vocabulary
from huiyao.convert.genre import patterns, words

FOREIGN = re.compile(r"[\u3400-\u9fff]{1,5}(?:[·•‧．][\u3400-\u9fff]{1,6}){1,3}")
"""A name in parts, as in 阿不都·热合曼."""

NOTE = r"(?:[（(](?:女|男|[\u4e00-\u9fff]{1,3}族)(?:[，,、][^（()）]{1,8})?[）)])"
LINK = re.compile(rf"{NOTE}?\s*(?:[、，,]|和|与|以及|及|\s)\s*|{NOTE}")
"""What stands between two names of a list."""

ITEM = re.compile(r"([\u3400-\u9fff]{2,3})、")
"""A short item of a list."""

APART = re.compile(r"([\u3400-\u9fff])[ \u3000]([\u3400-\u9fff])")
"""Two characters of a name that print sets apart."""

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")


def name_at(text: str, at: int, known: frozenset[str], *, listed: bool) -> tuple[str, int]:
    """The name that begins at an offset and the offset after it; nothing where none does."""
    if (foreign := FOREIGN.match(text, at)) and not patterns().office.search(foreign.group()):
        return foreign.group(), foreign.end()
    apart = APART.match(text, at)
    if apart and apart[1] in words("surnames") and bounded(text, apart.end()):
        return apart[1] + apart[2], apart.end()
    surname = patterns().surname.match(text, at)
    if surname is None or patterns().office.match(text, at):
        return "", at
    found = [
        text[at : at + length]
        for length in (len(surname.group()) + 2, len(surname.group()) + 1)
        if shaped(text[at : at + length])
    ]
    good = [name for name in found if bounded(text, at + len(name))]
    if (both := [name for name in good if name in known]) or len(good) == 1:
        name = (both or good)[0]
    elif good:
        # The longer what follows is known to be, the surer the name has ended.
        name = max(good, key=lambda name: (_follows(text, at + len(name)), len(name)))
    else:
        name = next((name for name in found if name in known), "") or _rare(text, at, listed)
    if not name or (common(name) and name not in known and not _sure(text, at, name, listed)):
        return "", at
    return name, at + len(name)


def _rare(text: str, at: int, listed: bool) -> str:  # noqa: FBT001
    """The name at an offset that holds what few names do: where it is sure to end after that."""
    surname = patterns().surname.match(text, at)
    assert surname is not None, "it was found"
    for length in (2, 1):
        end = surname.end() + length
        name, given = text[at:end], {*text[surname.end() : end]}
        if surname.group() in words("everyday") and not words("given") >= given:
            continue
        ends = _follows(text, end) > 1 or (listed and LINK.match(text, end))
        if ends and shaped(name, strange=words("strange") - words("seldom")):
            return name
    return ""


def guessed(text: str, at: int) -> tuple[str, int]:
    """The name after an office where nothing known to follow names tells its end."""
    surname = patterns().surname.match(text, at)
    if surname is None or patterns().office.match(text, at):
        return "", at
    for length in (2, 1):
        end = surname.end() + length
        name = text[at:end]
        if not shaped(name) or common(name):
            continue
        given = words("given") >= {*text[surname.end() : end]}
        if worded(text, end) or (given and not worded(text, end - 1)):
            return name, end
    return "", at


def misread(text: str, at: int, known: frozenset[str]) -> tuple[str, int]:
    """What stands in a list where a name does, before another name: 候珊新、万恒维."""
    found = ITEM.match(text, at)
    if found is None or words("strange") & {*found[1]} or common(found[1]):
        return "", at
    if found[1] in vocabulary() or patterns().office.search(found[1]):
        return "", at
    following, _ = name_at(text, found.end(), known, listed=True)
    return (found[1], found.end(1)) if following else ("", at)


def worded(text: str, at: int) -> bool:
    """Whether two characters are a word of some list."""
    word = text[at : at + 2]
    return any(word in words(key) for key in ("vocabulary", "words", "after")) or (
        word in vocabulary()
    )


def _sure(text: str, at: int, name: str, listed: bool) -> bool:  # noqa: FBT001
    """Whether what stands beside a name that is also a word leaves no doubt that it is a name."""
    end = at + len(name)
    if patterns().office.match(text, end):
        return False
    # A word of the everyday list needs a name of three characters, any other only its verb.
    long = len(name) > 2 or name not in words("words")
    return listed or (long and _follows(text, end) > 1)


def _follows(text: str, at: int) -> int:
    """How many characters here are known to follow names; the end of a clause counts two."""
    found = patterns().after.match(text, at)
    if found is None:
        return 0
    return len(found.group()) if _HAN.match(found.group()) else 2


def bounded(text: str, at: int) -> bool:
    """Whether a name may end at an offset."""
    return patterns().after.match(text, at) is not None or LINK.match(text, at) is not None


def shaped(name: str, strange: frozenset[str] | None = None) -> bool:
    """Whether some characters have the shape of a name, which none that are `strange` has."""
    strange = words("strange") if strange is None else strange
    surname = patterns().surname.match(name)
    if surname is None or not 1 <= len(name) - surname.end() <= 2 or not _HAN.fullmatch(name):
        return False
    given = name[surname.end() :]
    if given in words("appellations"):
        return False
    return given[-1] not in words("closing") and not strange & {*given}


def common(name: str) -> bool:
    """Whether a name-like stretch is, or opens with, an everyday word."""
    return name[:2] in words("words") or name in _dictionary()


@cache
def _dictionary() -> frozenset[str]:
    """Words that open as names do, of the dictionary that gives names their reading."""
    from pypinyin.phrases_dict import phrases_dict  # noqa: PLC0415  # large: only when it is needed

    return frozenset(word for word in phrases_dict if word[0] in words("surnames"))
