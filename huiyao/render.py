"""The stage that turns a page's view into bytes."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError
from msgspec import Struct

from huiyao import urls
from huiyao.apart import apart
from huiyao.compiled import Compiled
from huiyao.edition import digest, edition
from huiyao.failure import scarce
from huiyao.generator import named
from huiyao.language import words
from huiyao.messages import problem
from huiyao.model import Problem, Where
from huiyao.page import Page
from huiyao.snapshot import held, snapshot
from huiyao.templates import Templates
from huiyao.views import SiteView


class Setting(Struct, frozen=True):
    """What all pages of one build share."""

    site: SiteView
    templates: tuple[str, ...]
    """Template folders, the project's own before ours."""
    digest: str
    """Of the templates."""

    @property
    def edition(self) -> bytes:
        """The digest of all that pages are made of alike."""
        return digest(edition(), self.site, self.digest)


class Unrenderable(Exception):  # noqa: N818  # it carries a fault of the content, not of the code
    """A template or a static file that cannot be used; its one argument is the problem."""


def render(page: Page, setting: Setting) -> bytes:
    """One page, as UTF-8."""
    try:
        try:
            return _render(page, setting, direct=True)
        except AttributeError:  # maybe it is an item, or nothing that matters
            return _render(page, setting, direct=False)
    except Exception as error:
        # A template may do anything that Python does, and so fail in any way.
        raise Unrenderable(fault(error, page, setting)) from error


def _render(page: Page, setting: Setting, *, direct: bool) -> bytes:
    where = (urls.section(page.url), *urls.place(page.url))
    templates = environment(setting, *where, direct=direct)
    text = templates.get_template(page.template).render(view=page.view, page_url=page.url)
    return text.encode()


def fault(error: Exception, page: Page, setting: Setting) -> Problem:
    """The place in a template where rendering failed; the error itself if it was in none."""
    if isinstance(error, OSError) and scarce(error):
        raise error  # no fault of the template, which could not be opened
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.endswith(".html")]
    path, line = (inside[-1].filename, inside[-1].lineno or 0) if inside else (page.template, 0)
    if isinstance(error, TemplateSyntaxError):
        path, line = error.filename or path, error.lineno
    elif not (inside or isinstance(error, TemplateError | UnicodeError | OSError)):
        raise error
    for folder in setting.templates:
        path = path.removeprefix(f"{folder}{os.sep}")
    where = Where(f"templates/{path}", line)
    return problem(where, "template-bad", what=f"{type(error).__name__}: {error}")


@lru_cache(64)
def environment(
    setting: Setting, section: str, folder: str, depth: int, *, direct: bool
) -> Templates:
    """The templates as the pages of one place see them."""
    site, files = setting.site, held([*map(Path, setting.templates)], setting.digest)
    if files is None:
        raise Unrenderable(problem(Where("templates"), "templates-changed"))
    here: dict[str, object] = {
        "section": section,
        "depth": depth,
        # A page not found is shown at any depth: its links start at the site's own root.
        "url": urls.rooted(site.base_url) if folder == "404.html" else urls.ways(folder, depth),
        "absolute": partial(urls.absolute, site.base_url),
    }
    code = compiled(setting) if direct else Compiled()
    return Templates(files, texts(setting), here, code, direct=direct)


@lru_cache(1)
def texts(setting: Setting) -> dict[str, object]:
    """What is the same on all pages, whatever their place."""
    return {"site": setting.site, "words": named(words(setting.site.language))}


@lru_cache(1)
def compiled(_setting: Setting) -> Compiled:
    """The code of the templates, the same at every place."""
    return Compiled()


@contextmanager
def compiling(setting: Setting, packed: bytes | None) -> Iterator[Callable[[], bytes]]:
    """The code of the templates, packed: what an earlier build left, or compiled meanwhile."""
    if packed and recalled(setting, lambda: packed):
        yield lambda: packed
    else:
        with apart(partial(compiled_whole, setting), bytes) as code:
            yield code


def recalled(setting: Setting, packed: Callable[[], bytes | None]) -> bool:
    """Whether code is there, maybe now that it was unpacked."""
    known = compiled(setting)
    return bool(known.code) or known.unpack(packed() or b"", setting.edition)


def compiled_whole(setting: Setting) -> bytes:
    """The code of every template that can be compiled; what is wrong with others their use says."""
    anywhere = environment(setting, "", "", 0, direct=True)
    for name in anywhere.list_templates(extensions=["html"]):
        with suppress(TemplateError, OSError, UnicodeError):
            anywhere.get_template(name)
    return compiled(setting).packed(setting.edition)


def templates_digest(folders: Sequence[Path]) -> str:
    """The digest of the templates, of which pages are made from here on as they are now."""
    return snapshot(folders).digest
