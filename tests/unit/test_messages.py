"""That the tool says the same in every language."""

from __future__ import annotations

import json
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from archives import written

from huiyao import frontmatter, messages, record
from huiyao.arguments import parser
from huiyao.load import load
from huiyao.records.person import Person

ROOT = Path(messages.__file__).parent
LANGUAGES = {path.stem: path for path in sorted(ROOT.glob("*.json"))}
CACHES = (messages.messages, messages.meanings)
HAN = re.compile(r"[\u4e00-\u9fff]")


def read(path: Path) -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def placeholders(text: str) -> Counter[str]:
    """The words that a message leaves to be filled in."""
    return Counter(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.fixture
def locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """An environment in which only `LC_ALL` tells the language, forgotten afterwards."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for remembered in CACHES:
        remembered.cache_clear()
    yield monkeypatch
    for remembered in CACHES:
        remembered.cache_clear()


def test_there_is_chinese_and_english() -> None:
    assert {"en", "zh"} <= LANGUAGES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_message_in_the_same_order(language: str) -> None:
    assert list(read(LANGUAGES[language])) == list(read(LANGUAGES["en"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_stands_twice(language: str) -> None:
    lines = LANGUAGES[language].read_text(encoding="utf-8").splitlines()
    keys = Counter(line.partition(":")[0] for line in lines if ":" in line)
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("key", read(LANGUAGES["en"]))
@pytest.mark.parametrize("language", LANGUAGES.keys() - {"en"})
def test_every_message_fills_in_the_same_words(language: str, key: str) -> None:
    ours, theirs = read(LANGUAGES[language])[key], read(LANGUAGES["en"])[key]
    assert [placeholders(text) for text in ours] == [placeholders(text) for text in theirs]


def test_every_chinese_message_is_in_chinese() -> None:
    words = {
        f"{key} {number}": text
        for key, texts in read(LANGUAGES["zh"]).items()
        for number, text in enumerate(texts)
        if re.sub(r"\{\w+\}", "", text).strip()
    }
    assert [key for key, text in words.items() if not HAN.search(text)] == []


@pytest.mark.parametrize("name", ["zh_CN.UTF-8", "zh_TW.UTF-8", "zh"])
def test_a_chinese_locale_is_spoken_to_in_chinese(locale: pytest.MonkeyPatch, name: str) -> None:
    locale.setenv("LC_ALL", name)
    assert HAN.search(messages.say("help"))
    assert HAN.search(parser().format_help())


@pytest.mark.parametrize("name", ["", "C", "C.UTF-8", "en_US.UTF-8", "tr_TR.UTF-8", "de_DE"])
def test_any_other_locale_is_spoken_to_in_english(locale: pytest.MonkeyPatch, name: str) -> None:
    locale.setenv("LANG", name)
    assert not HAN.search(messages.say("help"))


@pytest.mark.parametrize(("name", "word"), [("zh_CN.UTF-8", "姓名"), ("C", "name")])
def test_a_missing_key_is_explained_in_the_language(
    locale: pytest.MonkeyPatch, name: str, word: str
) -> None:
    locale.setenv("LC_ALL", name)
    node = frontmatter.parse("aliases: []", "a.md")
    assert isinstance(node, frontmatter.Mapping)
    [problem] = record.check(Person, node).problems
    assert word in problem.hint


def test_what_is_remembered_is_not_said_in_another_language(
    locale: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project = written(tmp_path, {"people/a.md": "---\naliases: []\n---\n"})
    said = []
    for name in ("C", "zh_CN.UTF-8", "C"):
        locale.setenv("LC_ALL", name)
        for remembered in CACHES:
            remembered.cache_clear()
        [problem] = load(project).problems
        said.append(bool(HAN.search(problem.what)))
    assert said == [False, True, False]


def test_the_more_particular_variable_wins(locale: pytest.MonkeyPatch) -> None:
    locale.setenv("LANG", "zh_CN.UTF-8")
    locale.setenv("LC_ALL", "C")
    assert not HAN.search(messages.say("help"))
