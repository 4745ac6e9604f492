"""Where each page of the site stands, and the way from one to another.

Every link is relative, so the same bytes work at `/`, below `/repo/` and from a folder.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote, urlsplit

from huiyao.identifier import RESERVED


def of(kind: str, key: str) -> str:
    """The address of one thing's page below the site's root: `people/chen-jining/`."""
    return f"{FOLDERS[kind]}/{key}/"


FOLDERS = {
    "article": "articles",
    "meeting": "meetings",
    "person": "people",
    "theme": "themes",
    "series": "series",
    "source": "sources",
}


VOLUMES = "years"
"""The folder of the volumes of long lists: `years/2024/articles/`."""


def section(page: str) -> str:
    """The folder of the list that a page belongs to; a volume belongs to what it is a volume of."""
    first, *rest = page.split("/")
    return rest[1] if first == VOLUMES else first


def paragraph(article: str, number: int) -> str:
    """The address of a numbered paragraph; of the article's page where it has no number."""
    return of("article", article) + (f"#p{number}" if number else "")


def relative(page: str, target: str) -> str:
    """The link on a page (`articles/x/`) that leads to a site path (`people/y/#p1`)."""
    path, mark, fragment = target.partition("#")
    return mark + fragment if mark and path == page else ways(*place(page))(target)


def place(page: str) -> tuple[str, int]:
    """What the links of a page depend on: its first folder, and how deep it stands."""
    return page.split("/", 1)[0], page.count("/")


@lru_cache(64)
def ways(section: str, depth: int) -> Callable[[str], str]:
    """The link to each site path on the pages of one place."""
    above, own = "../" * depth, f"{section}/"

    # A page has some hundred links, most of them to what many pages link to.
    @lru_cache(1 << 11)
    def way(target: str) -> str:
        path, mark, fragment = target.partition("#")
        if depth and path.startswith(own):
            link = above[3:] + _quoted(path.removeprefix(own))
        else:
            link = above + _quoted(path)
        return (link or "./") + mark + fragment

    return way


def rooted(base: str) -> Callable[[str], str]:
    """The link to each site path on a page that is shown at any address."""
    root = urlsplit(base).path or "/"
    return lambda target: root + _escaped(target)


def _quoted(path: str) -> str:
    return path if _plain(path) else quote(path, safe="/.?=&%-_~")


_plain = re.compile(r"[\w/.?=&%~-]*", re.ASCII).fullmatch
"""What `quote` would leave as it is: nearly every path is, and so it need not be asked."""


def absolute(base: str, path: str) -> str:
    """The full address of a site path below a base that ends in `/`; empty without a base."""
    return base + _escaped(path) if base else ""


@lru_cache(1 << 11)
def _escaped(path: str) -> str:
    return quote(path, safe=SAFE)


def absolutes(base: str, paths: Sequence[str]) -> list[str]:
    """The full addresses of some site paths, each a line: quickly, be they ever so many."""
    found = quote("\n".join(paths), safe=f"{SAFE}\n").split("\n") if paths else []
    return [base + path for path in found]


SAFE = "/#?=&%-_~."
"""Signs that an address may hold as they are."""

LONGEST = 100
"""Characters of a slug; a file system allows 255."""


def syllables(text: str) -> list[str]:
    """A Chinese text as pinyin without tones."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # large: only when it is needed

    return lazy_pinyin(text, style=Style.NORMAL, errors="default")


@lru_cache(1 << 12)
def slug(name: str) -> str:
    """A file's name as ASCII that can name a folder on any system: its pinyin where Chinese."""
    stem = name.rsplit(".", 1)[0]
    words = stem if stem.isascii() else "-".join(syllables(stem))
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in words)
    found = "-".join(filter(None, kept.split("-"))).lower()[:LONGEST]
    return "-".join(filter(None, ("source" if found in {"", *RESERVED} else "", found)))


def slugs(names: Iterable[str]) -> dict[str, str]:
    """Name to slug, no two alike."""
    return distinct({name: slug(name) for name in names})


def distinct(stems: Mapping[str, str]) -> dict[str, str]:
    """Name to slug, given what each would be alone: where two are alike, with a digest of the name.

    A name keeps its slug whichever others come and go, unless its own is no longer alone.
    """
    shared = Counter(stems.values())
    taken = {stem: name for name, stem in sorted(stems.items()) if shared[stem] == 1}
    for name, stem in sorted(stems.items()):
        if shared[stem] > 1:
            digest = hashlib.blake2b(name.encode()).hexdigest()
            ways = (f"{stem}-{digest[:size]}" for size in range(6, len(digest)))
            taken[next(way for way in ways if way not in taken)] = name
    return {name: way for way, name in taken.items()}
