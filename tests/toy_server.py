"""Serves a toy site: `content/` copied to `_site/`, open pages first, where words stand for faults.

The command line is that of `build.py serve`. BROKEN is a problem of the content, DOUBT a warning,
CRASH a bug of the rebuild, FULL a disk that is, SLOW a rebuild that takes a minute once the open
pages are told; each with LATER- before it is of the work that waits until all are told.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import partial
from pathlib import Path

from huiyao.messages import messages
from huiyao.model import Problem, Where
from huiyao.serve import OpenPages, Outcome, serve

WORDS = {
    "ready": "ready {url}",
    "exposed": "exposed {host}",
    "taken": "port {port} is taken: use --port",
    "unreachable": "cannot listen on {host}:{port}: {reason}",
    "changed": "changed {count}",
    "left": "problems {count}",
    "well": "mended",
    "problems": "{count} 处要改",
    "kept": "仍是上一次的网站。",
    "close": "关闭",
    "bug": "程序出错",
}


def rebuild(content: Path, out: Path, open_pages: OpenPages) -> Iterator[Outcome]:
    say("rebuilt")
    files = dict(read(content))
    if problems := tuple(faulty(files, b"BROKEN")):
        yield Outcome(problems=problems)
        return
    seen = open_pages()
    if first := tuple(copy({name: files[name] for name in files if name in seen}, out)):
        yield Outcome(first)
    words = set(b" ".join(files.values()).split())
    hinder(words)
    later = {word.removeprefix(b"LATER-") for word in words if word.startswith(b"LATER-")}
    changed = (*copy(files, out), *remove(files, out))
    then = partial(afterwards, later) if later else None
    yield Outcome(changed, warnings=tuple(faulty(files, b"DOUBT")), then=then)


def read(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a folder by their names in it, but for hidden ones and copies."""
    for path in sorted(folder.rglob("*")):
        if path.name[0] != "." and path.name[-1] != "~":
            with suppress(FileNotFoundError, IsADirectoryError):
                yield path.relative_to(folder).as_posix(), path.read_bytes()


def faulty(files: Mapping[str, bytes], word: bytes) -> Iterator[Problem]:
    for name, text in files.items():
        for number, line in enumerate(text.splitlines(), 1):
            if word in line:
                yield Problem(Where(name, number, 3), f"写着 {word.decode()}", "改成别的 <b>")


def hinder(words: AbstractSet[bytes]) -> None:
    if b"SLOW" in words:
        say("slow")
        time.sleep(60)
    if b"CRASH" in words:
        raise RuntimeError("a bug")
    if b"FULL" in words:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "_site/index.html")


def afterwards(words: AbstractSet[bytes]) -> tuple[str, ...]:
    hinder(words)
    say(f"later {b' '.join(sorted(words)).decode()}")
    return ("later.json",)


def copy(files: Mapping[str, bytes], out: Path) -> Iterator[str]:
    for name, text in files.items():
        target = out / name
        if not target.is_file() or target.read_bytes() != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{target.name}")
            temporary.write_bytes(text)
            temporary.replace(target)
            yield name


def remove(files: Mapping[str, bytes], out: Path) -> Iterator[str]:
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and name not in files:
            path.unlink()
            yield name


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    options = ArgumentParser()
    options.add_argument("--project", type=Path)
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int)
    options.add_argument("--open", action="store_true")
    given = options.parse_args()
    content, out = given.project / "content", given.project / "_site"
    messages()  # as the real one, it has them at hand where no more files can be opened
    return serve(
        out,
        partial(rebuild, content, out),
        [content],
        host=given.host,
        port=given.port,
        open_browser=given.open,
        announce=say,
        words=WORDS,
    )


if __name__ == "__main__":
    sys.exit(main())
