from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import pytest
from indexing import catalogued

from huiyao.index import Contents, IndexReceipt, Superseded
from huiyao.index import index as indexed
from huiyao.index import stands as standing
from huiyao.search import bundle
from huiyao.search.document import Catalogue, Document, Passage
from huiyao.search.shard import write
from huiyao.search.steps import whole


def dated(year: int, text: str = "加快“五个中心”建设。") -> Document:
    passages = (Passage("p1", "第1段", text, said_by=("陈吉宁",)),)
    return Document(
        f"articles/a{year}/", f"{year}年全会", "报道", "", str(year), year, {}, passages
    )


ARCHIVE = [dated(2009), dated(2015), dated(2024), dated(0)]


def index(documents: Iterable[Document], out: Path, cache: Path) -> IndexReceipt:
    return indexed(catalogued(documents), out, cache)


def stands(documents: Iterable[Document], root: Path) -> bool:
    return standing(catalogued(documents), root / "cache", root / "site")


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


def test_equal_documents_give_equal_bytes(tmp_path: Path) -> None:
    made = []
    for name, documents in (("a", ARCHIVE), ("b", ARCHIVE[::-1])):
        index(documents, tmp_path / name, tmp_path / f"cache-{name}")
        made.append(tree(tmp_path / name))
    assert made[0] == made[1]


def test_nothing_is_built_again_for_nothing(tmp_path: Path) -> None:
    first = index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    again = index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    assert len(first.built) == 5
    assert (again.built, again.removed, again.folders) == ((), (), first.folders)


def test_an_edit_builds_one_shard(tmp_path: Path) -> None:
    index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    edited = [*ARCHIVE[:1], dated(2015, "改了。"), *ARCHIVE[2:]]
    receipt = index(edited, tmp_path / "site", tmp_path / "cache")
    (built,) = receipt.built
    (removed,) = receipt.removed
    assert built.startswith("2010-")
    assert removed.startswith("2010-")
    index(edited, tmp_path / "clean", tmp_path / "other")
    assert tree(tmp_path / "site") == tree(tmp_path / "clean")


def test_only_what_a_changed_shard_holds_is_made(tmp_path: Path) -> None:
    index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    edited = catalogued([*ARCHIVE[:1], dated(2015, "改了。"), *ARCHIVE[2:]])
    made: list[str] = []

    def make(name: str) -> Document:
        made.append(name)
        return edited.make(name)

    indexed(Catalogue(edited.cards, make), tmp_path / "site", tmp_path / "cache")
    assert made == ["articles/a2015/"]


def test_what_changes_while_it_is_indexed_is_left_alone(tmp_path: Path) -> None:
    index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    before = tree(tmp_path / "site")
    edited = [*ARCHIVE[:1], dated(2015, "改了。"), *ARCHIVE[2:]]
    later = catalogued([*ARCHIVE[:1], dated(2015, "又改了。"), *ARCHIVE[2:]])
    with pytest.raises(Superseded):
        indexed(
            Catalogue(catalogued(edited).cards, later.make), tmp_path / "site", tmp_path / "cache"
        )
    assert tree(tmp_path / "site") == before
    assert index(edited, tmp_path / "site", tmp_path / "cache").built


def test_what_does_not_change_meanwhile_is_made_for_the_next_one(tmp_path: Path) -> None:
    edited = [*ARCHIVE[:1], dated(2015, "改了。"), *ARCHIVE[2:]]
    changed = Catalogue(catalogued(ARCHIVE).cards, catalogued(edited).make)
    with pytest.raises(Superseded):
        indexed(changed, tmp_path / "site", tmp_path / "cache")
    assert not (tmp_path / "site/pagefind/shards.json").exists()
    (built,) = index(edited, tmp_path / "site", tmp_path / "cache").built
    assert built.startswith("2010-")


def test_a_lost_site_is_filled_from_the_memory(tmp_path: Path) -> None:
    index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    assert index(ARCHIVE, tmp_path / "other", tmp_path / "cache").built == ()
    assert tree(tmp_path / "site") == tree(tmp_path / "other")


def test_a_shard_that_a_build_was_killed_in_is_made_whole(tmp_path: Path) -> None:
    receipt = index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    whole = tree(tmp_path / "site")
    shard = tmp_path / "site" / "pagefind" / receipt.folders[-1]
    next(path for path in sorted(shard.rglob("*")) if path.is_file()).unlink()
    (shard / ".huiyao-12ab").write_text("")
    assert index(ARCHIVE, tmp_path / "site", tmp_path / "cache").built == ()
    assert tree(tmp_path / "site") == whole


