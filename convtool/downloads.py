"""The fields of a page as data, for who wants to count instead of read: what a template may use, and nothing else.

What is only for drawing is left out.

The names are those of the page's fields, and in a record the keys of its file. They are a promise: while `schema` is
the same, none goes or gets another meaning. Days are written as in ISO 8601, numbers as text in decimal notation,
exactly as known; what is not known is null. A number that is not exact is {"low", "high", "about", "excludes"}, and a
word that stands instead of a value is {"word", "because", "planned"}.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any

from convtool.documents import Mapping, Scalar, Sequence, plain
from convtool.messages import Message
from convtool.records import Record
from convtool.values import Moment, MonthDay, Number, Period

if TYPE_CHECKING:
    from collections.abc import Callable

    from convtool.context import Page

SCHEMA = 1
_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_AS_IT_IS = frozenset((NoneType, str, bool, int))
_AS_TEXT = frozenset((date, Moment, MonthDay, Period, Fraction))
_AROUND = ("home", "other", "statement", "website")
"""What leads to other pages."""


class _Telling(dict[type, "Callable[[Any], Any]"]):
    """How values are told as data, by their type; `tell` gives a sentence for people in the language of the page."""

    def __init__(self, tell: Callable[[Message], str]) -> None:
        self.tell = tell

    def of(self, value: Any) -> Any:  # noqa: ANN401 - what a page holds, and what JSON does
        """Give a value in the forms that JSON has."""
        kind = type(value)
        return value if kind in _AS_IT_IS else self[kind](value)

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        """Find out how values of a type are told: it is asked once."""
        self[kind] = found = self._found(kind)
        return found

    def _found(self, kind: type) -> Callable[[Any], Any]:  # noqa: PLR0911 - a line each
        if kind is tuple or kind is list:
            return lambda values: [self.of(each) for each in values]
        if kind is dict:
            return lambda values: {key: self.of(each) for key, each in values.items()}
        if kind in _AS_TEXT:
            return str
        if issubclass(kind, Record):
            return self._of_record(kind)
        if kind is Decimal:
            return "{:f}".format
        if kind is Number:
            return self._of_number
        if kind is Message:
            return self.tell
        if kind in {Scalar, Mapping, Sequence}:
            return plain
        names = _names(kind)
        return lambda value: {name: self.of(getattr(value, name)) for name in names}

    def _of_number(self, number: Number) -> Any:  # noqa: ANN401 - a text, or the parts of it
        exact = None if number.about else number.exact
        return {key: self.of(each) for key, each in number._asdict().items()} if exact is None else f"{exact:f}"

    def _of_record(self, kind: type[Record]) -> Callable[[Any], Any]:
        """Tell the keys of a record that its file has, each with its value or the word that stands instead."""
        names = [(key, field.name) for key, field in kind.fields.items()]

        def found(record: Record) -> Any:  # noqa: ANN401 - as above
            own, answers = vars(record), record.answers
            values = own | answers if answers else own
            return {key: self.of(value) for key, name in names if (value := values.get(name)) is not None}

        return found


@cache
def _telling(tell: Callable[[Message], str]) -> _Telling:
    return _Telling(tell)


def download(page: Page, tell: Callable[[Message], str]) -> str:
    """Give the fields of a page as JSON; `tell` gives a sentence for people in its language."""
    own = _telling(tell).of(page)
    told = {"schema": SCHEMA, "kind": page.kind, **{name: own[name] for name in own if name not in _AROUND}}
    return "{\n" + ",\n".join([f" {_json(name)}: {_json(value)}" for name, value in told.items()]) + "\n}\n"


def _names(kind: type) -> tuple[str, ...]:
    """Give the names of what a value of a type holds, in their order; raises `TypeError` where it holds nothing."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind) if "drawn" not in field.metadata)
    names: tuple[str, ...] | None = getattr(kind, "_fields", None)
    if names is None:
        raise TypeError(kind)
    return names
