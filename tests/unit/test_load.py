from __future__ import annotations

from pathlib import Path

import pytest
from archives import ARTICLE, SITE, faults, opened, written

from huiyao.load import load
from huiyao.messages import messages, problem
from huiyao.model import Where
from huiyao.records.article import Article
from huiyao.records.site import Site


def test_a_sound_archive_is_loaded(tmp_path: Path) -> None:
    archive = opened(
        tmp_path, {"articles/a.md": ARTICLE, "people/li-zheng.md": "---\nname: 李政\n---\n"}
    )
    assert archive.problems == ()
    assert archive.library is not None
    assert archive.library.site.title == "试验汇编"
    (article,) = archive.library.all("article", Article).values()
    assert (article.id, article.source, article.body.text) == ("a", ("a.txt",), "全会在江州举行。")


def test_bom_and_any_line_ends_are_accepted(tmp_path: Path) -> None:
    for ends in ("\n", "\r\n", "\r"):
        text = "\ufeff" + ARTICLE.replace("\n", ends)
        archive = opened(tmp_path, {"articles/a.md": text, "site.yaml": SITE.replace("\n", ends)})
        assert archive.problems == ()
        assert archive.library is not None
        assert archive.library.all("article", Article)["a"].body.text == "全会在江州举行。"


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        {
            "site.yaml": f"{SITE}▶puplisher: 甲\n",
            "articles/a.md": (
                "---\ntitle: 甲\n▶subtitel: 乙\nkind: report\nsource: ▶b.txt\n"
                "published: ▶2024-02-30\nstatus: ▶done\n"
                "meeting: ▶quarterly-2024\npeople:\n- {name: ▶陈吉宁, capacity: [▶出度]}\n"
                "---\n正文▶{++未收。\n"
            ),
            "articles/b.md": "▶---\ntitle: 甲\n",
            "meetings/quarterly-2024-q1.md": "---\nname: 季度会\nseries: ▶plenum\n---\n",
            "people/chen.md": "---\nname: 陈宁吉\n▶alias: 陈吉宁\n---\n",
            "themes/a.md": "---\nname: 甲\naliases: [▶(]\nbroader: ▶b\n---\n",
            "themes/c.md": "---\nname: 丙\n▶name: 丁\n▶colour: 丹\n▶name: 戊\n---\n",
            "themes/d.md": (
                "---\n▶<<<<<<< HEAD\nname: 甲\n=======\nname: 乙\n>>>>>>> theirs\n---\n"
                "甲\n▶<<<<<<< HEAD\n||||||| base\n=======\n乙\n>>>>>>> theirs\n"
            ),
        },
    )
    told = "\n".join(map(str, found))
    for meant in (
        "publisher",
        "subtitle",
        "a.txt",
        "quarterly-2024-q1",
        "出席",
        "陈宁吉",
        "aliases",
    ):
        assert meant in told


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("articles/a.md", "", "front-missing"),
        ("articles/a.md", "---\n", "front-unclosed"),
        ("articles/a.md", ARTICLE.encode("utf-16"), "file-encoding"),
        ("articles/a.md", ARTICLE.encode("gb18030"), "file-encoding"),
        ("articles/a.md", ARTICLE.replace("江", "江\0"), "file-hidden"),
        ("articles/a.md", ARTICLE.replace("江", "\u202e江"), "file-hidden"),
        ("articles/a.md", ARTICLE.replace("江", "\u2028江"), "file-hidden"),
        ("articles/a.md", "\ufeff\ufeff" + ARTICLE, "file-hidden"),
        ("articles/a.md", ARTICLE + "甲" * 400_000, "file-long"),
        ("articles/a.txt", ARTICLE, "file-kind"),
        ("articles/2024/a.md", ARTICLE, "file-folder"),
        ("articles/A.md", ARTICLE, "id-bad"),
        ("articles/全会.md", ARTICLE, "id-bad"),
        ("articles/--help.md", ARTICLE, "id-bad"),
        ("articles/a b.md", ARTICLE, "id-bad"),
        ("articles/a\n.md", ARTICLE, "file-name"),
        ("articles/a\u202ecod.md", ARTICLE, "file-name"),
        ("articles/nul.md", ARTICLE, "id-reserved"),
        (f"articles/{'a' * 200}.md", ARTICLE, "id-long"),
        ("sources/b.exe", b"MZ", "source-format"),
        ("sources/b.txt", b"", "source-empty"),
        ("sources/b.txt", " \n\u3000", "source-empty"),
        ("sources/b.txt", b"a\0b", "source-binary"),
        ("sources/b.txt", b"\xff\xff\xff", "source-encoding"),
        ("sources/b.txt.yaml", "page: 1", "source-missing"),
        ("sources/a.txt.yaml", "text: 甲", "key-unknown"),
        ("sources/a.txt.yaml", "date: 昨天", "date-bad"),
        ("sources/a.txt.yaml", "<<<<<<<\ndate: 2024\n=======\n>>>>>>>", "file-conflict"),
        ("sources/c/b.txt", "甲", "file-folder"),
        ("site.yaml", "", "key-missing"),
        ("site.yaml", SITE + "base_url: javascript:alert(1)", "want-form"),
        ("site.yaml", SITE + "language: ../../zh", "want-form"),
        ("site.yaml", SITE + "series: {../x: {name: 甲}}", "id-bad"),
        ("site.yaml", SITE + "a: &a [*a]", "yaml-alias"),
        ("site.yaml", SITE + "title: 甲", "yaml-duplicate"),
    ],
)  # fmt: skip
def test_one_bad_file_is_one_kind_of_problem(
    tmp_path: Path, name: str, content: str | bytes, key: str
) -> None:
    archive = opened(tmp_path, {name: content})
    beginning = messages()[key][0].split("{")[0]
    assert archive.problems
    for fault in archive.problems:
        assert beginning in fault.what
        assert "\n" not in str(fault)


