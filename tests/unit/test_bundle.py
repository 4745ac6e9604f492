from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from huiyao.search import bundle, cbor
from huiyao.search.pairs import END, GAP
from huiyao.search.steps import whole


def chunk(*words: str) -> list[tuple[str, bytes]]:
    return [(word, word.encode()) for word in words]


def test_a_chunk_ends_where_the_first_character_changes() -> None:
    words = [("一个", b"....."), ("一二", b"..."), ("上海", b"..."), ("上面", b"...")]
    cut = [[word for word, _ in part] for part in bundle.cut(iter(words), size=12)]
    assert cut == [["一个", "一二"], ["上海", "上面"]]


def test_a_chunk_goes_on_with_a_character_that_fills_it() -> None:
    words = [(f"的{second}", b"....") for second in "一三五七"]
    cut = [[word for word, _ in part] for part in bundle.cut(iter(words), size=8)]
    assert cut == [["的一", "的三"], ["的五", "的七"]]


def test_no_chunk_without_words() -> None:
    assert list(bundle.cut(iter([]))) == []


def test_bounds_are_as_short_as_tells_them_apart() -> None:
    chunks = [chunk("一个", "上海"), chunk("中国"), chunk("中心", "五个")]
    assert list(bundle.separators(chunks)) == ["一个", "中", "中心", "五个"]


def test_a_bundle_holds_every_word_between_its_bounds(tmp_path: Path) -> None:
    words = ["五个", "个中", f"心{END}", "94"]
    assert whole(bundle.build(words, tmp_path / "shard")) == []
    (meta,) = (tmp_path / "shard").glob("*.pf_meta")
    _, names, bounds, *_ = cbor.decode(unpacked(meta))[0]
    assert [name for name, _ in names] == ["shard"]
    (low, high, chunk) = bounds[0]
    entries = cbor.decode(unpacked(tmp_path / "shard/index" / f"{chunk}.pf_index"))[0][0]
    assert sorted(words) == [word for word, *_ in entries]
    assert low <= min(words) <= max(words) <= high


def test_a_gap_takes_a_place_and_is_no_word(tmp_path: Path) -> None:
    whole(bundle.build(["五个", GAP, "中心", GAP, GAP, "五个"], tmp_path / "shard"))
    (chunk,) = (tmp_path / "shard/index").iterdir()
    (entries,) = cbor.decode(unpacked(chunk))[0]
    steps = {word: postings[0][1] for word, postings, _ in entries}
    assert steps == {"五个": [0, 5], "中心": [2]}


def test_files_of_another_version_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "FORMAT", "9.")
    with pytest.raises(ValueError, match=r"not 9\."):
        whole(bundle.run(["词"], tmp_path))


def test_a_missing_binary_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "get_executable", lambda: None)
    with pytest.raises(FileNotFoundError, match="pagefind"):
        whole(bundle.run(["词"], tmp_path))


def unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(bundle.SIGNATURE)
