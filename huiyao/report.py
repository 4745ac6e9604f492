"""What a command found and did, told to the curator or to a program."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, structs

from huiyao.memory.unchanged import Inputs, Still
from huiyao.messages import say
from huiyao.model import Problem
from huiyao.published import Published

if TYPE_CHECKING:
    from huiyao.crew import Stage
    from huiyao.proof import Proof

FINE, FAULTY, MISUSED = 0, 1, 2
"""Exit codes: all well, content problems, wrong usage or unreadable input."""
NAMED = 24
"""Files that are named one by one; of more, the number says how many."""
INTERRUPTED = 130
"""The exit code of a command that was stopped, by the custom of shells: 128 + SIGINT."""


class Report(Struct, frozen=True):
    """What a command found, and what it did."""

    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    """What is wrong but did not stop the command."""
    misused: bool = False
    """Whether the command was asked for something it must refuse."""
    proofs: Mapping[str, Proof] = {}
    unjudged: tuple[str, ...] = ()
    """Sources whose collation waits for an article that cannot be read."""
    drafts: tuple[str, ...] = ()
    """Files that await review."""
    published: Published | None = None
    searched: int = 0
    """Pages that the search knows."""
    addressed: bool = True
    """Whether the site knows its own address."""
    seconds: float = 0.0
    profile: tuple[Stage, ...] = ()
    """What each stage took, where that was asked for."""

    @property
    def code(self) -> int:
        """The exit code of the command."""
        return MISUSED if self.misused else FAULTY if self.problems else FINE

    def after(self, seconds: float) -> Report:
        """The same, once it is known how long the command took."""
        return structs.replace(self, seconds=seconds)


def resting(last: Still, seconds: float) -> Report:
    """The report of a build that found nothing changed since the last one."""
    return Report(
        warnings=last.warnings,
        drafts=last.drafts,
        published=last.published,
        searched=last.searched,
        addressed=last.addressed,
        seconds=seconds,
    )


def lasting(report: Report, published: Published, inputs: Inputs) -> Still:
    """What is to be said of a build where nothing has changed since."""
    return Still(
        inputs,
        published.looks,
        published.pages,
        report.warnings,
        report.drafts,
        report.searched,
        report.addressed,
    )


def tell(lines: Iterable[str], problems: Iterable[Problem] = ()) -> None:
    """Print lines for a person; problems go to the standard error."""
    for line in lines:
        print(line, flush=True)  # noqa: T201  # the command line's own voice
    for problem in problems:
        print(problem, file=sys.stderr, flush=True)  # noqa: T201


def tell_build(report: Report, out: str) -> int:
    """Say what a build did, or why it did nothing; gives the exit code."""
    # However much there is to look at, what came of it stands last, where one sees it.
    tell((), (*report.warnings, *report.problems))
    tell(done(report, out))
    if report.problems and not report.misused:
        print(say("problems-left", count=len(report.problems)), file=sys.stderr)  # noqa: T201
    return report.code


def done(report: Report, out: str) -> Iterator[str]:
    """What a build did, a line each."""
    made = report.published
    if made is None:
        return
    yield say("built", pages=made.pages, rendered=len(made.rendered), written=len(made.written),
              removed=len(made.removed), seconds=f"{report.seconds:.1f}", out=out)  # fmt: skip
    yield from profiled(report.profile)
    if report.searched:
        yield say("searched", pages=report.searched)
    if not report.addressed:
        yield say("no-base")
    if report.drafts:
        yield say("drafts-left", count=len(report.drafts), names=named(report.drafts))


def named(names: Sequence[str]) -> str:
    """Files by their names, as many as one can take in."""
    return ", ".join((*names[:NAMED], "…") if len(names) > NAMED else names)


def profiled(profile: Sequence[Stage]) -> Iterator[str]:
    """What each stage took, as a table."""
    rows = [say("profile").split("|")] if profile else []
    for one in profile:
        figures = f"{one.items} {one.hits} {one.items - one.hits} {one.seconds:.2f}"
        rows.append([one.name, *figures.split(), f"{one.megabytes:.0f}"])
    for row in rows:
        yield row[0].ljust(12) + "".join(figure.rjust(10) for figure in row[1:])


def tell_check(report: Report) -> int:
    """Say what is wrong and how the sources collate; gives the exit code."""
    tell(collations(report.proofs))
    tell(say("unjudged", source=source) for source in report.unjudged)
    if report.drafts:
        tell([say("drafts-waiting", count=len(report.drafts), names=named(report.drafts))])
    tell((), (*report.warnings, *report.problems))
    if report.problems:
        print(say("problems-found", count=len(report.problems)), file=sys.stderr)  # noqa: T201
    else:
        key = "doubts-found" if report.warnings else "all-well"
        tell([say(key, count=len(report.warnings), sources=len(report.proofs))])
    return report.code


def collations(proofs: Mapping[str, Proof]) -> Iterator[str]:
    """The collation figures, and each move with both its places."""
    for source, proof in proofs.items():
        yield say("collated", source=source, percent=proof.percent, claimed=proof.claimed,
                  characters=proof.characters)  # fmt: skip
        for move in proof.moves:
            key = "moved" if move.after else "moved-first"
            key = "resumed" if move.resumed else key
            yield say(key, owner=move.owner, part=move.part, line=move.line, after=move.after)


def tell_json(report: Report) -> int:
    """The findings of `check` as JSON: problems, collation by source, drafts by path."""
    found = {
        "problems": report.problems,
        "warnings": report.warnings,
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
        "unjudged": report.unjudged,
        "drafts": report.drafts,
    }
    tell([msgspec.json.format(msgspec.json.encode(found), indent=2).decode()])
    return report.code


def tell_made(made: Iterable[str | Problem]) -> int:
    """Say what was written, and what could not be; gives the exit code."""
    code = FINE
    for one in made:
        if isinstance(one, Problem):
            tell((), [one])
            code = FAULTY
        else:
            tell([one])
    return code
