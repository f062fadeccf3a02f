"""The forms of single values: each says what text it takes, what that becomes, and how to mend what it refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

from convtool.characters import ID_PATTERN
from convtool.documents import Mapping, Node, Scalar, Sequence
from convtool.guesses import misread
from convtool.messages import Message, say
from convtool.reading import Link, describe, is_empty

if TYPE_CHECKING:
    from convtool.reading import Form, Reading

T = TypeVar("T")
U = TypeVar("U")

_ID = re.compile(ID_PATTERN)
_LONGEST_MISREAD = 40


class Text:
    """Text as written. `prose` may hold paragraphs, lists and emphasis; all else is plain text."""

    def __init__(self, *, prose: bool = False) -> None:
        self.prose = prose

    def read(self, node: Node, reading: Reading) -> str | None:
        """Give the text; tells where another reader of YAML takes it for something else."""
        if type(node) is not Scalar:
            reading.fault("CV103", node, say("{found} stands where text is wanted", found=describe(node)))
            return None
        text = node.text
        if not text or text.isspace():
            reading.fault("CV103", node, say("nothing stands where text is wanted"))
            return None
        if node.plain and len(text) < _LONGEST_MISREAD and misread(text):
            reading.unquoted(node)
        return text


class Id:
    """A name that people chose: lower-case ASCII words with hyphens."""

    def read(self, node: Node, reading: Reading) -> str | None:
        """Give the id; at most 64 characters."""
        if type(node) is not Scalar or not node.text:
            reading.fault("CV103", node, say("{found} stands where an id is wanted", found=describe(node)))
            return None
        text = node.text
        if not is_id(text):
            found = say('"{text}" is no id', text=text)
            hint = say("an id is lower-case words of a-z and 0-9 with hyphens, at most 64 characters")
            reading.fault("CV105", node, found, hint)
            return None
        if node.plain and misread(text):
            reading.unquoted(node)
        return text


class Reference:
    """The name of something else: `target` says what sort of thing."""

    def __init__(self, target: str) -> None:
        self.target = target

    def read(self, node: Node, reading: Reading) -> str | None:
        """Give the name and note the link; whether it exists is a rule's question."""
        if type(node) is not Scalar or not node.text:
            found = say("{found} stands where the name of something is wanted", found=describe(node))
            reading.fault("CV103", node, found)
            return None
        if node.plain and misread(node.text):
            reading.unquoted(node)
        reading.links.append(Link(self.target, node.text, node))
        return node.text


