"""Serves a toy site: `content/` copied to `_site/`, where words in a file stand for faults.

Run as `python toy_server.py FOLDER HOST PORT [--open]`. BROKEN is a problem of the content,
CRASH a bug of the rebuild, SLOW a rebuild that takes a minute.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from huiyao.model import Problem, Where
from huiyao.serve import Outcome, serve

WORDS = {
    "ready": "ready {url}",
    "exposed": "exposed {host}",
    "taken": "port {port} is taken: use --port",
    "unreachable": "cannot listen on {host}:{port}: {reason}",
    "changed": "changed {count}",
    "problems": "{count} 处要改",
    "kept": "仍是上一次的网站。",
    "close": "关闭",
    "bug": "程序出错",
}


def rebuild(content: Path, out: Path) -> Outcome:
    files = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    if any(b"SLOW" in text for text in files.values()):
        print("slow", flush=True)
        time.sleep(60)
    if any(b"CRASH" in text for text in files.values()):
        raise RuntimeError("a bug")
    problems = tuple(
        Problem(Where(path.name, number, 3), "写着 BROKEN", "改成别的 <b>")
        for path, text in sorted(files.items())
        for number, line in enumerate(text.splitlines(), 1)
        if b"BROKEN" in line
    )
    if problems:
        return Outcome(problems=problems)
    return Outcome(changed=tuple(copy(files, content, out)))


def copy(files: dict[Path, bytes], content: Path, out: Path) -> list[str]:
    changed = []
    for path, text in sorted(files.items()):
        name = path.relative_to(content)
        target = out / name
        if not target.is_file() or target.read_bytes() != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{target.name}")
            temporary.write_bytes(text)
            temporary.replace(target)
            changed.append(name.as_posix())
    return changed


def main() -> int:
    folder, host, port, *options = sys.argv[1:]
    content, out = Path(folder, "content"), Path(folder, "_site")
    return serve(
        out,
        lambda: rebuild(content, out),
        [content],
        host=host,
        port=int(port),
        open_browser="--open" in options,
        announce=lambda line: print(line, flush=True),
        words=WORDS,
    )


if __name__ == "__main__":
    sys.exit(main())
