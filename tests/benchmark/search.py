"""How well and how fast the search finds, measured in a real Chromium.

    PYTHONPATH=.:tests python -m benchmark.search            the archive of this repository
    PYTHONPATH=.:tests python -m benchmark.search 10000      a generated one of so many pages

The exit code is 1 where a page found is wrong, or missing, or miscounted.
"""

from __future__ import annotations

import gzip
import os
import random
import re
import resource
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from archives import laid
from benchmark.archive import documents as generated
from browsing import ROOT, build, launched, served
from indexing import catalogued, documents
from playwright.sync_api import Browser, Page

from huiyao.index import index
from huiyao.model import Project
from huiyao.search.document import Document
from huiyao.search.pairs import BREAK, fold
from huiyao.search.shards import sharded

QUERIES = 300
TIMED = 100
FACETED = 40
WEIGHED = 15
COMMON = "市委书记陈吉宁指出"
"""Stands on most pages of a generated archive: the most that a query can cost."""
MIXED = ["C919", "12345", "94%", "0", "上海", "2025", "五个中心", "两个维护", "从严治党", "一一"]

ASK = """async ([queries, chosen]) => {
  const root = new URL(document.documentElement.dataset.root, location.href);
  const { engine } = await import(new URL("js/searching.js", root));
  const { search, narrow } = await engine("engine");
  const object = ([name, values]) => [name, Object.fromEntries(values)];
  const answers = [];
  for (const [n, query] of queries.entries()) {
    const found = await search(query);
    const { pages, counts } = await narrow(found.pages, chosen[n] ?? []);
    answers.push({
      near: Boolean(found.near),
      pages: pages.map(({ number, count }) => [number, count]),
      counts: Object.fromEntries(Object.entries(counts).map(object)),
    });
  }
  return answers;
}"""

TYPE = """async (queries) => {
  const form = document.querySelector(".finder form");
  const status = form.querySelector(".status");
  const times = [];
  for (const query of queries) {
    const told = new Promise((resolve) => {
      const watch = new MutationObserver(() => (watch.disconnect(), resolve(performance.now())));
      watch.observe(status, { childList: true });
    });
    form.q.value = query;
    const start = performance.now();
    form.q.dispatchEvent(new InputEvent("input", { bubbles: true }));
    times.push((await told) - start);
  }
  return times;
}"""


@dataclass(frozen=True)
class Truth:
    """A document folded as the search compares it."""

    texts: tuple[str, ...]
    others: tuple[str, ...]
    said: tuple[tuple[str, ...], ...]
    filters: Mapping[str, tuple[str, ...]]


def say(*words: object) -> None:
    """Tell a figure as soon as it is known."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def truths(archive: Sequence[Document]) -> list[Truth]:
    """Every document in the order of the search's numbers."""
    ordered = [document for _, group in sharded(archive) for document in group]
    return [
        Truth(
            (fold(d.title), *(fold(p.text) for p in d.passages)),
            tuple(fold(p.other) for p in d.passages if p.other),
            ((), *(p.said_by for p in d.passages)),
            d.filters,
        )
        for d in ordered
    ]


def occurrences(texts: Sequence[str], phrase: str) -> int:
    """How often a phrase stands in some texts, overlaps included."""
    return sum(len(re.findall(f"(?={re.escape(phrase)})", text)) for text in texts)


def expected(known: Sequence[Truth], phrase: str) -> dict[int, int]:
    """The pages that hold a phrase, with how often: in the reading, else in the source reading."""
    found = {}
    for number, truth in enumerate(known):
        inside = [text for text in (*truth.texts, *truth.others) if phrase in text]
        if inside:
            count = occurrences([t for t in truth.texts if phrase in t], phrase)
            found[number] = count or occurrences(inside, phrase)
    return found


def together(known: Sequence[Truth], phrases: Sequence[str]) -> dict[int, int]:
    """The pages that hold several phrases, with how often."""
    found = [expected(known, phrase) for phrase in phrases]
    numbers = set(found[0]).intersection(*found)
    return {number: sum(pages[number] for pages in found) for number in numbers}


def substrings(known: Sequence[Truth], count: int) -> list[str]:
    """Random substrings of 1 to 12 characters that punctuation does not cut."""
    picked: list[str] = []
    while len(picked) < count:
        run = random.choice(random.choice(random.choice(known).texts).split(BREAK))
        length = random.randint(1, 12)
        if len(run) >= length:
            at = random.randint(0, len(run) - length)
            picked.append(run[at : at + length].lstrip("-") or run)
    return picked


def terms(known: Sequence[Truth]) -> list[str]:
    """Names, themes, and what mixes Latin letters and digits."""
    names = sorted({v for t in known for f in ("person", "theme") for v in t.filters.get(f, ())})
    return [*random.sample(names, min(60, len(names))), *MIXED]


def right(page: Page, known: Sequence[Truth], queries: Sequence[str]) -> bool:
    """Print recall, precision and counts; whether all are as they should be."""
    answers = page.evaluate(ASK, [queries, []])
    wanted = found = both = miscounted = exact = 0
    for query, answer in zip(queries, answers, strict=True):
        truth = together(known, fold(query).split(BREAK))
        got = {} if answer["near"] else dict(map(tuple, answer["pages"]))
        wanted, found, both = (
            wanted + len(truth),
            found + len(got),
            both + len(truth.keys() & got.keys()),
        )
        miscounted += sum(got[n] != truth[n] for n in truth.keys() & got.keys())
        exact += got == truth
        if got != truth:
            say("  wrong:", repr(query), len(got), "found", len(truth), "true")
    say(f"recall {both / wanted:.2%}, precision {both / found:.2%} of {wanted} pages;")
    say(f"{exact} of {len(queries)} queries exact, {miscounted} pages miscounted")
    return exact == len(queries)


