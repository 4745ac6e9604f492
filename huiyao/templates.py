"""Templates as they are compiled: what is the same on many pages is worked out once.

The language is Jinja's, whole. Words of the interface are written into the code; a template that
shows nothing of the page is run once, wherever it is included and its macros imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import (
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    Undefined,
    meta,
    nodes,
)
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from huiyao.compiled import Compiled
from huiyao.generator import Generator, escaped, macro, safe
from huiyao.snapshot import Loader, Snapshot

STATEFUL = {"cycler", "joiner", "namespace"}
"""Of Jinja's own names, those whose values change while a page is rendered."""


class Common(Template):
    """A template that takes its globals from nowhere but its environment."""

    def _get_default_module(self, ctx: object = None) -> Any:  # noqa: ARG002
        return super()._get_default_module()


class Templates(Environment):
    """The templates as a build found them; undefined names are faults.

    Beside what a page is rendered with, they know `texts`, which are written into the code, and
    what else is the same `here`, on all pages of the environment.

    `direct` ones take for an attribute only what Python does, and so raise AttributeError where
    Jinja would look for an item, or go on with what is undefined.
    """

    code_generator_class = Generator
    template_class = Common
    escaped = staticmethod(escaped)
    macro = staticmethod(macro)

    def __init__(
        self,
        held: Snapshot,
        texts: Mapping[str, object],
        here: Mapping[str, object],
        compiled: Compiled,
        *,
        direct: bool,
    ) -> None:
        super().__init__(
            loader=Loader(held),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=compiled,
        )
        self.filters["safe"] = safe
        self.direct = direct
        self.texts = texts
        self.globals |= {**self.texts, **here}
        self.alike: dict[str, bool] = {}
        """Template to whether it is common, as far as that is known."""

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        own = {name.name for name in source.find_all(nodes.Name) if name.ctx != "load"}
        return super()._generate(Folded(self, own).visit(source), *args, **kwargs)

    def part(self, name: str) -> Markup:
        """What a template shows on every page."""
        return safe(str(self.get_template(name).module))

    def common(self, name: object, above: tuple[str, ...] = ()) -> bool:
        """Whether a template, with all that it refers to, shows nothing of the page."""
        if isinstance(name, str) and name not in above and name not in self.alike:
            self.alike[name] = self._common(name, above)
        return self.alike.get(str(name), False)

    def _common(self, name: str, above: tuple[str, ...]) -> bool:
        assert self.loader is not None, "it is given"
        try:
            text, path, _ = self.loader.get_source(self, name)
            source = self._parse(text, name, path)
            alone = not meta.find_undeclared_variables(source)
        except (TemplateError, OSError, UnicodeError):
            return False  # it fails where it is used, if it is
        steady = STATEFUL.isdisjoint(used.name for used in source.find_all(nodes.Name))
        inner = meta.find_referenced_templates(source)
        return alone and steady and all(self.common(one, (*above, name)) for one in inner)


class Folded(NodeTransformer):
    """A template in which what is known stands in place of where it comes from.

    Names that the template has as its `own` are not known, even if all others share them.
    """

    def __init__(self, environment: Templates, own: set[str]) -> None:
        self.environment = environment
        self.texts = {name: value for name, value in environment.texts.items() if name not in own}
        self.plain = own.isdisjoint(environment.globals)

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802
        """A call for the part, which is known, not run again."""
        if node.ignore_missing or not self.alone(node.template):
            return self.generic_visit(node)
        part = nodes.EnvironmentAttribute("part", lineno=node.lineno)
        call = nodes.Call(part, [node.template], [], None, None, lineno=node.lineno)
        return nodes.Output([call], lineno=node.lineno)

    def visit_Import(self, node: nodes.Import) -> nodes.Node:  # noqa: N802
        """Macros that are made once."""
        node.with_context = node.with_context and not self.alone(node.template)
        return node

    def alone(self, template: nodes.Expr) -> bool:
        """Whether nothing of this template can be seen in another."""
        known = isinstance(template, nodes.Const) and self.environment.common(template.value)
        return self.plain and known

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802
        """A text; what is none, or unknown, is looked up when the page is rendered."""
        found = self.found(node)
        if isinstance(found, str):
            return nodes.Const(found, lineno=node.lineno)
        return self.generic_visit(node)

    def found(self, node: nodes.Node) -> object:
        """What a chain of names leads to; undefined where it leads nowhere."""
        if isinstance(node, nodes.Name):
            return self.texts.get(node.name, Undefined())
        inner = self.found(node.node) if isinstance(node, nodes.Getattr) else Undefined()
        if isinstance(node, nodes.Getattr) and not isinstance(inner, Undefined):
            return self.environment.getattr(inner, node.attr)
        return Undefined()
