"""Bad input: the keys of every kind of record, references between them, sources, templates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from documents import docx, pdf
from trust.bad_case import (
    ARTICLE,
    AT,
    BODY,
    FRONT,
    PERSON,
    SIDECAR,
    SITE,
    Case,
    Change,
    article,
    files,
    front,
    put,
)

DATES = (
    "2024-02-30", "2023-02-29", "2024-13", "2024-00-10", "2024/01/05", "2024-1-5", "05.01.2024",
    "2024年1月5日", "昨天", "2024-01-05T10:00:00Z", "2025-01/2024-01", "../..", "24", "-44",
    "Y170000002",
)  # fmt: skip

IDS = (
    "../../etc/passwd", "/etc/passwd", "a/b", "Plenum", "con", "plenum 2", "a b", "<script>",
    "--help", "全会", "a_b", "plenum.md", "${HOME}", "plenum-", "%2e%2e", "a" * 500,
)  # fmt: skip


def fields() -> Iterator[Case]:
    """The keys of an article, and what may stand in them."""
    for key in ("titel", "Title", "peoples", "标题", "id", "body", "text"):
        yield front(f"the key {key}", f"▶{key}: 甲")
    for key in ("title", "kind", "source"):
        kept = "".join(line + "\n" for line in FRONT.splitlines() if not line.startswith(f"{key}:"))
        yield article(f"no {key}", f"▶---\n{kept}---\n{BODY}")
        yield article(f"an empty {key}", f"▶---\n{kept}{key}: ''\n---\n{BODY}")
    yield front("a list for a title", "title: ▶[甲]\nsubtitle: 乙", f"{AT}:1:1")
    yield front("keys for a subtitle", "subtitle: ▶{甲: 乙}")
    yield front("an unknown kind", "kind: ▶novel")
    yield front("an unknown status", "status: ▶done")
    yield front("a source as keys", "source: ▶{a: b}")
    yield front("an empty source in a list", "source: [a.txt, ▶'']")
    yield front("a people as text", "people: ▶陈吉宁")
    yield front("a person as text", "people: [▶陈吉宁]")
    yield front("a person without a capacity", "people: [▶{name: 陈吉宁}]")
    yield front("a person without a name", "people: [▶{capacity: [主持]}]")
    yield front(
        "a person with an unknown key", "people: [{name: 陈吉宁, capacity: [主持], ▶rank: 1}]"
    )
    yield front("a person whom no one knows", "people: [{name: ▶陈吉字, capacity: [主持]}]")
    yield front("a capacity that is none", "people: [{name: 陈吉宁, capacity: [▶主特]}]")
    yield front("a capacity left empty", "people: [{name: 陈吉宁, capacity: [主持, ▶~]}]")
    yield front(
        "a person twice",
        "people: [{name: 陈吉宁, capacity: [主持]}, {name: ▶陈吉宁, capacity: [讲话]}]",
    )
    yield front("a by-line without its text", "byline: ▶{names: [甲]}")
    yield front("a by-line as text", "byline: ▶记者 甲")
    yield front("captions as text", "captions: ▶图")
    yield front("a mark in a title that is not closed", "title: 全会▶{++在江州")
    yield front("a mark in a quoted title", "title: '全会▶{--在{++江++}州--}'")
    yield front("a mark in a caption", "captions: [{text: '图▶{~~一~~}'}]")
    for date in DATES:
        yield front(f"the date {date}", f"published: ▶{date}")
    for word in IDS:
        yield front(f"the id {word[:20]}", f"meeting: ▶'{word}'")
    yield front("a source that climbs", "source: ▶../../etc/passwd")
    yield front("a source that is not there", "source: [a.txt, ▶b.txt]")


def records() -> Iterator[Case]:
    """The other kinds of record, and how they refer to each other."""
    for path, key in {
        "meetings/m.md": "nmae",
        "people/p.md": "alias",
        "themes/t.md": "broder",
    }.items():
        yield files(f"the key {key}", {path: f"---\nname: 甲\n▶{key}: 乙\n---\n"})
        yield files(f"no name in {path}", {path: "▶---\n---\n"})
    yield files(
        "a series that is none", {"meetings/m.md": "---\nname: 甲\nseries: ▶plenery\n---\n"}
    )
    yield files("a date of a meeting", {"meetings/m.md": "---\nname: 甲\ndate: ▶2024-02-30\n---\n"})
    yield files("a title with an override", {"meetings/m.md": '---\nname: ▶"甲\\u202E"\n---\n'})
    yield files("a part of itself", {"meetings/m.md": "---\nname: 甲\npart_of: ▶m\n---\n"})
    ring = "---\nname: 甲\n{}: ▶{}\n---\n"
    yield files("a ring of two meetings", {
        "meetings/m.md": ring.format("part_of", "n"), "meetings/n.md": ring.format("part_of", "m"),
    })  # fmt: skip
    yield files("a ring of three themes", {
        f"themes/{a}.md": ring.format("broader", b) for a, b in ("xy", "yz", "zx")
    })  # fmt: skip
    yield files("a theme that is not there", {"themes/t.md": ring.format("broader", "wrk")})
    for name, alias in {
        "not closed": "(实干", "nothing": "''", "everything": "实?", "without end": "(实+)+$",
        "too many ways": "实?" * 30 + "实" * 30, "huge": "实{1,99999999999}", "deep": "(" * 3000,
    }.items():  # fmt: skip
        text = f"---\nname: 甲\naliases: [▶'{alias.strip(chr(39))}']\n---\n"
        yield files(f"an alias that is {name}", {"themes/t.md": text})
    yield files("namesakes", {
        "people/chen-2.md": PERSON, "articles/a.md": ARTICLE.replace("name: 陈", "name: ▶陈"),
    })  # fmt: skip
    yield files("an empty alias", {"people/p.md": "---\nname: 甲\naliases: [乙, ▶'']\n---\n"})
    yield files("a mark in a note", {"people/p.md": "---\nname: 甲\n---\n注▶{==乙\n"})
    for name, text in {
        "nothing": "", "a text": "▶甲", "a list": "▶- 甲", "no title": "▶description: 乙",
        "a key": f"{SITE}▶puplisher: 乙", "a language": f"{SITE}language: ▶../../zh",
        "an address that runs": f"{SITE}base_url: ▶javascript:alert(1)",
        "an address that is none": f"{SITE}base_url: ▶//evil.example",
        "a list of series": SITE.replace("{plenary: {name: 全会}}", "▶[全会]"),
        "a series that climbs": SITE.replace("{plenary:", "{plenary: {name: 全会}, ▶../x:"),
        "a series without a name": SITE.replace("{plenary:", "{plenary: {name: 全会}, x: ▶{}, y:"),
        "a capacity as text": f"{SITE}capacities: {{旁听: ▶旁听}}",
        "a second document": f"{SITE}▶--- # 二\na: b\n",
    }.items():  # fmt: skip
        at = ["content/site.yaml:1:1"] * 2 if name == "nothing" else []
        yield files(f"a site of {name}", {"site.yaml": text}, *at)


def templates() -> Iterator[Case]:
    """Templates of the project's own."""
    for name, text in {
        "syntax": "{% if %}",
        "a block not closed": "{% block main %}",
        "an unknown tag": "{% frobnicate %}",
        "an unknown filter": "{{ view.title|frob }}",
        "an unknown variable": "{{ view.nothing.at.all }}",
        "an unknown macro": '{% import "macros/parts.html" as parts %}{{ parts.frob() }}',
        "a missing include": '{% include "nowhere.html" %}',
        "a climbing include": '{% include "../../../etc/passwd" %}',
        "itself included": '{% include "pages/article.html" %}',
        "itself extended": '{% extends "pages/article.html" %}',
        "a division by zero": "{{ 1 / 0 }}",
        "a call of a text": "{{ view.title() }}",
        "a macro of itself": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "an error of Python": "{{ [].pop() }}",
    }.items():
        yield Case(name, _template("pages/article.html", text.encode()))
    yield Case("no text", _template("pages/article.html", b"\xff\xfe{{"))
    yield Case("a base without an end", _template("base.html", b"{% for x in view %}"))
    yield Case("a folder for a template", _template("pages/article.html/x", b""), code=0)
    for name in ("index.html", "articles/a/index.html", "pagefind/shards.json"):
        yield Case(f"a static file {name}", _static(name), (f"static/{name}",))
    yield Case("a static file", _static("own/style.css"), code=0)


