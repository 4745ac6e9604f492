from __future__ import annotations

from pathlib import Path

from archives import concorded, laid, written

from huiyao.attendance import attendance

PEOPLE = {"chen": "陈吉宁", "gong": "龚正", "hu": "胡世军", "wu": "吴清", "xie": "谢东"}
FILES = {
    "meetings/m.md": "---\nname: 季度会\n---\n",
    "meetings/n.md": "---\nname: 专题会\npart_of: m\n---\n",
    **{f"people/{key}.md": f"---\nname: {name}\n---\n" for key, name in PEOPLE.items()},
}


def article(entries: str, body: str, meeting: str = "m") -> str:
    front = f"title: 甲\nkind: report\nsource: a.txt\nmeeting: {meeting}\npeople:\n{entries}"
    return f"---\n{front}---\n{body}\n"


def entry(name: str, *capacities: str, role: str = "", meeting: str = "") -> str:
    did = ", ".join(capacities)
    return f"- {{name: {name}, role: '{role}', capacity: [{did}], meeting: '{meeting}'}}\n"


def shown(root: Path, meeting: str = "m", **articles: str) -> dict[str, list[str]]:
    """Capacity to the names in their order."""
    files = {f"articles/{key}.md": text for key, text in articles.items()}
    groups = attendance(concorded(root, {**FILES, **files}), meeting)
    return {group.label: [row.person.label for row in group.rows] for group in groups}


def test_capacities_stand_in_their_own_order_names_in_that_of_the_words(tmp_path: Path) -> None:
    entries = (
        entry("谢东", "出席")
        + entry("吴清", "出席")
        + entry("龚正", "部署")
        + entry("胡世军", "出席")
        + entry("陈吉宁", "讲话", "主持")
    )
    body = "市领导吴清、胡世军、谢东出席。\n\n陈吉宁主持会议并讲话，龚正部署工作。"
    assert shown(tmp_path, a=article(entries, body)) == {
        "主持": ["陈吉宁"], "讲话": ["陈吉宁"], "部署": ["龚正"], "出席": ["吴清", "胡世军", "谢东"]
    }  # fmt: skip


def test_the_listing_sentence_counts_not_the_first_mention(tmp_path: Path) -> None:
    entries = entry("胡世军", "出席") + entry("吴清", "出席") + entry("谢东", "出席")
    body = "谢东说，要实干。胡世军说，要苦干。\n\n市领导吴清、胡世军、谢东出席会议。"
    assert shown(tmp_path, a=article(entries, body)) == {"出席": ["吴清", "胡世军", "谢东"]}


def test_whom_no_words_list_stands_last_in_the_order_of_entries(tmp_path: Path) -> None:
    entries = entry("谢东", "出席") + entry("胡世军", "出席") + entry("吴清", "出席")
    body = "市领导吴清出席会议。"
    assert shown(tmp_path, a=article(entries, body)) == {"出席": ["吴清", "谢东", "胡世军"]}


def test_whom_the_listing_sentence_leaves_out_follows_it(tmp_path: Path) -> None:
    entries = entry("谢东", "出席") + entry("吴清", "出席") + entry("胡世军", "出席")
    body = "市领导谢东听取汇报。\n\n市领导吴清、胡世军出席会议。"
    assert shown(tmp_path, a=article(entries, body)) == {"出席": ["吴清", "胡世军", "谢东"]}


def test_the_fullest_list_comes_first_and_no_one_twice(tmp_path: Path) -> None:
    short = article(entry("谢东", "出席") + entry("龚正", "出席"), "谢东、龚正出席会议。")
    full = article(
        entry("吴清", "出席") + entry("胡世军", "出席") + entry("谢东", "出席"),
        "市领导吴清、胡世军、谢东出席会议。",
    )
    assert shown(tmp_path, a=short, b=full) == {"出席": ["吴清", "胡世军", "谢东", "龚正"]}


def test_the_mentioned_and_the_writers_do_not_attend(tmp_path: Path) -> None:
    entries = entry("陈吉宁", "提及") + entry("谢东", "记者") + entry("吴清", "出席")
    body = "会议学习陈吉宁同志讲话。市领导吴清出席。（记者谢东）"
    assert shown(tmp_path, a=article(entries, body)) == {"出席": ["吴清"]}


def test_who_took_part_elsewhere_is_listed_there(tmp_path: Path) -> None:
    entries = entry("陈吉宁", "主持") + entry("龚正", "主持", meeting="n")
    text = article(entries, "陈吉宁主持会议。龚正主持专题会。")
    assert shown(tmp_path / "1", "m", a=text) == {"主持": ["陈吉宁"]}
    assert shown(tmp_path / "2", "n", a=text) == {"主持": ["龚正"]}


def test_each_row_leads_to_the_words_that_prove_it(tmp_path: Path) -> None:
    text = article(
        entry("陈吉宁", "主持", role="市委书记"), "会议开始。\n\n市委书记陈吉宁主持会议。"
    )
    (group,) = attendance(concorded(tmp_path, {**FILES, "articles/a.md": text}), "m")
    (row,) = group.rows
    assert (row.role, row.person.url, row.proof.url) == (
        "市委书记",
        "people/chen/",
        "articles/a/#p2",
    )


def test_the_meeting_of_no_article_has_no_attendance(tmp_path: Path) -> None:
    assert shown(tmp_path) == {}


def test_whose_record_is_a_draft_is_not_left_out(tmp_path: Path) -> None:
    entries = entry("吴清", "出席") + entry("谢东", "出席")
    body = "市领导吴清、谢东出席会议。"
    files = {
        **FILES,
        "articles/a.md": article(entries, body).replace("---\n市", "status: reviewed\n---\n市"),
        "people/wu.md": "---\nname: 吴清\nstatus: draft\n---\n",
        "articles/b.md": article(entries, body),
    }
    archive = laid(written(tmp_path, files), drafts=False)
    (group,) = attendance(archive, "m")
    assert [(row.person.label, row.person.url) for row in group.rows] == [
        ("吴清", ""),
        ("谢东", "people/xie/"),
    ]
