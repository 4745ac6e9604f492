"""Sources as they are received: found, read and judged before anything is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from huiyao.convert.draft import Remark
from huiyao.convert.wrap import PLAIN
from huiyao.folder import LARGEST
from huiyao.leftover import leftover
from huiyao.messages import problem
from huiyao.model import Library, Problem, Project, Where
from huiyao.records.article import Article
from huiyao.sources import decoder, formats, layout
from huiyao.sources.decoding import encoding, refusal
from huiyao.sources.layout import Layout, Selection
from huiyao.sources.radicals import CHARACTERS

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
LETTER = re.compile(r"[^\W\d_]")
KANA = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
LEAST = 0.3
"""The share of Chinese characters among the letters of a text that is Chinese."""

ALIEN = {
    *(".caj", ".doc", ".epub", ".jpeg", ".jpg", ".mht", ".mhtml", ".odt", ".ofd", ".png", ".ppt"),
    *(".pptx", ".rtf", ".tif", ".tiff", ".wps", ".xls", ".xlsx"),
}
"""What articles come in beside: to pass them over without a word would be to lose them."""


class Received(Struct, frozen=True):
    """One source: its name among the sources, its bytes and its text."""

    name: str
    path: Path
    data: bytes
    text: str
    layout: Layout = PLAIN
    remarks: tuple[Remark, ...] = ()
    """What its reader should know before anything else: how it was decoded."""


def sought(project: Project, sources: Iterable[str], library: Library | None) -> Iterator[Path]:
    """The files that are asked for, those of folders among them; else those not used so far."""
    folder = project.content / "sources"
    if asked := list(sources):
        for path in map(Path, asked):
            named = path if path.exists() else folder / path
            yield from inside(path) if path.is_dir() else [named if named.is_file() else path]
        return
    articles = library.all("article", Article).values() if library else ()
    used = {name for article in articles for name in article.source}
    yield from (path for path in inside(folder) if path.name not in used)


def inside(folder: Path) -> Iterator[Path]:
    """The sources in a folder, those among them that nobody can read yet."""
    suffixes = formats().keys() | ALIEN
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file() and path.suffix.lower() in suffixes and not leftover(path.name):
            yield path


def receive(path: Path, selections: tuple[Selection, ...] = ()) -> Received | Problem:
    """One source read, or what keeps it from being one."""
    where = Where(str(path))
    decode = decoder(path.suffix.lower())
    if decode is None:
        return problem(where, "source-format", formats=" ".join(formats()))
    try:
        if path.stat().st_size > LARGEST:
            return problem(where, "file-long", limit=LARGEST >> 20)
        data = path.read_bytes()
        text = decode(data)
        found = layout(path.suffix.lower(), data, selections)
    except FileNotFoundError:
        return problem(where, "file-none")
    except OSError as error:
        return problem(where, "file-unreadable", what=error.strerror or str(error))
    except ValueError as error:
        return refusal(str(path), error)
    if not text.strip():
        return problem(where, "source-empty")
    letters = len(LETTER.findall(text))
    if len(HAN.findall(text)) < LEAST * letters or len(KANA.findall(text)) > LEAST / 3 * letters:
        return problem(where, "source-language")
    remarks = [
        *_decoding(path, data),
        *_radicals(text),
        *(Remark(1, f"unread-{what}") for what in found.unread),
    ]
    return Received(path.name, path, data, text, found, tuple(remarks))


def _decoding(path: Path, data: bytes) -> Iterator[Remark]:
    """That an encoding was told by likelihood alone."""
    if path.suffix.lower() in {".txt", ".md"}:
        name = encoding(data)
        if name not in {"utf-8", "gb18030", "utf-16"}:  # that is told by its mark
            yield Remark(1, "review-encoding", name)


def _radicals(text: str) -> Iterator[Remark]:
    """That radicals stand for characters, as in what is copied from a PDF: no rule knows them."""
    if count := sum(ord(sign) in CHARACTERS for sign in text):
        yield Remark(1, "review-radicals", str(count), "high")
