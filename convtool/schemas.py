"""The shape of every file as JSON Schema (draft 2020-12), so that editors help while somebody writes.

A schema refuses nothing that `validate` accepts. It accepts more: JSON does not keep how a value is spelled, and a
pattern knows no calendar; what only the register as a whole can tell stays with the rules.
"""

from __future__ import annotations

import json
from functools import singledispatch
from typing import TYPE_CHECKING, Any, TypeAlias

from convtool.days import Day, DayOrYearly, Stretch, YearlyDay
from convtool.figures import Figure, HonestNumber
from convtool.forms import Anything, Either, Id, Keyed, Listed, OneOf, Reference, Text, Version, Worded, YesNo
from convtool.models.convenant import Convenant
from convtool.models.initiative import Initiative
from convtool.models.masterplan import THEMES, Masterplan
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.portfolio import kind_of
from convtool.records import Field, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from convtool.models.facts import File
    from convtool.portfolio import Programme

Schema = dict[str, Any]
Names: TypeAlias = "Mapping[str, Mapping[str, str]]"
"""What references may name, by their target: each name with what people call it, or nothing."""

KINDS: Mapping[str, type[File]] = {
    "convenant": Convenant,
    "partner": Partner,
    "meeting": Meeting,
    "initiative": Initiative,
    "masterplan": Masterplan,
}
NOWHERE: Names = {"theme": dict.fromkeys(THEMES, "")}
"""What can be named where there is no register: the themes that ship."""

_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_YEAR = "(?:199[0-9]|20[0-9]{2}|2100)"
_MONTH = "(?:0[1-9]|1[0-2])"
_OF_MONTH = "(?:0[1-9]|[12][0-9]|3[01])"
_DAY = f"{_YEAR}(?:-{_MONTH}(?:-{_OF_MONTH})?)?"
_PART = f"{_YEAR}-(?:H[12]|Q[1-4])"


def schema_of(kinds: Collection[type[File]], names: Names, tell: Callable[[str], str]) -> Schema:
    """Give the schema of a file that is of one of `kinds`.

    References to other files are held to `names`. `tell` puts titles and descriptions into a language.
    """
    writing = _Writing(names, tell)
    root: Schema
    if len(kinds) == 1:
        (kind,) = kinds
        root = {"title": tell(kind.__name__)} | writing.record(kind)
    else:
        root = {"title": tell("A file of the register"), "anyOf": [shape(kind, writing) for kind in kinds]}
    draft: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    defined: Schema = {"$defs": dict(sorted(writing.defined.items()))}
    return draft | root | defined


def schema_text(kinds: Collection[type[File]], names: Names, tell: Callable[[str], str]) -> str:
    """Give that schema as it is kept in a file."""
    return json.dumps(schema_of(kinds, names, tell), ensure_ascii=False, indent=2) + "\n"


def names(programme: Programme, language: str) -> Names:
    """Give what the references between files can name in this register; titles in `language`, nl or en."""
    plan = programme.masterplan
    ambitions = (plan and plan.ambitions) or ()
    titles = {theme.id: _title(theme.title, language) for theme in (plan and plan.themes) or ()}
    initiatives = programme.initiatives.values()
    needs = [f"{initiative.id}/{need.id}" for initiative in initiatives for need in initiative.needs or ()]
    return {
        "ambition": {str(ambition.number): _title(ambition.title, language) for ambition in ambitions},
        "convenant": dict.fromkeys(sorted(programme.convenants.ids), ""),
        "initiative": dict.fromkeys(sorted(programme.initiatives.ids), ""),
        "need": dict.fromkeys(needs, ""),
        "partner": dict.fromkeys(sorted(programme.partners.ids), ""),
        "theme": {theme: titles.get(theme, "") for theme in programme.themes},
    }


def modeline(path: str) -> str:
    """Give the first line of the file at `path` in a register: it tells editors where the schema lies."""
    name = next(name for name, kind in KINDS.items() if kind is kind_of(path))
    return f"# yaml-language-server: $schema={'../' * path.count('/')}schemas/{file_name(name)}"


def file_name(kind: str) -> str:
    """Give the name under which the schema of a kind is kept."""
    return f"{kind}.schema.json"


