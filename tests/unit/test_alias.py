from __future__ import annotations

import pytest

from huiyao.alias import fault


@pytest.mark.parametrize(
    "alias",
    [
        "五个中心",
        "“?五个中心”?",
        "(?:国际)?金融中心",
        r"“人工智能\+”",
        "科技.{0,8}创新",
        "[*+]{1,2}",
        r"[]*+]",
        "(?P<a>甲|乙)丙",
        "(?<!不)高质量发展(?!理念)",
        "(?i:ai)",
        r"\d{4}年",
    ],
)
def test_what_an_alias_may_be(alias: str) -> None:
    assert fault(alias) is None


@pytest.mark.parametrize(
    ("alias", "key"),
    [
        ("(", "alias-bad"),
        ("*甲", "alias-bad"),
        ("[甲", "alias-bad"),
        ("[[甲]]", "alias-bad"),
        ("甲\\", "alias-bad"),
        ("(?P<a>甲)(?P<a>乙)", "alias-bad"),
        ("甲{99999999999}", "alias-bad"),
        ("(" * 5000 + ")" * 5000, "alias-bad"),
        ("(甲+)+$", "alias-endless"),
        ("甲.*乙", "alias-endless"),
        ("甲{2,}", "alias-endless"),
        ("甲{,}", "alias-endless"),
        ("(?:甲+)", "alias-endless"),
        ("甲?" * 30 + "甲" * 30, "alias-many"),
        ("(甲{0,30}){0,40}", "alias-many"),
        ("甲{0,5000}", "alias-many"),
        ("甲?", "alias-empty"),
        ("|甲", "alias-empty"),
        ("^", "alias-empty"),
        ("(?=)", "alias-empty"),
    ],
)
def test_what_it_may_not_be(alias: str, key: str) -> None:
    found = fault(alias)
    assert found is not None
    assert found[0] == key
