"""An incremental build gives what a clean build gives, byte for byte, whatever was edited."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from benchmark import corpus
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build import rebuild
from huiyao import reindex
from huiyao.arguments import parse
from huiyao.glance import glance
from huiyao.memory import scan
from huiyao.memory.ledgers import DAMAGE
from huiyao.model import Project
from huiyao.report import Report
from huiyao.search.document import Catalogue, card
from huiyao.volumes import LONG

ROOT = Path(__file__).parents[2]
CARDS = "pagefind/cards.txt"

Files = dict[str, str]
Edit = Callable[[Random, Files], None]

SITE = """\
title: 试验汇编
description: 供试验用的汇编
series:
  row: {name: 全会}
"""
PARAGRAPHS = [
    "市委书记陈吉宁主持会议并强调，推进五个中心建设。",
    "陈吉宁指出，要办好实事。",
    "龚正部署，要推进城市更新。",
    "市领导龚正、李政出席。",
]


def article(number: int, *paragraphs: str, status: str = "reviewed") -> str:
    """An article of the meeting of its number, even or odd, that names everyone."""
    body = "\n\n".join(paragraphs or PARAGRAPHS)
    return (
        f"---\ntitle: 第{number}次报道\nkind: report\nsource: s{number // 2}.txt\n"
        f"published: 2024-01-0{number + 1}\nmeeting: m{number % 2}\npeople:\n"
        "  - {name: 陈吉宁, role: 市委书记, capacity: [主持, 讲话]}\n"
        "  - {name: 龚正, capacity: [部署, 出席]}\n"
        f"  - {{name: 李政, capacity: [出席]}}\nstatus: {status}\n---\n{body}\n"
    )


def archive() -> Files:
    """A small archive in which everything leads to everything."""
    return {
        "content/site.yaml": SITE,
        **{f"content/articles/a{n}.md": article(n) for n in range(4)},
        "content/articles/draft.md": article(4, status="draft").replace("s2.txt", "s0.txt"),
        **{
            f"content/sources/s{n}.txt": "\n\n".join([f"第{2 * n}次报道", *PARAGRAPHS])
            for n in range(2)
        },
        "content/sources/s0.txt.yaml": "publication: 日报\ndate: 2024-01\n",
        "content/meetings/m0.md": "---\nname: 一次全会\nseries: row\ndate: 2024-01-01\n---\n",
        "content/meetings/m1.md": "---\nname: 二次全会\nseries: row\npart_of: m0\n---\n",
        "content/people/chen.md": "---\nname: 陈吉宁\n---\n",
        "content/people/gong.md": "---\nname: 龚正\n---\n见[一次](../articles/a0.md#p2)。\n",
        "content/people/li.md": "---\nname: 李政\n---\n",
        "content/themes/centres.md": "---\nname: 五个中心\n---\n",
        "content/themes/city.md": "---\nname: 城市更新\nbroader: centres\n---\n",
    }


def some(random: Random, files: Mapping[str, str], folder: str) -> str:
    return random.choice([name for name in sorted(files) if name.startswith(f"content/{folder}")])


def change(folder: str, old: str, *new: str) -> Edit:
    """An edit that replaces words in a file of a folder, if it has them."""

    def edit(random: Random, files: Files) -> None:
        name = some(random, files, folder)
        files[name] = files[name].replace(old, random.choice(new))

    return edit


def rewrite(random: Random, files: Files) -> None:
    """Edit a body: its paragraphs in another order, some left out or doubled."""
    name = some(random, files, "articles")
    front = files[name].rpartition("---\n")[0]
    body = random.choices(PARAGRAPHS, k=random.randint(1, 5))
    files[name] = front + "---\n" + "\n\n".join(body) + "\n"


def rename(random: Random, files: Files) -> None:
    name = some(random, files, random.choice(["articles", "themes", "people"]))
    files[name.replace(".md", "-2.md")] = files.pop(name)


def delete(random: Random, files: Files) -> None:
    folder = random.choice(["articles", "themes", "sources", "meetings", "people"])
    if len([name for name in files if name.startswith(f"content/{folder}")]) > 1:
        del files[some(random, files, folder)]


def restore(random: Random, files: Files) -> None:
    name, text = random.choice(sorted(archive().items()))
    files[name] = text


def overlay(*names: str) -> Edit:
    """An edit of a template or a style: the tool's own, with something added."""

    def edit(random: Random, files: Files) -> None:
        name = random.choice(names)
        text = (ROOT / name).read_text(encoding="utf-8")
        added = f"/* {random.random()} */" if name.endswith("css") else "{# 注 #}<!-- 又 -->"
        files[name] = text + (added if random.random() < 0.7 else "")

    return edit


