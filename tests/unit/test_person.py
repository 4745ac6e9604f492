from __future__ import annotations

from pathlib import Path

from archives import concorded

from huiyao.concordance import Concordance
from huiyao.kinds.person import COMPANIONS, PROOFS, pages, view
from huiyao.volumes import LONG


def archive(root: Path, articles: int) -> Concordance:
    """Someone whom so many articles of two years name, half of them each."""
    files = {"people/chen.md": "---\nname: 陈吉宁\n---\n"}
    for n in range(articles):
        entry = "{name: 陈吉宁, role: 市委书记, capacity: [讲话]}"
        front = f"title: 报道\nkind: report\nsource: a.txt\npublished: {2023 + n % 2}-01-01\n"
        body = f"市委书记陈吉宁在第{n}次会上指出，要抓好落实。"
        files[f"articles/a{n:03}.md"] = f"---\n{front}people:\n- {entry}\n---\n{body}\n"
    return concorded(root, files)


def test_whom_few_articles_name_has_one_page(tmp_path: Path) -> None:
    found = archive(tmp_path, 4)
    assert [page.url for page in pages(found)] == ["people/chen/", "people/"]
    shown = view(found, "chen")
    assert len(shown.appearances) == len(shown.sayings) == 4
    assert shown.volumes == ()


def test_whom_many_name_has_a_volume_of_each_year(tmp_path: Path) -> None:
    found = archive(tmp_path, LONG + 2)
    urls = [page.url for page in pages(found)]
    assert urls == [
        "people/chen/",
        "years/2024/people/chen/",
        "years/2023/people/chen/",
        "people/",
    ]
    newest, last, first = (
        view(found, "chen"),
        view(found, "chen", "2024"),
        view(found, "chen", "2023"),
    )
    assert newest.appearances == last.appearances
    assert {one.date.edtf for one in first.appearances if one.date} == {"2023-01-01"}
    assert len(newest.appearances) + len(first.appearances) == LONG + 2
    assert len(newest.sayings) + len(first.sayings) == LONG + 2
    assert [one.role for one in newest.offices] == ["市委书记"]
    assert first.offices == ()
    (office,) = newest.offices
    assert (office.first, office.last) == (first.appearances[-1].date, newest.appearances[0].date)


def test_an_office_is_proved_by_its_ends(tmp_path: Path) -> None:
    (office,) = view(archive(tmp_path, PROOFS + 3), "chen").offices
    assert len(office.proofs) == PROOFS
    assert office.proofs[0].url.startswith("articles/a000/")
    last = PROOFS + 3 - 1
    assert office.proofs[-1].url.startswith(f"articles/a{last - 1 + last % 2:03}/")


def test_companions_that_are_left_out_are_told_of(tmp_path: Path) -> None:
    people = [f"{family}{given}" for family in "赵钱孙李周吴" for given in "甲乙丙丁戊"][
        : COMPANIONS + 2
    ]
    files = {f"people/p{n}.md": f"---\nname: {name}\n---\n" for n, name in enumerate(people)}
    entries = "".join(f"- {{name: {name}, role: 委员, capacity: [出席]}}\n" for name in people)
    front = "title: 报道\nkind: report\nsource: a.txt\npublished: 2024-01-01\nmeeting: m\n"
    body = f"{'、'.join(people)}出席会议。"
    files["meetings/m.md"] = "---\nname: 会\nshort: 会\ndate: 2024-01-01\n---\n"
    files["articles/a.md"] = f"---\n{front}people:\n{entries}---\n{body}\n"
    shown = view(concorded(tmp_path, files), "p0")
    assert (len(shown.companions), shown.most) == (COMPANIONS, COMPANIONS)


def test_appearances_in_undated_articles_stand_in_the_order_of_their_meetings(
    tmp_path: Path,
) -> None:
    files = {"people/chen.md": "---\nname: 陈吉宁\n---\n"}
    for key, date in {"z": "2023-05", "x": "2024-05", "y": "2024-02"}.items():
        files[f"meetings/{key}.md"] = f"---\nname: {key}\ndate: {date}\n---\n"
        front = f"title: 报道\nkind: report\nsource: a.txt\nmeeting: {key}\n"
        people = "people:\n- {name: 陈吉宁, capacity: [出席]}\n"
        files[f"articles/{key}.md"] = f"---\n{front}{people}---\n陈吉宁出席会议。\n"
    shown = view(concorded(tmp_path, files), "chen").appearances
    assert [one.meeting and one.meeting.label for one in shown] == ["x", "y", "z"]