class OneOf:
    """A word from a closed list."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def read(self, node: Node, reading: Reading) -> str | None:
        """Give the word."""
        if type(node) is Scalar and node.text in self.words:
            return node.text
        if type(node) is not Scalar or not node.text:
            found = say("{found} stands where a word is wanted", found=describe(node))
            reading.fault("CV103", node, found, self._help())
            return None
        if node.plain and misread(node.text):
            reading.misread(node, self._help())
            return None
        found = say('"{text}" is not one of the words here', text=node.text)
        same = re.sub("[ _-]+", "-", node.text.strip().lower())
        repair = same if same in self.words else None
        reading.fault("CV104", node, found, self._help(repair or reading.nearest(node.text, self.words)), repair)
        return None

    def _help(self, close: str | None = None) -> Message:
        if close:
            return say('did you mean "{word}"? The words are {words}', word=close, words=self.words)
        return say("the words are {words}", words=self.words)


class YesNo:
    """true or false, and nothing else that YAML takes for it."""

    def read(self, node: Node, reading: Reading) -> bool | None:
        """Give the truth value."""
        if type(node) is Scalar and node.plain and node.text in {"true", "false"}:
            return node.text == "true"
        word = node.text.lower() if type(node) is Scalar else ""
        meant = "true" if word in _YES else "false" if word in _NO else None
        hint = say("write {word}", word=meant) if meant else None
        if type(node) is Scalar and node.plain and misread(node.text):
            reading.misread(node, hint or say("write true or false"), repair=meant)
        elif type(node) is Scalar and node.plain and hint:
            reading.meant_for_people(node, hint, meant)
        else:
            found = say("{found} stands where true or false is wanted", found=describe(node))
            reading.fault("CV103", node, found, hint)
        return None


_YES = frozenset({"yes", "on", "y", "true", "ja"})
_NO = frozenset({"no", "off", "n", "false", "nee"})


class Listed(Generic[T]):
    """A list of values of one form."""

    def __init__(self, form: Form[T]) -> None:
        self.form = form

    def read(self, node: Node, reading: Reading) -> tuple[T, ...] | None:
        """Give the values that could be read, in order."""
        if type(node) is not Sequence:
            found = say("{found} stands where a list is wanted", found=describe(node))
            alone = node.text if type(node) is Scalar and node.text else None
            repair = f"[{alone}]" if alone and node.end - node.start == len(alone) and is_id(alone) else None
            reading.fault("CV103", node, found, say("write [{text}]", text=alone) if alone else None, repair)
            return None
        read = self.form.read
        return tuple([value for item in node.items if (value := read(item, reading)) is not None])


class Keyed(Generic[T]):
    """A mapping from names that people chose to values of one form."""

    def __init__(self, form: Form[T]) -> None:
        self.form = form

    def read(self, node: Node, reading: Reading) -> dict[str, T] | None:
        """Give the values that could be read, by name."""
        if type(node) is not Mapping:
            reading.fault("CV103", node, say("{found} stands where names with values are wanted", found=describe(node)))
            return None
        values = {}
        for key, written in node.pairs():
            value = self.form.read(written, reading)
            if ID.read(key, reading) is not None and value is not None:
                values[key.text] = value
        return values


class Either(Generic[T, U]):
    """A single value in one form, or a mapping or list in another."""

    def __init__(self, single: Form[T], structure: Form[U]) -> None:
        self.single = single
        self.structure = structure

    def read(self, node: Node, reading: Reading) -> T | U | None:
        """Give the value in the form that fits how it is written."""
        if type(node) is Scalar:
            return self.single.read(node, reading)
        return self.structure.read(node, reading)


class Worded(Generic[T]):
    """One of a few words, or else a value in another form."""

    def __init__(self, *words: str, otherwise: Form[T]) -> None:
        self.words = words
        self.otherwise = otherwise

    def read(self, node: Node, reading: Reading) -> T | str | None:
        """Give the word or the value."""
        if type(node) is Scalar and node.text in self.words:
            return node.text
        return self.otherwise.read(node, reading)


class Anything:
    """Whatever stands there, as its node: what an amendment or a fact holds is read as the field it is about."""

    def read(self, node: Node, reading: Reading) -> Node | None:
        """Give the node; only an empty one is refused."""
        if is_empty(node):
            reading.fault("CV103", node, say("nothing stands where a value is wanted"))
            return None
        return node


class Version:
    """The number of a format."""

    def __init__(self, newest: int) -> None:
        self.newest = newest

    def read(self, node: Node, reading: Reading) -> int | None:
        """Give the version; one that is newer than this tool is refused."""
        text = node.text if type(node) is Scalar and node.plain else ""
        if not _VERSION.fullmatch(text):
            found = say("{found} stands where the version of the format is wanted", found=describe(node))
            reading.fault("CV106", node, found, say("write schema: {version}", version=self.newest))
            return None
        if int(text) > self.newest:
            found = say("format {text} is newer than this convtool knows", text=text)
            reading.fault("CV106", node, found, say("install a newer convtool"))
            return None
        return int(text)

    def knows(self, node: Node) -> bool:
        """Tell whether a file of this version can be read: all but those that are newer."""
        text = node.text if type(node) is Scalar and node.plain else ""
        return not _VERSION.fullmatch(text) or int(text) <= self.newest


_VERSION = re.compile("[1-9][0-9]{0,3}")


def is_id(text: str) -> bool:
    """Tell whether `text` can be an id."""
    return bool(_ID.fullmatch(text))


TEXT = Text()
PROSE = Text(prose=True)
ID = Id()
YES_NO = YesNo()
ANYTHING: Form[Node] = Anything()
