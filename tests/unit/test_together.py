"""What there may be much of: stories of one meeting, sources that share stories."""

from __future__ import annotations

from pathlib import Path

from archives import concorded

from huiyao.derived import together
from huiyao.kinds.article import SIBLINGS, beside, view


def test_sources_that_share_stories_are_proved_together(tmp_path: Path) -> None:
    files = {}
    for n in range(5):
        files[f"sources/s{n}.txt"] = f"第{n}页的文字。\n"
    for n in range(3):  # each goes on in the next source; the last source stands alone
        front = (
            f"title: 报道{n}\nkind: report\nsource: [s{n}.txt, s{n + 1}.txt]\nstatus: reviewed\n"
        )
        files[f"articles/a{n}.md"] = f"---\n{front}---\n第{n}页的文字。\n"
    archive = concorded(tmp_path, files)
    group = (["s0.txt", "s1.txt", "s2.txt", "s3.txt"], ["a0", "a1", "a2"])
    assert [together(archive, f"s{n}.txt", "told") for n in range(5)] == [
        *[group] * 4,
        (["s4.txt"], []),
    ]


def test_an_article_leads_to_the_nearest_reports_of_its_meeting(tmp_path: Path) -> None:
    files = {"meetings/m.md": "---\nname: 会\n---\n"}
    for n in range(SIBLINGS + 3):
        front = f"title: 报道{n}\nkind: report\nsource: a.txt\nmeeting: m\n"
        files[f"articles/a{n:02}.md"] = f"---\n{front}published: 2024-01-01\n---\n报道。\n"
    archive = concorded(tmp_path, files)
    first, last = view(archive, "a00"), view(archive, f"a{SIBLINGS + 2:02}")
    assert (len(first.siblings), first.reports) == (SIBLINGS, SIBLINGS + 3)
    assert first.siblings[0].ref.label == "报道1"
    assert last.siblings[-1].ref.label == f"报道{SIBLINGS + 1}"


def test_of_few_reports_all_others_are_led_to() -> None:
    stories = [f"a{n}" for n in range(SIBLINGS + 1)]
    assert beside(stories, "a3") == [one for one in stories if one != "a3"]
    assert beside((), "a3") == []
