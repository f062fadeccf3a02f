"""Templates to code that runs fast, inside the sandbox: what a template may reach and call.

A template sees fields of records and pages, and calls macros and nothing else. Whether a name of a value is open to it
is decided once for each type and name, and after that the code of the template takes the value without asking again;
a macro is a function that is called as Python calls one. That is where the time of a page went.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef, find_undeclared
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from convtool.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

marked: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Give a text that is fit for the page as it is; what `Markup` itself does, without asking what kind of value it is."""

_OPEN = tuple(
    f"convtool.{part}" for part in ("context.", "pledges.", "progress.", "standing.", "values", "woo", "wording")
)
_OF_JINJA = {(kind.__module__, kind.__name__) for kind in (TemplateModule, LoopContext)}
_SPECIAL = ("caller", "varargs", "kwargs")


class Macro:
    """What a template may call: `_run`, out of its reach, takes every argument under its name with `p_` in front."""

    __slots__ = ("_run", "name")

    def __init__(self, name: str | None, run: Callable[..., Markup]) -> None:
        self.name = name
        self._run = run
        if name:
            run.__qualname__ = name  # what Python says of arguments that do not fit begins with it

    def __repr__(self) -> str:
        """Show the name."""
        return f"<Macro {self.name!r}>"


def reason(error: Exception) -> str:
    """Say what went wrong in a template, with the names of parameters as they are written there."""
    return str(error).replace("'p_", "'")


class Part:
    """The macros of a template that others see, each an attribute: every part is a type of its own below this one."""

    __slots__ = ()


def part(names: Mapping[str, object]) -> Part:
    """Give what a template exports as one value."""
    return type("Part", (Part,), {"__slots__": (), **names})()  # type: ignore[no-any-return]


