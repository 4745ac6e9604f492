"""Bytes as characters: strictly where that is possible, by likelihood where it is not."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache, partial

from huiyao.messages import messages, problem
from huiyao.model import Problem, Where

COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行"
    "学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前"
    "外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军"
    "很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别"
    "務會業發經關對為這國個來時們說過產種後學動實與應開還長員議題領導書記強調進設備區縣團構總統"
    "市省县区村委议记书席副主任局长领导会届讲话报强调指出建设发展推进创新改革开放治理服务群众企业项目工程安全保障提升深化"
)
"""Characters that a Chinese text is largely made of, in either script."""

LIKELY = 0.35
"""The share of those among the characters of a text that was decoded rightly."""

BROKEN = 0.01
"""The share of characters that may be broken in a text that was cut off or damaged."""

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\ue000-\uf8ff]")
_SIGNS = re.compile(r"[\s0-9A-Za-z!-/:-@，。、；：？！“”‘’（）《》·—…\u3000]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = ("big5hkscs", "utf-16-le", "utf-16-be", "euc_jis_2004")


def encoding(data: bytes, declared: str = "") -> str:
    """The encoding of some bytes: as marked or declared, UTF-8, GB18030, else the likeliest.

    ValueError where there is none in which they are a text; UnicodeDecodeError where all but a few
    of them are one.
    """
    decoded = cache(partial(_decoded, data))
    for mark, name in _BOMS:
        if data.startswith(mark) and decoded(name) is not None:
            return name
    # Nearly any bytes are some GB18030: what is UTF-8 but for a few would be read as another text.
    if decoded("utf-8") is None and (error := _broken(data, "utf-8")):
        raise error
    if b"\0" not in data:
        for name in _strict(declared):
            if (text := decoded(name)) is not None and (
                name in {"utf-8", declared} or share(text) >= LIKELY
            ):
                return name
    rated = [(_likeness(text), name) for name in _OTHERS if (text := decoded(name))]
    best, name = max(rated, default=(0.0, ""))
    if best >= LIKELY:
        return name
    if b"\0" not in data and decoded("gb18030") is not None:
        return "gb18030"
    if error := _broken(data, "gb18030"):
        raise error
    raise ValueError("binary" if b"\0" in data else "encoding")


def refusal(path: str, error: ValueError) -> Problem:
    """Why a source cannot be read, and where, as far as that is known."""
    if isinstance(error, UnicodeDecodeError):
        line = error.object[: error.start].rpartition(b"\n")[2].decode(error.encoding, "replace")
        where = Where(path, error.object.count(b"\n", 0, error.start) + 1, len(line) + 1)
        shown = {"encoding": error.encoding.upper(), "byte": f"{error.object[error.start]:02X}"}
        return problem(where, "source-broken", **shown)
    key = f"source-{error}"
    return problem(Where(path), key if key in messages() else "source-damaged")


def _strict(declared: str) -> Iterator[str]:
    if declared:
        # Pages that declare the smaller character sets use the larger one.
        small = declared.lower().replace("-", "").replace("_", "") in {"gb2312", "gbk", "xgbk"}
        yield "gb18030" if small else declared
    yield "utf-8"
    yield "gb18030"


def _decoded(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if "\0" in text else text


def _broken(data: bytes, name: str) -> UnicodeDecodeError | None:
    """Where a text cannot be read, of which nearly all can."""
    text = data.decode(name, "replace")
    lost = text.count("\ufffd") + text.count("\0")
    if lost > 3 + BROKEN * len(text) or _likeness(text) < LIKELY:
        return None
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        return error
    at = data.find(b"\0")
    return UnicodeDecodeError(name, data, at, at + 1, "no text") if at >= 0 else None


def _likeness(text: str) -> float:
    """How like a Chinese text some characters are, between 0 and 1."""
    start = text[:20_000]
    usual = len(_HAN.findall(start)) + len(_SIGNS.findall(start))
    return share(start) * usual / len(start) if _HAN.search(start) else 0.0


def share(text: str) -> float:
    """The share of common characters among the Chinese ones of a text; 1 where it has few."""
    han = _HAN.findall(text[:20_000])
    return sum(c in COMMON for c in han) / len(han) if len(han) > 8 else 1.0
