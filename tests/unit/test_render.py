"""What rendering promises to templates, and to those who write them."""

from __future__ import annotations

import errno
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from archives import written
from msgspec import Struct

from build import main
from huiyao.page import Page
from huiyao.render import (
    Setting,
    Unrenderable,
    compiled,
    compiled_whole,
    environment,
    fault,
    recalled,
    render,
    templates_digest,
)
from huiyao.resources import PACKAGE, folders
from huiyao.templates import Templates
from huiyao.views import Head, Ref, SiteView

SITE = SiteView("会要", "", "zh-CN", "一个汇编", "某馆", "", "https://example.org/repo/")

Show = Callable[..., str]


class View(Struct, frozen=True):
    """All that the pages here show."""

    head: Head = Head("题")
    words: str = "字句"
    ref: Ref = Ref("people/jia/", "甲")


VIEW = View()


@pytest.fixture
def show(tmp_path: Path) -> Show:
    """A page of some templates (name to text) of a project's own, before ours."""

    def shown(files: dict[str, str] | str, url: str = "articles/a/", view: Struct = VIEW) -> str:
        named = {"pages/it.html": files} if isinstance(files, str) else files
        for name, text in named.items():
            path = tmp_path / "templates" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        found = folders("templates", tmp_path)
        setting = Setting(SITE, tuple(map(str, found)), templates_digest(found))
        return render(Page(url, next(iter(named)), view), setting).decode()

    return shown


def problem(show: Show, files: dict[str, str] | str) -> tuple[str, str]:
    """Where and why a page cannot be rendered."""
    with pytest.raises(Unrenderable) as caught:
        show(files)
    found = caught.value.args[0]
    return str(found.where), found.what


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ view.words }}", "&lt;&amp;&gt;&#34;&#39;"),
        ("{{ view.words|safe }}", "<&>\"'"),
        ("{{ view.words|e|safe }}", "&lt;&amp;&gt;&#34;&#39;"),
        ("{{ view.words ~ '<' }}", "&lt;&amp;&gt;&#34;&#39;&lt;"),
        ("{{ '<b>'|safe ~ view.words[:1] }}", "<b>&lt;"),
        ("{{ (1, true, none, 1.5)|join('<') }}", "1&lt;True&lt;None&lt;1.5"),
        ("{{ 3 }} {{ true }} {{ none }} {{ [view.words[0]] }}", "3 True None [&#39;&lt;&#39;]"),
        ("{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m('&') }}", "<i>&amp;</i>"),
        ("{% macro m() %}<i>{{ caller() }}{% endmacro %}{% call m() %}&{% endcall %}", "<i>&"),
        ("{% set a %}<i>{{ '<' }}</i>{% endset %}{{ a }}", "<i>&lt;</i>"),
        ("{{ url('people/?<&') }}", "../../people/?%3C&amp;"),
        ("{% autoescape false %}{{ view.words }}{% endautoescape %}", "<&>\"'"),
    ],
)  # fmt: skip
def test_what_a_template_shows_is_escaped_once(show: Show, text: str, shown: str) -> None:
    assert show(text, view=View(words="<&>\"'")) == shown


@pytest.mark.parametrize(
    "call", ["m(1, 2)", "m(1, b=2)", "m(b=2, a=1)", "m(*[1, 2])", "m(1, **{'b': 2})", "m(1)"]
)
def test_a_macro_takes_what_it_is_given_in_every_form(show: Show, call: str) -> None:
    assert show("{% macro m(a, b=2) %}{{ a }}-{{ b }}{% endmacro %}{{ " + call + " }}") == "1-2"