class _Generator(CodeGenerator):
    """Writes the code of a template; where Jinja's own looks and asks each time, this one asks what is known."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - Jinja's own signature
        super().__init__(*args, **more)
        self._names: set[str] = set()

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - as Jinja calls it
        """Write the template, and then for each name it looks up the types that are known to have it."""
        super().visit_Template(node, frame)
        for name in sorted(self._names):
            self.writeline(f"known_{name}, macros_{name} = environment.known[{name!r}], environment.macros[{name!r}]")

    def write_commons(self) -> None:
        """Write the names that all code of the template uses."""
        super().write_commons()
        self.writeline("shown, joined, look = environment.shown, environment.joined, environment.getattr")
        self.writeline("Macro, Markup = environment.macro, environment.marked")
        self.writeline("find, refuse, named = environment.find, environment.refuse, environment.named")

    def _make_finalize(self) -> CodeGenerator._FinalizeInfo:
        """Leave also what is constant to the page: one template serves all formats."""
        return self._FinalizeInfo(None, None)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002 - as Jinja calls it
        """Begin what makes a value fit for the page; what a macro gives is so already."""
        if not isinstance(node, nodes.Call):
            self.write("shown(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002
        if not isinstance(node, nodes.Call):
            self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Write the call that joins in the manner of the page, where Jinja itself would escape for HTML."""
        self.write("joined((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write what takes a name of a value."""
        if _is_plain(node.attr):
            self._taken(node, frame, "known", "", "look")
        else:
            self.write("look(")
            self.visit(node.node, frame)
            self.write(f", {node.attr!r})")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002
        """Write the call of a macro."""
        called = node.node
        if isinstance(called, nodes.Getattr) and _is_plain(called.attr):
            self._taken(called, frame, "macros", "._run", "find")
        else:
            self.write("(o._run if type(o := ")
            self.visit(called, frame)
            self.write(") is Macro else refuse(o))")
        self.write("(")
        for each in node.args:
            self.visit(each, frame)
            self.write(", ")
        if node.dyn_args:
            self.write("*")
            self.visit(node.dyn_args, frame)
            self.write(", ")
        for keyword in node.kwargs:
            self.write(f"p_{keyword.key}=")
            self.visit(keyword.value, frame)
            self.write(", ")
        if node.dyn_kwargs:
            self.write("**named(")
            self.visit(node.dyn_kwargs, frame)
            self.write("), ")
        self.write("p_caller=caller)" if forward_caller else ")")

    def _taken(self, node: nodes.Getattr, frame: Frame, known: str, then: str, otherwise: str) -> None:
        self._names.add(node.attr)
        self.write(f"(o.{node.attr}{then} if type(o := ")
        self.visit(node.node, frame)
        self.write(f") in {known}_{node.attr} else {otherwise}(o, {node.attr!r}))")

    def macro_body(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> tuple[Frame, MacroRef]:
        """Write the function of a macro or of what stands between `call` and `endcall`."""
        frame = frame.inner()
        frame.symbols.analyze_node(node)
        given = [each.name for each in node.args]
        undeclared = find_undeclared(node.body, _SPECIAL)
        special = [name for name in _SPECIAL if name in undeclared and name not in given]
        references = {name: frame.symbols.declare_parameter(name) for name in special}
        frame.require_output_check = False
        frame.symbols.analyze_node(node)
        stars = {"caller": "p_caller=missing", "varargs": "*p_varargs", "kwargs": "**p_kwargs"}
        order = sorted(special, key=("varargs", "caller", "kwargs").index)
        parameters = [f"p_{name}=missing" for name in given] + [stars[name] for name in order]
        self.writeline(f"def macro({', '.join(parameters)}):", node)
        self.indent()
        self.buffer(frame)
        self.enter_frame(frame)
        for name, reference in references.items():
            self.writeline(f"{reference} = {_SPECIALLY[name]}")
        self._parameters(node, frame)
        self.blockvisit(node.body, frame)
        self.writeline(f"return Markup(concat({frame.buffer}))")
        self.leave_frame(frame, with_python_scope=True)
        self.outdent()
        return frame, MacroRef(node)

    def _parameters(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> None:
        """Write what each parameter is: what was given, else its default, which may be worked out from those before."""
        self.push_parameter_definitions(frame)
        for index, each in enumerate(node.args, -len(node.args)):
            reference = frame.symbols.ref(each.name)
            self.writeline(f"{reference} = p_{each.name} if p_{each.name} is not missing else ")
            if -index <= len(node.defaults):
                self.visit(node.defaults[index], frame)
            else:
                self.write(f'undefined("parameter {each.name!r} was not provided", name={each.name!r})')
            self.mark_parameter_stored(reference)
        self.pop_parameter_definitions()

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:  # noqa: ARG002
        """Write the value of a macro."""
        self.write(f"Macro({getattr(macro_ref.node, 'name', None)!r}, macro)")


_SPECIALLY = {
    "caller": 'p_caller if p_caller is not missing else undefined("No caller defined", name="caller")',
    "varargs": "p_varargs",
    "kwargs": "{name[2:]: value for name, value in p_kwargs.items()}",
}


def _is_plain(name: str) -> bool:
    """Tell whether Python can be asked for a name as it stands: it reads other letters as ASCII, and has own words."""
    return name.isascii() and not name.startswith("_") and not iskeyword(name)


class Environment(ImmutableSandboxedEnvironment):
    """Templates see fields of records and pages, and call macros and nothing else."""

    code_generator_class = _Generator
    macro = Macro
    marked = staticmethod(marked)
    shown: Callable[[object], str]
    """Gives any value fit for the page."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - Jinja's own signature
        super().__init__(*args, **more)
        self.known: defaultdict[str, set[type]] = defaultdict(set)
        """For each name the types that have it as an attribute, open to templates."""
        self.macros: defaultdict[str, set[type]] = defaultdict(set)
        """For each name the parts that have a macro of that name."""

    def joined(self, values: tuple[object, ...]) -> str:
        """Give texts as one; where a part is fit for the page, the others are made so."""
        for value in values:
            if type(value) is Markup:
                return marked("".join([self.shown(each) for each in values]))
        return "".join(map(str, values))

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - as Jinja calls it
        """Give a field of a record by its key in the file, and of a page by its name; else what the sandbox gives."""
        kind = type(obj)
        if issubclass(kind, Record):
            field = kind.fields.get(attribute)
            name = field.name if field else attribute if attribute == "answers" else None
            if name == attribute:
                self.known[attribute].add(kind)
            return getattr(obj, name) if name else self.undefined(obj=obj, name=attribute)
        if _is_open(kind) and not attribute.startswith("_"):
            if _has_always(kind, attribute):
                self.known[attribute].add(kind)
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def find(self, obj: object, attribute: str) -> Callable[..., Markup]:
        """Give what runs a macro that stands in a value under a name; whatever else is called there, is refused."""
        macro = self.getattr(obj, attribute)
        if type(macro) is not Macro:
            self.refuse(macro)
        if isinstance(obj, Part):
            self.macros[attribute].add(type(obj))
        return macro._run  # noqa: SLF001 - the name keeps it from templates, not from here

    def refuse(self, obj: Any) -> NoReturn:  # noqa: ANN401 - whatever a template calls
        """Refuse to call what is no macro; a name that is not known says so itself."""
        if isinstance(obj, Undefined):
            obj()
        raise SecurityError(f"{obj!r} is not safely callable")

    def is_safe_callable(self, obj: object) -> bool:  # noqa: ARG002
        """Let Jinja's own code call nothing for a template; calls of macros are written above."""
        return False

    @staticmethod
    def named(values: Mapping[str, object]) -> dict[str, object]:
        """Give arguments under the names of the parameters that take them."""
        return {f"p_{name}": value for name, value in values.items()}


def _is_open(kind: type) -> bool:
    """Tell whether every name of a value of such a type is for templates, save those with an underscore in front."""
    return kind.__module__.startswith(_OPEN) or (kind.__module__, kind.__name__) in _OF_JINJA or issubclass(kind, Part)


def _has_always(kind: type, name: str) -> bool:
    """Tell whether every value of a type has a name, whichever value it is."""
    return hasattr(kind, name) or name in getattr(kind, "__dataclass_fields__", ())
