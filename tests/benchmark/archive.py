"""A generated archive of any size: seeded, so that it is the same each time.

The text is a chain of characters learnt from the real sources, with names and rare words strewn
in, so that pairs are as unevenly spread as in newspapers: some on nearly every page, most on few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

from huiyao.search.document import Document, Passage

SOURCES = Path(__file__).parents[2] / "content" / "sources"
YEARS = [str(year) for year in range(2014, 2024)]
SURNAMES, GIVEN = "陈李王张刘吴赵周徐孙马朱胡郭何", "宁正清哲伟明建国华平文军志强海燕芳敏静丽"
THEMES = ["五个中心", "人民城市", "两个维护", "从严治党", "高质量发展", "一网通办", "长三角一体化"]
RARE = range(0x4E00, 0x9FA5, 7)


def documents(count: int, seed: int = 1) -> Iterator[Document]:
    """So many articles of some 640 characters, spread over ten years."""
    random = Random(seed)
    after = chain("".join(path.read_text("utf-8") for path in sorted(SOURCES.glob("*.txt"))))
    people = [random.choice(SURNAMES) + _some(random, GIVEN, 1, 2) for _ in range(200)]
    for number in range(count):
        year = YEARS[number % len(YEARS)]
        date = f"{year}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        present = sorted({random.choice(people[: random.randint(1, 200)]) for _ in range(6)})
        theme = random.choice(THEMES)
        texts = [text(random, after, random.randint(60, 190)) for _ in range(5)]
        if random.random() < 0.87:
            texts[0] = (
                f"市委书记陈吉宁指出，{theme}建设{random.randint(1, 99)}.{number % 10}%。{texts[0]}"
            )
        speakers = [("陈吉宁",) if number % 3 else (), (), (present[0],), (), ()]
        texts[1] = f"{'、'.join(present)}出席。C{random.randint(900, 999)}首飞。" + texts[1]
        yield Document(
            url=f"articles/a{number}/",
            title=text(random, after, 20).replace("\n", ""),
            kind="报道",
            date=date,
            sort=date,
            year=int(year),
            filters={
                "kind": ("报道",),
                "series": (random.choice(["市委全会", "季度工作会议", "政协会议"]),),
                "person": tuple(present),
                "theme": (theme,),
            },
            passages=tuple(
                Passage(f"p{n}", f"第{n}段", text, said_by=said)
                for n, (text, said) in enumerate(zip(texts, speakers, strict=True), start=1)
            ),
        )


def chain(text: str) -> dict[str, list[str]]:
    """For every two characters of a text, those that follow them in it."""
    after = defaultdict(list)
    kept = "".join(text.split())
    for at in range(len(kept) - 2):
        after[kept[at : at + 2]].append(kept[at + 2])
    return dict(after)


def text(random: Random, after: dict[str, list[str]], length: int) -> str:
    """A stretch of text by the chain, with a rare word now and then."""
    starts = list(after)
    made = random.choice(starts)
    while len(made) < length:
        if random.random() < 0.03 or made[-2:] not in after:
            made += _some(random, [chr(code) for code in RARE], 1, 3) + random.choice(starts)
        else:
            made += random.choice(after[made[-2:]])
    return made


def _some(random: Random, letters: str | list[str], least: int, most: int) -> str:
    return "".join(random.choice(letters) for _ in range(random.randint(least, most)))