def test_a_macro_may_take_more_than_it_names(show: Show) -> None:
    text = "{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, c=3) }}"
    assert show(text) == "1(2,){&#39;c&#39;: 3}"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("\n{{ view.nothing }}", 2, "no attribute 'nothing'"),
        ("\n\n{{ nothing }}", 3, "'nothing' is undefined"),
        ("{{ words.nothing.at.all }}", 1, "no attribute 'nothing'"),
        ("{{ words.site.nothing }}", 1, "no attribute 'nothing'"),
        ("\n{{ view.words() }}", 2, "not callable"),
        ("{% macro m(a) %}{{ a }}{% endmacro %}\n{{ m() }}", 1, "parameter 'a' was not provided"),
        ("{% macro m(a) %}{% endmacro %}\n{{ m(1, 2) }}", 2, "not more than 1"),
        ("{% macro m(a) %}{% endmacro %}\n{{ m(b=1) }}", 2, "no keyword argument 'b'"),
        ("\n{% include 'nowhere.html' %}", 2, "nowhere.html"),
        ("\n{% if %}", 2, "TemplateSyntaxError"),
        ("\n{{ 1 // 0 }}", 2, "ZeroDivisionError"),
    ],
)
def test_a_fault_of_a_template_names_its_line(show: Show, text: str, line: int, what: str) -> None:
    where, why = problem(show, text)
    assert where == f"templates/pages/it.html:{line}"
    assert what in why


@pytest.mark.parametrize(
    "used", ["{% include 'a.html' %}", "{% import 'a.html' as a %}{{ a.m() }}"]
)
def test_a_fault_of_what_a_template_uses_stands_there(show: Show, used: str) -> None:
    part = "{% macro m() %}\n\n{{ words.nothing.at }}{% endmacro %}{{ m() }}"
    assert problem(show, {"pages/it.html": used, "a.html": part})[0] == "templates/a.html:3"


def test_what_the_system_refuses_is_no_fault_of_a_template() -> None:
    refusal = OSError(errno.EMFILE, "Too many open files", "templates/base.html")
    with pytest.raises(OSError, match="Too many"):
        fault(refusal, Page("a/", "pages/it.html", VIEW), Setting(SITE, (), ""))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{% set d = {'a': '<'} %}{{ d.a }}", "&lt;"),
        ("{% for name in ['people'] %}{{ words.nav[name] }}{{ words.nav.get(name) }}{% endfor %}",
         "人物人物"),
        ("{% block b %}b{% endblock %}{{ self.b() }}", "bb"),
        ("{% set d = {'class': 1} %}{{ d.class }}{{ (1).real }}{{ 'a'.upper() }}", "11A"),
        ("{% for n in [1, 2] %}{{ loop.index }}{{ loop.no|default('-') }}{% endfor %}", "1-2-"),
    ],
)  # fmt: skip
def test_an_attribute_is_one_or_an_item(show: Show, text: str, shown: str) -> None:
    assert show(text) == shown


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("", "<b>|2&lt;|"),
        ("{% block a %}{{ super() }}{{ '<' }}{% endblock %}", "<b>&lt;|2&lt;|"),
        ("{% block n %}{% for i in 'a' %}{% if i %}{{ n }}{% endif %}{% endfor %}{% endblock %}",
         "<b>|2|"),
        ("{% block c %}{% set x %}<{% endset %}{{ x }}{{ self.a() }}{% endblock %}",
         "<b>|2&lt;|<<b>"),
        ("{% block c %}{% block d %}<{% endblock %}{{ '<' }}{% endblock %}", "<b>|2&lt;|<&lt;"),
        ("{% block c %}{% include 'part.html' %}{% endblock %}", "<b>|2&lt;|<i>"),
    ],
)  # fmt: skip
def test_a_block_shows_what_it_would_piece_by_piece(show: Show, page: str, shown: str) -> None:
    base = (
        "{% block a %}<b>{% endblock %}|"
        "{% for n in [2] %}{% block n scoped %}{{ n }}{{ '<' }}{% endblock %}{% endfor %}|"
        "{% block c %}{% endblock %}"
    )
    files = {"pages/it.html": "{% extends 'up.html' %}" + page, "up.html": base, "part.html": "<i>"}
    assert show(files) == shown


