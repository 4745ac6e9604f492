"""Documents of the formats that sources come in, as small as they can be."""

from __future__ import annotations

import io
import zipfile
import zlib

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str = "<w:p><w:r><w:t>a</w:t></w:r></w:p>") -> bytes:
    """A Word document of some paragraphs."""
    text = f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def pdf(content: bytes = b"BT /F 12 Tf (one) Tj ET", *, packed: bool = False) -> bytes:
    """A PDF document of one page."""
    stream = zlib.compress(content) if packed else content
    kind = b"/Filter/FlateDecode" if packed else b""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), kind, stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    file, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj%s endobj\n" % (number, one)
    start = len(file)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"xref\n0 6\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 6>>\n" % table
    return file + b"startxref\n%d\n%%%%EOF\n" % start