def honest(page: Page, known: Sequence[Truth]) -> bool:
    """Whether the facets' counts are the truth, for random queries and choices."""
    queries = [random.choice(["", *substrings(known, 1)]) for _ in range(FACETED)]
    chosen = []
    for _ in queries:
        facet = random.choice(["person", "theme", "year", "said", "kind"])
        values = sorted({value for truth in known for value in values_of(truth, "", facet)})
        chosen.append([[facet, random.sample(values, 1)]] if values else [])
    wrong = 0
    for query, choice, answer in zip(
        queries, chosen, page.evaluate(ASK, [queries, chosen]), strict=True
    ):
        phrase = fold(query)
        inside = expected(known, phrase) if phrase else dict.fromkeys(range(len(known)), 0)
        wrong += answer["counts"] != tally(known, inside, phrase, choice)
    say(f"{FACETED - wrong} of {FACETED} facetings counted right")
    return not wrong


def values_of(truth: Truth, phrase: str, facet: str) -> set[str]:
    """A page's values of a facet; whoever speaks must say the phrase."""
    if facet != "said":
        return set(truth.filters.get(facet, ()))
    spoken = zip(truth.texts, truth.said, strict=True)
    return {name for text, names in spoken if phrase in text for name in names}


def tally(
    known: Sequence[Truth], inside: Mapping[int, int], phrase: str, choice: Sequence[Any]
) -> dict[str, dict[str, int]]:
    """For each value of each facet, the pages there would be if it were chosen as well."""
    counts: dict[str, dict[str, int]] = {}
    for number in inside:
        truth = known[number]
        for facet in (*truth.filters, "said"):
            others = [(name, wanted) for name, wanted in choice if name != facet]
            if all(values_of(truth, phrase, name) & set(wanted) for name, wanted in others):
                for value in values_of(truth, phrase, facet):
                    values = counts.setdefault(facet, {})
                    values[value] = values.get(value, 0) + 1
    return counts


def weigh(browser: Browser, address: str, out: Path, query: str) -> tuple[int, int]:
    """Bytes loaded from `pagefind/` by a first query, and by the facets after it; compressed."""
    with browser.new_context() as context:
        page = context.new_page()
        paths: set[str] = set()
        page.on("request", lambda request: paths.add(request.url.removeprefix(address)))
        page.goto(f"{address}search/?q={query}")
        page.wait_for_selector(".kind label")
    sizes = {False: 0, True: 0}
    for path in paths:
        if path.startswith("pagefind/"):
            data = (out / path.split("?")[0]).read_bytes()
            packed = data if data[:2] == b"\x1f\x8b" else gzip.compress(data)
            sizes[path.endswith("facets.json")] += len(packed)
    return sizes[False], sizes[True]


def archive_here() -> list[Document]:
    """The documents of this repository's archive."""
    return list(documents(laid(Project(ROOT, ROOT / "_site"))))


def main(arguments: Sequence[str]) -> int:
    """Build, index, ask and time; gives the exit code."""
    random.seed(7)
    archive = list(generated(int(arguments[0]))) if arguments else archive_here()
    with TemporaryDirectory() as scratch, launched() as browser:
        assert browser is not None, "no Chromium"
        out, cache = build(Path(scratch)), Path(scratch, "cache")
        started = time.perf_counter()
        index(catalogued(archive), out, cache)
        seconds = time.perf_counter() - started
        peak = max(resource.getrusage(who).ru_maxrss for who in (-1, 0)) / 1e6
        say(f"{len(archive)} pages indexed in {seconds:.1f} s, at most {peak:.2f} GB")
        with served(out) as address:
            page = browser.new_page()
            page.goto(f"{address}search/")
            known = truths(archive)
            queries = [*substrings(known, QUERIES), *terms(known)]
            asked = [query for query in queries if 2 <= len(query) <= 4][:WEIGHED]
            weights = [weigh(browser, address, out, query) for query in asked]
            first, later = (statistics.median(sizes) / 1000 for sizes in zip(*weights, strict=True))
            say(f"first query of 2 to 4 characters: median {first:.0f} KB; facets {later:.0f} KB")
            share = len(expected(known, COMMON)) / len(known)
            most = weigh(browser, address, out, COMMON)[0] / 1000
            say(f"first query of a sentence on {share:.0%} of the pages: {most:.0f} KB")
            fine = right(page, known, queries) & honest(page, known)
            timed = [*queries[:TIMED], COMMON]
            times = page.evaluate(TYPE, timed * 2)[len(timed) :]
            median, last = statistics.median(times), statistics.quantiles(times, n=20)[-1]
            say(f"input to results, warm: median {median:.0f} ms, 95th percentile {last:.0f} ms,")
            load = f"load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores"
            say(f"at most {max(times):.0f} ms; {load}")
        one, *rest = archive
        edited = [msgspec.structs.replace(one, title=one.title + "改"), *rest]
        say(f"an edit builds {', '.join(index(catalogued(edited), out, cache).built)}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
