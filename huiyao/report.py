"""What a command found and did, told to the curator or to a program."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import TextIO

import msgspec
from msgspec import Struct

from huiyao.messages import say
from huiyao.model import Item, Problem
from huiyao.proof import Proof
from huiyao.publish import Published

FINE, FAULTY, MISUSED = 0, 1, 2
"""Exit codes: all well, content problems, wrong usage or unreadable input."""


class Report(Struct, frozen=True):
    """The outcome of a command: problems, and what was done in spite of none."""

    problems: tuple[Problem, ...] = ()
    misused: bool = False
    proofs: Mapping[str, Proof] = {}
    drafts: tuple[Item, ...] = ()
    published: Published | None = None
    searched: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """The exit code of the command."""
        return MISUSED if self.misused else FAULTY if self.problems else FINE


def tell(report: Report, out: TextIO = sys.stdout, err: TextIO = sys.stderr) -> int:
    """Print a report for a person; gives the exit code."""
    for line in report.notes:
        print(line, file=out)
    for problem in report.problems:
        print(problem, file=err)
    if report.problems and not report.misused:
        print(say("problems-found", count=len(report.problems)), file=err)
    return report.code


def collations(proofs: Mapping[str, Proof]) -> Iterator[str]:
    """The collation figures, and each move with both its places."""
    for source, proof in proofs.items():
        yield say("collated", source=source, percent=proof.percent, claimed=proof.claimed,
                  characters=proof.characters)  # fmt: skip
        for move in proof.moves:
            yield say("moved", owner=move.owner, part=move.part, line=move.line, after=move.after)


def as_json(report: Report) -> str:
    """The findings of `check` as JSON: problems, collation by source, drafts by path."""
    found = {
        "problems": report.problems,
        "collation": {
            source: {
                "percent": proof.percent,
                "complete": proof.complete,
                "claimed": proof.claimed,
                "characters": proof.characters,
                "moves": proof.moves,
            }
            for source, proof in report.proofs.items()
        },
        "drafts": [item.path for item in report.drafts],
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()