def _static(name: str) -> Change:
    def change(root: Path) -> None:
        path = root / "static" / name
        path.parent.mkdir(parents=True)
        path.write_text("own")

    return change


def _template(name: str, text: bytes) -> Change:
    def change(root: Path) -> None:
        path = root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)

    return change


LYING = "<!doctype html><meta charset=big5><title>甲</title><body><p>全会在江州举行。"


def bomb(name: str) -> Change:
    """A small document that unpacks to 100 MB."""

    def change(root: Path) -> None:
        nothing = " " * (100 << 20)
        data = docx(nothing) if name.endswith("docx") else pdf(nothing.encode(), packed=True)
        put(root, f"sources/{name}", data)

    return change


def sources() -> Iterator[Case]:
    """Sources and their sidecars."""
    at = "content/sources/b.txt"
    yield files("empty", {"sources/b.txt": ""}, at)
    yield files("blank", {"sources/b.txt": " \r\n\u3000\t"}, at)
    yield files("binary", {"sources/b.txt": bytes(range(256)) * 10}, at)
    yield files("UTF-16", {"sources/b.txt": BODY.encode("utf-16")}, code=0)
    yield files("no encoding", {"sources/b.txt": b"\xff\xff\xff\xff"}, at)
    yield files("9 MB", {"sources/b.txt": "实干\n" * 1_300_000}, at)
    yield files("a format that is none", {"sources/b.exe": b"MZ"}, "content/sources/b.exe")
    yield files("no format", {"sources/b": "甲"}, "content/sources/b")
    broken = {"pdf": pdf()[:90], "docx": docx()[:90], "html": b"\0" * 9}
    for suffix, data in broken.items():
        where = f"content/sources/b.{suffix}"
        yield files(f"a cut {suffix}", {f"sources/b.{suffix}": data}, where)
        yield files(f"an empty {suffix}", {f"sources/b.{suffix}": b""}, where)
        if suffix != "html":
            yield files(f"a {suffix} of text", {f"sources/b.{suffix}": "全会"}, where)
    yield files("a scan", {"sources/b.pdf": pdf(b"")}, "content/sources/b.pdf")
    yield Case("a bomb of a pdf", bomb("b.pdf"), ("content/sources/b.pdf",))
    yield Case("a bomb of a docx", bomb("b.docx"), ("content/sources/b.docx",))
    yield files("a page with a lying charset", {"sources/b.html": LYING.encode()}, code=0)
    sidecar = "sources/a.txt.yaml"
    for name, text in {
        "an unknown key": f"{SIDECAR}▶pages: 3",
        "the text": f"{SIDECAR}▶text: 甲",
        "a class that is none": SIDECAR.replace("page}", "▶advert}"),
        "furniture without a text": f"{SIDECAR}  - ▶{{class: page}}",
        "furniture as text": f"{SIDECAR}  - ▶江州日报",
        "a line that is no number": SIDECAR.replace("class", "line: ▶一, class"),
        "a line below none": SIDECAR.replace("class", "line: ▶-1, class"),
        "a date": f"{SIDECAR}date: ▶昨天",
        "a list": "▶- 甲",
        "an alias": f"{SIDECAR}note: ▶*a",
    }.items():
        yield files(f"a sidecar with {name}", {sidecar: text})
    yield files(
        "a sidecar in GB18030", {sidecar: SIDECAR.encode("gb18030")}, f"content/{sidecar}:1:14"
    )
    yield files(
        "a sidecar of no source", {"sources/c.txt.yaml": SIDECAR}, "content/sources/c.txt.yaml"
    )
