from __future__ import annotations

from urllib.parse import urljoin

import pytest

from huiyao import urls

PAGES = ["", "people/", "people/chen/", "articles/a/", "search/", "404.html"]


@pytest.mark.parametrize("base", ["https://example.org/", "https://example.org/repo/"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("target", [*PAGES, "feed.xml", "articles/a/#p3", "search/?person=李政"])
def test_a_relative_link_leads_where_the_absolute_one_does(
    base: str, page: str, target: str
) -> None:
    way = urls.relative(page, target)
    assert way.isascii()
    assert not way.startswith("/")
    assert urljoin(base + page, way) == urls.absolute(base, target)


@pytest.mark.parametrize(
    ("page", "target", "way"),
    [
        ("articles/a/", "people/chen/", "../../people/chen/"),
        ("articles/a/", "", "../../"),
        ("", "articles/a/#p3", "articles/a/#p3"),
        ("articles/a/", "articles/a/#p3", "#p3"),
        ("articles/a/", "articles/b/", "../b/"),
        ("articles/", "articles/", "./"),
        ("", "", "./"),
        ("404.html", "css/base.css", "css/base.css"),
    ],
)
def test_relative_links_are_short(page: str, target: str, way: str) -> None:
    assert urls.relative(page, target) == way


@pytest.mark.parametrize(
    ("page", "section"),
    [("", ""), ("themes/", "themes"), ("themes/t/", "themes"), ("years/2024/themes/t/", "themes")],
)
def test_a_volume_belongs_to_the_list_that_it_is_of(page: str, section: str) -> None:
    assert urls.section(page) == section


def test_without_a_base_there_is_no_absolute_address() -> None:
    assert urls.absolute("", "people/") == ""


@pytest.mark.parametrize(("number", "address"), [(3, "articles/a/#p3"), (0, "articles/a/")])
def test_a_paragraph_has_an_address(number: int, address: str) -> None:
    assert urls.paragraph("a", number) == address


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("001_e3f8.txt", "001_e3f8"),
        ("解放日报 2024.txt", "jie-fang-ri-bao-2024"),
        ("../../etc/passwd.txt", "etc-passwd"),
        ("<b>.txt", "b"),
        ("？.txt", "source"),
        (".txt", "source"),
        ("con.txt", "source-con"),
        ("A B.txt", "a-b"),
        ("Ünï.txt", "n"),
    ],
)
def test_a_name_becomes_ascii(name: str, slug: str) -> None:
    assert urls.slug(name) == slug


def test_every_source_has_an_address_of_its_own() -> None:
    names = [
        "a.txt", "a.md", "A.txt", "？.txt", "！.txt", "source.txt", "甲.txt", "甲.md", "价.txt",
        "a-txt.txt", "con.txt", "nul", "甲" * 80 + ".txt", "甲" * 80 + "乙.txt",
    ]  # fmt: skip
    found = urls.slugs(names)
    assert found.keys() == set(names)
    assert len(set(found.values())) == len(names)
    assert all(len(slug) <= 200 for slug in found.values())


def test_a_source_keeps_its_address_when_others_come() -> None:
    first, later = (
        urls.slugs(["a.txt", "b.txt", "b.md"]),
        urls.slugs(["b.md", "a.txt", "c.txt", "b.txt"]),
    )
    assert first.items() <= later.items()
