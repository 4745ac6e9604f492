"""The stage that turns a page's view into bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from huiyao import urls
from huiyao.language import words
from huiyao.model import Page
from huiyao.views import SiteView


class Setting(Struct, frozen=True):
    """What all pages of one build share."""

    site: SiteView
    templates: tuple[str, ...]
    """Template folders, the project's own before ours."""
    digest: str
    """Of the templates."""


def render(page: Page, setting: Setting) -> bytes:
    """One page, as UTF-8."""
    site = setting.site

    def url(path: str) -> str:
        # A page not found is shown at any depth: its links start at the site's own root.
        if page.url == "404.html":
            return (urlsplit(site.base_url).path or "/") + path
        return urls.relative(page.url, path)

    template = environment(setting.templates).get_template(page.template)
    text = template.render(
        site=site,
        view=page.view,
        page_url=page.url,
        words=words(site.language),
        url=url,
        absolute=lambda path: urls.absolute(site.base_url, path),
    )
    return text.encode()


@cache
def environment(folders: tuple[str, ...]) -> Environment:
    """The templates of some folders, those of earlier ones first; undefined names are faults."""
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )


def templates_digest(folders: Sequence[Path]) -> str:
    """The digest of every template that a page can reach."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in folders:
        for path in sorted(folder.rglob("*.html")):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
