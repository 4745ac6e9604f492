"""How many misreadings a draft flags, and how many flags are false.

    PYTHONPATH=.:tests python -m benchmark.doubts [project] [seed]

puts misreadings into the archive's own articles, one a paragraph, each article drafted as if the
archive had never seen its source; then counts the flags of articles as their editors left them, and
of invented reports.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from benchmark.convert_press import write
from benchmark.convert_real import without

from huiyao.convert import analysed
from huiyao.convert.draft import Separation
from huiyao.convert.genre import words
from huiyao.convert.known import Known
from huiyao.convert.sidecar import Sidecar
from huiyao.load import load
from huiyao.model import Library, Project
from huiyao.records.article import Article

LIKES = {sign: group.replace(sign, "") for group in words("shapes") for sign in group}


def like(text: str, at: int, random: Random) -> str:
    """A character as its like."""
    return text[:at] + random.choice(LIKES[text[at]]) + text[at + 1 :] if text[at] in LIKES else ""


def lost(text: str, at: int, random: Random) -> str:
    """A character gone."""
    return text[:at] + text[at + 1 :]


def twice(text: str, at: int, random: Random) -> str:
    """Two characters printed twice."""
    return text[: at + 2] + text[at : at + 2] + text[at + 2 :]


def other(text: str, at: int, random: Random) -> str:
    """Another character of the text in its place."""
    return text[:at] + random.choice(text) + text[at + 1 :]


FAULTS: dict[str, Callable[[str, int, Random], str]] = {
    "like shape": like,
    "character lost": lost,
    "word twice": twice,
    "any other": other,
}


def spoilt(
    paragraphs: list[str], fault: Callable[[str, int, Random], str], random: Random
) -> Iterator[tuple[str, str]]:
    """Each long paragraph with a misreading in it, as its text and the words around the place."""
    for paragraph in (paragraph for paragraph in paragraphs if len(paragraph) > 60):
        for at in random.sample(range(4, len(paragraph) - 8), 12):
            if paragraph[at : at + 2].isalpha():
                made = fault(paragraph, at, random)
                if made and made != paragraph:
                    yield made, made[at - 4 : at + 4]
                    break


def flags(separation: Separation) -> list[str]:
    """The flagged words with those beside them."""
    found: list[str] = []
    for one in (one for story in separation.stories for one in story.body):
        text = "".join(part.strand.text for part in one.parts)
        at = 0
        for part in one.parts:
            if part.cue:
                found.append(text[max(at - 5, 0) : at + len(part.strand) + 5])
            at += len(part.strand)
    return found


def faults(library: Library, random: Random) -> Iterator[tuple[str, int, int]]:
    """Each kind of misreading: how many were put in, how many were flagged."""
    for name, fault in FAULTS.items():
        put = told = 0
        for article in library.all("article", Article).values():
            known = without(library, article.source[0])
            for text, around in spoilt(article.body.text.split("\n"), fault, random):
                put += 1
                told += any(around[2:5] in flag for flag in flags(_draft(text, known)))
        yield name, put, told


def _draft(text: str, known: Known) -> Separation:
    return analysed(text, known, Sidecar())[0]


def main(project: str = ".", seed: str = "1") -> None:
    """Print the figures."""
    root = Path(project).resolve()
    library = load(Project(root, root / "_site")).library
    assert library is not None
    for name, put, told in faults(library, Random(seed)):
        print(f"{name:16}{told:4} of {put}")  # noqa: T201
    articles = library.all("article", Article).values()
    clean = Counter(
        {a.id: len(flags(_draft(a.body.text, without(library, a.source[0])))) for a in articles}
    )
    print(f"edited articles: {sum(clean.values())} flags in {len(clean)}")  # noqa: T201
    nothing = Known(people={}, taken={})
    for half in ("seen", "unseen", "fresh", "last"):
        random = Random(f"{half} {seed}")
        texts = ["\n\n".join(write(half, random).paragraphs) for _ in range(100)]
        found = [flag for text in texts for flag in flags(_draft(text, nothing))]
        print(f"invented, {half}: {len(found)} flags in {len(texts)}", *found[:9])  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:3])
