"""Contexts to files: every page as text, by its path. Nothing is written here.

A template stands once per language and gives a page in every format: the words are its own, how a heading, a
list or a table looks stands in `_parts/html.j2` and `_parts/md.j2`, which it sees as `form`.
"""

from __future__ import annotations

import marshal
import re
from contextlib import suppress
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from jinja2 import (
    BytecodeCache,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.loaders import BaseLoader
from markupsafe import Markup, escape

from convtool.compiling import Environment, marked, part, reason
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
from convtool.translated import Translated, compiled, translated
from convtool.values import Number, Unanswered
from convtool.wording import day, decimal, money, stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from jinja2 import Template

    from convtool.compiling import Part
    from convtool.context import Page
    from convtool.messages import Message

FORMATS = ("html", "md")
DATA = "json"
"""The format in which a page's own fields are given; no template makes it."""
STYLE, SCRIPT = "assets/style.css", "assets/search.js"
"""What every page is shown with."""
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
_TOO_LONG = 20_000_000
_SHORT, _FEW = 64, 10_000
_MARKED_UP = re.compile("[&<>\"']")
_ITEM = re.compile(r"- |\||\d+\. ")
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


class Compiled(BytecodeCache):
    """Templates compiled once for all formats: how values are escaped is asked for when they are written.

    `kept` is the code that is known already, by the name and the text of its template together; `fresh` what was
    compiled beside it. Of the tool's own templates the code or the Python came with the tool.
    """

    def __init__(self, kept: Mapping[str, bytes] = MappingProxyType({})) -> None:
        self.kept = kept
        self.fresh: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template that another environment or another run compiled."""
        name = bucket.key + bucket.checksum
        known = self.kept.get(name) or self.fresh.get(name)
        template = None if known else translated().get(name)
        if template and not template.code:
            bucket.code = compile(template.python, template.name, "exec")
            self.dump_bytecode(bucket)
        elif code := template.code if template else known:
            bucket.code = marshal.loads(code)  # noqa: S302 - from this program itself

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self.fresh[bucket.key + bucket.checksum] = marshal.dumps(bucket.code)

    def of(self, templates: Mapping[str, str]) -> dict[str, bytes]:
        """Give the code of those of some templates whose code is known."""
        names = {self.name_of(*template) for template in templates.items()}
        return {name: code for name, code in {**self.kept, **self.fresh}.items() if name in names}

    def name_of(self, name: str, text: str) -> str:
        """Give what the code of a template is known by."""
        return self.get_cache_key(name, name) + self.get_source_checksum(text)


def translations(templates: Mapping[str, str]) -> dict[str, Translated]:
    """Give templates as Python, by what their code is known by; raises `TemplateError` where one is none."""
    translator, names = environment(FunctionLoader(templates.get), None, "html"), Compiled()
    return {
        names.name_of(name, text): compiled(name, translator.compile(text, name, name, raw=True))
        for name, text in templates.items()
    }


class Renderer:
    """Turns pages into text with one set of templates: name below `templates/` to source.

    `only` are the templates that make a page of their own; every one does where none is named. `compiled` has the code
    of templates that is known already, and takes what is made here.
    """

    def __init__(
        self,
        templates: Mapping[str, str],
        formats: Sequence[str] = FORMATS,
        only: Collection[str] = (),
        compiled: Compiled | None = None,
    ) -> None:
        self.templates = templates
        self.formats = formats
        loader = FunctionLoader(lambda name: (templates[name], name, None) if name in templates else None)
        self.compiled = compiled = compiled or Compiled()
        self._environments = {format: environment(loader, compiled, format) for format in FORMATS}
        self._modules: dict[tuple[str, ...], Part] = {}
        self._making: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for template in sorted(only or templates):
            if made := page_of(template):
                self._making.setdefault((made[0], made[2]), []).append((template, made[1]))

    def render(self, pages: Iterable[Page]) -> dict[str, str]:
        """Give the text of every file by its path; raises `ConvtoolError` at a template's first mistake."""
        found = {path: text for page in pages for path, text in self.outputs(page)}
        return dict(sorted((found | self.style()).items())) if found else {}

    def compile(self, languages: Collection[str]) -> None:
        """Compile the templates of pages in these languages, so that of two processes neither has to.

        A mistake in one is told when a page is made with it.
        """
        format = next((format for format in self.formats if format in FORMATS), "")
        for name in self.templates if format else ():
            match = _NAME.fullmatch(name.rpartition("/")[2])
            if not match or match["language"] in languages:
                with suppress(TemplateError):
                    self._template(name, format)

    def part(self, name: str, **names: object) -> str:
        """Give the text of a template that sees no page, such as a script."""
        return self._text(name, "html", names, name)

    def style(self, *, searched: bool = True) -> dict[str, str]:
        """Give the files that every page is shown with, where there are pages that use them.

        `searched` tells whether there is a list to search; without, no page offers to.
        """
        if "html" not in self.formats:
            return {}
        return {STYLE: self.part("_parts/style.css.j2"), SCRIPT: self.part("_parts/search.js.j2", searched=searched)}

    def outputs(self, page: Page) -> Iterator[tuple[str, str]]:
        """Give every file that is made of one page, as path and text."""
        if DATA in self.formats:
            yield f"{page.path}.{DATA}", download(page, _language(page.language).say)
        names = {field.name: getattr(page, field.name) for field in fields(page)}
        for template, name in self._making.get((page.kind, page.language), ()):
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

    def _parts(self, format: str, page: Page) -> dict[str, Part]:
        """Give the macros every template sees: `form` for how things look, `words` for how they are said."""
        said = page.own_language if page.own_language != page.language else None
        form = self._module((format, f"_parts/{format}.j2", page.language, said or ""), {"said": said})
        words = self._module((format, f"_parts/words.{page.language}.j2", said or ""), {"form": form})
        return {"form": form, "words": words}

    def _module(self, key: tuple[str, ...], names: dict[str, object]) -> Part:
        if key not in self._modules:
            with _Mistakes(self.templates, key[1]):
                module = self._environments[key[0]].get_template(key[1]).make_module(names)
                self._modules[key] = part({name: value for name, value in vars(module).items() if name[0] != "_"})
        return self._modules[key]

    def _text(self, template: str, format: str, names: Mapping[str, object], output: str) -> str:
        with _Mistakes(self.templates, output):
            text = tidy(self._template(template, format).render(names))
        if len(text) > _TOO_LONG:
            raise ConvtoolError(say("{page} would be longer than 20 million characters", page=output))
        return text

    def _template(self, name: str, format: str) -> Template:
        return self._environments[format].get_template(name)


def _named(path: str, name: str) -> str:
    """Give where a template's output lies: `page` at the path of the page, every other below it."""
    folder, slash, last = path.rpartition("/")
    if name == "page":
        return path
    return f"{folder}{slash}{name}" if last == "index" else f"{path}/{name}"


def environment(loader: BaseLoader, compiled: BytecodeCache | None, format: str) -> Environment:
    """Give what templates of one format are parsed and rendered with: its filters and tests, and no other names."""
    environment = Environment(
        loader=loader,
        bytecode_cache=compiled,
        undefined=StrictUndefined,
        autoescape=True,
        optimized=False,  # it works out what is constant, which is little, by filters that may differ the next day
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    markdown = format == "md"
    environment.shown = _shown(_Made(escape_markdown if markdown else _as_html))
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
    return lambda text: marked(make(text)) if text else ""


def _link(text: str) -> Markup | None:
    """Give an address that may stand in a page, or None."""
    address = safe_address(text)
    return Markup(address.replace("&", "&amp;")) if address else None  # noqa: S704 - it holds no quote or bracket


def _fold(value: object) -> str:
    """Give a text on one line; what was fit for the page stays so. None gives nothing."""
    if value is None:
        return ""
    text = " ".join(str.split(value) if isinstance(value, str) else str(value).split())  # str.split gives plain pieces
    return marked(text) if isinstance(value, Markup) else text


def _message(message: Message, language: str) -> str:
    """Give what was said for people elsewhere in the language of the page."""
    return _language(language).say(message)


@lru_cache
def _language(code: str) -> Language:
    return Language(code, _TOO_LONG)


def _begin(text: str) -> str:
    """Give a text as the beginning of a sentence; what was fit for the page stays so."""
    return type(text)(text[:1].upper() + text[1:])


class _Made(dict[str, str]):
    """What was made of texts; that of short ones is kept, since most of a site is the same few thousand of these."""

    def __init__(self, make: Callable[[str], str]) -> None:
        self._make = make

    def __missing__(self, text: str) -> str:
        found = self._make(text)
        if len(text) <= _SHORT and len(self) < _FEW:
            self[text] = found
        return found


def _shown(made: Mapping[str, str]) -> Callable[[object], str]:
    """Give what makes every value fit for the page, unless a macro or filter has done so."""

    def shown(value: object) -> str:
        if type(value) is Markup:
            return value
        return made[value if type(value) is str else str(value)]

    return shown


def _as_html(text: str) -> str:
    return escape(text) if _MARKED_UP.search(text) else text


def tidy(text: str) -> str:
    """Drop the space that the layout of a template leaves: at the ends of lines, and empty lines in a row.

    Items of a list and rows of a table stand close together.
    """
    if " \n" in text or "\t\n" in text:
        *lines, last = text.split("\n")
        text = "\n".join([line.rstrip(" \t") for line in lines] + [last])
    first, *others = text.split("\n\n")
    found = [first]
    for each in filter(None, [other.lstrip("\n") for other in others]):
        above = found[-1]
        mark = _mark(each, 0)
        found.append("\n" if mark and mark == _mark(above, above.rfind("\n") + 1) else "\n\n")
        found.append(each)
    return "".join(found).strip() + "\n"


def _mark(text: str, start: int) -> str | None:
    """Give what marks the line that starts there as an item or a row, the same for all numbers; None for another."""
    mark = _ITEM.match(text, start)
    return mark and mark[0][-2:]


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
        what = (error.message if isinstance(error, TemplateError) else reason(error)) or type(error).__name__
        raise ConvtoolError(
            say(
                "templates/{name}, line {line}: {what} (while making {page})",
                name=name,
                line=line,
                what=what,
                page=self.page,
            )
        ) from error
