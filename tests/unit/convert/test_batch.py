"""Many sources at once: what is written where, what is left alone, what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import SITE

from build import main
from huiyao.convert.received import Received, receive
from huiyao.load import load
from huiyao.model import Project

TEXT = """\
江州召开防汛会议

本报讯 江州市防汛工作会议昨天举行。市长王建国主持会议并讲话。

副市长李明、赵小兰出席会议。（下转第3版）
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content/sources").mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text(SITE, encoding="utf-8")
    return tmp_path


def convert(project: Path, *arguments: str) -> int:
    return main(["convert", "--project", str(project), *arguments])


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_new_source_becomes_a_draft_that_check_accepts(project: Path) -> None:
    (project / "content/sources/a.txt").write_text(TEXT, encoding="utf-8")
    assert convert(project) == 0
    assert main(["check", "--project", str(project)]) == 0
    library = load(Project(project, project / "_site")).library
    assert library is not None
    assert {item.record.id for item in library.items["person"].values()} == {  # type: ignore[attr-defined]
        "wang-jianguo", "li-ming", "zhao-xiaolan",
    }  # fmt: skip
    assert (project / "content/drafts/a.txt.md").is_file()


def test_a_list_that_somebody_ticked_is_kept(project: Path) -> None:
    source = project / "content/sources/a.txt"
    source.write_text(TEXT, encoding="utf-8")
    assert convert(project, str(source)) == 0
    (article,) = (project / "content/articles").iterdir()
    article.write_text(
        article.read_text(encoding="utf-8").replace("status: draft", "status: reviewed"),
        encoding="utf-8",
    )
    ours = project / "content/drafts/a.txt.md"
    ticked = ours.read_text(encoding="utf-8").replace("[ ]", "[x]", 1)
    ours.write_text(ticked + "\n王建国：核过\n", encoding="utf-8")
    before = tree(project / "content")
    assert convert(project, str(source)) == 0
    aside = {"drafts/drafts/a.txt.md": before["drafts/a.txt.md"].replace(b"[x]", b"[ ]")}
    aside = {name: text.partition("\n王".encode())[0] for name, text in aside.items()}
    assert tree(project / "content") == before | aside


def test_a_list_that_nobody_touched_is_brought_up_to_date(project: Path) -> None:
    source = project / "content/sources/a.txt"
    source.write_text(TEXT, encoding="utf-8")
    assert convert(project, str(source)) == 0
    ours = project / "content/drafts/a.txt.md"
    now = ours.read_text(encoding="utf-8")
    ours.write_text(now.partition("- [ ]")[0] + "- [ ] 从前的一行\n", encoding="utf-8")
    assert convert(project, str(source)) == 0
    assert ours.read_text(encoding="utf-8") == now


def test_a_second_run_changes_nothing(project: Path) -> None:
    source = project / "江州日报_3月 A.txt"
    source.write_bytes(TEXT.encode("gb18030"))
    assert convert(project, str(source)) == 0
    before = tree(project / "content")
    assert convert(project, str(source)) == 0
    assert tree(project / "content") == before


def test_an_edited_draft_is_left_and_the_new_one_laid_beside(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "content/sources/a.txt").write_text(TEXT, encoding="utf-8")
    convert(project)
    (article,) = (project / "content/articles").iterdir()
    edited = article.read_text(encoding="utf-8").replace("kind: brief", "kind: report")
    article.write_text(edited, encoding="utf-8")
    capsys.readouterr()
    assert convert(project, str(project / "content/sources/a.txt")) == 0
    assert article.read_text(encoding="utf-8") == edited
    aside = project / "content/drafts/articles" / article.name
    assert "kind: brief" in aside.read_text(encoding="utf-8")
    shown = capsys.readouterr().out
    assert "-kind: report" in shown
    assert "+kind: brief" in shown


def test_what_a_sidecar_says_is_kept_and_dates_the_meeting(project: Path) -> None:
    (project / "content/sources/a.txt").write_text(TEXT, encoding="utf-8")
    sidecar = project / "content/sources/a.txt.yaml"
    sidecar.write_text("publication: 江州日报\ndate: 2024-03-12\n", encoding="utf-8")
    convert(project)
    (meeting,) = (project / "content/meetings").iterdir()
    assert "date: 2024-03-11" in meeting.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b" \n"),
        ("binary.txt", b"\x00\x01\x02" * 50),
        ("broken.txt", "市委会议".encode() + b"\xff\xfe\xfa" * 9),
        ("english.txt", b"The council met yesterday and agreed on a plan for the harbour."),
        ("picture.jpg", b"\xff\xd8\xff"),
        ("fake.docx", b"PK nothing"),
        ("fake.pdf", b"%PDF-1.4 nothing"),
    ],
)
def test_what_cannot_be_read_is_named_and_writes_nothing(
    project: Path, name: str, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = project / name
    bad.write_bytes(data)
    before = tree(project / "content")
    assert convert(project, str(bad)) == 2
    assert tree(project / "content") == before
    assert name in capsys.readouterr().err


def test_one_bad_file_does_not_stop_the_others(project: Path) -> None:
    folder = project / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b" ")
    (folder / "b.txt").write_text(TEXT, encoding="utf-8")
    assert convert(project, str(folder), "--out", str(project / "out")) == 1
    assert (project / "out/sources/b.txt").is_file()
    assert not (project / "out/sources/a.txt").exists()


def test_another_source_of_the_same_name_is_refused(project: Path) -> None:
    (project / "content/sources/a.txt").write_text("别的文字，江州。", encoding="utf-8")
    other = project / "a.txt"
    other.write_text(TEXT, encoding="utf-8")
    assert convert(project, str(other)) == 2
    assert "别的" in (project / "content/sources/a.txt").read_text(encoding="utf-8")


def test_two_names_of_one_spelling_get_two_files(project: Path) -> None:
    for name, text in (("a.txt", "市长张伟主持会议。"), ("b.txt", "市长张威主持会议。")):
        (project / name).write_text(text, encoding="utf-8")
        convert(project, str(project / name))
    people = {path.name for path in (project / "content/people").iterdir()}
    assert people == {"zhang-wei.md", "zhang-wei-2.md"}


def test_radicals_that_stand_for_characters_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT.replace("市长", "市⻓").replace("王建国", "王建国⼈"), encoding="utf-8")
    source = receive(path)
    assert isinstance(source, Received)
    assert [(one.key, one.text) for one in source.remarks] == [("review-radicals", "3")]


def test_what_cannot_be_read_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content/sources/旧稿.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    assert convert(project) == 2
    assert "旧稿.doc: a source of this format cannot be read" in capsys.readouterr().err
