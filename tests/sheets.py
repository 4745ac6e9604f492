"""PDF documents with a text layer, made for tests: no font is embedded, only its code map."""

from __future__ import annotations

from collections.abc import Sequence

Letters = tuple[float, float, float, str]
"""Left, height above the foot of the page, size, and the words of a line."""

CODES = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /All def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    "1 beginbfrange <0000> <FFFF> <0000> endbfrange\n"
    "endcmap CMapName currentdict /CMap defineresource pop end end"
)


def sheets(pages: Sequence[Sequence[Letters]]) -> bytes:
    """A document of such pages."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        (
            f"<< /Type /Pages /Count {len(pages)} /Kids "
            f"[{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] >>"
        ),
        (
            "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H"
            " /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
        ),
        (
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
        _stream(CODES),
    ]
    for number, page in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595]"
            f" /Resources << /Font << /F 3 0 R >> >> /Contents {7 + 2 * number} 0 R >>"
        )
        objects.append(_stream("\n".join(_shown(*letters) for letters in page)))
    return _file(objects)


def _shown(x: float, y: float, size: float, words: str) -> str:
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET"


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    out = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + end.encode("ascii")
