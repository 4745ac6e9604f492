"""Huiyao (会要): articles about meetings, compiled into a linked, searchable archive."""

import sys

__version__ = "0.1.0"

try:
    import msgspec  # noqa: F401  # stands for all that is installed with it
except ModuleNotFoundError:
    # Whoever forgot `.venv/bin/` need not know Python to read what to do; the messages need it.
    sys.stderr.write(
        f"{sys.executable}: this Python has none of the packages that huiyao needs — "
        "use the one in .venv (.venv/bin/python build.py), or install them: "
        "python3 -m venv .venv && .venv/bin/pip install -e .\n"
        "这个 Python 里没有安装会要所需的软件包——请用 .venv 里的那一个，或先按上面的命令安装。\n"
    )
    raise SystemExit(2) from None