def test_later_pages_have_higher_numbers(tmp_path: Path) -> None:
    index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    file = tmp_path / "site/pagefind/shards.json"
    contents = msgspec.json.decode(file.read_bytes(), type=Contents)
    shards = [name.split("-")[0] for name in contents.shards]
    assert shards == ["undated", "2000", "2010", "2020"]


def test_pages_stand_in_a_row(tmp_path: Path) -> None:
    source = Passage("p1", "第1段", "机构改革。", "机构好善")
    document = Document("a/", "全会", "报道", "", "", passages=(source,))
    whole(write([document, dated(2024)], tmp_path / "shard"))
    lengths = msgspec.json.decode((tmp_path / "shard/lengths.json").read_bytes())
    assert lengths == [[3 + 5, 5], [8 + 9, 0]]
    pages = sorted(path.name for path in (tmp_path / "shard/pages").iterdir())
    assert pages == ["0.json", "1.json"]


def test_the_contents_say_which_characters_are_traditional(tmp_path: Path) -> None:
    index([*ARCHIVE, dated(2001, "開會議事")], tmp_path / "site", tmp_path / "cache")
    file = tmp_path / "site/pagefind/shards.json"
    assert msgspec.json.decode(file.read_bytes(), type=Contents).equal == "會会議议開开"


def test_what_stands_is_known_by_its_names(tmp_path: Path) -> None:
    assert not stands(ARCHIVE, tmp_path)
    index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    assert stands(ARCHIVE, tmp_path)
    assert not stands(ARCHIVE[1:], tmp_path)


HARM: dict[str, Callable[[Path], object]] = {
    "lost": lambda path: path.unlink(),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "added": lambda path: path.with_name("new").touch(),
}


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("place", ["site/pagefind", "cache/pagefind"])
@pytest.mark.parametrize("file", ["2000-*/lengths.json", "2000-*/index/0.*", "engine-*/engine.js"])
def test_what_is_damaged_is_made_whole(tmp_path: Path, harm: str, place: str, file: str) -> None:
    index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    whole = tree(tmp_path / "site")
    (path,) = (tmp_path / place).glob(file)
    HARM[harm](path)
    assert not stands(ARCHIVE, tmp_path)
    index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    assert tree(tmp_path / "site") == whole
    assert stands(ARCHIVE, tmp_path)


@pytest.mark.parametrize("text", ["", "x", "{}"])
def test_a_damaged_list_of_shards_is_no_index(tmp_path: Path, text: str) -> None:
    index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    whole = tree(tmp_path / "site")
    (tmp_path / "site/pagefind/shards.json").write_text(text)
    assert not stands(ARCHIVE, tmp_path)
    index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    assert tree(tmp_path / "site") == whole


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "ROOM", 1 << 62)
    with pytest.raises(OSError, match="No space"):
        index(ARCHIVE, tmp_path / "site", tmp_path / "cache")


def test_an_entry_that_was_cut_short_is_no_damage_of_ours(tmp_path: Path) -> None:
    (tmp_path / "pagefind-entry.json").write_text('{"version":')
    with pytest.raises(subprocess.SubprocessError):
        bundle.entry(tmp_path)


def test_the_site_keeps_its_index_where_a_new_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(ARCHIVE, tmp_path / "site", tmp_path / "cache")
    before = tree(tmp_path / "site")
    monkeypatch.setattr(bundle, "get_executable", lambda: None)
    with pytest.raises(FileNotFoundError):
        index([*ARCHIVE, dated(2031)], tmp_path / "site", tmp_path / "cache")
    assert tree(tmp_path / "site") == before


def test_progress_is_told_for_each_folder(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    found = catalogued(ARCHIVE)
    indexed(found, tmp_path / "site", tmp_path / "cache", lambda *step: told.append(step))
    assert told == [(done, 5) for done in range(1, 6)]


@pytest.mark.parametrize("documents", [[], [Document("a/", "——", "", "", "")]])
def test_an_archive_without_words_has_an_index(documents: list[Document], tmp_path: Path) -> None:
    receipt = index(documents, tmp_path / "site", tmp_path / "cache")
    assert receipt.pages == len(documents)
    assert len(receipt.folders) == 1 + len(documents)