def test_a_fault_in_a_block_names_its_line(show: Show) -> None:
    text = "{% block a %}\n{{ 1 }}\n{% if 1 %}\n{{ view.nothing }}{% endif %}{% endblock %}"
    assert problem(show, text)[0] == "templates/pages/it.html:4"


def test_what_is_undefined_may_be_asked_for(show: Show) -> None:
    text = (
        "{{ view.nothing is defined }} {{ words.nothing|default('无') }} {{ nothing is defined }}"
    )
    assert show(text) == "False 无 False"


@pytest.mark.parametrize(
    ("page", "target", "way"),
    [
        ("", "people/jia/", "people/jia/"),
        ("people/", "people/jia/", "jia/"),
        ("articles/", "people/jia/", "../people/jia/"),
        ("articles/a/", "people/jia/", "../../people/jia/"),
        ("people/yi/", "people/jia/", "../jia/"),
        ("themes/t/2024/", "people/jia/", "../../../people/jia/"),
        ("articles/a/", "articles/b/#p1", "../b/#p1"),
        ("404.html", "people/jia/", "/repo/people/jia/"),
    ],
)
def test_a_link_starts_from_the_page(show: Show, page: str, target: str, way: str) -> None:
    files = {
        "pages/it.html": "{% import 'a.html' as a with context %}{{ a.m(view.ref) }}",
        "a.html": "{% macro m(ref) %}{{ url(ref.url) }}{% endmacro %}",
    }
    assert show(files, page, View(ref=Ref(target, ""))) == way


def test_the_address_of_a_page_is_that_of_the_site_and_its_own(show: Show) -> None:
    text = "{{ absolute(page_url) }} {{ section }} {{ depth }}"
    assert show(text, "people/李/") == "https://example.org/repo/people/%E6%9D%8E/ people 2"
    assert show(text, "") == "https://example.org/repo/  0"


@pytest.mark.parametrize(
    "part", ["{{ view.words }}", "{{ page_url }}", "{{ outside }}", "{% include 'b.html' %}"]
)
def test_a_part_that_shows_something_of_the_page_is_each_page_s_own(show: Show, part: str) -> None:
    files = {
        "pages/it.html": (
            "{% set outside = view.words %}{% include 'a.html' %}"
            "{% import 'a.html' as a with context %}{{ a.m() }}"
        ),
        "a.html": f"{part}{{% macro m() %}}{part}{{% endmacro %}}",
        "b.html": "{{ view.words }}",
    }
    for words in ("一/", "二/"):
        assert show(files, words, View(words=words)) == words * 2


@pytest.mark.parametrize("context", ["", " with context", " without context", " ignore missing"])
@pytest.mark.parametrize(
    "text",
    [
        "<{}>",
        "<{{% block b %}}{}{{% endblock %}}>",
        "{{% macro m() %}}<{}>{{% endmacro %}}{{{{ m() }}}}",
        "{{% set it %}}<{}>{{% endset %}}{{{{ it }}}}",
        "{{% filter upper %}}<{}>{{% endfilter %}}",
        "{{% macro m() %}}<{{{{ caller() }}}}>{{% endmacro %}}{{% call m() %}}{}{{% endcall %}}",
        "{{% for n in (1,) %}}<{}>{{% endfor %}}",
    ],
)
def test_a_part_that_all_pages_share_stands_where_it_is_included(
    show: Show, text: str, context: str
) -> None:
    it = text.format(f"{{% include 'a.html'{context} %}}")
    assert show({"pages/it.html": it, "a.html": "&{{ section|upper }}"}) == "<&ARTICLES>"


def test_a_part_that_counts_begins_anew_on_each_page(show: Show) -> None:
    files = {
        "pages/it.html": "{% import 'a.html' as a with context %}{{ a.m() }}{{ a.m() }}",
        "a.html": (
            "{% set at = namespace(n=0) %}"
            "{% macro m() %}{% set at.n = at.n + 1 %}{{ at.n }}{% endmacro %}"
        ),
    }
    assert [show(files), show(files)] == ["12", "12"]


