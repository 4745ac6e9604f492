"""What no one can see in a text: control, format and noncharacters."""

from __future__ import annotations

import re

UNSEEN = (
    r"\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ufffe\uffff\U000e0001\U000e0020-\U000e007f"
)
"""Within a class of characters, those of them that no text is the worse without."""

HIDDEN = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f{UNSEEN}\u2028\u2029\ud800-\udfff]")
"""Controls but tab and line break; the format characters of Unicode 15 that can stand in Chinese
text, the bidirectional ones among them; separators of lines; surrogates and noncharacters."""


def visible(text: str) -> str:
    """The text on one line, what cannot be seen in it written as its code: `<U+200B>`."""
    shown = HIDDEN.sub(lambda found: code(found.group()), text)
    return re.sub(r"[\t\r\n]", lambda found: code(found.group()), shown)


def code(character: str) -> str:
    """A character as its code."""
    return f"<U+{ord(character):04X}>"