def include(random: Random, files: Files) -> None:
    """A template that shows a file of another kind."""
    files["templates/partials/footer.html"] = '{% include "note.txt" %}'
    files["templates/note.txt"] = random.choice(["一注", "二注", "三注"])


EDITS: Mapping[str, Edit] = {
    "body": rewrite,
    "title": change("articles", "title: 第", "title: 再", "title: 又一"),
    "published": change("articles", "2024-01-0", "2023-01-0", "2024-02-0", "2024~ #"),
    "reviewed": change("articles", "status: reviewed", "status: draft"),
    "drafted": change("articles", "status: draft", "status: reviewed"),
    **{
        f"{folder} kept back": change(folder, "---\nname", "---\nstatus: draft\nname")
        for folder in ("people", "meetings", "themes")
    },
    "people published": change("people", "status: draft\n", ""),
    "role": change("articles", "role: 市委书记", "role: 书记"),
    "name": change("people", "name: 陈吉宁", "name: 陈某\naliases: [陈吉宁]"),
    "alias": change("people", "name: 龚正\n", "name: 龚正\naliases: [李政]\n", "name: 龚政\n"),
    "theme": change("themes", "name: 五个中心", "name: “五个中心”\naliases: [实事]"),
    "pattern": change("themes", "name: 城市更新", "name: 城市更新\naliases: [办好.{2}]"),
    "date": change("meetings", "date: 2024-01-01", "date: 2025-03", "date: 2023~"),
    "part": change("meetings", "part_of: m0\n", "", "number: 第二次\n"),
    "source": change("sources", "办好", "做好", "办好"),
    "site": change("site.yaml", "title: 试验汇编", "title: 会要", "title: 试验"),
    "capacity": change("site.yaml", "series:", "capacities: {听会: {label: 听}}\nseries:"),
    "rename": rename,
    "delete": delete,
    "restore": restore,
    "included": include,
    "template": overlay("templates/base.html", "templates/pages/article.html"),
    "macro": overlay("templates/macros/parts.html"),
    "style": overlay("static/css/base.css"),
}


def index(catalogue: Catalogue, out: Path, **_: object) -> None:
    """What the index would be made of, in the place of it."""
    for one in catalogue.cards:
        assert card(one.name, catalogue.make(one.name)) == one
    (out / "pagefind").mkdir(exist_ok=True)
    (out / CARDS).unlink(missing_ok=True)
    (out / CARDS).write_bytes(listed(catalogue))


def stands(catalogue: Catalogue, _: Path, out: Path) -> bool:
    """Whether that is there."""
    return (out / CARDS).is_file() and (out / CARDS).read_bytes() == listed(catalogue)


def listed(catalogue: Catalogue) -> bytes:
    return "\n".join(sorted(map(str, catalogue.cards))).encode()


