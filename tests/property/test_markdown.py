"""That a body read by its paragraphs is what Markdown's parser makes of it as a whole."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from huiyao.commonmark import parsed
from huiyao.markdown import parse

SIGNS = "甲乙。，a1 .)(-+:=\\`*_[]!<>&{}~#|\u3000\t\"'/"
BLOCKS = """
- 甲|1. 甲|2024年|> 引|## 题|```|~~~|    甲|***|---|===|甲  | |[甲]: 乙|上海市委。
{++甲++}|{++甲|甲++}|{~~甲~>乙~~}{>>误<<}
""".replace("\n", "|").split("|")
LINES = st.text(SIGNS, max_size=12) | st.sampled_from([*BLOCKS, "", "|甲|乙|", "|-|-|"])
BODIES = st.lists(LINES, max_size=14).map("\n".join) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60
)


@given(BODIES)
@example("甲\n\n- 乙\n\n  丙\n\n丁")
@example("```\n甲\n\n乙\n```\n丙")
@example("甲\n\n\u3000\n\n乙")
@example("甲++}\n\n{++乙\n\n丙++}")
@example("甲\x0b\n\n\x0c\n乙\x85\n\n\u2028丙\0")
def test_a_body_by_its_paragraphs_is_the_body_as_a_whole(body: str) -> None:
    blocks, faults = parsed(body, "a.md", 7)
    found = parse(body, "a.md", 7)
    assert found.text.blocks == tuple(blocks)
    told = [fault for n, (key, fault) in enumerate(faults) if n == 0 or key != "mark-unopened"]
    assert list(found.problems) == told
