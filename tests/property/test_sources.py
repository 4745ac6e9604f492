"""Whatever a source is made of, only its text or a reason that can be told comes of it."""

from __future__ import annotations

import pytest
from documents import docx, pdf
from hypothesis import example, given
from hypothesis import strategies as st

from huiyao.messages import messages
from huiyao.sources import decoder, formats
from huiyao.sources.decoding import refusal

LATIN = "<!doctype html><meta charset=utf-8><body><h1>A</h1><p>B &amp; C<script>x</script>"

SOUND = {
    ".txt": "全会在江州举行。\r\n".encode("gb18030"),
    ".md": "# 全会\n".encode(),
    ".html": LATIN.encode(),
    ".htm": LATIN.encode("utf-16"),
    ".docx": docx(),
    ".pdf": pdf(),
}


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of some format with some of its bytes replaced by others, or torn out."""
    suffix = draw(st.sampled_from(sorted(formats())))
    data = SOUND[suffix]
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 8)))
        data = data[:at] + draw(st.binary(max_size=8)) + data[end:]
    return suffix, data


def read(suffix: str, data: bytes) -> str:
    """The text of a source, or the message that says why there is none."""
    decode = decoder(suffix)
    assert decode, "it is one of our formats"
    try:
        return decode(data)
    except UnicodeDecodeError as error:
        if error.object != data:  # the place must be one in the file
            raise
        return refusal("a", error).what
    except ValueError as error:
        return messages()[f"source-{error}"][0]


@given(spoiled())
@example((".docx", docx()[1:]))
def test_spoiled_files(file: tuple[str, bytes]) -> None:
    read(*file)


@given(st.sampled_from(sorted(SOUND)), st.binary(max_size=200))
@example(".pdf", b"%PDF-1.7\n")
@example(".docx", b"PK\x03\x04")
@example(".docx", b"PK\x05\x06" + bytes(18))
@example(".html", b"<!doctype html><meta charset=utf-16><p>a")
@example(".html", b"<meta charset=idna><p>a")
@example(".html", b"<meta charset=rot13><p>a")
@example(".html", b"<" * 5000)
@example(".html", b"<p>" * 5000)
@example(".html", b"&#x110000;&#xD800;&#0;")
def test_files_of_any_bytes(suffix: str, data: bytes) -> None:
    read(suffix, data)


@pytest.mark.parametrize("suffix", sorted(formats()))
def test_every_format_is_tried_and_sound(suffix: str) -> None:
    assert formats()[suffix].text(SOUND[suffix]).strip()
