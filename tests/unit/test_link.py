from __future__ import annotations

from pathlib import Path

import pytest
from archives import concorded, laid, written

from huiyao.link import shown
from huiyao.model import Link, Reading
from huiyao.passage import Passage, Pattern, longest, matcher, passages, patterns
from huiyao.records.theme import Theme

FRONT = "---\ntitle: 甲\nkind: report\nsource: a.txt\n"


def read(root: Path, front: str, body: str, **files: str) -> Reading:
    """What linking finds in one article; files are people and themes, as `people__ID`."""
    content = {
        name.replace("__", "/") + ".md": f"---\n{text}\n---\n" for name, text in files.items()
    }
    archive = concorded(root, {"articles/a.md": f"{FRONT}{front}---\n{body}\n", **content})
    return archive.readings["a"]


def stated(text: str, known: tuple[Pattern, ...]) -> list[Passage]:
    return longest(passages(text, matcher(known)))


def themes(text: str, **aliases: str) -> list[tuple[str, str]]:
    known = patterns(
        Theme(id=key, name=key, aliases=tuple(filter(None, words.split())))
        for key, words in aliases.items()
    )
    return [(p.theme, text[p.start : p.end]) for p in stated(text, known)]


def test_a_person_is_linked_at_the_first_mention_in_each_paragraph(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "people: [{name: 陈吉宁, role: 市委书记, capacity: [主持]}]\n",
        "市委书记陈吉宁主持。陈吉宁指出，要实干。\n\n陈吉宁强调，要苦干。",
        people__chen="name: 陈吉宁",
    )
    assert [[(one.start, one.shown) for one in block] for block in found.links] == [
        [(4, True), (10, False)], [(0, True)], []
    ]  # fmt: skip


def test_who_has_no_page_is_found_but_no_link(tmp_path: Path) -> None:
    front = "people: [{name: 陈吉宁, role: 市委书记, capacity: [主持]}]\nstatus: reviewed\n"
    files = {
        "articles/a.md": f"{FRONT}{front}---\n市委书记陈吉宁主持。\n",
        "people/chen.md": "---\nname: 陈吉宁\nstatus: draft\n---\n",
    }
    archive = laid(written(tmp_path, files), drafts=False)
    assert archive.readings["a"].links[0] == (Link(4, 7, "person", "chen", shown=False),)


def test_the_byline_and_captions_are_linked_after_the_body(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "byline: {text: （记者 张钰芸）, names: [张钰芸]}\n"
        "captions: [{text: 市长龚正部署工作。, credit: 摄影 李政}]\n"
        "people:\n- {name: 张钰芸, capacity: [记者]}\n- {name: 龚正, capacity: [部署]}\n"
        "- {name: 李政, capacity: [摄影]}\n",
        "正文。",
        people__zhang="name: 张钰芸", people__gong="name: 龚正", people__li="name: 李政",
    )  # fmt: skip
    assert [[one.id for one in block] for block in found.links] == [[], ["gong"], ["li"], ["zhang"]]


def test_an_alias_is_a_form_of_the_name(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "people: [{name: 陈吉宇, id: chen, capacity: [主持]}]\n",
        "书记陈吉宇主持。书记陈吉宁强调，要实干。书记吉宁同志说。",
        people__chen="name: 陈吉宁\naliases: [吉宁]",
    )
    assert [one.id for one in found.links[0]] == ["chen"] * 3


def test_homonyms_are_who_the_article_says(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "people: [{name: 李政, id: li-zheng-2, capacity: [主持]}]\n",
        "区长李政主持会议。",
        **{"people__li-zheng": "name: 李政", "people__li-zheng-2": "name: 李政"},
    )
    assert [one.id for one in found.links[0]] == ["li-zheng-2"]


def test_a_theme_is_linked_even_inside_a_name_of_no_one(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "people: [{name: 习近平, role: 总书记, capacity: [提及]}]\n",
        "坚持习近平新时代中国特色社会主义思想，学习习近平总书记讲话。",
        people__xi="name: 习近平",
        themes__thought="name: 习近平新时代中国特色社会主义思想",
    )
    assert [(one.kind, one.start, one.shown) for one in found.links[0]] == [
        ("theme", 2, True),
        ("person", 21, True),
    ]


def test_marks_are_read_as_the_editor_reads_them(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "people: [{name: 陈吉宁, role: 书记, capacity: [主持]}]\n",
        "书记陈吉{~~宇~>宁~~}主持，书记{--书记--}陈吉宁讲话。",
        people__chen="name: 陈吉宁",
    )
    assert [(one.start, one.end) for one in found.links[0]] == [(2, 5), (10, 13)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建设“五个中心”", [("five", "“五个中心”")]),
        ("建设‘五个中心’", [("five", "‘五个中心’")]),
        ("国际金融中心建设", [("finance", "国际金融中心")]),
        ("金融中心", [("centre", "金融中心")]),
        ("国际金融中心城市", [("city", "国际金融中心城市")]),
        ("科技和产业创新", [("innovation", "科技和产业创新")]),
        ("科技很久很久很久很久以前创新", []),
        ("不高质量发展", []),
    ],
)
def test_the_longest_theme_wins(text: str, found: list[tuple[str, str]]) -> None:
    assert themes(
        text,
        five="“五个中心”",
        centre="金融中心",
        finance="国际金融中心",
        city="金融中心城市 国际金融中心城市",
        innovation="科技.{0,6}创新",
        quality="(?<!不)高质量发展",
    ) == found  # fmt: skip


def test_the_name_of_a_theme_is_no_expression() -> None:
    known = patterns([Theme(id="a", name="人工智能+(AI)")])
    assert stated("发展人工智能+(AI)。", known) == [Passage(2, 11, "a")]
    assert stated("发展人工智能能(AI)。", known) == []


def test_words_only_inside_longer_ones_are_told_of(tmp_path: Path) -> None:
    known = {"themes__centre": "name: 金融中心", "themes__city": "name: 金融中心城市"}
    assert read(tmp_path, "", "建设金融中心城市。", **known).within == ("centre",)


def test_words_that_stand_by_themselves_elsewhere_are_stated(tmp_path: Path) -> None:
    known = {"themes__centre": "name: 金融中心", "themes__city": "name: 金融中心城市"}
    assert read(tmp_path, "", "建设金融中心城市。\n\n金融中心。", **known).within == ()


def test_the_longer_of_two_overlapping_themes_wins() -> None:
    assert themes("甲乙丙丁戊", a="甲乙", b="乙丙丁", c="丁戊") == [("b", "乙丙丁")]


def test_overlapping_themes_do_not_hide_what_follows() -> None:
    assert themes("甲乙丙丁", a="甲乙", b="乙丙", c="丙丁") == [("a", "甲乙"), ("c", "丙丁")]


def test_the_longer_of_two_overlapping_links_is_seen() -> None:
    links = [Link(0, 3, "person", "a"), Link(2, 8, "theme", "b"), Link(9, 12, "person", "a")]
    assert [one.shown for one in shown(links)] == [False, True, True]


def test_of_two_links_on_the_same_words_one_is_seen() -> None:
    links = [Link(0, 3, "theme", "b"), Link(0, 3, "person", "a")]
    assert [(one.id, one.shown) for one in shown(links)] == [("a", True), ("b", False)]


def test_aliases_of_any_length_are_found() -> None:
    long, longer = "发展" * 2000, "发展" * 2001
    assert themes(f"，{longer}，", a=long, b=longer, c="发展") == [("b", longer)]
    assert themes("一" * 80, a="一" * 60, b="一" * 61) == [("b", "一" * 61)]
