"""Sources into drafts: everything of a source kept, each story and each person told apart.

Reading and writing stand at the edges (`received`, `place`); between them a source is a value that
is separated into stories, described and proved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from huiyao.convert import ids, plainly
from huiyao.convert.dates import day_of
from huiyao.convert.describe import describe
from huiyao.convert.draft import Described, Meeting, Remark, Separation
from huiyao.convert.known import Known
from huiyao.convert.proving import proved
from huiyao.convert.received import Received
from huiyao.convert.separate import separate
from huiyao.convert.sidecar import Sidecar, sidecar
from huiyao.convert.spell import article, json_text, record
from huiyao.convert.spell import meeting as meeting_file
from huiyao.convert.strand import typeset
from huiyao.convert.vocabulary import candidates
from huiyao.convert.wrap import PLAIN
from huiyao.proof import Proof
from huiyao.sources.layout import Layout


class Draft(Struct, frozen=True):
    """The files that one source becomes, as paths below `content/`, and what was done to it."""

    files: Mapping[str, str]
    """Articles and sidecar: text that another may not replace."""
    records: Mapping[str, str]
    """Meetings, people and themes: whoever has them, has them."""
    remarks: tuple[Remark, ...]
    proof: Proof


def draft(source: Received, known: Known, beside: Sidecar) -> Draft:
    """A source as a draft that is proved to hold all of it, and nothing else."""
    ways: Sequence[Callable[[str], Separation]] = (
        lambda text: separate(text, known, source.layout),
        plainly.as_printed,
        plainly.as_fragment,
        plainly.as_paragraph,
    )
    name = source.name
    for way in ways:
        separation, stories = described(way(source.text), known, beside)
        meetings = meeting_ids(stories, name, known)
        keys = article_ids(stories, meetings, name, known)
        files = {
            key: article(
                story, [name], meetings.get(story.meeting.name, "") if story.meeting else ""
            )
            for key, story in zip(keys, stories, strict=True)
        }
        folded = sidecar(_known(beside, source, stories), separation.furniture)
        proof = proved(name, source.data, folded, files)
        if proof and proof.complete:
            articles = {f"articles/{key}.md": text for key, text in files.items()}
            beside_it = {f"sources/{name}.yaml": folded} if folded else {}
            records = dict(
                chain(
                    _meetings(stories, meetings),
                    _people(stories, known),
                    _themes(stories, known),
                )
            )
            remarks = (*source.remarks, *separation.remarks)
            return Draft(articles | beside_it, records, remarks, proof)
    raise AssertionError("a source taken whole holds all of itself")


def _known(beside: Sidecar, source: Received, stories: Sequence[Described]) -> Sidecar:
    """The sidecar as it stands; where there is none, what the page says of itself."""
    if beside.text:
        return beside
    day = next((one.published for one in stories if day_of(one.published)), "")
    address = source.layout.address
    told = {"date": day, "address": json_text(address) if address else ""}
    return Sidecar("".join(f"{key}: {value}\n" for key, value in told.items() if value))


def analysed(
    text: str, known: Known, beside: Sidecar, layout: Layout = PLAIN
) -> tuple[Separation, list[Described]]:
    """A text separated into stories, and each of them described."""
    return described(separate(text, known, layout), known, beside)


def described(
    separation: Separation, known: Known, beside: Sidecar
) -> tuple[Separation, list[Described]]:
    """A separation with the description of each of its stories."""
    return separation, [describe(story, separation, known, beside) for story in separation.stories]


def meeting_ids(stories: Sequence[Described], name: str, known: Known) -> dict[str, str]:
    """Meeting to its id: the archive's, or one made of its name and its date or its source."""
    found: dict[str, str] = {}
    for one in _reported(stories).values():
        when = one.date.strip("~?%").lower() or name
        wanted = one.id or ids.key(f"{ids.spelled(one.short or one.name)} {when}")
        taken = known.taken.get("meetings", {})
        found[one.name] = one.id or ids.free(wanted, one.name, taken)
    return found


def _reported(stories: Sequence[Described]) -> dict[str, Meeting]:
    """The meetings of the stories by name, each as the story tells it that dates it best."""
    found: dict[str, Meeting] = {}
    for one in (story.meeting for story in stories if story.meeting):
        if one.name not in found or len(one.date) > len(found[one.name].date):
            found[one.name] = one
    return found


def article_ids(
    stories: Sequence[Described], meetings: Mapping[str, str], name: str, known: Known
) -> list[str]:
    """An id for each story: of its meeting, or its source, and its kind."""
    taken = dict(known.taken.get("articles", {}))
    found: list[str] = []
    for number, story in enumerate(stories):
        first = meetings.get(story.meeting.name, "") if story.meeting else ""
        wanted = f"{first or ids.key(name)}-{story.kind}"
        others = {key: sources for key, sources in taken.items() if key not in found}
        key = ids.free(wanted, name, others | dict.fromkeys(found, f"{number}"))
        found.append(key)
    return found


def _meetings(
    stories: Sequence[Described], meetings: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for name, one in _reported(stories).items():
        if not one.id:
            yield f"meetings/{meetings[name]}.md", meeting_file(one)


def _themes(stories: Sequence[Described], known: Known) -> Iterator[tuple[str, str]]:
    texts = [typeset(p.reading) for one in stories for p in one.story.body]
    taken = dict(known.taken.get("themes", {}))
    for word in candidates(texts, known.themes):
        key = ids.free(ids.spelled(word), word, taken)
        taken[key] = word
        yield f"themes/{key}.md", record(word, aliases=(f"“{word}”",))


def _people(stories: Sequence[Described], known: Known) -> Iterator[tuple[str, str]]:
    taken = dict(known.taken.get("people", {}))
    for entry in (entry for story in stories for entry in story.people):
        if entry.id or entry.name in known.names:
            continue
        own = known.people.get(entry.name)
        key = own[0] if own else ids.free(ids.person(entry.name), entry.name, taken)
        taken[key] = entry.name
        yield (
            f"people/{key}.md",
            record(entry.name, pinyin=ids.reading(entry.name)),
        )
