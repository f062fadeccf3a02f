"""A sentence for people, before it has a language: the English text with named gaps, and what fills them."""

from collections.abc import Mapping
from typing import NamedTuple


class Message(NamedTuple):
    """An English sentence that is also its key in the catalogs, and the values of its `{names}`.

    A value may be text, a number, a date, another message, or a tuple of these (joined by commas). How
    it is written in a language is decided where the message meets a reader.
    """

    text: str
    values: Mapping[str, object]


def say(text: str, /, **values: object) -> Message:
    """Give the message `text`; the catalogs collect the first argument of every call."""
    return Message(text, values)


class Count(NamedTuple):
    """A number with its noun, in the form that the number asks for: `{number}` stands where the number goes."""

    one: str
    many: str
    number: int


def count(number: int, one: str, many: str) -> Count:
    """Give a number with its noun: `count(1, "{number} error", "{number} errors")`."""
    return Count(one, many, number)


class Both(NamedTuple):
    """A text that the register holds in two languages."""

    nl: str
    en: str
