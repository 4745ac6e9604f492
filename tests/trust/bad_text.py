"""Bad input: what a file is made of, what YAML can do, editorial marks, shapes of Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from trust.bad_case import ARTICLE, AT, BODY, FRONT, Case, article, body, front


def envelopes() -> Iterator[Case]:
    """What a file is made of."""
    yield article("empty", "", f"{AT}:1:1")
    yield article("white space", " \n\n", f"{AT}:1:1")
    yield article("no front matter", BODY, f"{AT}:1:1")
    yield article("front matter not opened", f"{FRONT}---\n{BODY}", f"{AT}:1:1")
    yield article("front matter not closed", f"▶---\n{FRONT}{BODY}")
    yield article("a fence of four", f"▶----\n{FRONT}----\n{BODY}")
    yield article("an indented fence", f"▶ ---\n{FRONT}---\n{BODY}")
    yield article("byte order mark and CRLF", "\ufeff" + ARTICLE.replace("\n", "\r\n"), code=0)
    yield article("ends of lines of old Macs", ARTICLE.replace("\n", "\r"), code=0)
    yield article("no line end at the end", ARTICLE.rstrip(), code=0)
    yield article("two byte order marks", "\ufeff\ufeff" + ARTICLE, f"{AT}:1:1")
    for coding in ("utf-16", "utf-32", "utf-16-le", "gb18030", "big5hkscs", "shift_jis"):
        yield article(coding, ARTICLE.encode(coding, "ignore"))
    for name, data in {
        "a byte of Latin-1": b"\xe9",
        "cut UTF-8": b"\xe4\xb8",
        "overlong UTF-8": b"\xc0\xaf",
        "surrogates in UTF-8": b"\xed\xa0\x80",
        "beyond Unicode": b"\xf5\x80\x80\x80",
    }.items():
        yield article(name, ARTICLE.encode() + "一".encode() + data + b"\n", f"{AT}:14:2")
    for name, character in {
        "NUL": "\0", "bell": "\a", "escape": "\x1b", "delete": "\x7f", "C1": "\x85",
        "bidirectional override": "\u202e", "bidirectional isolate": "\u2066",
        "zero-width space": "\u200b", "soft hyphen": "\xad", "line separator": "\u2028",
        "noncharacter": "\uffff", "tag": "\U000e0041",
    }.items():  # fmt: skip
        yield article(f"{name} in the body", f"{ARTICLE}一▶{character}二\n")
        yield article(f"{name} in the front", ARTICLE.replace("全会", f"全▶{character}会", 1))
    yield article("30 MB", ARTICLE + "实干。\n" * 3_000_000, AT)
    yield article("a line of 4 MB", ARTICLE + "实" * 1_400_000, AT)
    yield article("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    yield article("a program", b"\x7fELF" + bytes(4096))
    yield article("a web page", "<!doctype html>\n<title>甲</title>", f"{AT}:1:1")


def yamls() -> Iterator[Case]:
    """What YAML can do."""
    laughs = "a: &a [x]\n" + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    for name, text in {
        "a billion laughs": laughs.replace("&a", "▶&a", 1),
        "an alias of itself": "a: ▶&a [*a]",
        "an alias": "a: ▶*b",
        "an anchor": "a: ▶&b c",
        "a merge key": "<<: ▶*a",
        "a tag of Python": "a: ▶!!python/object/apply:os.system ['id']",
        "a tag of binary": "a: ▶!!binary aGk=",
        "a tag of its own": "a: ▶!car {b: c}",
        "a deep list": "a: [[[[[[[▶[[x]]]]]]]]]",
        "32,000 brackets": "a: [[[[[[[▶" + "[" * 32_000,
        "32,000 braces": "a: {b: {b: {b: {b: {b: {b: {b: ▶" + "{b: " * 12_000,
        "32,000 dashes": "a:\n- - - - - - - ▶- " + "- " * 30_000,
        "a key twice": "▶title: 甲",
        "a key twice within": "byline: {text: 甲, ▶text: 乙}",
        "a list as a key": "▶[a, b]: c",
        "a mapping as a key": "? ▶{a: b}\n: c",
    }.items():
        yield article(name, f"---\n{FRONT}{text}\n---\n{BODY}")
    yield article("a list for keys", f"---\n▶- title: 甲\n---\n{BODY}")
    yield article("a text for keys", f"---\n▶全会在江州举行\n---\n{BODY}")
    yield article("no keys", f"---\n---\n{BODY}", *[f"{AT}:1:1"] * 3)
    yield article("only a comment", f"---\n# {FRONT[:20]}\n---\n{BODY}", *[f"{AT}:1:1"] * 3)
    yield article("a second document", f"---\n{FRONT}▶--- # 二\na: b\n---\n{BODY}")
    for name, line in {
        "a colon in a value": "subtitle: 甲: 乙",
        "a tab for an indent": "byline:\n\ttext: 甲",
        "a quotation not closed": 'subtitle: "甲',
        "a bracket not closed": "captions: [甲",
        "an indent too many": "subtitle: 甲\n  kicker: 乙",
        "an at sign": "subtitle: @甲",
        "a backtick": "subtitle: `甲`",
        "a percent sign": "subtitle: %甲",
        "an unknown escape": r'subtitle: "\q"',
        "half a pair": r'subtitle: "\ud800"',
        "a brace too many": "byline: {text: 甲}}",
        "a star": "subtitle: **甲**",
    }.items():
        yield article(name, f"---\n{FRONT}{line}\n---\n{BODY}")
    yield front("a control as an escape", r'subtitle: ▶"甲\u0000"')
    yield front("an override as an escape", r'subtitle: ▶"甲\u202E乙"')
    yield front("a text of two lines", "subtitle: ▶|\n  甲\n  乙")
    yield front("a folded text", "subtitle: ▶>-\n  甲\n\n  乙")
    yield front("a number of 5,000 digits", f"published: ▶{'9' * 5000}")
    yield front("a number in base 60", "published: ▶12:30:45")
    yield front("a key with a line break", '▶"a\\nb": 甲')
    yield front("a key of 30,000 bytes", f"? ▶{'键' * 10_000}\n: 甲")
    yield article(
        "65 KiB of front matter", f"---\n{FRONT}subtitle: {'长' * 22_000}\n---\n{BODY}", f"{AT}:2"
    )


def marks() -> Iterator[Case]:
    """Editorial marks."""
    for opening in ("{++", "{--", "{==", "{~~", "{>>"):
        yield body(f"{opening} not closed", f"一▶{opening}二")
        yield body(f"{opening} over paragraphs", f"一▶{opening}二\n\n三{_closing(opening)}四")
        yield body(f"{opening} empty", f"一▶{opening}{_closing(opening)}二")
        yield body(f"{opening} in another", f"一▶{{++二{opening}三{_closing(opening)}四++}}五")
        yield body(f"{_closing(opening)} alone", f"一▶{_closing(opening)}二")
    yield body("a correction without an arrow", "一▶{~~二~~}")
    yield body("a correction with two", "一▶{~~二~>三~>四~~}")
    yield body("a note not closed", "一{==二==}▶{>>三")
    yield body("in a list and a quotation", "- 一\n\n> 二▶{++三")
    yield body("one fault in each of 300 paragraphs", "一▶{++二\n\n" * 300)
    yield body("10,000 openings", "▶{++" + "{++" * 10_000)


def _closing(opening: str) -> str:
    return {"{++": "++}", "{--": "--}", "{==": "==}", "{~~": "~~}", "{>>": "<<}"}[opening]


def shapes() -> Iterator[Case]:
    """Shapes that make parsers slow: nothing is wrong with them but that."""
    size = 100_000
    for name, text in {
        "brackets": "[" * size,
        "brackets and parentheses": "[a](" * (size // 4),
        "emphasis": "*a_b" * (size // 4),
        "stars": "*" * size,
        "code": "".join("`" * n + " " for n in range(1, 400)),
        "quotations": ">" * size,
        "quotations and lines": "> a\n>> b\n" * (size // 9),
        "lists": "- " * (size // 2),
        "deeper and deeper": "".join("  " * n + "- a\n" for n in range(300)),
        "tables": "|a|b|\n|-|-|\n" + "|\n" * (size // 4),
        "lines": "a\n" * (size // 2),
        "angles": "<" * size,
        "backslashes": "\\" * size,
        "definitions": "[a]: <" * (size // 6),
        "braces": "{" * size,
        "quotation marks": "书记陈吉宁" + "“" * (size // 3),
        "a name again and again": "书记陈吉宁、" * (size // 20),
        "a theme again and again": "实干" * (size // 6),
        "a quotation without a verb": "书记陈吉宁“" + "好" * 3000 + "”" + "的" * 3000,
        "one sentence": "一" * (size // 3),
    }.items():
        yield body(name, text, code=0)
