from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from archives import ARTICLE, Files, opened

from huiyao.load import load
from huiyao.messages import messages
from huiyao.model import Library, Project
from huiyao.proof import Proof, faults, prove, short

ROOT = Path(__file__).parents[2]


def html(proof: Proof, source: str) -> str:
    """The pieces of a source."""
    return "".join(piece.html(source) for piece in proof.pieces)


def shown(proof: Proof, source: str) -> str:
    """The words of a proof's pieces, without the marks around them."""
    return unescape(re.sub("<[^>]*>", "", html(proof, source)))


def library(root: Path, files: Files) -> Library:
    archive = opened(root, files)
    assert archive.library is not None
    assert archive.problems == ()
    return archive.library


def proofs(root: Path, body: str, source: str, **files: str) -> dict[str, Proof]:
    story = ARTICLE.partition("---\n全会")[0].replace("全会在江州举行", "'[题]'") + f"---\n{body}\n"
    named = {name.replace("__", "/"): text for name, text in files.items()}
    return prove(library(root, {"articles/a.md": story, "sources/a.txt": source, **named}))


def test_a_supplied_title_need_not_be_in_the_source(tmp_path: Path) -> None:
    proof = proofs(tmp_path, "全会举行。", "全会举行。\n")["a.txt"]
    assert (proof.percent, proof.complete, proof.characters) == ("100 %", True, 5)
    assert [(piece.owner, piece.part, piece.line) for piece in proof.pieces] == [("a", "p1", 1)]


def test_the_source_is_shown_as_it_is_with_the_marks_around_its_words(tmp_path: Path) -> None:
    source = '　　稳妥<b>\n推进 & "机构"好善.\n'
    body = '稳妥\\<b>推进 & “机构”{~~好善~>改革~~}{>>误识"<<}。'
    proof = proofs(tmp_path, body, source)["a.txt"]
    assert proof.complete
    assert shown(proof, source) == source.rstrip("\n")
    assert "<b>" not in html(proof, source)
    marked = '<span class="mark correction" title="改革；误识&quot;">好善</span>'
    assert marked in html(proof, source)


def test_what_is_left_over_stands_with_its_place(tmp_path: Path) -> None:
    source = "全会在江州举行。\n晴天转多云\n"
    found = proofs(tmp_path, "全会隆重地在江州举行。", source)
    assert not found["a.txt"].complete
    assert found["a.txt"].percent == "46.15 %"
    assert shown(found["a.txt"], source) == source.rstrip("\n")
    told = [str(fault.where) for fault in faults(found)]
    assert any(place.startswith("content/articles/a.md:") for place in told)
    assert "content/sources/a.txt:2:1" in told


def test_what_the_source_lacks_stands_with_its_column_where_that_is_known(tmp_path: Path) -> None:
    body = "全会隆重地在江州举行。\n\n　　会议隆重地审议。\n\n会议{~~冲过~>通过~~}了隆重地决议。\n"
    source = "全会在江州举行。\n　　会议审议。\n会议冲过了决议。\n"
    found = faults(proofs(tmp_path, body, source))
    lines = (tmp_path / "content/articles/a.md").read_text(encoding="utf-8").splitlines()
    told = [(fault.where, fault.what.split("“")[-1].split("”")[0]) for fault in found]
    own = [(where, quoted) for where, quoted in told if where.path.endswith("a.md")]
    assert len({where.line for where, _ in own}) == 3
    for where, quoted in own:
        line = lines[where.line - 1]
        # Where a mark stands before them, words do not stand in the line as they are read.
        assert where.column == (0 if "{" in line else line.index(quoted) + 1), quoted


def test_furniture_that_is_lost_is_told_at_its_sidecar(tmp_path: Path) -> None:
    sidecar = "furniture:\n  - {text: 下转第2版, class: jump-line}\n"
    found = proofs(tmp_path, "全会举行。", "全会举行。", **{"sources__a.txt.yaml": sidecar})
    (fault,) = faults(found)
    assert (fault.where.path, fault.where.line) == ("content/sources/a.txt.yaml", 2)
    assert "下转第2版" in fault.what


def test_a_quotation_fits_a_line() -> None:
    assert short("全会\n  举行") == "全会 举行"
    assert len(short("全会" * 100)) == 41


def archive() -> dict[str, Proof]:
    loaded = load(Project(ROOT, ROOT / "_site"))
    assert loaded.library is not None
    return prove(loaded.library)


@pytest.mark.parametrize("source", sorted(p.name for p in ROOT.glob("content/sources/*.txt")))
def test_the_page_of_a_source_shows_every_character_of_it(source: str) -> None:
    proof = archive()[source]
    assert (proof.percent, proof.complete, proof.faults) == ("100 %", True, ())
    text = (ROOT / "content" / "sources" / source).read_bytes().decode("utf-8-sig")
    assert shown(proof, text) == text.rstrip()


def test_words_that_two_articles_claim_are_not_called_invented(tmp_path: Path) -> None:
    source = "全会在江州举行。\n会议审议通过了决议。\n"
    first = ARTICLE.split("---\n")[1]
    body = "全会在江州举行。\n\n会议审议通过了决议。\n"
    archive = opened(
        tmp_path,
        {
            "sources/a.txt": source,
            "articles/a.md": f"---\n{first}---\n{body}",
            "articles/b.md": f"---\n{first}---\n会议审议通过了决议。\n\n会上有人提议休会。\n",
        },
    )
    assert archive.library is not None
    told = {one.hint for one in faults(prove(archive.library)) if "审议" in one.what}
    assert told == {messages()["article-twice"][1]}
    assert any("提议休会" in one.what and one.hint == messages()["article-unsourced"][1]
               for one in faults(prove(archive.library)))  # fmt: skip