def _title(title: object, language: str) -> str:
    """Give a title that stands in one language or in both; nothing where there is none."""
    return str(getattr(title, language, title or ""))


class _Writing:
    """A schema being written: the words it is written in, and what was defined once for all places."""

    def __init__(self, names: Names, tell: Callable[[str], str]) -> None:
        self.names = names
        self.tell = tell
        self.defined: dict[str, Schema] = {}

    def define(self, name: str, make: Callable[[], Schema]) -> Schema:
        """Give a reference to a shape that stands once for all places."""
        if name not in self.defined:
            self.defined[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def record(self, kind: type[Record]) -> Schema:
        """Give the shape of a record: its keys and no others."""
        described = {"description": self.tell((kind.__doc__ or "").partition("\n\n")[0])}
        properties = {key: self.field(field) for key, field in kind.fields.items()}
        return described | _mapping(properties, [key for key, field in kind.fields.items() if field.required])

    def field(self, field: Field) -> Schema:
        """Give the shape of a field, with the words that may stand instead of its value."""
        told = {"title": self.tell(field.title), "description": self.tell(field.about)}
        value = shape(field.form, self)
        if not field.answers:
            return told | value
        if isinstance(field.form, type):
            value |= told  # a record describes itself, and an editor shows the words that stand nearest
        return told | _any(value, self.define("answer", self.answer))

    def answer(self) -> Schema:
        """Give the shape of what may stand instead of a value."""
        text, day = _text_shape(), self.define("date", self.date)
        sorts: list[tuple[str, str, Schema | None]] = [
            ("unknown", "Not found in what could be read.", None),
            ("silent", "The text was read, and says nothing about it.", None),
            ("not_chosen", "It was considered and left out, for this reason.", text),
            ("none", "There is none, for this reason.", text),
            ("planned", "It is not there yet; it comes on this day.", day),
        ]
        return {
            "description": self.tell("What stands where there is no value: why there is none."),
            "anyOf": [
                {"description": self.tell(about)} | (_mapping({word: value}, [word]) if value else {"const": word})
                for word, about, value in sorts
            ],
        }

    def date(self) -> Schema:
        """Give the shape of a day, a month or a year."""
        return self.pattern(_DAY, "Write a day as 2026-03-14, a month as 2026-03 or a year as 2026.") | _YEARS

    def number(self) -> Schema:
        """Give the shape of a number that is exact or honest."""
        number = {"type": "number"}
        honest = [("about",), ("from", "to"), ("over",), ("under",)]
        return {"anyOf": [number, *(_mapping(dict.fromkeys(keys, number), list(keys)) for keys in honest)]}

    def period(self) -> Schema:
        """Give the shape of a stretch of time."""
        text = f"{_DAY}|{_PART}|{_YEAR}/[0-9]{{4}}|{_DAY}\\.\\.{_DAY}"
        months = {"type": "string", "pattern": "^[1-9][0-9]{0,2} months?$"}
        wanted = "Write 2025, 2025-H1, 2025-Q2, 2025-03, 2024/2025 (a school year) or 2025-03..2026-06."
        return {
            "anyOf": [
                self.pattern(text, wanted) | _YEARS,
                _mapping({"first": months, "of": {"const": "term"}}, ["first", "of"]),
            ]
        }

    def reference(self, target: str) -> Schema:
        """Give the shape of a reference: one of the names that are known, else what such a name looks like.

        What the same file defines, or what any file can grow (the results of needs), is not known here.
        """
        known = self.names.get(target)
        if not known:
            return self.define("name", self.name)
        told = {"enumDescriptions": list(known.values())} if any(known.values()) else {}
        numbers = [name for name in known if name.isdecimal()]
        quoted = [{"type": "string", "pattern": f"^(?:{'|'.join(numbers)})$"}] if numbers else []
        return _any({"enum": [int(name) if name in numbers else name for name in known]} | told, *quoted)

    def name(self) -> Schema:
        """Give the shape of a name: an id, or ids with slashes."""
        wanted = "Write an id, or ids with slashes."
        return self.pattern(f"{_ID}(?:/{_ID})*", wanted) | {"type": ["string", "integer"], "minimum": 0}

    def pattern(self, pattern: str, wanted: str) -> Schema:
        """Give the shape of a text, with what an editor says of another one."""
        return {"type": "string", "pattern": f"^(?:{pattern})$", "patternErrorMessage": self.tell(wanted)}

    def id(self) -> Schema:
        """Give the shape of an id."""
        wanted = "Write lower-case words of a-z and 0-9 with hyphens, at most 64 characters."
        return self.pattern(_ID, wanted) | {"type": ["string", "integer"], "maxLength": 64, "minimum": 0}


_YEARS: Schema = {"type": ["string", "integer"], "minimum": 1990, "maximum": 2100}
"""A year alone is a number to a reader of YAML."""


def _text_shape() -> Schema:
    return {"type": ["string", "number"], "pattern": r"\S"}


def _mapping(properties: Schema, required: list[str]) -> Schema:
    wanted = {"required": required} if required else {}
    return {"type": "object", "properties": properties} | wanted | {"additionalProperties": False}


def _branches(schema: Schema) -> list[Schema]:
    return schema["anyOf"] if set(schema) == {"anyOf"} else [schema]


def _any(*schemas: Schema) -> Schema:
    first, *others = [branch for schema in schemas for branch in _branches(schema)]
    return {"anyOf": [first, *others]} if others else first


@singledispatch
def shape(form: object, writing: _Writing) -> Schema:
    """Give the shape of what a form reads: every form is registered below."""
    raise TypeError(form, writing)


@shape.register(type)
def _(form: type[Record], writing: _Writing) -> Schema:
    return writing.define(form.__name__, lambda: writing.record(form))


@shape.register
def _(_form: Text, _writing: _Writing) -> Schema:
    return _text_shape()


@shape.register
def _(_form: Id, writing: _Writing) -> Schema:
    return writing.define("id", writing.id)


@shape.register
def _(form: Reference, writing: _Writing) -> Schema:
    return writing.reference(form.target)


@shape.register
def _(form: OneOf, _writing: _Writing) -> Schema:
    return {"enum": list(form.words)}


@shape.register
def _(_form: YesNo, _writing: _Writing) -> Schema:
    return {"type": "boolean"}


@shape.register(Listed)
def _(form: Listed[Any], writing: _Writing) -> Schema:
    return {"type": "array", "items": shape(form.form, writing)}


@shape.register(Keyed)
def _(form: Keyed[Any], writing: _Writing) -> Schema:
    names = {"pattern": f"^(?:{_ID})$", "maxLength": 64}
    return {"type": "object", "propertyNames": names, "additionalProperties": shape(form.form, writing)}


@shape.register(Either)
def _(form: Either[Any, Any], writing: _Writing) -> Schema:
    return _any(shape(form.single, writing), shape(form.structure, writing))


@shape.register(Worded)
def _(form: Worded[Any], writing: _Writing) -> Schema:
    return _any({"enum": list(form.words)}, shape(form.otherwise, writing))


@shape.register
def _(_form: Anything, _writing: _Writing) -> Schema:
    return {}


@shape.register
def _(form: Version, _writing: _Writing) -> Schema:
    return {"enum": list(range(1, form.newest + 1))}


@shape.register
def _(form: Figure, _writing: _Writing) -> Schema:
    least = {} if form.least is None else {"minimum": form.least}
    return {"type": "integer" if form.whole else "number"} | least


@shape.register
def _(_form: HonestNumber, writing: _Writing) -> Schema:
    return writing.define("number", writing.number)


@shape.register
def _(_form: Day, writing: _Writing) -> Schema:
    return writing.define("date", writing.date)


@shape.register
def _(_form: YearlyDay, writing: _Writing) -> Schema:
    return writing.pattern(f"{_MONTH}-{_OF_MONTH}", "Write month and day as 03-01.")


@shape.register
def _(_form: DayOrYearly, writing: _Writing) -> Schema:
    wanted = "Write a day as 2026-03-14, or month and day as 03-01 where it returns every year."
    return writing.pattern(f"{_DAY}|{_MONTH}-{_OF_MONTH}", wanted) | _YEARS


@shape.register
def _(_form: Stretch, writing: _Writing) -> Schema:
    return writing.define("period", writing.period)
