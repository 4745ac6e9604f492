"""What an article's front matter says and its own words do not: told of, it stops nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiyao.apparatus import lines
from huiyao.messages import problem
from huiyao.model import Item, Problem, Where
from huiyao.records.article import Article
from huiyao.typography import fold


def unstated(item: Item) -> Iterator[Problem]:
    """Names and offices that stand in neither reading of an article; a text that nothing proves."""
    article = item.record
    assert isinstance(article, Article)

    def at(key: str) -> Where:
        return item.places.get(key, Where(item.path))

    if article.status == "reviewed" and not article.source:
        yield problem(at("source"), "article-unproved")
    every = lines(article)
    readings = [
        fold("\n".join(line.block.text for line in every)).text,
        fold("\n".join(line.block.source for line in every)).text,
    ]
    for number, entry in enumerate(article.people):
        for key, word in (("name", entry.name), ("role", entry.role)):
            if not stands(word, readings):
                yield problem(at(f"people.{number}.{key}"), f"entry-{key}-unstated", word=word)
    if byline := article.byline:
        printed = fold(byline.text.text).text, fold(byline.text.source).text
        for number, name in enumerate(byline.names):
            if not stands(name, printed):
                yield problem(at(f"byline.names.{number}"), "byline-unstated", word=name)


def stands(word: str, readings: Iterable[str]) -> bool:
    """Whether a word is in any of some folded texts."""
    folded = fold(word).text
    return any(folded in reading for reading in readings)
