"""The nouns of a collation: what is laid on a source, and what lies where."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Block(Struct, frozen=True):
    """A run of words that must come from the source: a field, a paragraph, a piece of furniture.

    Owner and part together tell blocks apart.
    """

    owner: str
    """The article's id; empty for furniture."""
    part: str
    text: str
    """The source reading: editorial marks rejected, markup removed."""
    ordered: bool = True
    """Whether it follows the one before in the source; a caption does not."""
    line: int | None = None
    """The line of the source, from 1, that furniture begins on; needed if its words recur."""
    source: str = ""
    """With `line`, the source it counts in, where an article has several."""


class Place(Struct, frozen=True, order=True):
    """A character of a source: line and column count from 1, in code points."""

    source: str
    line: int
    column: int


class Edit(Struct, frozen=True, array_like=True):
    """Typographic residue: what a source sets differently from the words of a claim."""

    at: int
    """Characters after the claim's beginning in the block's text."""
    remove: int
    insert: str


class Claim(Struct, frozen=True):
    """A run of a source that a block accounts for; every offset counts code points."""

    source: str
    start: int
    end: int
    owner: str
    part: str
    text_start: int
    text_end: int
    count: int
    """Characters that count: those of the folded text."""
    before: str
    """White space and other declared typography between the run before and this one."""
    edits: tuple[Edit, ...] = ()


class Remainder(Struct, frozen=True):
    """A run of a source that nothing accounts for."""

    source: str
    start: int
    end: int
    text: str
    place: Place
    count: int
    before: str


class Unsourced(Struct, frozen=True):
    """A run of a block that the source does not have."""

    owner: str
    part: str
    start: int
    text: str


class Ambiguous(Struct, frozen=True):
    """Furniture that cannot be laid: where its words stand, if anywhere."""

    part: str
    text: str
    places: tuple[Place, ...]


class Move(Struct, frozen=True):
    """Words that leave the order of the source."""

    owner: str
    part: str
    start: int
    """The offset in the block's text where they begin."""
    at: Place
    after: Place | None
    """The last character of the words they follow; None where they come first."""
    kind: Literal["moved", "resumed"]
    """Out of order, or in order but after words of another article."""


class Share(Struct, frozen=True):
    """What became of one source."""

    source: str
    total: int
    """Characters that count: those of the folded text."""
    claimed: int
    tail: str
    """Declared typography after its last run."""

    @property
    def percent(self) -> float:
        """How much of it is claimed, rounded down."""
        return percent(self.claimed, self.total)


class Collation(Struct, frozen=True):
    """An account of every character of the sources and of the blocks laid on them."""

    claims: tuple[Claim, ...]
    """In the order of the sources."""
    unclaimed: tuple[Remainder, ...]
    unsourced: tuple[Unsourced, ...]
    ambiguous: tuple[Ambiguous, ...]
    moves: tuple[Move, ...]
    shares: tuple[Share, ...]

    @property
    def total(self) -> int:
        """Characters that count, of all sources."""
        return sum(share.total for share in self.shares)

    @property
    def claimed(self) -> int:
        """Those that blocks account for."""
        return sum(share.claimed for share in self.shares)

    @property
    def percent(self) -> float:
        """How much of it is claimed, rounded down."""
        return percent(self.claimed, self.total)

    @property
    def complete(self) -> bool:
        """Whether every character is accounted for, on both sides."""
        return not (self.unclaimed or self.unsourced or self.ambiguous)


def percent(claimed: int, total: int) -> float:
    """Per cent to two places, rounded down: 100.0 only when all is claimed."""
    return 100.0 if claimed == total else claimed * 10_000 // total / 100
