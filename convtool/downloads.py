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
    from collections.abc import Callable, Iterator

    from convtool.context import Page

SCHEMA = 1
_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_AS_IT_IS = frozenset((NoneType, str, bool, int))
_AS_TEXT = frozenset((date, Moment, MonthDay, Period, Fraction))
_OWN = (Number, Message)
"""Tuples with names that are told in a way of their own."""
_AROUND = ("home", "other", "statement", "website")
"""What leads to other pages."""


class _Telling:
    """How values are told as data; `tell` gives a sentence for people in the language of the page."""

    def __init__(self, tell: Callable[[Message], str]) -> None:
        self.tell = tell

    def of(self, value: Any) -> Any:  # noqa: ANN401, PLR0911 - what a page holds, and what JSON does; a line each
        """Give a value in the forms that JSON has."""
        kind = type(value)
        if kind in _AS_IT_IS:
            return value
        if kind is tuple or kind is list:
            return [self.of(each) for each in value]
        if kind in _AS_TEXT:
            return str(value)
        if kind is dict:
            return {key: self.of(each) for key, each in value.items()}
        if issubclass(kind, Record):
            return {key: self.of(each) for key, each in _of_record(value)}
        names = _names(kind)  # type: ignore[arg-type]
        if names:
            return {name: self.of(getattr(value, name)) for name in names}
        return self._single(value)

    def _single(self, value: Any) -> Any:  # noqa: ANN401 - what a page holds, and what JSON does
        match value:
            case Decimal():
                return f"{value:f}"
            case Number():
                exact = None if value.about else value.exact
                return {key: self.of(each) for key, each in value._asdict().items()} if exact is None else f"{exact:f}"
            case Message():
                return self.tell(value)
            case Scalar() | Mapping() | Sequence():
                return plain(value)
        raise TypeError(type(value))


def download(page: Page, tell: Callable[[Message], str]) -> str:
    """Give the fields of a page as JSON; `tell` gives a sentence for people in its language."""
    telling = _Telling(tell)
    own = {field.name: telling.of(getattr(page, field.name)) for field in fields(page) if field.name not in _AROUND}
    lines = (f" {_json(name)}: {_json(value)}" for name, value in {"schema": SCHEMA, "kind": page.kind, **own}.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Give the names of the data that a value of this type has, in their order; none for a single value."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind) if "drawn" not in field.metadata)
    return () if issubclass(kind, _OWN) else getattr(kind, "_fields", ())


def _of_record(record: Record) -> Iterator[tuple[str, object]]:
    """Give the keys of a record that its file has, each with its value or the word that stands instead."""
    own, answers = vars(record), record.answers
    for key, (name, *_) in record.fields.items():
        value = answers.get(name) if name in answers else own.get(name)
        if value is not None:
            yield key, value
