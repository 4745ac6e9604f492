"""Newspaper pages made up at random, with the edition that is right for each."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from huiyao.collate import Block
from huiyao.typography import fold

PHRASES = (
    "全会昨天在江州举行", "会议指出", "会议强调", "要深化改革", "扩大开放", "推动高质量发展",
    "市委书记", "陈江海", "出席并讲话", "学习贯彻“十五五”规划", "（草案）", "人民城市",
    "共1,280.5亿元", "上午9:00", "增长5%", "《若干意见》", "改革开放", "：", "；", "C919", "A股",
)  # fmt: skip
RUNNING_HEADS = ("综合", "下转第2版", "▲图片新闻", "▲", "江州日报 要闻")
NARROW = str.maketrans("，。：；（）“”％", ',.:;()""%')
NOISE = ("", "", "", "", " ", "\u3000", "\u200b", "**", "\t")
WRAPS = ("\n", "\n", "\r\n", "\n\n", "\r", "\n　　", "\n# ")


class Edition(Struct, frozen=True):
    """A source and all that claims it."""

    source: str
    blocks: tuple[Block, ...]


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """A page of some stories, cut in pieces and interleaved, edited without a fault."""
    seed, stories, heads = draw(st.tuples(st.integers(0, 1 << 32), *[st.integers(0, 4)] * 2))
    return edition(random.Random(seed), stories, heads)


def edition(chance: random.Random, stories: int, heads: int) -> Edition:
    """A page of so many stories and running heads."""
    blocks: list[Block] = []
    columns: list[list[str]] = []
    for number in range(stories):
        told = list(_story(chance, f"story-{number}"))
        blocks += told
        lines = [line for block in told for line in _wrapped(chance, block.text)]
        columns.append(lines)
    rows = list(_interleaved(chance, columns))
    for _ in range(heads):
        rows.insert(chance.randrange(len(rows) + 1), chance.choice(RUNNING_HEADS))
    source, line = chance.choice(["", "\ufeff"]), 1
    for row in rows:
        if row in RUNNING_HEADS:
            part = f"furniture-{sum(not block.owner for block in blocks) + 1}"
            blocks.append(Block("", part, row, ordered=False, line=line))
        wrap = chance.choice(WRAPS)
        source += _noisy(chance, row) + wrap
        line += wrap.replace("\r\n", "\n").count("\n") + (wrap == "\r")
    return Edition(source, tuple(blocks))


def _story(chance: random.Random, owner: str) -> Iterator[Block]:
    for part in ("title", "byline", *(f"p{n}" for n in range(1, chance.randint(2, 6)))):
        yield Block(owner, part, _words(chance))
    if chance.random() < 0.5:
        yield Block(owner, "caption-1", "图为" + chance.choice(PHRASES), ordered=False)


def _words(chance: random.Random) -> str:
    """Set phrases, which recur everywhere, among words of the story's own."""
    words = "".join(
        chance.choice(PHRASES) if chance.random() < 0.6 else chr(chance.randrange(0x4E00, 0x9FA6))
        for _ in range(chance.randint(1, 12))
    )
    return words if len(words) > 1 else _words(chance)


def _wrapped(chance: random.Random, text: str) -> Iterator[str]:
    width = chance.choice([5, 9, 14, 100])
    yield from (text[start : start + width] for start in range(0, len(text), width))


def _interleaved(chance: random.Random, columns: Sequence[list[str]]) -> Iterator[str]:
    left = [column for column in columns if column]
    while left:
        column = chance.choice(left)
        for _ in range(chance.randint(1, len(column))):
            yield column.pop(0)
        left = [column for column in left if column]


def _noisy(chance: random.Random, line: str) -> str:
    """A line as another typesetter sets it; the same under the declared typography."""
    narrow = line.translate(NARROW)
    if _alike(line, narrow) and chance.random() < 0.3:
        line = narrow
    at = chance.randint(0, len(line))
    noisy = line[:at] + chance.choice(NOISE) + line[at:]
    return noisy if _alike(line, noisy) else line


def _alike(one: str, other: str) -> bool:
    """Whether two lines are the same under the declared typography, whatever stands beside them."""
    return all(fold(f"{c}{one}{c}").text == fold(f"{c}{other}{c}").text for c in "中1")


class Change(Struct, frozen=True):
    """One character of one text changed: of the source (-1), or of a block."""

    kind: str
    text: int
    before: str
    after: str

    @property
    def typographic(self) -> bool:
        """Whether it is declared to need no mark."""
        return fold(self.before).text == fold(self.after).text

    def made(self, right: Edition) -> Edition:
        """The edition with it."""
        if self.text < 0:
            return replace(right, source=self.after)
        blocks = list(right.blocks)
        blocks[self.text] = replace(blocks[self.text], text=self.after)
        return replace(right, blocks=tuple(blocks))


def changes(chance: random.Random, right: Edition) -> Iterator[Change]:
    """Every deletion and transposition of one character, and many insertions and substitutions.

    What is put in is the character itself, another of the text, or one of others.
    """
    texts = [(number, block.text) for number, block in enumerate(right.blocks)]
    for number, text in ((-1, right.source), *texts):
        for at, old in enumerate(text):
            left, right_of = text[:at], text[at + 1 :]
            yield Change("delete", number, text, left + right_of)
            for new in {old, chance.choice(text), chance.choice("的，。1A “市")}:
                yield Change("insert", number, text, left + new + old + right_of)
                if new != old:
                    yield Change("substitute", number, text, left + new + right_of)
            if right_of and right_of[0] != old:
                swapped = left + right_of[0] + old + right_of[1:]
                yield Change("transpose", number, text, swapped)
