"""Contexts to files: every page as text, by its path. Nothing is written here.

A template stands once per language and gives a page in every format: the words are its own, how a heading, a
list or a table looks stands in `_parts/html.j2` and `_parts/md.j2`, which it sees as `form`.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from jinja2 import (
    BytecodeCache,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_eval_context,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.loaders import BaseLoader
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from convtool import __version__
from convtool.downloads import download
from convtool.errors import ConvtoolError
from convtool.language import Language
from convtool.messages import say
from convtool.prose import (
    escape_markdown,
    prose_to_html,
    prose_to_html_line,
    prose_to_markdown,
    prose_to_markdown_line,
    safe_address,
)
from convtool.records import Record
from convtool.values import Number, Unanswered
from convtool.wording import day, decimal, money, stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from types import CodeType, TracebackType

    from jinja2 import Template
    from jinja2.nodes import EvalContext

    from convtool.context import Page
    from convtool.messages import Message

FORMATS = ("html", "md")
DATA = "json"
"""The format in which a page's own fields are given; no template makes it."""
STYLE = "assets/style.css"
FILTERS = (
    "abs",
    "first",
    "items",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "reject",
    "select",
    "sum",
    "trim",
    "upper",
)
"""What templates may use of Jinja's own filters: none that makes or takes apart marked-up text."""
_OPEN = ("convtool.context.", "convtool.values", "convtool.wording", "convtool.progress.")
_OF_JINJA = {(kind.__module__, kind.__name__) for kind in (TemplateModule, LoopContext)}
_TOO_LONG = 20_000_000
_NAME = re.compile(r"(?P<name>[a-z0-9-]+)\.(?P<language>nl|en)\.j2")


class Around(NamedTuple):
    """What every page knows besides its own fields: where it lies and what lies around it, and how it is written."""

    up: str
    here: str
    there: str | None
    said: str | None
    format: str
    formats: tuple[str, ...]


def page_of(template: str) -> tuple[str, str, str] | None:
    """Give the sort of page a template makes by itself, its name and its language; None for a part of others."""
    sort, _, file = template.partition("/")
    match = _NAME.fullmatch(file)
    return (sort, match["name"], match["language"]) if match else None


class _Generator(CodeGenerator):
    """Joins texts (`~`) in the manner of the page, where Jinja itself would escape for HTML."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - as Jinja calls it
        """Write the call that joins."""
        self.write("environment.joined((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")


class _Environment(ImmutableSandboxedEnvironment):
    """Templates see fields of records and pages, and call macros and nothing else."""

    code_generator_class = _Generator
    escape_value: Callable[[str], Markup] = staticmethod(escape)

    def joined(self, values: tuple[object, ...]) -> str:
        """Give texts as one; where a part is fit for the page, the others are made so."""
        if not any(hasattr(value, "__html__") for value in values):
            return "".join(map(str, values))
        return Markup("").join(
            value if hasattr(value, "__html__") else self.escape_value(str(value)) for value in values
        )

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - as Jinja calls it
        """Give a field of a record by its key in the file, and of a page by its name; else what the sandbox gives."""
        kind = type(obj)
        if issubclass(kind, Record):
            if attribute == "answers":
                return obj.answers
            field = obj.fields.get(attribute)
            return getattr(obj, field.name) if field else self.undefined(obj=obj, name=attribute)
        if _is_open(kind.__module__, kind.__name__) and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805, PYI063 - as Jinja calls it
        """Call a macro; whatever else a template calls, the sandbox refuses."""
        if type(__obj) is Macro:
            kwargs.pop("_block_vars", None)  # what Jinja adds for functions that want the context
            kwargs.pop("_loop_vars", None)
            return __obj(__context.eval_ctx, *args, **kwargs)
        return super().call(__context, __obj, *args, **kwargs)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401 - as Jinja calls it
        """Allow macros and nothing else, no method of any value; a name that is not known says so itself."""
        return isinstance(obj, (Macro, Undefined))


@lru_cache(maxsize=256)
def _is_open(module: str, name: str) -> bool:
    """Tell whether every name of a value of such a type is for templates, save those with an underscore in front."""
    return module.startswith(_OPEN) or (module, name) in _OF_JINJA


class _Compiled(BytecodeCache):
    """Templates compiled once for all formats: how values are escaped is asked for when they are written."""

    def __init__(self) -> None:
        self.codes: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template that another environment compiled."""
        bucket.code = self.codes.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code:
            self.codes[bucket.key] = bucket.code


