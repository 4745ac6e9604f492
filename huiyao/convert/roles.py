"""The office that is stated beside a name."""

from __future__ import annotations

import re
from functools import cache

from huiyao.convert.draft import GAP
from huiyao.convert.genre import genre, patterns, words
from huiyao.lexicon import either

CLAUSE = re.compile(r"[，。；：！？“”‘’（）()…—,;:!?\n■●◆▲]")
TIME = re.compile(
    r"^.*(?:\d+\s?月\s?\d*\s?日?|\d+\s?日|\d+\s?年|[一二三四五六七八九十]+月[一二三四五六七八九十]*日?)(?:上午|下午|晚上?)?"
)
LONGEST = 40
"""Characters of an office with its institution."""

AFTER = re.compile(
    r"(?:等?\s*(?:\d+|[一二三四五六七八九十两]+)\s*[余多]?(?:位|名)|等)(?P<office>[\u3400-\u9fff]{2,8})"
)


@cache
def _rules() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    heads, cuts = either(genre().heads), either(words("cuts"))
    offices = patterns().office.pattern
    return (
        re.compile(rf"^(?:在|(?:{heads})(?=[市省区县州镇乡街国中全党政公本上该原时各副总]))"),
        # No office has 在 in it: 检查组在副主任王建国带领下.
        re.compile(rf"^.*(?:{cuts}|.在(?=.{{2}}))"),
        re.compile(rf"(?:{offices})\s?$"),
        re.compile(rf"^(?:市|省|区|县)?(?:{offices})"),
    )


def before(text: str, start: int, floor: int = 0) -> str:
    """The office that ends where a name begins; `floor` is where the name before ends."""
    lead, cut, ends, _ = _rules()
    stretch = text[max(floor, start - LONGEST) : start].rstrip(" \u3000：:")
    stretch = re.sub(r"（[^（）]{1,4}）$", "", stretch)
    if not ends.search(stretch):
        return ""
    pieces = CLAUSE.split(stretch)[-1].split("、")
    kept = [pieces[-1]]
    for piece in reversed(pieces[:-1]):
        if not ends.search(piece):
            break
        kept.insert(0, piece)
    kept[0] = lead.sub("", cut.sub("", TIME.sub("", kept[0]))).strip()
    kept[0] = re.sub(r"^(?:、|和|与|及|以及|等)+", "", kept[0])
    role = "、".join(filter(None, kept)).strip()
    return "" if role.startswith(GAP) else role if ends.search(role) else ""


def after(text: str, end: int) -> str:
    """The office that is stated after a list of names: 等12位委员."""
    found = AFTER.match(text, end)
    if found is None:
        return ""
    office = _rules()[3].match(found["office"])
    return office.group() if office else ""


def titled(text: str, end: int) -> str:
    """The title that follows a name as its office: 总书记."""
    return next((title for title in genre().titles if text.startswith(title, end)), "")
