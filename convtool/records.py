"""Records: nodes to typed values that know their node. One field is one key.

A field is one line in a class: its form says how it is read, `required` or `optional` whether it may be left out,
its title and a sentence what to write. A key that Python or the record itself takes as a name (`from`, `with`, `at`)
gets an underscore behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple, NoReturn, Self, TypeGuard, TypeVar, cast

from convtool.days import DAY
from convtool.diagnostics import Place
from convtool.documents import Document, Mapping, Node, Scalar, Step
from convtool.forms import TEXT
from convtool.messages import Message, say
from convtool.reading import Form, Name, Reading, describe
from convtool.values import Unanswered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


class Field(NamedTuple):
    """One key of a record: its name, how it is read, whether it must be there, and whether a word may stand in.

    `title` and `about` say to whoever writes the file what belongs there; only editors show them.
    """

    name: str
    form: Form[object]
    required: bool
    answers: bool
    title: str
    about: str


class _Attribute:
    """A field in a class body."""

    def __init__(self, form: Form[object], title: str, about: str, *, required: bool, answers: bool) -> None:
        self.form = form
        self.title = title
        self.about = about
        self.required = required
        self.answers = answers


def required(form: Form[T], title: str, about: str) -> T:
    """Declare a key that every record of the class has. Reading gives no record without it."""
    return cast("T", _Attribute(form, title, about, required=True, answers=False))


def optional(form: Form[T], title: str, about: str, *, answers: bool = True) -> T | None:
    """Declare a key that may be left out or answered with one of the four words; it is None then."""
    return cast("T | None", _Attribute(form, title, about, required=False, answers=answers))


class Record:
    """A typed value that knows its node: each field is an attribute, None where the file has no value."""

    fields: ClassVar[dict[str, Field]] = {}
    called: ClassVar[str | None] = None
    """What links call the `id` of this class; None where nothing links to it."""

    node: Mapping
    document: Document
    answers: dict[str, Unanswered] = {}  # noqa: RUF012 - shared and empty: a record with answers has its own

    def __init_subclass__(cls) -> None:
        """Collect the fields, those inherited first, in the order of the class body: that of a file."""
        own = {name: value for name, value in vars(cls).items() if isinstance(value, _Attribute)}
        for name in own:
            setattr(cls, name, None)  # what a record without that key says
        cls.fields = cls.fields | {
            name.rstrip("_"): Field(name, value.form, value.required, value.answers, value.title, value.about)
            for name, value in own.items()
        }
        cls._plan = {key: (field.name, field.form.read, field.answers) for key, field in cls.fields.items()}
        cls._required = tuple((key, field.name) for key, field in cls.fields.items() if field.required)

    _plan: ClassVar[dict[str, tuple[str, Callable[[Node, Reading], object], bool]]] = {}
    """For each key what reading it takes: a bare tuple is taken apart faster than a field is asked."""
    _where: ClassVar[frozenset[str]] = frozenset(("node", "document"))
    """What in it says where it stands."""
    _required: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: a record says what the file says."""
        raise AttributeError(name)

    def __getstate__(self) -> dict[str, object]:
        """Give what it says, without where: that is what is kept of it beyond its file."""
        where = self._where
        return {name: value for name, value in self.__dict__.items() if name not in where}

    def __repr__(self) -> str:
        """Show the class and what identifies the record."""
        return f"{type(self).__name__}({self.__dict__.get('id', '')})"

    @classmethod
    def read(cls, node: Node, reading: Reading, /) -> Self | None:
        """Give the record that a mapping describes, or None after telling what is wrong."""
        if type(node) is not Mapping:
            found = say("{found} stands where keys with values are wanted", found=describe(node))
            reading.fault("CV103", node, found, _keys(cls.fields))
            return None
        record = cls.__new__(cls)
        return record if record.fill(node, reading) else None

    def fill(self, node: Mapping, reading: Reading) -> bool:
        """Read every key, and tell whether all that are required have a value."""
        values = self.__dict__
        values["node"] = node
        values["document"] = reading.document
        plan_of = self._plan.get
        for key, (_, value) in node.entries.items():
            plan = plan_of(key)
            if plan is None:
                _unknown_key(reading, node, key, self.fields)
                continue
            name, read, answers = plan
            if (
                answers
                and (
                    value.text in _WORDS
                    if type(value) is Scalar
                    else type(value) is Mapping and len(value.entries) == 1
                )
                and (answer := _answer(value, reading))
            ):
                values.setdefault("answers", {})[name] = answer
            else:
                values[name] = read(value, reading)
        if self.called and values.get("id"):
            reading.names.append(Name(self.called, values["id"], node.entries["id"][1]))
        complete = True
        for key, name in self._required:
            if values.get(name) is None:
                complete = False
                if key not in node.entries:
                    found = say('key "{key}" is missing', key=key)
                    code = "CV106" if key == "schema" else "CV102"
                    reading.absent(code, node, key, found, say('add "{key}:"', key=key))
        return complete

    def at(self, *path: Step) -> Place:
        """Give the place of a value in this record; of the nearest thing above it where it is not written."""
        if path and path[0] not in self.fields:
            raise AttributeError(path[0])
        return self.document.at(self.node, *path)

    def missing(self, key: str) -> bool:
        """Tell whether a key is not answered with a value: left out, or one of the four words."""
        return key not in self.node.entries or self.fields[key].name in self.answers

    def wrote(self, key: str) -> Node | None:
        """Give the node of a key, or None where it is left out."""
        entry = self.node.entries.get(key)
        return entry[1] if entry else None


def is_record(form: object) -> TypeGuard[type[Record]]:
    """Tell whether a form is a record: keys with values."""
    return isinstance(form, type) and issubclass(form, Record)


_WORDS = {"unknown": Unanswered("unknown"), "silent": Unanswered("silent")}


def _answer(node: Node, reading: Reading) -> Unanswered | None:
    """Give the word that stands instead of a value, in a text or in a mapping with one key.

    unknown, silent, {not_chosen: because}, {none: because} or {planned: date}.
    """
    if type(node) is Scalar:
        return _WORDS.get(node.text) if node.plain else None
    ((word, (_, value)),) = cast("Mapping", node).entries.items()
    if word in {"not_chosen", "none"}:
        return Unanswered(word, because=TEXT.read(value, reading))
    return Unanswered(word, planned=DAY.read(value, reading)) if word == "planned" else None


def _unknown_key(reading: Reading, node: Mapping, key: str, fields: Iterable[str]) -> None:
    value = node.entries[key][1]
    if node.flow and key.isdecimal() and value.start == value.end:
        found = say('the comma before "{text}" ends the value: between braces 1.000,50 is 1.000 and a key 50', text=key)
        reading.misread(node.key(key), say("write the number as 1000.50"), found)
        return
    close = reading.nearest(key, fields)
    hint = say('did you mean "{key}"?', key=close) if close else _keys(fields)
    reading.unknown(node, key, say('key "{key}" is not known here', key=key), hint)


def _keys(fields: Iterable[str]) -> Message:
    return say("the keys here are {keys}", keys=tuple(fields))
