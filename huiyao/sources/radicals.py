"""Radicals that stand for characters: what a PDF's font tells of ⼒ is meant as 力.

Fonts draw a radical and the character that looks the same with one glyph, and a text layer may name
either. The pairs are those of Unicode: the compatibility decompositions of the Kangxi radicals, and
EquivalentUnifiedIdeograph for those of the supplement that are whole characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

KANGXI = range(0x2F00, 0x2FD6)

_SUPPLEMENT = (
    "⺁厂⺄乙⺇几⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彐⺘扌⺙攵⺛旡⺜日⺝月⺟母⺠民⺡氵⺢氺⺣灬⺦丬⺧牛⺨犬⺩王⺫目⺬示⺭礻⺰纟⺱罓⺲罒"
    "⺶羊⺹耂⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻠饣⻢马"
    "⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)

CHARACTERS: Mapping[int, str] = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in KANGXI
} | {ord(sign): meant for sign, meant in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
"""For `str.translate`."""
