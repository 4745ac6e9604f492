"""Bad input: what a file is called, and what is no plain file."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

from trust.bad_case import ARTICLE, AT, Case, Change, files


def names() -> Iterator[Case]:
    """What a file is called."""
    for name in (
        "a\nb", "a\tb", "a\u202ecod", "a\u200bb", "--help", "-", "A", "B", "甲", "a b", "a'b",
        'a"b', "a&b", "a%2fb", "a..b", "a.", "a.b", "con", "nul", "com1", "lpt9", "a" * 130,
        "a" * 252, "a_b",
        "a--b", "$(id)", "`id`", "a;b", "a\\b", "~", "ａ",
    ):  # fmt: skip
        yield files(
            f"an article called {name[:20]!r} of {len(name)}", {f"articles/{name}.md": ARTICLE}
        )
    for name in ("b.txt", "b.MD", "b.md.bak", "b", "b.html", "#b.md#"):
        yield files(
            f"an article called {name}", {f"articles/{name}": ARTICLE}, f"content/articles/{name}"
        )
    yield files("an article in a folder", {"articles/2024/b.md": ARTICLE}, "content/articles/2024")
    yield files("a folder called as an article", {"articles/b.md/c": ARTICLE}, AT)
    yield files("hidden files", {"articles/.b.md.swp": b"\0", "sources/.DS_Store": b"\0"}, code=0)
    for name in ("a\nb.txt", "a\u202eb.txt", "a\u200b.txt"):
        yield files(f"a source called {name!r}", {f"sources/{name}": "甲"})
    for name in (
        "--help.txt",
        "a'b \".txt",
        "<b>.txt",
        "甲" * 83 + ".txt",
        "x" * 251 + ".txt",
        "CON.txt",
        "🎉.txt",
        "%00.txt",
    ):
        yield files(
            f"a source called {name[:20]!r} of {len(name)}", {f"sources/{name}": "甲"}, code=0
        )
    yield files(
        "twins but for case",
        {"sources/B.txt": "甲", "sources/b.txt": "甲"},
        "content/sources/b.txt",
    )
    yield files(
        "twins of composition",
        {"sources/\u00e9.txt": "甲", "sources/e\u0301.txt": "甲"},
        "content/sources/\u00e9.txt",
    )

    def bytes_(root: Path) -> None:
        (root / "content/sources" / os.fsdecode(b"\xff\xfe\n.txt")).write_text("甲")

    yield Case("a source called by bytes that are no text", bytes_)

    def file_for_folder(root: Path) -> None:
        for path in sorted((root / "content/people").iterdir()):
            path.unlink()
        (root / "content/people").rmdir()
        (root / "content/people").write_text("甲")

    yield Case("a file in place of a folder", file_for_folder)


def links() -> Iterator[Case]:
    """What is no plain file."""
    for name in (
        "articles/b.md",
        "people/p.md",
        "sources/b.txt",
        "sources/a.txt.yaml",
        "site.yaml",
    ):
        for kind, target in {
            "out of the project": "/etc/passwd", "to /dev/zero": "/dev/zero",
            "to nothing": "nowhere", "to itself": Path(name).name,
            "up": "../" * 20 + "etc/passwd", "to a folder": "..",
        }.items():  # fmt: skip
            yield Case(f"{name} a link {kind}", _linked(name, target), (f"content/{name}",))
        yield Case(f"{name} a pipe", _piped(name), (f"content/{name}",))
        yield Case(f"{name} a socket", _socketed(name), (f"content/{name}",))
    yield Case("articles/b.md a link to a.md", _linked("articles/b.md", "a.md"), code=0)
    for name in ("templates/partials/footer.html", "static/own/x.txt", "static", "templates"):
        yield Case(f"{name} a link out of the project", _linked(f"../{name}", "/etc"), (name,))
        yield Case(f"{name} a link to nothing", _linked(f"../{name}", "nowhere"), code=0)
    for name in ("templates/partials/x.html", "static/own/x"):
        yield Case(f"{name} a pipe", _piped(f"../{name}"), code=0)
    yield Case(
        "a static file linked", _linked("../static/x.md", "../content/articles/a.md"), code=0
    )


def _linked(name: str, target: str) -> Change:
    def change(root: Path) -> None:
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return change


def _piped(name: str) -> Change:
    def change(root: Path) -> None:
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        os.mkfifo(path)

    return change


def _socketed(name: str) -> Change:
    def change(root: Path) -> None:
        path = root / "content" / name
        path.unlink(missing_ok=True)
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket is short
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
        os.chdir(here)

    return change
