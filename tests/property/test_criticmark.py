"""Marks are read as they are written, and nothing of a text is lost on the way."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from huiyao.criticmark import DELIMITERS, Malformed, parse_mark, spans, write
from huiyao.markdown import parse
from huiyao.model import Mark, Span

CLOSINGS = tuple(closing for closing, _ in DELIMITERS.values())

# Lines end as `reading.decode` leaves them.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=40)
anything = texts | st.text("{}~>+=<-\\甲乙。 *`[]()|#\n", max_size=40)
words = anything.filter(lambda text: text.strip() and text == text.strip())
note = st.just("") | words
pieces = st.lists(
    st.sampled_from([*DELIMITERS, *CLOSINGS, "~>", "\\", "甲", "乙"]), max_size=14
).map("".join)

marks = st.one_of(
    st.builds(Mark, st.just("correction"), words, words, note),
    st.builds(lambda text, said: Mark("doubt", text, text, said), words, note),
    st.builds(lambda text, said: Mark("surplus", text, note=said), words, note),
    st.builds(lambda text, said: Mark("addition", reading=text, note=said), words, note),
    st.builds(lambda text: Mark("gap", note=text), words),
)


def plain(text: str) -> str:
    """A text written so that no mark is read in it."""
    return text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")


@given(marks)
def test_a_mark_reads_as_it_was_written(mark: Mark) -> None:
    assert parse_mark(write(mark), 0) == (mark, len(write(mark)))


@given(st.lists(st.tuples(words, marks), max_size=4), anything)
def test_a_line_reads_as_it_was_written(parts: list[tuple[str, Mark]], end: str) -> None:
    text = "".join(plain(before) + write(mark) for before, mark in parts) + plain(end)
    expected = [
        span for before, mark in parts for span in (Span(before), Span(mark.reading, mark=mark))
    ]
    assert list(spans(text)) == [*expected, *([Span(end)] if end else [])]


@given(pieces)
@example("{++甲{--乙--}++}")
@example("{--甲")
@example("{==甲==}{>>{>>乙<<}<<}")
@example("\\{++甲++}")
def test_no_character_of_a_line_is_lost(text: str) -> None:
    found = list(spans(text))
    read = "".join(
        write(one.mark) if one.mark else one.text for one in found if isinstance(one, Span)
    )
    signs = str.maketrans("", "", "\\")
    assert read.translate(signs) == text.translate(signs)


@given(anything | pieces)
def test_the_first_fault_is_placed_at_a_sign(text: str) -> None:
    faults = [one for one in spans(text) if isinstance(one, Malformed)]
    assert len(faults) <= 1
    for fault in faults:
        assert text.startswith(fault.sign, fault.position)


@given(st.lists(anything | pieces, max_size=4).map("\n\n".join))
@example("> 甲\n> {++乙")
@example("|甲|乙|\n|-|-|\n|{++|{++|")
@example("- 甲\n  {--乙")
@example("\t{++")
@example("1) {>>甲")
def test_every_fault_of_a_text_is_placed_at_a_sign(text: str) -> None:
    lines = text.split("\n")
    for fault in parse(text, "a.md").problems:
        line = lines[fault.where.line - 1]
        assert line.startswith((*DELIMITERS, *CLOSINGS), fault.where.column - 1), (fault, line)


@given(st.lists(anything | pieces, max_size=4).map("\n\n".join))
def test_elements_of_a_text_are_balanced(text: str) -> None:
    open_: list[str] = []
    for block in parse(text, "a.md").text.blocks:
        for tags in (block.before, block.after):
            for tag in filter(None, tags.replace(">", "").split("<")):
                if tag.startswith("/"):
                    assert open_.pop() == tag[1:]
                else:
                    open_.append(tag)
    assert open_ == []
