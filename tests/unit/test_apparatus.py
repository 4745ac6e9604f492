from __future__ import annotations

from pathlib import Path

from archives import opened

from huiyao.apparatus import lines, notes
from huiyao.language import words
from huiyao.records.article import Article

TEXT = """\
---
title: 全{++体++}会
kicker: "{==肩题==}"
subtitle: 副题
kind: report
source: a.txt
byline: {text: "记者 {~~张余芸~>张钰芸~~}"}
captions: [{text: "图{--图--}一", credit: 李政 摄}, {text: 图二}]
---
正文{~~甲~>乙~~}{>>误识<<}，{--丙--}。

## 标题{==丁==}

{>>缺一行<<}

又一段{==戊==}{>>存疑<<}。
"""


def article(root: Path) -> Article:
    library = opened(root, {"articles/a.md": TEXT}).library
    assert library is not None
    return library.all("article", Article)["a"]


def test_every_line_of_the_page_in_its_order(tmp_path: Path) -> None:
    found = lines(article(tmp_path))
    assert [(line.part, line.block.text) for line in found] == [
        ("kicker", "肩题"),
        ("title", "全体会"),
        ("subtitle", "副题"),
        ("byline", "记者 张钰芸"),
        ("body", "正文乙，。"),
        ("body", "标题丁"),
        ("body", ""),
        ("body", "又一段戊。"),
        ("caption", "图一"),
        ("credit", "李政 摄"),
        ("caption", "图二"),
        ("credit", ""),
    ]
    assert [line.index for line in found] == [-1, -1, -1, 8, 0, 1, 2, 3, 4, 5, 6, 7]


def test_marks_are_numbered_through(tmp_path: Path) -> None:
    numbers = [note.number for line in lines(article(tmp_path)) for note in line.notes]
    assert numbers == list(range(1, 10))


def test_the_apparatus_says_what_and_where(tmp_path: Path) -> None:
    plan = words("zh-CN")["plan"]
    found = list(notes(lines(article(tmp_path)), words("zh-CN")))
    assert [(n.css, n.source, n.reading, n.note, n.url) for n in found] == [
        ("doubt", "肩题", "肩题", "", ""),
        ("addition", "", "体", "", ""),
        ("correction", "张余芸", "张钰芸", "", ""),
        ("correction", "甲", "乙", "误识", "#p1"),
        ("surplus", "丙", "", "", "#p1"),
        ("doubt", "丁", "丁", "", ""),
        ("gap", "", "", "缺一行", ""),
        ("doubt", "戊", "戊", "存疑", "#p2"),
        ("surplus", "图", "", "", ""),
    ]
    assert found[3].place == plan["paragraph"].format(n=1)
    assert found[5].place == plan["heading"]
    assert all(note.place for note in found)