def test_a_name_may_be_set_in_a_template(show: Show) -> None:
    files = {
        "pages/it.html": (
            "{% set site = {'title': view.words} %}{{ site.title }}"
            "{% for words in [view] %}{{ words.words }}{% endfor %}"
            "{% for section in 'ab' %}{% include 'a.html' %}{% endfor %}"
        ),
        "a.html": "{{ section }}",
    }
    assert show(files) == "字句字句ab"


def test_pages_are_made_of_the_templates_that_their_digest_is_of(tmp_path: Path) -> None:
    page, path = Page("people/a/", "it.html", VIEW), tmp_path / "it.html"
    path.write_text("{% include 'note.txt' %}", encoding="utf-8")
    note = tmp_path / "note.txt"
    shown = []
    for words, later in (("一", "二"), ("二", "三"), ("一", "")):
        note.write_text(words, encoding="utf-8")
        setting = Setting(SITE, (str(tmp_path),), templates_digest([tmp_path]))
        note.write_text(later, encoding="utf-8")
        compiled_whole(setting)
        shown.append(render(page, setting).decode())
    assert shown == ["一", "二", "一"]


def test_templates_that_nobody_has_any_more_are_told(tmp_path: Path) -> None:
    lost = Setting(SITE, (str(tmp_path),), "of others")
    with pytest.raises(Unrenderable) as caught:
        render(Page("people/a/", "it.html", VIEW), lost)
    assert caught.value.args[0].what == "the templates were changed while pages were made of them"


def test_folders_behind_links_are_read(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/it.html").write_text("甲", encoding="utf-8")
    (tmp_path / "templates").mkdir()
    for name in ("a", "b"):
        (tmp_path / "templates" / name).symlink_to(tmp_path / "own")
    (tmp_path / "own/again").symlink_to(tmp_path / "templates")
    setting = Setting(SITE, (f"{tmp_path}/templates",), templates_digest([tmp_path / "templates"]))
    for name in ("a", "b"):
        assert render(Page("people/a/", f"{name}/it.html", VIEW), setting).decode() == "甲"


def test_what_was_compiled_is_not_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "it.html"
    path.write_text("{% if view.words %}{{ words.nav.people }}{% endif %}", encoding="utf-8")
    setting = Setting(SITE, (str(tmp_path),), templates_digest([tmp_path]))
    packed = compiled_whole(setting)
    compiled.cache_clear()
    environment.cache_clear()
    asked = iter([packed])
    assert recalled(setting, partial(next, asked))
    assert recalled(setting, partial(next, asked)), "what is known is not fetched again"
    monkeypatch.delattr(Templates, "_generate")
    monkeypatch.delattr("jinja2.Environment._generate")
    assert render(Page("people/a/", "it.html", VIEW), setting).decode() == "人物"


@pytest.mark.parametrize("name", ["partials/footer.html", "partials/header.html", "base.html"])
def test_an_archive_s_own_template_wins_and_may_show_the_page(show: Show, name: str) -> None:
    files = {"pages/it.html": '{% extends "base.html" %}', name: "<p>{{ view.words }}</p>"}
    for words in ("一", "二"):
        page = show(files, f"articles/{words}/", View(words=words))
        assert f"<p>{words}</p>" in page
        assert ('class="colophon"' in page) == (name == "partials/header.html")


@pytest.mark.parametrize("times", [2, 3])
def test_a_template_that_was_edited_is_loaded_again(tmp_path: Path, times: int) -> None:
    root = written(tmp_path, {}).root
    base = (PACKAGE.parent / "templates" / "base.html").read_text(encoding="utf-8")
    (root / "templates").mkdir()
    for number in range(times):
        edited = base.replace("</head>", f"<!-- {number} --></head>")
        (root / "templates" / "base.html").write_text(edited, encoding="utf-8")
        assert main(["--project", str(root), "build", "--jobs", "1", "--no-search"]) == 0
    assert f"<!-- {times - 1} -->" in (root / "_site" / "index.html").read_text(encoding="utf-8")
