"""Write docs/templates.md: every name that a template may use, of pages, of what they hold, and to write them with.

What the code says is told; what only this file says is held against the code.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from inspect import cleandoc, getdoc
from types import ModuleType

from jinja2 import DictLoader

import convtool.context
import convtool.models
import convtool.values
import convtool.woo
from convtool.context import Page, kinds
from convtool.files import shipped_templates
from convtool.records import Record
from convtool.rendering import FILTERS, Around, environment, page_of

HEAD = """
# Names in templates

`make docs` writes this page from the code. It has every name that a template may use; how to add or replace one stands
in [documents and pages](pages.md). A name that is not here is a mistake, and `convtool validate` says on which line.

A template stands once for each language, `page.nl.j2` and `page.en.j2`, and is written out in HTML and in Markdown.
Its names are the same in all four. Where a table says *value*, there stands a value of its record, a word that stands
instead (`unknown`, `silent`, `not_chosen`, `none` or `planned`, see [Unanswered](#unanswered)), or nothing.
"""
AROUND = {
    "up": "the way from the page to the top of the site, such as `../`",
    "here": "the path of the page itself, without ending",
    "there": "the path of the same page in the other language, or none",
    "said": "the language of the data where it is not that of the page, or none",
    "format": "what is written now: `html` or `md`",
    "formats": "all formats that are made",
}
GIVEN = {
    "abs": "a number without its sign",
    "first": "the first of a list",
    "items": "the keys of a mapping, each with its value",
    "last": "the last of a list",
    "length": "how many there are",
    "list": "a list of what a filter gives",
    "lower": "a text in small letters",
    "map": 'what a filter makes of each: `map("fold")`',
    "reject": "those that a test does not hold for",
    "select": "those that a test holds for; those that are not empty without one",
    "sum": "numbers added up",
    "trim": "a text without space around it",
    "upper": "a text in capitals",
}
OWN = {
    "day": 'a day in words: `day("nl")` gives 6 oktober 2023',
    "decimal": 'an exact number with the marks of the language: `decimal("nl")` gives 1.234,50',
    "money": 'an amount: `money("EUR", "nl")` gives € 1.234,50',
    "stretch": "a period taken apart: `kind`, `year`, `number`, `first`, `last`",
    "begin": "a text with a capital first",
    "fold": "a text on one line; nothing for none",
    "link": "an address that may be a link (https or mailto), or none",
    "message": 'a sentence of the program in the language of the page: `message("nl")`',
    "prose": "text with paragraphs, lists, emphasis and links",
    "prose_line": "the same on one line",
}
TESTS = {
    "word": "a word that stands instead of a value",
    "found_nowhere": "the word `unknown`",
    "honest": "a number that may be a range, or about so many",
    "whole": "an exact number without decimals",
    "day": "a day of the calendar",
}
WORDS = {
    "str": "text",
    "bool": "yes or no",
    "int": "whole number",
    "Decimal": "exact number",
    "Fraction": "exact fraction",
    "date": "day",
    "object": "*value*",
    "None": "none",
}


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """Give the modules of a package, and the package itself."""
    yield package
    for each in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(each.name)


def known() -> dict[str, type]:
    """Give every class that a page may hold, by its name."""
    found: dict[str, type] = {}
    places = [*modules(convtool.context), *modules(convtool.models), convtool.values, convtool.woo]
    for place in places:
        for name, value in vars(place).items():
            if isinstance(value, type) and (is_dataclass(value) or issubclass(value, (Record, tuple))):
                found.setdefault(name, value)
    return found


KNOWN = known()


def told(kind: str) -> str:
    """Give a type in words, with links to what it holds."""
    kind = kind.strip().strip("'\"")
    either = split(kind, " | ")
    if len(either) > 1:
        return ", or ".join(map(told, either))
    match = re.fullmatch(r"(tuple|dict)\[(.*)\]", kind)
    if match is None:
        return WORDS.get(kind) or (link(KNOWN[kind]) if kind in KNOWN else f"`{kind}`")
    parts = split(match[2])
    if match[1] == "dict":
        return f"for each {told(parts[0])}: {told(parts[1])}"
    if parts[-1] == "...":
        return f"list of {told(parts[0])}"
    return f"({', '.join(map(told, parts))})"


def link(kind: type) -> str:
    """Give a link to where a class is told; a record may be called as something that pages hold."""
    return f"[{kind.__name__}](#{kind.__name__.lower()}{'-record' if issubclass(kind, Record) else ''})"


def split(text: str, mark: str = ", ") -> list[str]:
    """Give what stands between the marks that are not inside brackets."""
    parts: list[str] = []
    for piece in text.split(mark):
        if parts and parts[-1].count("[") > parts[-1].count("]"):
            parts[-1] += mark + piece
        else:
            parts.append(piece)
    return parts


def classes_in(note: str) -> set[type]:
    """Give the classes that a type names."""
    return {KNOWN[name] for name in re.findall(r"\w+", note) if name in KNOWN}


def held(kind: type) -> dict[str, str]:
    """Give the names of a class of values with their types as written."""
    if is_dataclass(kind):
        return {field.name: str(field.type) for field in fields(kind)}
    return {name: plain(kind.__annotations__[name]) for name in getattr(kind, "_fields", ())}


def plain(note: object) -> str:
    """Give a type as it is written."""
    if isinstance(note, (str, type)):
        return getattr(note, "__name__", str(note))
    return getattr(note, "__forward_arg__", None) or re.sub(r"\w+\.", "", str(note))


def records_in(form: object, depth: int = 0) -> Iterator[type[Record]]:
    """Give the records that a form of values leads to."""
    if isinstance(form, type) and issubclass(form, Record):
        yield form
    elif depth < 4:  # noqa: PLR2004 - a list of what stands in one of two ways is three deep
        for name in ("form", "structure", "otherwise"):
            if hasattr(form, name):
                yield from records_in(getattr(form, name), depth + 1)


def links(form: object) -> str:
    """Give the records that a key leads to, as links."""
    return ", ".join(map(link, records_in(form)))


def reached() -> tuple[list[type], list[type[Record]]]:
    """Give the classes and the records that pages lead to, in the order of their names."""
    pages: list[type] = [Page, *kinds().values()]
    todo = {each for page in pages for note in held(page).values() for each in classes_in(note)}
    todo |= {KNOWN[name] for name in ("Unanswered", "Period", "MonthDay")}
    found: set[type] = set()
    while todo:
        kind = todo.pop()
        found.add(kind)
        if issubclass(kind, Record):
            more: set[type] = {each for field in kind.fields.values() for each in records_in(field.form)}
        else:
            more = {each for note in held(kind).values() for each in classes_in(note)}
        todo |= more - found
    ordered = sorted(found, key=lambda kind: kind.__name__)
    records = [kind for kind in ordered if issubclass(kind, Record)]
    return [kind for kind in ordered if not issubclass(kind, Record)], records


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Give a table in Markdown."""
    yield ""
    for row in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def about(kind: type) -> Iterator[str]:
    """Give what a class says of itself, and its names."""
    yield ""
    yield cleandoc(getdoc(kind) or "")
    own = held(kind)
    if is_dataclass(kind) and issubclass(kind, Page) and kind is not Page:
        own = {name: note for name, note in own.items() if name not in held(Page)}
    yield from table(("Name", "Holds"), [(f"`{name}`", told(note)) for name, note in own.items()])


def macros(name: str) -> Iterator[str]:
    """Give the macros of a part, below the remarks that stand above them."""
    source = shipped_templates()[name]
    rows: list[tuple[str, ...]] = []
    for remark, macro, arguments in re.findall(r"{# (?P<remark>[^#]*?) #}\n|{%-? macro (\w+)\((.*?)\) -?%}", source):
        if remark:
            if rows:
                yield from listed(rows)
                rows = []
            yield f"\n**{remark}**"
        else:
            rows.append((macro, arguments))
    yield from listed(rows)


def listed(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Give macros with what they take."""
    yield ""
    yield ",\n".join(f"`{name}({arguments})`" for name, arguments in rows)


def page() -> Iterator[str]:
    """Give docs/templates.md line by line."""
    yield HEAD.strip()
    yield "\n## Every page"
    yield from about(Page)
    yield "\nBesides, while it is written:"
    assert set(AROUND) == set(Around._fields)  # noqa: S101 - a page that is not true is not written
    yield from table(("Name", "Holds"), [(f"`{name}`", text) for name, text in AROUND.items()])
    for _, kind in sorted(kinds().items()):
        made = sorted({found[1] for name in shipped_templates() if (found := page_of(name)) and found[0] == kind.kind})
        yield f"\n## {kind.kind}"
        yield f"\n`templates/{kind.kind}/` with {', '.join(f'`{each}`' for each in made)}."
        yield from about(kind)
    values, records = reached()
    yield "\n## What pages hold"
    for each in values:
        yield f"\n### {each.__name__}"
        yield from about(each)
    yield "\n## Records"
    yield "\nA record has the keys of its file, and `answers`: the words that stand instead of a value, by key."
    for record in records:
        yield f"\n### {record.__name__} record"
        rows = [(f"`{key}`", field.title, field.about, links(field.form)) for key, field in record.fields.items()]
        yield from table(("Key", "Title", "Is", "Holds"), rows)
    yield from tools()


def tools() -> Iterator[str]:
    """Give filters, tests and macros."""
    of_templates = environment(DictLoader({}), None, "html")
    own = {name: OWN[name] for name in of_templates.filters if name not in FILTERS}
    assert set(GIVEN) == set(FILTERS)  # noqa: S101 - a page that is not true is not written
    yield "\n## Filters"
    rows = [(f"`{name}`", text) for name, text in sorted({**GIVEN, **own}.items())]
    yield from table(("Filter", "Gives"), rows)
    yield "\n## Tests"
    yield "\nBesides those of Jinja, such as `defined`, `none`, `string` and `number`:"
    yield from table(("Test", "Holds for"), [(f"`{name}`", text) for name, text in TESTS.items()])
    assert set(TESTS) <= set(of_templates.tests)  # noqa: S101 - a page that is not true is not written
    yield "\n## How things look: `form`"
    yield "\nThe same macros in `_parts/html.j2` and `_parts/md.j2`."
    yield "What stands between `{% call %}` and `{% endcall %}` is their content."
    yield from macros("_parts/html.j2")
    yield "\n## How things are said: `words`"
    yield "\nThe same macros in `_parts/words.nl.j2` and `_parts/words.en.j2`."
    yield from macros("_parts/words.en.j2")


if __name__ == "__main__":
    sys.stdout.write("\n".join(page()) + "\n")
