"""The fields of a page as data, for who wants to count instead of read: what a template may use, and nothing else.

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
from typing import TYPE_CHECKING, Any

from convtool.documents import Mapping, Scalar, Sequence, plain
from convtool.messages import Message
from convtool.records import Record
from convtool.values import Moment, MonthDay, Number, Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from convtool.context import Page

SCHEMA = 1
_AROUND = ("home", "other", "statement", "website")
"""What leads to other pages."""


class _Telling:
    """How values are told as data; `tell` gives a sentence for people in the language of the page."""

    def __init__(self, tell: Callable[[Message], str]) -> None:
        self.tell = tell

    def of(self, value: Any) -> Any:  # noqa: ANN401 - what a page holds, and what JSON does
        """Give a value in the forms that JSON has."""
        kind = type(value)
        if kind is str or value is None:
            return value
        if kind is tuple or kind is list:
            return [self.of(each) for each in value]
        if kind is dict:
            return {key: self.of(each) for key, each in value.items()}
        if issubclass(kind, Record):
            return {key: self.of(each) for key, each in _of_record(value)}
        if is_dataclass(kind):
            return {field.name: self.of(getattr(value, field.name)) for field in fields(value)}
        return self._single(value)

    def _single(self, value: Any) -> Any:  # noqa: ANN401, PLR0911 - a line for each form
        match value:
            case bool() | int():
                return value
            case Decimal():
                return f"{value:f}"
            case date():
                return value.isoformat()
            case Moment() | MonthDay() | Period() | Fraction():
                return str(value)
            case Number() if value.exact is not None and not value.about:
                return f"{value.exact:f}"
            case Message():
                return self.tell(value)
            case Scalar() | Mapping() | Sequence():
                return plain(value)
            case tuple():
                return {key: self.of(each) for key, each in value._asdict().items()}  # type: ignore[attr-defined]
        raise TypeError(type(value))


def download(page: Page, tell: Callable[[Message], str]) -> str:
    """Give the fields of a page as JSON; `tell` gives a sentence for people in its language."""
    telling = _Telling(tell)
    own = {field.name: telling.of(getattr(page, field.name)) for field in fields(page) if field.name not in _AROUND}
    lines = (f" {_json(name)}: {_json(value)}" for name, value in {"schema": SCHEMA, "kind": page.kind, **own}.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _of_record(record: Record) -> Iterator[tuple[str, object]]:
    """Give the keys of a record that its file has, each with its value or the word that stands instead."""
    for key, field in record.fields.items():
        value = record.answers.get(field.name, getattr(record, field.name))
        if value is not None:
            yield key, value
