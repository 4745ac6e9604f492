from __future__ import annotations

from pathlib import Path

import pytest
from archives import ARTICLE, SITE, faults, opened

from huiyao.messages import messages, problem, say
from huiyao.model import Where
from huiyao.resolve import LEVELS


def article(front: str) -> str:
    return ARTICLE.replace("source: a.txt\n", f"source: a.txt\n{front}")


def test_all_references_are_followed(tmp_path: Path) -> None:
    faults(
        tmp_path,
        {
            "site.yaml": SITE + "series: {quarterly: {name: 季度会}}\n",
            "articles/a.md": article(
                "meeting: ▶m2\npeople:\n- {name: 李政, id: ▶li, capacity: [出席], meeting: ▶m3}\n"
            ),
            "articles/b.md": ARTICLE.replace("a.txt", "[a.txt, ▶b.txt]"),
            "meetings/m.md": "---\nname: 甲\nseries: ▶quaterly\npart_of: ▶n\n---\n",
            "themes/t.md": "---\nname: 丙\nbroader: ▶u\n---\n",
        },
    )


@pytest.mark.parametrize(
    ("front", "advice"),
    [
        ("meeting: plenum-12-5\n", "plenum-12-4"),
        ("people: [{name: 陈吉宇, capacity: [主持]}]\n", "陈吉宁"),
        ("people: [{name: 陈吉宁, capacity: [主特]}]\n", "主持"),
    ],
)
def test_what_was_meant_is_suggested(tmp_path: Path, front: str, advice: str) -> None:
    (fault,) = opened(
        tmp_path,
        {
            "articles/a.md": article(front),
            "meetings/plenum-12-4.md": "---\nname: 甲\n---\n",
            "people/chen.md": "---\nname: 陈吉宁\n---\n",
        },
    ).problems
    assert advice in fault.what


def test_nothing_far_is_suggested(tmp_path: Path) -> None:
    (fault,) = opened(tmp_path, {"articles/a.md": article("meeting: x\n")}).problems
    where = Where("content/articles/a.md", 5, 10)
    called = say("kind-meeting")
    assert fault == problem(
        where, "reference-dangling", kind="meeting", called=called, id="x", advice=""
    )


def test_no_command_is_suggested_for_what_cannot_be_an_id(tmp_path: Path) -> None:
    (fault,) = opened(tmp_path, {"articles/a.md": article("meeting: $(reboot)\n")}).problems
    assert fault == problem(Where("content/articles/a.md", 5, 10), "id-bad", id="$(reboot)")


def test_rings_are_told_wherever_one_may_be_broken(tmp_path: Path) -> None:
    theme = "---\nname: 甲\nbroader: {}\n---\n"
    faults(
        tmp_path,
        {
            "themes/a.md": theme.format("▶b"),
            "themes/b.md": theme.format("▶c"),
            "themes/c.md": theme.format("▶a"),
            "themes/d.md": theme.format("a"),
            "themes/e.md": theme.format("▶e"),
            "meetings/m.md": "---\nname: 甲\npart_of: ▶m\n---\n",
        },
    )


def test_a_name_without_its_person(tmp_path: Path) -> None:
    faults(
        tmp_path,
        {
            "articles/a.md": article(
                "people:\n- {name: 龚 正, capacity: [主持]}\n- {name: ▶陈吉宁, capacity: [出席]}\n"
            ),
            "people/gong.md": "---\nname: 龚正\n---\n",
        },
    )


def test_namesakes_need_an_id(tmp_path: Path) -> None:
    people = {f"people/li-{n}.md": "---\nname: 李政\n---\n" for n in (1, 2)}
    entries = (
        "people:\n- {name: 李政, id: li-1, capacity: [主持]}\n- {name: ▶李政, capacity: [出席]}\n"
    )
    (fault,) = faults(tmp_path, {"articles/a.md": article(entries), **people})
    assert "li-1 li-2" in fault.what


def test_an_alias_makes_a_namesake(tmp_path: Path) -> None:
    files = {
        "people/li-1.md": "---\nname: 李政\n---\n",
        "people/li-2.md": "---\nname: 李正\naliases: [李政]\n---\n",
        "articles/a.md": article("people: [{name: ▶李政, capacity: [主持]}]\n"),
    }
    assert len(faults(tmp_path, files)) == 1


def test_a_person_stands_once(tmp_path: Path) -> None:
    files = {
        "people/li.md": "---\nname: 李政\naliases: [李正]\n---\n",
        "articles/a.md": article(
            "people:\n- {name: 李政, capacity: [主持]}\n- {name: ▶李正, capacity: [讲话]}\n"
        ),
    }
    assert len(faults(tmp_path, files)) == 1


def test_the_archive_adds_to_the_list_of_capacities(tmp_path: Path) -> None:
    site = SITE + "capacities: {旁听: {label: 旁听}}\n"
    front = "people: [{name: 李政, capacity: [旁听]}]\n"
    files = {"people/li.md": "---\nname: 李政\n---\n", "articles/a.md": article(front)}
    assert opened(tmp_path / "1", {"site.yaml": site, **files}).problems == ()
    assert len(opened(tmp_path / "2", files).problems) == 1


def test_what_stands_below_too_many_others_is_told_of(tmp_path: Path) -> None:
    files = {"themes/t0.md": "---\nname: 主题\n---\n"}
    for n in range(1, LEVELS + 3):
        files[f"themes/t{n}.md"] = f"---\nname: 主题{n}\nbroader: t{n - 1}\n---\n"
    found = opened(tmp_path, files).problems
    assert [one.where for one in found] == [
        Where(f"content/themes/t{n}.md", 3, 10) for n in range(LEVELS, LEVELS + 3)
    ]
    assert {one.hint for one in found} == {messages()["nested-deep"][1]}