def test_where_an_encoding_fails(tmp_path: Path) -> None:
    data = ARTICLE.encode().replace("江".encode(), "江".encode("gb18030"))
    (fault,) = opened(tmp_path, {"articles/a.md": data}).problems
    assert fault == problem(Where("content/articles/a.md", 2, 11), "file-encoding")


def test_a_bad_site_hides_no_other_fault(tmp_path: Path) -> None:
    faults(
        tmp_path,
        {
            "site.yaml": "▶title: 甲\n▶x: y\n",
            "articles/a.md": ARTICLE.replace("kind: report", "kind: report\nmeeting: ▶nowhere"),
            "meetings/m.md": "---\nname: 甲\nseries: unknown-for-now\n---\n",
        },
    )


def test_without_a_site_there_is_no_archive(tmp_path: Path) -> None:
    project = written(tmp_path, {})
    (project.content / "site.yaml").unlink()
    archive = load(project)
    assert archive.library is None
    assert archive.problems == (problem(Where("content/site.yaml"), "site-missing"),)


def test_a_faulty_record_is_not_missed_by_those_that_refer_to_it(tmp_path: Path) -> None:
    faults(
        tmp_path,
        {
            "articles/a.md": ARTICLE.replace(
                "kind", "meeting: m\npeople:\n- {name: 李政, capacity: [出席]}\nkind"
            ),
            "people/li-zheng.md": "---\nname: 李政\n▶alias: 甲\n---\n",
            "meetings/m.md": "---\nname: 甲\ndate: ▶昨天\n---\n",
            "sources/a.txt.yaml": "▶pages: 3\n",
        },
    )


def test_a_source_waits_for_the_article_that_cannot_be_read(tmp_path: Path) -> None:
    files = {
        "sources/b.txt": "甲",
        "articles/a.md": ARTICLE.replace("title", "titel"),
        "articles/b.md": ARTICLE.replace("a.txt", "b.txt"),
    }
    assert opened(tmp_path, files).unjudged == {"a.txt"}
    files["articles/c.md"] = "---\n"
    assert opened(tmp_path / "2", files).unjudged == {"a.txt", "b.txt"}


def test_the_site_is_typed(tmp_path: Path) -> None:
    site = SITE + "base_url: https://example.org/a\nseries: {q: {name: 季度会}}\n"
    library = opened(tmp_path, {"site.yaml": site}).library
    assert library is not None
    assert isinstance(library.site, Site)
    assert library.site.series["q"].id == "q"
