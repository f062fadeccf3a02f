"""What is met while one document is read: faults, names that it defines, and links to others."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from convtool.diagnostics import Edit, Fault, Finding
from convtool.documents import Document, Mapping, Node, Scalar
from convtool.limits import MOST
from convtool.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable

T_co = TypeVar("T_co", covariant=True)

_SUGGESTED = 50
_FILL_IN: Message = say("write none if there is none, unknown if nobody knows, or remove the key")


class Form(Protocol[T_co]):
    """How a value is written and what it becomes. A record class is a form too."""

    def read(self, node: Node, reading: Reading, /) -> T_co | None:
        """Give the value of `node`, or None after telling `reading` what is wrong."""


class Link(NamedTuple):
    """A value that names something else: what sort of thing, its name, and where that is written."""

    target: str
    name: str
    node: Node


class Name(NamedTuple):
    """Something that a record defines and others may name."""

    target: str
    name: str
    node: Node


class Reading:
    """What is met while one document is read: faults, names that it defines, and links to others.

    The first `MOST` faults are kept, the first 50 with a suggestion.
    """

    def __init__(self, document: Document, names: Iterable[Name] = ()) -> None:
        self.document = document
        self.faults: list[Fault] = []
        self.links: list[Link] = []
        self.names = list(names)

    def fault(
        self, code: str, node: Node, message: Message, help: Message | None = None, repair: str | None = None
    ) -> None:
        """Note that the value `node` is wrong; an empty one has a code and a help of its own.

        `repair` is how it is written, where that is beyond dispute.
        """
        if is_empty(node):
            code, help = "CV403", _FILL_IN
        if len(self.faults) < MOST:
            edits = () if repair is None else (Edit(node.start, node.end, repair),)
            self.faults.append(Fault(code, Finding(self.document.at(node), message, help, repair=edits)))

    def absent(self, code: str, node: Mapping, key: str, message: Message, help: Message) -> None:
        """Note that `node` has no such key."""
        if len(self.faults) < MOST:
            self.faults.append(Fault(code, Finding(self.document.at(node, key), message, help)))

    def unknown(self, node: Mapping, key: str, message: Message, help: Message) -> None:
        """Note that `node` has a key that means nothing."""
        if len(self.faults) < MOST:
            self.faults.append(Fault("CV101", Finding(self.document.key(node, key), message, help)))

    def nearest(self, word: str, words: Iterable[str]) -> str | None:
        """Give the word that was probably meant, or None."""
        return nearest(word, words) if len(self.faults) < _SUGGESTED else None

    def misread(self, node: Scalar, help: Message, found: Message | None = None, repair: str | None = None) -> None:
        """Note that people and readers of YAML do not agree on `node`, and how it is written so that they do."""
        found = found or say('"{text}" is read differently by different readers of YAML', text=node.text)
        self.fault("CV007", node, found, help, repair)

    def unquoted(self, node: Scalar) -> None:
        """Note that `node` is a text which other readers of YAML take for something else."""
        self.misread(node, say('write "{text}", with quotes', text=node.text), repair=f'"{node.text}"')

    def meant_for_people(self, node: Scalar, help: Message, repair: str | None = None) -> None:
        """Note that `node` is a value to a person and none to a reader of YAML."""
        self.misread(node, help, say('"{text}" is written for people, not for YAML', text=node.text), repair)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Give the word that was probably meant, or None."""
    return _nearest(word[:64], tuple(words))


@lru_cache(256)  # the same mistake is often made in many files, and a look among the names of a register is dear
def _nearest(word: str, words: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - 1 ms that only a mistake has to pay

    close = get_close_matches(word, words, n=1, cutoff=0.6)
    return close[0] if close else None


def is_empty(node: Node) -> bool:
    """Tell whether nothing is written: no text, or only blanks in quotes."""
    return type(node) is Scalar and not node.text.strip()


def describe(node: Node) -> Message:
    """Say in words what was written."""
    if isinstance(node, Scalar):
        return say("nothing") if is_empty(node) else say('"{text}"', text=node.text)
    return say("a mapping (keys with values)") if isinstance(node, Mapping) else say("a list")