class Renderer:
    """Turns pages into text with one set of templates: name below `templates/` to source.

    `only` are the templates that make a page of their own; every one does where none is named.
    """

    def __init__(
        self, templates: Mapping[str, str], formats: Sequence[str] = FORMATS, only: Collection[str] = ()
    ) -> None:
        self.templates = templates
        self.formats = formats
        self.only = only or templates
        loader = FunctionLoader(lambda name: (templates[name], name, None) if name in templates else None)
        compiled = _Compiled()
        self._environments = {format: environment(loader, compiled, format) for format in FORMATS}
        self._modules: dict[tuple[str, ...], TemplateModule] = {}

    def render(self, pages: Iterable[Page]) -> dict[str, str]:
        """Give the text of every file by its path; raises `ConvtoolError` at a template's first mistake."""
        found = {path: text for page in pages for path, text in self._outputs(page)}
        if found and "html" in self.formats:
            found[STYLE] = self._text("_parts/style.css.j2", "html", {}, STYLE)
        return dict(sorted(found.items()))

    def part(self, name: str) -> str:
        """Give the text of a template that sees no page, such as a script."""
        return self._text(name, "html", {}, name)

    def _outputs(self, page: Page) -> Iterator[tuple[str, str]]:
        if DATA in self.formats:
            yield f"{page.path}.{DATA}", download(page, Language(page.language, _TOO_LONG).say)
        names = {field.name: getattr(page, field.name) for field in fields(page)}
        for template, name in self._templates_of(page):
            for format in (format for format in self.formats if format in FORMATS):
                path = _named(page.path, name)
                other = _named(page.other, name) if page.other else None
                around = Around(
                    up="../" * path.count("/"),
                    here=path,
                    there=other,
                    said=page.own_language if page.own_language != page.language else None,
                    format=format,
                    formats=tuple(self.formats),
                )
                modules = self._parts(format, page)
                output = f"{path}.{format}"
                yield output, self._text(template, format, {**names, **around._asdict(), **modules}, output)

    def _templates_of(self, page: Page) -> Iterator[tuple[str, str]]:
        """Give the templates of this sort of page in its language, each with the name of what it makes."""
        for template in sorted(self.only):
            made = page_of(template)
            if made and (made[0], made[2]) == (page.kind, page.language):
                yield template, made[1]

    def _parts(self, format: str, page: Page) -> dict[str, TemplateModule]:
        """Give the macros every template sees: `form` for how things look, `words` for how they are said."""
        said = page.own_language if page.own_language != page.language else None
        form = self._module((format, f"_parts/{format}.j2", page.language, said or ""), {"said": said})
        words = self._module((format, f"_parts/words.{page.language}.j2", said or ""), {"form": form})
        return {"form": form, "words": words}

    def _module(self, key: tuple[str, ...], names: dict[str, object]) -> TemplateModule:
        if key not in self._modules:
            with _Mistakes(self.templates, key[1]):
                self._modules[key] = self._environments[key[0]].get_template(key[1]).make_module(names)
        return self._modules[key]

    def _text(self, template: str, format: str, names: Mapping[str, object], output: str) -> str:
        with _Mistakes(self.templates, output):
            text = _tidy(self._template(template, format).render(names))
        if len(text) > _TOO_LONG:
            raise ConvtoolError(say("{page} would be longer than 20 million characters", page=output))
        return text

    def _template(self, name: str, format: str) -> Template:
        return self._environments[format].get_template(name)


