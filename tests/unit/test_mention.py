from __future__ import annotations

import pytest

from huiyao.mention import mentions
from huiyao.records.article import Entry


def people(*entries: str) -> dict[str, tuple[Entry, tuple[str, ...]]]:
    """People of an article, each written as `name` or `name/role`; the name is the id."""
    found: dict[str, tuple[Entry, tuple[str, ...]]] = {}
    for entry in entries:
        name, _, role = entry.partition("/")
        found[name] = (Entry(name=name, role=role, capacity=("出席",)), (name,))
    return found


def named(text: str, *entries: str) -> list[str]:
    return [text[one.start : one.end] for one in mentions([text], people(*entries))[0]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("会议主张为此付出努力。", "张为"),
        ("主张为民办实事，强调实干。", "张为"),
        ("有关部门通陈通报情况。", "陈通"),
        ("会议听取情况通报，通陈通报说明了原因。", "陈通"),
        ("局势紧张全球关注。", "张全"),
        ("紧张全球供应链说明一切。", "张全"),
        ("市长高香港之行取得成果。", "高香"),
        ("书记张为民说，要实干。", "张为"),
        ("市委书记张为民主持会议。", "张为/市委书记"),
        ("书记张 为民主持会议。", "张为"),
        ("扩张为主的思路，要求改变。", "张为"),
        ("，张为主题作报告。", "张为"),
        ("与紧张全无关系。", "张全"),
        ("和张全球经济说法不一。", "张全"),
        ("对李政策的解读。", "李政"),
        ("坚持以习近平新时代中国特色社会主义思想为指导，强调实践。", "习近平"),
        ("会议强调，习近平新时代中国特色社会主义思想强调实践。", "习近平"),
        ("全面贯彻习近平法治思想、习近平经济思想。", "习近平"),
        ("总书记习近平外交思想指出方向。", "习近平"),
    ],
)
def test_the_same_characters_are_no_name(text: str, name: str) -> None:
    assert named(text, name) == []


@pytest.mark.parametrize(
    ("text", "entries", "found"),
    [
        ("市委书记陈吉宁主持会议。", ["陈吉宁/市委书记"], ["陈吉宁"]),
        ("市长龚正部署工作。", ["龚正"], ["龚正"]),
        ("陈吉宁指出，要实干。", ["陈吉宁"], ["陈吉宁"]),
        ("会上，陈吉宁代表市委讲话。", ["陈吉宁"], ["陈吉宁"]),
        ("学习习近平总书记重要讲话。", ["习近平/总书记"], ["习近平"]),
        ("李政同志作说明。", ["李政"], ["李政"]),
        ("李政等市领导出席。", ["李政"], ["李政"]),
        ("由张为主持。", ["张为"], ["张为"]),
        ("张为和李政出席。", ["张为", "李政"], ["张为", "李政"]),
        ("（记者 张钰芸）", ["张钰芸"], ["张钰芸"]),
        ("本报记者张为 摄", ["张为"], ["张为"]),
        ("书记、市长高香主持。", ["高香"], ["高香"]),
    ],
)
def test_words_that_show_a_name(text: str, entries: list[str], found: list[str]) -> None:
    assert named(text, *entries) == found


@pytest.mark.parametrize(
    "text",
    [
        "市领导张为、李政、诸葛宇杰出席会议。",
        "市领导张为，李政，诸葛宇杰出席会议。",
        "市领导张为、李政和诸葛宇杰出席会议。",
        "市领导张为、李政，以及诸葛宇杰出席会议。",
        "市领导张为（女）、李政（回族）、诸葛宇杰出席会议。",
        "市领导张 为、李 政、诸葛宇杰出席会议。",
        "张为、李政、诸葛宇杰出席会议。",
    ],
)
def test_a_list_of_names(text: str) -> None:
    found = named(text, "张为", "李政", "诸葛宇杰")
    assert ["".join(name.split()) for name in found] == ["张为", "李政", "诸葛宇杰"]


def test_a_list_ends_where_its_names_end() -> None:
    assert named("市领导李政、主张为民的同志出席。", "李政", "张为") == ["李政"]
    assert named("市领导李政、张为民出席。", "李政", "张为") == ["李政"]
    assert named("市领导李政、紧张全球出席。", "李政", "张全") == ["李政"]


def test_a_name_set_apart_by_a_space_is_found() -> None:
    assert named("市长龚 正指出，要实干。", "龚正") == ["龚 正"]
    assert named("市长龚\u3000正指出，要实干。", "龚正") == ["龚\u3000正"]
    assert named("市长诸 葛宇杰指出", "诸葛宇杰") == []


def test_only_those_whom_the_article_lists_are_found() -> None:
    assert named("市委书记陈吉宁主持会议。", "龚正") == []
    assert mentions(["市委书记陈吉宁主持会议。"], {}) == [()]


def test_the_longer_name_wins() -> None:
    assert named("书记张为民说，要实干。", "张为", "张为民") == ["张为民"]


def test_every_form_of_a_name_is_the_person() -> None:
    entry = Entry(name="陈吉宁", role="市委书记", capacity=("出席",))
    text = "市委书记陈吉宇主持。陈吉宁指出，要实干。"
    (found,) = mentions([text], {"chen": (entry, ("陈吉宁", "陈吉宇"))})
    assert [(one.start, one.person) for one in found] == [(4, "chen"), (10, "chen")]


def test_namesakes_are_told_apart_by_their_offices_only() -> None:
    both = {
        "one": (Entry(name="李政", role="区长", capacity=("出席",), id="one"), ("李政",)),
        "two": (Entry(name="李政", role="记者", capacity=("记者",), id="two"), ("李政",)),
    }
    text = "区长李政出席。李政说，要实干。（记者李政）"
    (found,) = mentions([text], both)
    assert [(one.start, one.person) for one in found] == [(2, "one"), (18, "two")]


def test_a_name_alone_in_a_clause_is_not_enough() -> None:
    assert named("关于李政的传闻", "李政") == []
    assert named("李政，江州人。", "李政") == []


def test_long_texts_are_read_in_time() -> None:
    text = "陈吉宁" * 100_000
    assert len(named("书记" + text, "陈吉宁")) >= 1
