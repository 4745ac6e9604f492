"""Sources as bytes: encodings, web pages, Word and PDF."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest

from huiyao.model import Where
from huiyao.sources import decoder, docx, formats, html, layout, pdf, txt
from huiyao.sources.decoding import encoding, refusal
from huiyao.sources.layout import Selection

TEXT = "江州市政府常务会议昨天举行，市长主持会议并强调要加快推进改革发展，抓好安全生产工作。"
TRADITIONAL = "江州市政府常務會議昨天舉行，市長主持會議並強調要加快推進改革發展，抓好安全生產工作。"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TRADITIONAL.encode("big5"), "big5hkscs"),
    ],
)
def test_an_encoding_is_told(data: bytes, name: str) -> None:
    assert encoding(data) == name


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"\x00\x01\x02\x03" * 30, "binary"), (b"\xff\xff\xff" * 30, "encoding")],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        txt.text(data)


@pytest.mark.parametrize("name", ["utf-8", "gb18030"])
@pytest.mark.parametrize("broken", [b"\xff", b"\0"])
@pytest.mark.parametrize("rest", [TEXT, ""])
def test_where_a_text_is_damaged(name: str, broken: bytes, rest: str) -> None:
    data = f"{TEXT}\n第三条　".encode(name) + broken + f"\n{rest}".encode(name)
    with pytest.raises(UnicodeDecodeError) as caught:
        txt.text(data)
    line = TEXT.count("\n") + 2
    told = refusal("a.txt", caught.value)
    assert told.where == Where("a.txt", line, 5)
    assert name.upper() in told.what


@pytest.mark.parametrize("lost", [1, 2])
def test_a_text_that_was_cut_off_is_not_read_as_another(lost: int) -> None:
    for length in range(2, len(TEXT) + 1):
        with pytest.raises(UnicodeDecodeError):
            txt.text(TEXT[:length].encode()[:-lost])


PAGE = """<html><head><title>题</title><meta charset="{charset}"></head><body>
<nav><a>首页</a></nav><div id="a" class="box text"><h1>会议召开</h1><p>会议<b>昨天</b>举行。</p>
<p>各方&amp;代表<br>出席。</p><div class="share">分享</div></div>
<script>var 变 = "量";</script></body></html>"""


@pytest.mark.parametrize(
    "section", ["<![foo bar]>", "<![>", "<![\x01a>", "<![if !x]>", "<![endif]>"]
)
def test_a_section_that_is_none_is_a_comment(section: str) -> None:
    page = f"<body><p>会议召开</p>{section}<p>各方出席</p></body>"
    assert html.text(page.encode()) == "会议召开\n各方出席\n"


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "GBK"])
def test_the_text_of_a_page_is_that_of_its_body(charset: str) -> None:
    data = PAGE.format(charset=charset).encode("utf-8" if charset == "utf-8" else "gb18030")
    assert html.text(data) == "首页\n会议召开\n会议昨天举行。\n各方&代表\n出席。\n分享\n"


@pytest.mark.parametrize(
    ("charset", "written"),
    [("gb2312", "utf-8"), ("utf-8", "gb18030"), ("big5", "utf-8"), ("no-such", "gb18030")],
)
def test_a_charset_that_lies_is_not_believed(charset: str, written: str) -> None:
    page = PAGE.format(charset=charset).replace("会议召开", TEXT)
    assert TEXT in html.text(page.encode(written))


def test_a_row_of_facts_is_a_line_and_a_table_that_sets_the_page_is_none() -> None:
    facts = "<table><tr><td>序号</td><td>项目</td></tr><tr><td>1</td><td>电梯</td></tr></table>"
    setting = (
        f"<table><tr><td>侧栏</td><td><p>会议举行。</p><p>要抓落实。</p>{facts}</td></tr></table>"
    )
    data = f"<body>{setting}<iframe src='x'></iframe></body>".encode()
    assert html.text(data) == "侧栏\n会议举行。\n要抓落实。\n序号 项目\n1 电梯\n"
    found = layout(".html", data, (Selection("body"),))
    assert found.rows == {4, 5}
    assert found.unread == ("frame",)


def test_what_is_set_within_a_line_does_not_break_it() -> None:
    name = "<ruby>王<rp>（</rp><rt>wáng</rt><rp>）</rp></ruby>强"
    page = f"<body><p>{name}说，10<sup>5</sup>户<sup>[1]</sup>已<del>完工</del>入住。</p>"
    assert html.text(page.encode()) == "王（wáng）强说，10⁵户[1]已完工入住。\n"


def test_a_raised_number_is_known_to_the_extractor() -> None:
    pytest.importorskip("trafilatura")
    told = "会议举行。" * 30
    page = f"<body><article><p>{told}</p><p>{told}共10<sup>5</sup>户。</p></article></body>"
    assert html.layout(page.encode(), ()).aside == frozenset()


@pytest.mark.parametrize("content", ["#a", ".text", "div.box", "body .text"])
def test_selectors_tell_the_article(content: str) -> None:
    data = PAGE.format(charset="utf-8").encode()
    found = layout(".html", data, (Selection(content, (".share",)),))
    assert found.aside == {1, 6}
    assert found.headings == {2}
    assert found.flowing


def test_without_selectors_the_extractor_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    with pytest.raises(ValueError, match="extra-html"):
        layout(".html", PAGE.format(charset="utf-8").encode(), ())


def word(*paragraphs: str, style: str = "") -> bytes:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    body = "".join(f"<w:p>{mark}<w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>'
        )
    return out.getvalue()


def test_a_word_document_is_its_paragraphs() -> None:
    assert docx.text(word("会议召开", "会议昨天举行。")) == "会议召开\n会议昨天举行。\n"
    assert docx.layout(word("题", style="Heading1"), ()).headings == {1}


def test_a_document_type_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(ValueError, match="damaged"):
        docx.text(out.getvalue())


def test_a_pdf_without_text_is_refused() -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(ValueError, match="scanned"):
        pdf.text(out.getvalue())


def test_every_format_is_found_by_being_there() -> None:
    assert formats().keys() >= {".txt", ".md", ".html", ".htm", ".docx", ".pdf"}


def test_a_suffix_of_no_format_is_read_by_none() -> None:
    assert [decoder(suffix) for suffix in ("", ".", ".layout", ".styles", ".ofd")] == [None] * 5
    assert {suffix: decoder(suffix) for suffix in formats()} == {
        suffix: module.text for suffix, module in formats().items()
    }


def test_to_read_plain_text_the_other_formats_are_not_imported() -> None:
    program = (
        "import sys; from huiyao.sources import decoder; assert decoder('.txt')(b'a') == 'a'\n"
        "assert not {'zipfile', 'html.parser', 'xml.etree'} & set(sys.modules), set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
