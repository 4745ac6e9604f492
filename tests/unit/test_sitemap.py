"""The sitemaps of archives of any size."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from archives import SITE, concorded

from huiyao.exports.sitemap import MOST, NAMESPACE, files

BASE = "https://example.org/a/"


def places(content: bytes, item: str) -> list[str]:
    """The addresses that a sitemap lists."""
    found = ET.fromstring(content).findall(f"{{{NAMESPACE}}}{item}/{{{NAMESPACE}}}loc")
    return [place.text or "" for place in found]


@pytest.mark.parametrize("count", [0, 1, MOST, MOST + 1, 2 * MOST + 3])
def test_every_page_is_in_one_file_that_search_engines_accept(count: int, tmp_path: Path) -> None:
    archive = concorded(tmp_path, {"site.yaml": f"{SITE}base_url: {BASE}\n"})
    listed = ["a&b/", *(f"articles/{number}/" for number in range(count - 1))][:count]
    made = dict(files(archive, listed))
    assert f"Sitemap: {BASE}sitemap.xml\n".encode() in made["robots.txt"]
    found = [made["sitemap.xml"]]
    if count > MOST:
        index = places(made["sitemap.xml"], "sitemap")
        found = [made[urlsplit(one).path.removeprefix("/a/")] for one in index]
    assert all(len(places(one, "url")) <= MOST for one in found)
    assert [place for one in found for place in places(one, "url")] == [
        BASE + url for url in listed
    ]
    assert made.keys() - {"robots.txt", "sitemap.xml"} == (
        {f"sitemap-{number + 1}.xml" for number in range(len(found))} if count > MOST else set()
    )
