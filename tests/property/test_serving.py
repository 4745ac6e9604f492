"""What holds of the development server's answers for every path and every host."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyao.serving.files import insert, read
from huiyao.serving.guard import trusted
from huiyao.serving.live import address, path

NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=20
).filter(lambda name: name not in {".", ".."})
STEPS = st.sampled_from(
    ["", ".", "..", "...", "a", "b.html", ".git", "up", "loop", "secret", "\0", "\\", "..\\", "a:b"]
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a secret beside it, and links that lead there."""
    root = tmp_path_factory.mktemp("site") / "_site"
    for name in ("b.html", "a/b.html", "a/a/b.html"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("open")
    for name in ("../secret", "../b.html", ".git/b.html", "a/.git/b.html"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("secret")
    (root / "up").symlink_to("..")
    (root / "secret").symlink_to("../secret")
    (root / "a" / "loop").symlink_to("loop")
    return root


@given(steps=st.lists(STEPS | NAMES, max_size=8), slash=st.sampled_from(["/", "", "//"]))
def test_no_path_leads_to_a_secret(site: Path, steps: list[str], slash: str) -> None:
    file = read(site, slash + "/".join(steps))
    assert file is None or file.body == b"open"


@given(steps=st.lists(st.sampled_from(["a", "b.html"]), min_size=1, max_size=4))
def test_a_file_of_the_site_is_found(site: Path, steps: list[str]) -> None:
    assert (read(site, "/" + "/".join(steps)) is not None) == site.joinpath(*steps).is_file()


@given(names=st.lists(NAMES, min_size=1, max_size=4))
def test_an_address_is_the_path_of_one_file(names: list[str]) -> None:
    file = "/".join(names)
    assert path(address(file)) == file
    assert address(file).isascii()


@given(html=st.binary(), tag=st.binary(min_size=1))
def test_a_page_is_whole_but_for_the_tag(html: bytes, tag: bytes) -> None:
    tagged = insert(html, tag)
    assert len(tagged) == len(html) + len(tag)
    assert any(tagged == html[:n] + tag + html[n:] for n in range(len(html) + 1))


@given(
    name=st.text(max_size=30), host=st.sampled_from(["127.0.0.1", "0.0.0.0", "::", "box.lan", ""])
)
def test_a_name_that_is_not_its_own_is_never_trusted(name: str, host: str) -> None:
    assert not trusted(f"{name}.evil.example", host)
    assert trusted("localhost:8000", host)