@pytest.fixture(autouse=True, scope="module")
def without_pagefind() -> Iterator[None]:
    """Build the catalogue of documents, not the index: that takes a second each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reindex, "index", index)
        patch.setattr(reindex, "stands", stands)
        yield


class Bench:
    """A project on disk that is built again and again, and clean beside it."""

    def __init__(self, root: Path, files: Files) -> None:
        self.root = root
        self.clean = 0
        self.put(files)

    def put(self, files: Files) -> None:
        """Bring the disk to the files given: only what differs is written."""
        for folder in ("content", "templates", "static"):
            for path in sorted((self.root / folder).rglob("*"), reverse=True):
                if path.is_file() and path.relative_to(self.root).as_posix() not in files:
                    path.unlink()
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")

    def build(self, *options: str, out: str = "_site") -> Report:
        """Build into a folder of the project."""
        arguments = ["build", "--project", str(self.root), "--out", str(self.root / out)]
        return rebuild(parse([*arguments, *(options or ("--no-search", "--jobs", "1"))]))

    def glance(self, *, drafts: bool = False) -> tuple[str, ...]:
        """Bring pages up to date as if all were on a screen."""
        project = Project(self.root, self.root / "_site")
        with suppress(*DAMAGE):
            return glance(project, list(self.tree()), drafts=drafts)
        return ()

    def tree(self, out: str = "_site") -> dict[str, bytes]:
        """Every file of a folder of the project."""
        folder = self.root / out
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def agrees(self, *options: str) -> Report:
        """Build, and see that a clean build says and gives the same."""
        self.clean += 1
        report, clean = self.build(*options), self.build(*options, out=f"clean-{self.clean}")
        assert report.problems == clean.problems
        assert report.warnings == clean.warnings
        assert report.drafts == clean.drafts
        if not report.problems:
            assert self.tree() == self.tree(f"clean-{self.clean}")
        return report


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """The small archive, built once."""
    made = Bench(tmp_path, archive())
    assert made.agrees().problems == ()
    return made


def damage(random: Random, root: Path) -> None:
    """Hurt the memory in one way or another, or move the clocks of files."""
    way = random.randrange(5)
    for path in sorted((root / ".cache").rglob("*.sqlite*")):
        if way == 0:
            path.unlink()
        elif way == 1:
            path.write_bytes(b"nothing of ours")
        elif way == 2 and path.stat().st_size > 9000:
            with path.open("r+b") as file:
                file.seek(random.randrange(100, 8000))
                file.write(random.randbytes(900))
    if way == 3:
        for path in (root / "content").rglob("*.md"):
            os.utime(path, (random.choice([1, 4_000_000_000]),) * 2)
    if way == 4:
        for path in sorted((root / "_site").rglob("*.html"))[:: random.randint(2, 9)]:
            path.write_text("someone else's", encoding="utf-8")
        (root / "_site" / "stray").mkdir(exist_ok=True)
        (root / "_site" / "stray" / "page.html").write_text("", encoding="utf-8")


OPTIONS: list[tuple[str, ...]] = [
    ("--jobs", "1"),
    ("--drafts", "--jobs", "1"),
    ("--base-url", "https://b.example/x"),
]


def follow(seed: int, steps: list[str]) -> None:
    """Edit after edit, agreeing after each."""
    random = Random(seed)
    with TemporaryDirectory() as folder:
        files = archive()
        bench = Bench(Path(folder), files)
        bench.build()
        for step in steps:
            if step == "damage":
                damage(random, bench.root)
            else:
                EDITS[step](random, files)
                bench.put(files)
            options = random.choice(OPTIONS) + random.choice([(), (), ("--no-search",)])
            if random.random() < 0.4:
                bench.glance(drafts="--drafts" in options)
            bench.agrees(*options)


STEPS = st.lists(st.sampled_from([*EDITS, "damage"]), min_size=1, max_size=6)


@settings(max_examples=6, deadline=None, derandomize=True)
@given(st.integers(0, 1 << 16), STEPS)
def test_some_edits_leave_what_a_clean_build_gives(seed: int, steps: list[str]) -> None:
    follow(seed, steps)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1 << 16), STEPS)
def test_any_edits_leave_what_a_clean_build_gives(seed: int, steps: list[str]) -> None:
    follow(seed, steps)


@pytest.mark.parametrize("step", [*EDITS, "damage"])
def test_each_edit_leaves_what_a_clean_build_gives(step: str) -> None:
    follow(1, [step, step])


def rendered(report: Report) -> set[str]:
    assert report.published is not None
    return set(report.published.rendered)


def test_nothing_is_rendered_where_nothing_changed(bench: Bench) -> None:
    report = bench.build()
    assert rendered(report) == set()
    assert report.published
    assert (report.published.written, report.published.removed) == ((), ())


SMALL = [
    ("people/li.md", "name: 李政", "name: 李政\nnote: 市领导", {"people/li/"}),
    ("meetings/m1.md", "part_of", "venue: 大会堂\npart_of", {"meetings/m1/"}),
    ("sources/s0.txt.yaml", "日报", "日报\nobtained: 扫描", {"sources/s0/"}),
    ("articles/a1.md", "要办好实事", "要办成实事", {"articles/a1/", "people/chen/"}),
    ("articles/a1.md", "---\n市委", "---\n\n市委", set()),
    ("articles/draft.md", "实事", "好事", set()),
]


@pytest.mark.parametrize(("name", "old", "new", "expected"), SMALL)
def test_only_pages_that_show_a_change_are_rendered(
    bench: Bench, name: str, old: str, new: str, expected: set[str]
) -> None:
    files = archive()
    text = files[f"content/{name}"]
    assert old in text
    bench.put({**files, f"content/{name}": text.replace(old, new)})
    assert rendered(bench.agrees()) == expected


def test_a_style_renders_nothing_and_a_template_everything(bench: Bench) -> None:
    style = (ROOT / "static/css/base.css").read_text(encoding="utf-8") + "/* 又 */"
    bench.put({**archive(), "static/css/base.css": style})
    report = bench.agrees()
    assert report.published is not None
    assert (report.published.rendered, report.published.written) == ((), ("css/base.css",))
    macro = (ROOT / "templates/macros/parts.html").read_text(encoding="utf-8") + "{# 又 #}"
    bench.put({**archive(), "templates/macros/parts.html": macro})
    report = bench.agrees()
    assert report.published is not None
    assert len(rendered(report)) == report.published.pages


def test_a_draft_may_go_as_drafts_are_asked_for(bench: Bench) -> None:
    files = archive()
    del files["content/articles/draft.md"]
    bench.put(files)
    assert bench.agrees("--drafts", "--jobs", "1").problems == ()


def test_an_index_that_was_left_out_knows_what_changed_meanwhile(bench: Bench) -> None:
    bench.agrees("--jobs", "1")
    files = archive()
    files["content/articles/a1.md"] = files["content/articles/a1.md"].replace("办好", "办成")
    bench.put(files)
    bench.agrees("--no-search", "--jobs", "1")
    bench.agrees("--jobs", "1")


def test_an_open_page_is_written_at_once(bench: Bench) -> None:
    files = archive()
    files["content/articles/a1.md"] = files["content/articles/a1.md"].replace("办好", "办成")
    bench.put(files)
    before = bench.tree()
    assert bench.glance() == ("articles/a1/index.html",)
    after = bench.tree()
    assert {name for name in after if after[name] != before.get(name)} == {"articles/a1/index.html"}
    assert rendered(bench.agrees()) == {"people/chen/"}


def test_an_open_page_whose_file_is_not_sound_is_left_alone(bench: Bench) -> None:
    files = archive()
    for old, new in (("meeting: m1", "meeting: m9"), ("---\n市委", "---\n{~~市委")):
        text = files["content/articles/a1.md"].replace(old, new)
        bench.put({**files, "content/articles/a1.md": text})
        before = bench.tree()
        assert bench.glance() == ()
        assert bench.tree() == before
        assert len(bench.agrees().problems) == 1


def test_an_open_page_may_lead_to_what_no_sound_build_has_seen_yet(bench: Bench) -> None:
    files = archive()
    meeting = "content/meetings/m0.md"
    below = {"content/themes/below.md": "---\nname: 更新\nbroader: centres\n---\n"}
    bench.put({**files, **below, meeting: "---\nname: [\n---\n"})
    assert bench.build().problems
    text = files["content/themes/centres.md"].replace("name", "description: 提法\nname")
    bench.put({**files, **below, "content/themes/centres.md": text})
    assert "themes/centres/index.html" in bench.glance()
    bench.agrees()


def test_an_open_page_that_needs_what_no_sound_build_has_read_waits_for_one(bench: Bench) -> None:
    files = {**archive(), "content/people/li.md": "---\nname: [\n---\n"}
    files["content/articles/new.md"] = article(2)
    bench.put(files)
    assert bench.build().problems
    files["content/meetings/m0.md"] = files["content/meetings/m0.md"].replace("一次", "首次")
    bench.put(files)
    assert "meetings/m0/index.html" not in bench.glance()
    bench.put({**files, "content/people/li.md": archive()["content/people/li.md"]})
    bench.agrees()


def test_an_open_page_may_have_shown_what_is_gone_as_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "RACY", 0)
    bench = Bench(tmp_path, archive())
    bench.agrees()
    folder, aside = bench.root / "content/articles", bench.root / "aside"
    folder.rename(aside)
    shutil.copytree(aside, folder)
    text = (folder / "a1.md").read_text(encoding="utf-8")
    (folder / "a1.md").write_text(text.replace("办好", "办成"), encoding="utf-8")
    assert bench.glance() == ("articles/a1/index.html",)
    shutil.rmtree(folder)
    aside.rename(folder)
    bench.agrees()


def test_faults_are_told_again_until_they_are_mended(bench: Bench) -> None:
    files = archive()
    mended = files["content/articles/a0.md"]
    files["content/articles/a0.md"] = mended.replace("meeting: m0", "meeting: m9")
    bench.put(files)
    first, second = bench.agrees(), bench.agrees()
    assert len(first.problems) == 1
    assert second.problems == first.problems
    files["content/articles/a0.md"] = mended.replace("办好", "做好")
    bench.put(files)
    assert "articles/a0/" in rendered(bench.agrees())


def test_many_processes_give_what_one_gives(tmp_path: Path) -> None:
    bench = Bench(tmp_path, {f"content/{name}": text for name, text in corpus.files(140)})
    assert bench.build("--jobs", "3").problems == ()
    assert bench.build("--jobs", "1", out="alone").problems == ()
    assert bench.tree() == bench.tree("alone")


def test_the_seed_of_hashes_changes_nothing(bench: Bench) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, str(ROOT / "build.py"), "build", "--project", str(bench.root)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        out = bench.root / f"seed-{seed}"
        subprocess.run(
            [*command, "--out", out, "--no-search"],
            env=environment,
            check=True,
            capture_output=True,
        )
        assert bench.tree(f"seed-{seed}") == bench.tree()


def test_a_page_is_bound_in_volumes_as_long_as_it_is_long(bench: Bench) -> None:
    few, many = archive(), archive()
    for number in range(LONG):
        text = article(0, f"陈吉宁指出，要推进城市更新第{number}项。")
        many[f"content/articles/long-{number}.md"] = text.replace("s0.txt", "[]")
    bound = {"years/2024/people/chen/index.html", "years/2024/themes/city/index.html"}
    for files, volumes in ((many, bound), (few, set[str]())):
        bench.put(files)
        bench.agrees("--drafts")
        assert bound & bench.tree().keys() == volumes
