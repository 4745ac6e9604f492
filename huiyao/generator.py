"""The Python that a template becomes, without the detours that templates elsewhere need.

A call is a call of Python, as no template is asynchronous or sandboxed; and an attribute is its
attribute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from keyword import iskeyword
from types import FunctionType

from jinja2 import Environment, nodes, runtime
from jinja2.compiler import CodeGenerator, Frame
from jinja2.utils import missing
from markupsafe import Markup, escape


def escaped(value: object) -> str:
    """A value as HTML: markup as it is, all else as `markupsafe.escape` does it, only faster."""
    if type(value) is str:
        if value.isalnum():
            return value
        text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace("'", "&#39;").replace('"', "&#34;")
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


def safe(value: object) -> Markup:
    """What is HTML already."""
    return str.__new__(Markup, value) if type(value) is str else Markup(value)  # noqa: S704  # the filter's purpose


class Named(dict[str, object]):
    """A mapping whose values are attributes, too."""

    def __getattr__(self, name: str) -> object:
        """A value."""
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def named(value: object) -> object:
    """The same with all mappings in it."""
    return Named({k: named(v) for k, v in value.items()}) if isinstance(value, Mapping) else value


def macro(
    environment: Environment, body: FunctionType, name: str, arguments: list[str], *how: bool
) -> Callable[..., str]:
    """A macro; what is passed to it by order alone goes straight to its code."""
    whole = runtime.Macro(environment, body, name, arguments, *how)
    if whole.catch_kwargs or whole.catch_varargs or whole.caller:
        return whole
    body.__defaults__ = (missing,) * len(arguments)
    most, new = len(arguments), str.__new__

    def called(*args: object, **kwargs: object) -> str:
        if kwargs or len(args) > most:
            return whole(*args, **kwargs)
        return new(Markup, body(*args))

    called.__dict__.update(vars(whole))
    return called


class Generator(CodeGenerator):
    """Writes the Python of a template."""

    def write_commons(self) -> None:
        """What each function of the code begins with."""
        super().write_commons()
        self.writeline("escape = environment.escaped")
        self.writeline("Macro = environment.macro")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """The code of a block, which gathers what it shows: to hand on each piece takes longer."""
        whole = frame.block_frame and frame.buffer is None
        if whole:
            self.buffer(frame)
        super().blockvisit(nodes, frame)
        if whole:
            self.writeline(f"yield concat({frame.buffer})")

    def visit_Call(  # noqa: N802
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """A call as Python's own: nothing that a template can name asks for its context."""
        keys = (keyword.key for keyword in node.kwargs)
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(map(iskeyword, keys)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute as Python's own."""
        direct = getattr(self.environment, "direct", False)
        if not direct or not node.attr.isascii() or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")
