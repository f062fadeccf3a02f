"""What a record says of a field: its value, the word that stands instead, or nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.models.facts import Bilingual
from convtool.records import Record
from convtool.values import Unanswered

if TYPE_CHECKING:
    from collections.abc import Mapping


UNKNOWN = Unanswered("unknown")


def told(record: Record, *path: str, historical: bool | None) -> object:
    """Give the value that `path` leads to, the word that stands somewhere along it, or None where nothing does.

    A key that a historical convenant leaves out is not known.
    """
    value: object = record
    for key in path:
        if not isinstance(value, Record):
            break
        name = value.fields[key].name
        answer = value.answers.get(name)
        value = answer or getattr(value, name)
    return UNKNOWN if value is None and historical else value


def says_something(value: object) -> bool:
    """Tell whether a field says more than that it is not known."""
    return value not in {None, UNKNOWN} if isinstance(value, Unanswered) else bool(value)


def in_language(text: object, language: str, otherwise: str) -> str:
    """Give a text that may exist in two languages in one of them; `otherwise` where there is none."""
    if isinstance(text, Bilingual):
        return text.nl if language == "nl" else text.en
    return text if isinstance(text, str) else otherwise


def spoken(id: str) -> str:
    """Give an id as a reader says it."""
    return id.replace("-", " ")


def name_of(names: Mapping[str, str], id: object) -> str | None:
    """Give the name that belongs to an id; the id itself where it names nothing, which a rule reports."""
    return names.get(id, id) if isinstance(id, str) else None