def manifest(files: Mapping[str, bytes], facts: Mapping[str, object], kept: Mapping[str, str]) -> str:
    """Give the text of build.json: what made the pages, of which day and revision, and the list of files.

    `kept` are files of an earlier build that stay, by path with their checksum.
    """
    sums = {**kept, **{path: sha256(data).hexdigest() for path, data in files.items()}}
    listed = [{"path": path, "sha256": sums[path]} for path in sorted(sums)]
    built = {"schema": 1, "tool": "convtool", "version": __version__, **facts, "pages": listed}
    return json.dumps(built, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _named(path: str, name: str) -> str:
    """Give where a template's output lies: `page` at the path of the page, every other below it."""
    folder, slash, last = path.rpartition("/")
    if name == "page":
        return path
    return f"{folder}{slash}{name}" if last == "index" else f"{path}/{name}"


def environment(loader: BaseLoader, compiled: BytecodeCache | None, format: str) -> _Environment:
    """Give what templates of one format are parsed and rendered with: its filters and tests, and no other names."""
    environment = _Environment(
        loader=loader,
        bytecode_cache=compiled,
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_as_html if format == "html" else _as_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    markdown = format == "md"
    if markdown:
        environment.escape_value = _markdown
    environment.filters |= {
        "day": day,
        "decimal": decimal,
        "money": money,
        "stretch": stretch,
        "begin": _begin,
        "fold": _fold,
        "link": _link,
        "message": _message,
        "prose": _marked(prose_to_markdown if markdown else prose_to_html),
        "prose_line": _marked(prose_to_markdown_line if markdown else prose_to_html_line),
    }
    environment.tests |= {
        "word": lambda value: isinstance(value, Unanswered),
        "found_nowhere": lambda value: isinstance(value, Unanswered) and value.word == "unknown",
        "honest": lambda value: isinstance(value, Number),
        "whole": lambda value: isinstance(value, Decimal) and value == value.to_integral_value(),
        "day": lambda value: isinstance(value, date),
    }
    return environment


def _marked(make: Any) -> Any:  # noqa: ANN401 - a filter takes what a template gives it
    """Give a filter whose result is already fit for the page; None gives nothing."""
    return lambda text: Markup(make(text)) if text else ""  # noqa: S704 - made by our own Markdown step


def _link(text: str) -> Markup | None:
    """Give an address that may stand in a page, or None."""
    address = safe_address(text)
    return Markup(address.replace("&", "&amp;")) if address else None  # noqa: S704 - it holds no quote or bracket


def _fold(value: object) -> str:
    """Give a text on one line; what was fit for the page stays so. None gives nothing."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return type(text)(" ".join(str.split(text)))  # str.split leaves the pieces plain


def _message(message: Message, language: str) -> str:
    """Give what was said for people elsewhere in the language of the page."""
    return _language(language).say(message)


@lru_cache
def _language(code: str) -> Language:
    return Language(code, _TOO_LONG)


def _begin(text: str) -> str:
    """Give a text as the beginning of a sentence; what was fit for the page stays so."""
    return type(text)(text[:1].upper() + text[1:])


@pass_eval_context
def _as_html(_: EvalContext, value: object) -> object:
    """Leave the escaping of HTML to Jinja."""
    return value


@pass_eval_context
def _as_markdown(_: EvalContext, value: object) -> object:
    """Escape every value for Markdown, unless a macro or filter made it fit for the page."""
    if type(value) is Markup or isinstance(value, Undefined):
        return value
    return _markdown(str(value))


def _markdown(text: str) -> Markup:
    return Markup(escape_markdown(text))  # noqa: S704 - escaped right here


def _tidy(text: str) -> str:
    """Drop the space that the layout of a template leaves: at the ends of lines, and empty lines in a row.

    Items of a list and rows of a table stand close together.
    """
    lines = re.sub(r"[ \t]+\n", "\n", text)
    for mark in (r"- ", r"\|", r"\d+\. "):
        lines = re.sub(rf"(?m)^({mark}.*)\n{{2,}}(?={mark})", r"\1\n", lines)
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


class _Mistakes:
    """Turns a template's mistake into one line that names its file and line, and the page it was to make."""

    def __init__(self, templates: Mapping[str, str], page: str) -> None:
        self.templates = templates
        self.page = page

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, ConvtoolError) or not isinstance(error, Exception):
            return
        self._tell(error, trace)

    def _tell(self, error: Exception, trace: TracebackType | None) -> NoReturn:
        name, line = "", 0
        while trace:
            if trace.tb_frame.f_code.co_filename in self.templates:
                name, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
            trace = trace.tb_next
        if isinstance(error, TemplateSyntaxError):
            name, line = error.name or name, error.lineno
        if not name and not isinstance(error, TemplateError):
            raise error
        what = (error.message if isinstance(error, TemplateError) else str(error)) or type(error).__name__
        raise ConvtoolError(
            say(
                "templates/{name}, line {line}: {what} (while making {page})",
                name=name,
                line=line,
                what=what,
                page=self.page,
            )
        ) from error
