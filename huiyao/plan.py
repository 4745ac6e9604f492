"""The stage that decides what the site holds: every page with its view, every other file."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Sequence
from importlib import import_module

from huiyao import exports
from huiyao.concordance import Concordance
from huiyao.kind import Planned
from huiyao.kinds import kinds
from huiyao.model import Project
from huiyao.records.site import Site
from huiyao.render import Setting, templates_digest
from huiyao.resources import folders, static
from huiyao.script import minified
from huiyao.views import SiteView


def plan(archive: Concordance) -> Iterator[Planned]:
    """Every page of the site, kind by kind."""
    for kind in kinds():
        if kind.pages:
            yield from kind.pages(archive)


def export(
    archive: Concordance, listed: Sequence[str], project: Project
) -> Iterator[tuple[str, bytes]]:
    """Every file that is not a page, as path and content: `static/`, and each of `exports/`.

    `listed` are the addresses of the pages that search engines may know.
    """
    for path, file in static(project.root):
        content = file.read_bytes()
        yield path, minified(content) if path.endswith(".js") else content
    for module in sorted(module.name for module in pkgutil.iter_modules(exports.__path__)):
        yield from import_module(f"{exports.__name__}.{module}").files(archive, listed)


def setting(site: Site, project: Project) -> Setting:
    """What all pages of the build share."""
    view = SiteView(
        site.title,
        site.subtitle,
        site.language,
        site.description,
        site.publisher,
        site.rights,
        site.base_url,
    )
    templates = folders("templates", project.root)
    return Setting(view, tuple(map(str, templates)), templates_digest(templates))
