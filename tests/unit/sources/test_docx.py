"""Word documents: nothing that hangs on a paragraph is lost, and what is not read is reported."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from huiyao.convert import draft
from huiyao.convert.known import Known
from huiyao.convert.received import receive
from huiyao.convert.sidecar import Sidecar
from huiyao.model import Problem
from huiyao.sources import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str, **parts: str) -> bytes:
    """A document; a part is named without its suffix."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}" xmlns:mc="m"><w:body>{body}</w:body></w:document>',
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:x xmlns:w="{W}">{content}</w:x>')
    return out.getvalue()


def paragraph(text: str, size: int = 32, inside: str = "") -> str:
    mark = f'<w:rPr><w:sz w:val="{size}"/></w:rPr>'
    return f"<w:p><w:r>{mark}<w:t>{text}</w:t></w:r>{inside}</w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


def test_a_row_of_facts_is_a_line() -> None:
    data = word(paragraph("安排如下。") + f"<w:tbl>{row('序号', '项目')}{row('1', '电梯')}</w:tbl>")
    assert docx.text(data) == "安排如下。\n序号 项目\n1 电梯\n"
    assert docx.layout(data, ()).rows == {2, 3}


def test_a_table_that_sets_the_page_keeps_its_paragraphs() -> None:
    cell = f"<w:tc>{paragraph('会议举行。')}{paragraph('会议指出，要抓落实。')}</w:tc>"
    data = word(f"<w:tbl><w:tr>{cell}<w:tc>{paragraph('侧栏')}</w:tc></w:tr></w:tbl>")
    assert docx.text(data) == "会议举行。\n会议指出，要抓落实。\n侧栏\n"


def test_a_table_in_a_cell_is_read_once() -> None:
    inner = f"<w:tbl>{row('内一', '内二')}</w:tbl>"
    outer = f"<w:tr><w:tc>{paragraph('外格')}{inner}</w:tc><w:tc>{paragraph('尾')}</w:tc></w:tr>"
    assert docx.text(word(f"<w:tbl>{outer}</w:tbl>")) == "外格\n内一 内二\n尾\n"


def test_a_cell_in_a_control_is_read() -> None:
    held = f"<w:sdt><w:sdtContent><w:tc>{paragraph('甲')}</w:tc></w:sdtContent></w:sdt>"
    assert docx.text(word(f"<w:tbl><w:tr>{held}</w:tr></w:tbl>")) == "甲\n"


def test_a_reading_above_a_character_is_no_word_of_the_text() -> None:
    above = "<w:rt><w:r><w:t>wang</w:t></w:r></w:rt>"
    below = "<w:rubyBase><w:r><w:t>王</w:t></w:r></w:rubyBase>"
    data = word(f"<w:p><w:r><w:ruby>{above}{below}</w:ruby></w:r><w:r><w:t>强</w:t></w:r></w:p>")
    assert docx.text(data) == "王强\n"
    assert docx.layout(data, ()).unread == ("ruby",)


def test_a_raised_number_stays_above_the_line() -> None:
    mark = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    data = word(f"<w:p><w:r><w:t>10</w:t></w:r><w:r>{mark}<w:t>5</w:t></w:r></w:p>")
    assert docx.text(data) == "10⁵\n"


def test_a_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('记者手记')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    run = f"<w:r>{both}</mc:AlternateContent></w:r>"
    assert docx.text(word(paragraph("会议举行。", inside=run))) == "会议举行。\n记者手记\n"


def test_words_that_were_deleted_or_moved_are_not_read() -> None:
    gone = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    gone += "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>"
    kept = "<w:ins><w:r><w:t>新增。</w:t></w:r></w:ins>"
    assert docx.text(word(paragraph("会议", inside=gone + kept))) == "会议新增。\n"


def test_notes_follow_and_running_heads_come_last() -> None:
    notes = f'<w:footnote w:type="separator">{paragraph("—")}</w:footnote>'
    notes += f"<w:footnote>{paragraph('指2023年。')}</w:footnote>"
    data = word(paragraph("会议举行。"), footnotes=notes, header1=paragraph("内部资料"),
                header2=paragraph("内部资料"))  # fmt: skip
    assert docx.text(data) == "会议举行。\n指2023年。\n内部资料\n"
    assert docx.layout(data, ()).aside == {3}


def test_a_heading_is_known_by_its_style_or_its_size() -> None:
    style = '<w:style w:styleId="a7"><w:name w:val="Title"/></w:style>'
    titled = '<w:p><w:pPr><w:pStyle w:val="a7"/></w:pPr><w:r><w:t>一</w:t></w:r></w:p>'
    data = word(titled + paragraph("二", size=44) + paragraph("会议昨天举行。"), styles=style)
    assert docx.layout(data, ()).headings == {1, 2}


def test_what_is_not_read_is_reported(tmp_path: Path) -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    body = paragraph("抓落实", size=44) + paragraph("江州市委会议昨天举行。", inside=sign)
    data = word(body, comments="")
    path = tmp_path / "x.docx"
    path.write_bytes(data)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/media/image1.png", b"")
        archive.writestr("word/embeddings/a.xlsx", b"")
    source = receive(path)
    assert not isinstance(source, Problem)
    made = draft(source, Known(people={}, taken={}), Sidecar())
    keys = [remark.key for remark in made.remarks]
    assert keys == ["unread-comment", "unread-object", "unread-picture", "unread-symbol"]
    assert made.proof.complete


def test_rows_stand_in_the_story_as_they_are(tmp_path: Path) -> None:
    facts = f"<w:tbl>{row('序号', '项目')}{row('1', '加装电梯')}</w:tbl>"
    data = word(
        paragraph("抓落实", size=44)
        + paragraph("江州市委会议昨天举行，研究民生实事。")
        + facts
        + paragraph("市领导周正出席会议。")
    )
    path = tmp_path / "x.docx"
    path.write_bytes(data)
    source = receive(path)
    assert not isinstance(source, Problem)
    made = draft(source, Known(people={}, taken={}), Sidecar())
    article = next(iter(made.files.values()))
    assert "研究民生实事。\n\n序号 项目\n\n1 加装电梯\n\n市领导周正出席会议。\n" in article
