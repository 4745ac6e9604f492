from __future__ import annotations

from huiyao.search.document import Document, Passage
from huiyao.search.facets import facets


def document(people: tuple[str, ...], passages: tuple[Passage, ...] = ()) -> Document:
    return Document(
        "a/",
        "全会",
        "报道",
        "",
        "",
        filters={"person": people, "kind": ("报道",)},
        passages=passages,
    )


def test_the_most_frequent_value_comes_first() -> None:
    found = facets([document(("陈吉宁",)), document(("龚正", "陈吉宁")), document(())], [[3]] * 3)
    assert found.values == [("kind", "报道"), ("person", "陈吉宁"), ("person", "龚正")]
    assert found.pages == [[1, 0], [2, 1, 0], [0]]


def test_speeches_are_told_by_the_places_of_words() -> None:
    passages = (
        Passage("p1", "第1段", "会议，举行"),
        Passage("p2", "第2段", "“指出”。", said_by=("陈吉宁", "龚正")),
        Passage("p3", "第3段", "指出", said_by=("陈吉宁",)),
    )
    found = facets([document((), passages), document(())], [[3, 6, 3, 3], [3]])
    assert found.speeches == [[("陈吉宁", [(9, 12), (12, 15)]), ("龚正", [(9, 12)])], []]
