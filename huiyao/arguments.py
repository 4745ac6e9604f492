"""The command line, read into options."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from huiyao import __version__
from huiyao.messages import say
from huiyao.model import Project

COMMANDS = ("build", "serve", "convert", "check", "new", "why")


class Options(Struct, frozen=True):
    """What the command line asks for."""

    command: str
    project: Project
    base_url: str | None = None
    """The address of the published site; None leaves it to `site.yaml`."""
    jobs: int = 1
    scheduler: str = ""
    """The address of a cluster's scheduler; empty for work on this machine."""
    strict: bool = False
    search: bool = True
    profile: bool = False
    drafts: bool = False
    json: bool = False
    host: str = "127.0.0.1"
    port: int = 8000
    open: bool = False
    sources: tuple[str, ...] = ()
    into: str = ""
    """Where drafts are written; empty for `content/`."""
    kind: str = ""
    id: str = ""
    url: str = ""


def parse(arguments: Sequence[str]) -> Options:
    """The options of a command line; exits with code 2 where it cannot be understood."""
    found = vars(parser().parse_args(whole(arguments)))
    root = Path(found.pop("project", ".")).resolve()
    out = found.pop("out", None)
    project = Project(root, Path(out) if out else root / "_site")
    known = {key: value for key, value in found.items() if value is not None}
    return Options(project=project, **known)


def whole(arguments: Sequence[str]) -> list[str]:
    """A command line with its command: where it names none, it is to build."""
    _, rest = common().parse_known_args(arguments)
    named = rest and (not rest[0].startswith("-") or rest[0] in {"-h", "--help", "--version"})
    return [*arguments] if named else ["build", *arguments]


def common() -> argparse.ArgumentParser:
    """What may stand before a command and after it; without a default, which would undo it."""
    shared = argparse.ArgumentParser("huiyao", add_help=False)
    shared.add_argument(
        "--project", metavar="DIR", default=argparse.SUPPRESS, help=say("help-project")
    )
    return shared


def parser() -> argparse.ArgumentParser:
    """The command line of the design."""
    shared = common()
    top = argparse.ArgumentParser("huiyao", description=say("help"), parents=[shared])
    top.add_argument("--version", action="version", version=f"huiyao {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    add = {
        name: commands.add_parser(
            name, help=say(f"help-{name}"), description=say(f"help-{name}"), parents=[shared]
        )
        for name in COMMANDS
    }
    for name in ("build", "serve"):
        add[name].add_argument("--out", metavar="DIR", help=say("help-out"))
        add[name].add_argument("--jobs", type=count, metavar="N", help=say("help-jobs"))
        add[name].add_argument(
            "--no-search", dest="search", action="store_false", help=say("help-no-search")
        )
        add[name].set_defaults(jobs=os.cpu_count() or 1)
    for name in ("build", "convert"):
        add[name].add_argument(
            "--scheduler", type=scheduler, metavar="URL", help=say("help-scheduler")
        )
    add["convert"].set_defaults(jobs=os.cpu_count() or 1)
    add["build"].add_argument("--base-url", type=address, metavar="URL", help=say("help-base-url"))
    add["build"].add_argument("--profile", action="store_true", help=say("help-profile"))
    add["build"].add_argument("--strict", action="store_true", help=say("help-strict"))
    for name in ("build", "check"):
        add[name].add_argument("--drafts", action="store_true", help=say("help-drafts"))
    add["why"].add_argument("url", metavar="URL", help=say("help-url"))
    add["why"].add_argument("--out", metavar="DIR", help=say("help-out"))
    add["check"].add_argument("--json", action="store_true", help=say("help-json"))
    add["serve"].add_argument("--host", default="127.0.0.1", help=say("help-host"))
    add["serve"].add_argument("--port", type=int, default=8000, help=say("help-port"))
    add["serve"].add_argument("--open", action="store_true", help=say("help-open"))
    add["serve"].set_defaults(drafts=True)
    add["convert"].add_argument("sources", nargs="*", metavar="SOURCE", help=say("help-sources"))
    add["convert"].add_argument("--out", dest="into", metavar="DIR", help=say("help-convert-out"))
    add["new"].add_argument(
        "kind", choices=("site", "article", "meeting", "person", "theme"), help=say("help-kind")
    )
    add["new"].add_argument("id", metavar="ID", help=say("help-id"))
    return top


def count(text: str) -> int:
    """A number of at least one."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(say("want-count", text=text))
    return int(text)


def address(text: str) -> str:
    """The address that a site stands at, with its closing slash."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise argparse.ArgumentTypeError(say("base-bad", text=text))
    return text.rstrip("/") + "/"


def scheduler(text: str) -> str:
    """The address of a cluster's scheduler."""
    parts = urlsplit(text)
    if parts.scheme not in {"tcp", "tls"} or not parts.hostname or parts.path.strip("/"):
        raise argparse.ArgumentTypeError(say("want-scheduler", text=text))
    return text
