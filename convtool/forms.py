"""The forms of single values: each says what text it takes, what that becomes, and how to mend what it refuses."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, TypeVar

from convtool.characters import code_point, deceives
from convtool.documents import Mapping, Node, Scalar, Sequence
from convtool.messages import Message, say
from convtool.reading import Link, describe, nearest
from convtool.values import Moment, MonthDay, Number, Period, last_day_of_month

if TYPE_CHECKING:
    from convtool.reading import Form, Reading

T = TypeVar("T")
U = TypeVar("U")

# What YAML 1.1 or 1.2 readers make something else of than text, when it stands without quotes.
_GUESSED = re.compile(
    r"""(?x) ~ | null | Null | NULL
    | true|True|TRUE|false|False|FALSE | yes|Yes|YES|no|No|NO | on|On|ON|off|Off|OFF | y|Y|n|N
    | [-+]? (?: 0[0-7_]+ | 0x[0-9a-fA-F_]+ | 0o[0-7]+ | 0b[01_]+ )
    | [-+]? [0-9][0-9_]* (?: :[0-5]?[0-9] )+ (?: \.[0-9_]* )?
    | [-+]? (?: \.[0-9]+ | [0-9][0-9_]* (?: \.[0-9_]* )? ) (?: [eE][-+]?[0-9]+ )?
    | [-+]? \. (?: inf|Inf|INF ) | \. (?: nan|NaN|NAN )
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}
    """
)
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_DUTCH = re.compile(
    r"(?:€\s*|EUR\s*)?([-+]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[-+]?[0-9]+,[0-9]+|[-+]?[0-9]+)(?:,-)?"
)
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ID_LENGTH = 64
_YEARS = range(1990, 2101)


class Text:
    """Text as written. `prose` may hold paragraphs, lists and emphasis; all else is plain text."""

    def __init__(self, *, prose: bool = False) -> None:
        self.prose = prose

    def read(self, node: Node, reading: Reading) -> str | None:
        """Give the text; refuses what another reader of YAML would take for something else."""
        if type(node) is not Scalar:
            reading.fault("CV103", node, say("{found} stands where text is wanted", found=describe(node)))
            return None
        text = node.text
        if not text.strip():
            reading.fault("CV103", node, say("nothing stands where text is wanted"), say("write it, or write unknown"))
            return None
        if not node.plain:
            odd = deceives(text)
            if odd:
                found = say("an escape makes character {character}, which no reader sees", character=code_point(odd))
                reading.fault("CV006", node, found, say("remove it"))
                return None
        elif len(text) < 40 and _GUESSED.fullmatch(text):  # noqa: PLR2004 - no guessed value is longer
            found = say('"{text}" without quotes is no text to every reader of YAML', text=text)
            reading.fault("CV007", node, found, say('write "{text}", with quotes', text=text))
        return text


class Id:
    """A name that people chose: lower-case ASCII words with hyphens."""

    def read(self, node: Node, reading: Reading) -> str | None:
        """Give the id; at most 64 characters."""
        if type(node) is not Scalar or not node.text:
            reading.fault("CV103", node, say("{found} stands where an id is wanted", found=describe(node)))
            return None
        text = node.text
        if is_id(text):
            if node.plain and _GUESSED.fullmatch(text) and not text.isdecimal():
                found = say('"{text}" without quotes is no text to every reader of YAML', text=text)
                reading.fault("CV007", node, found, say('write "{text}", with quotes', text=text))
            return text
        found = say('"{text}" is no id', text=text)
        reading.fault(
            "CV105",
            node,
            found,
            say("an id is lower-case words of a-z and 0-9 with hyphens, at most 64 characters"),
        )
        return None


class Reference:
    """The name of something else: `target` says what sort of thing."""

    def __init__(self, target: str) -> None:
        self.target = target

    def read(self, node: Node, reading: Reading) -> str | None:
        """Give the name and note the link; whether it exists is a rule's question."""
        if type(node) is not Scalar or not node.text:
            reading.fault(
                "CV103",
                node,
                say("{found} stands where the name of something is wanted", found=describe(node)),
            )
            return None
        reading.links.append(Link(self.target, node.text, node))
        return node.text


class OneOf:
    """A word from a closed list."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def read(self, node: Node, reading: Reading) -> str | None:
        """Give the word."""
        if type(node) is not Scalar or not node.text:
            reading.fault(
                "CV103",
                node,
                say("{found} stands where a word is wanted", found=describe(node)),
                self._help(),
            )
            return None
        if node.text in self.words:
            return node.text
        close = nearest(node.text, self.words)
        found = say('"{text}" is not one of the words here', text=node.text)
        reading.fault("CV104", node, found, self._help(close))
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
        if type(node) is Scalar and node.text.lower() in {
            "yes",
            "no",
            "on",
            "off",
            "y",
            "n",
            "true",
            "false",
            "ja",
            "nee",
        }:
            meant = "true" if node.text.lower() in {"yes", "on", "y", "true", "ja"} else "false"
            code = "CV007" if node.plain else "CV103"
            reading.fault(
                code,
                node,
                say("{found} is not read alike by every reader", found=describe(node)),
                say("write {word}", word=meant),
            )
            return None
        reading.fault("CV103", node, say("{found} stands where true or false is wanted", found=describe(node)))
        return None


class Figure:
    """An exact number in decimals, never floating point: `digits` behind the point at most."""

    def __init__(self, *, digits: int = 15, whole: bool = False, least: int | None = None) -> None:
        self.digits = digits
        self.whole = whole
        self.least = least

    def read(self, node: Node, reading: Reading) -> Decimal | None:
        """Give the number; Dutch notation, money signs and other systems are refused with their repair."""
        if type(node) is not Scalar or not node.text:
            reading.fault("CV103", node, say("{found} stands where a number is wanted", found=describe(node)))
            return None
        text = node.text
        if not node.plain:
            code = "CV103" if _NUMBER.fullmatch(text) else "CV105"
            reading.fault(
                code,
                node,
                say('the text "{text}" stands where a number is wanted', text=text),
                say("write it without quotes"),
            )
            return None
        if not _NUMBER.fullmatch(text):
            self._refuse(node, reading)
            return None
        value = Decimal(text)
        fraction = -int(value.as_tuple().exponent)
        if self.whole and value != int(value):
            reading.fault("CV105", node, say('"{text}" stands where a whole number is wanted', text=text))
        elif fraction > self.digits:
            reading.fault("CV105", node, say('"{text}" has more than {digits} decimals', text=text, digits=self.digits))
        elif self.least is not None and value < self.least:
            reading.fault("CV105", node, say('"{text}" is less than {least}', text=text, least=self.least))
        else:
            return value
        return None

    @staticmethod
    def _refuse(node: Scalar, reading: Reading) -> None:
        text = node.text[:80]
        dutch = _DUTCH.fullmatch(text)
        if dutch:
            number = dutch.group(1).replace(".", "").replace(",", ".")
            found = say('"{text}" is written for people, not for YAML', text=text)
            reading.fault("CV007", node, found, say("write {number}", number=number))
        elif _GUESSED.fullmatch(text) or text.lower() in {"ja", "nee"}:
            found = say('"{text}" is not read alike by every reader of YAML', text=text)
            digits = text.lstrip("+-0").replace("_", "") or "0"
            help = (
                say("write {number}", number=digits)
                if re.fullmatch("[0-9]+", digits)
                else say("write a decimal number such as 12 or 12.5")
            )
            reading.fault("CV007", node, found, help)
        else:
            reading.fault(
                "CV105",
                node,
                say('"{text}" is no number', text=text),
                say("write a decimal number such as 12 or 12.5"),
            )


class HonestNumber:
    """A number, exact or honest: 52, {about: 52}, {from: 40, to: 44}, {over: 900}, {under: 900}."""

    def read(self, node: Node, reading: Reading) -> Number | None:
        """Give the number with what is known of its ends."""
        if type(node) is not Mapping:
            value = NUMBER.read(node, reading)
            return None if value is None else Number(value, value)
        keys = set(node.entries)
        figures = {}
        for key, (_, written) in node.entries.items():
            if key in {"about", "from", "to", "over", "under"}:
                figures[key] = NUMBER.read(written, reading)
        if None in figures.values():
            return None
        low, high = figures.get("from"), figures.get("to")
        if keys == {"about"}:
            return Number(figures["about"], figures["about"], about=True)
        if keys == {"over"}:
            return Number(figures["over"], None, excludes=True)
        if keys == {"under"}:
            return Number(None, figures["under"], excludes=True)
        if keys == {"from", "to"} and low is not None and high is not None:
            if low <= high:
                return Number(low, high)
            reading.fault("CV105", node, say("the range ends at {high}, below its start {low}", high=high, low=low))
            return None
        reading.fault(
            "CV103",
            node,
            say("this mapping is no number"),
            say("write 52, {{about: 52}}, {{from: 40, to: 44}}, {{over: 900}} or {{under: 900}}"),
        )
        return None


class Day:
    """A date: a day, a month or a year, from 1990 to 2100."""

    def read(self, node: Node, reading: Reading) -> Moment | None:
        """Give the days it may be."""
        if type(node) is not Scalar or not node.text:
            reading.fault("CV103", node, say("{found} stands where a date is wanted", found=describe(node)))
            return None
        match = _DAY.fullmatch(node.text)
        if not match:
            found = say('"{text}" is no date', text=node.text)
            reading.fault("CV105", node, found, say("write a day as 2026-03-14, a month as 2026-03 or a year as 2026"))
            return None
        moment = _moment(node.text, *match.groups())
        if moment is None:
            found = say('"{text}" is a day that does not exist', text=node.text)
            code = "CV007" if match.group(3) else "CV105"
            reading.fault(code, node, found, say("look the date up; a month has at most 31 days, February 28 or 29"))
        elif moment.first.year not in _YEARS:
            reading.fault("CV105", node, say('the year of "{text}" lies outside 1990 to 2100', text=node.text))
        else:
            return moment
        return None


def _moment(text: str, year: str, month: str | None, day: str | None) -> Moment | None:
    try:
        if day:
            first = last = date(int(year), int(month or 0), int(day))
        elif month:
            first, last = date(int(year), int(month), 1), last_day_of_month(int(year), int(month))
        else:
            first, last = date(int(year), 1, 1), date(int(year), 12, 31)
    except ValueError:
        return None
    return Moment(first, last, text)


class YearlyDay:
    """A day that returns every year, written MM-DD."""

    def read(self, node: Node, reading: Reading) -> MonthDay | None:
        """Give month and day."""
        text = node.text if type(node) is Scalar else ""
        if re.fullmatch("[0-9]{2}-[0-9]{2}", text):
            month, day = int(text[:2]), int(text[3:])
            if 1 <= month <= 12 and 1 <= day <= last_day_of_month(2024, month).day:  # noqa: PLR2004 - months of a year
                return MonthDay(month, day)
        found = say("{found} is no day of the year", found=describe(node))
        reading.fault("CV105", node, found, say("write month and day as 03-01"))
        return None


class DayOrYearly:
    """A date, or a day that returns every year."""

    def read(self, node: Node, reading: Reading) -> Moment | MonthDay | None:
        """Give the one that fits how it is written."""
        if type(node) is Scalar and len(node.text) == len("03-01"):
            return YEARLY.read(node, reading)
        return DAY.read(node, reading)


class Stretch:
    """A period: 2025, 2025-H1, 2025-Q2, 2025-03, 2024/2025, 2025-03..2026-06, {first: 6 months, of: term}."""

    def read(self, node: Node, reading: Reading) -> Period | None:
        """Give the period with its days, where these do not depend on the programme or the term."""
        if type(node) is Mapping and set(node.entries) == {"first", "of"}:
            first, of = node.entries["first"][1], node.entries["of"][1]
            if isinstance(first, Scalar) and isinstance(of, Scalar) and of.text == "term":
                match = re.fullmatch("([1-9][0-9]{0,2}) months?", first.text)
                if match:
                    return Period(f"{first.text} of term", months=int(match.group(1)))
        elif type(node) is Scalar:
            period = _period(node.text)
            if period:
                return period
        found = say("{found} is no period", found=describe(node))
        reading.fault(
            "CV105",
            node,
            found,
            say("write 2025, 2025-H1, 2025-Q2, 2025-03, 2024/2025 (a school year) or 2025-03..2026-06"),
        )
        return None


def _period(text: str) -> Period | None:
    if match := _DAY.fullmatch(text):
        moment = _moment(text, *match.groups())
        return Period(text, moment.first, moment.last) if moment and moment.first.year in _YEARS else None
    if match := re.fullmatch("([0-9]{4})-(?:H([12])|Q([1-4]))", text):
        year = int(match.group(1))
        months = 6 if match.group(2) else 3
        end = int(match.group(2) or match.group(3)) * months
        return Period(text, date(year, end - months + 1, 1), last_day_of_month(year, end)) if year in _YEARS else None
    if match := re.fullmatch("([0-9]{4})/([0-9]{4})", text):
        year = int(match.group(1))
        return Period(text, school_year=year) if int(match.group(2)) == year + 1 and year in _YEARS else None
    if ".." in text:
        ends = [_DAY.fullmatch(part) for part in text.split("..", 1)]
        moments = [_moment(found.group(), *found.groups()) for found in ends if found]
        if len(moments) == 2 and moments[0] and moments[1] and moments[0].first <= moments[1].last:  # noqa: PLR2004 - start and end
            return Period(text, moments[0].first, moments[1].last)
    return None


class Listed(Generic[T]):
    """A list of values of one form."""

    def __init__(self, form: Form[T]) -> None:
        self.form = form

    def read(self, node: Node, reading: Reading) -> tuple[T, ...] | None:
        """Give the values that could be read, in order."""
        if type(node) is not Sequence:
            found = say("{found} stands where a list is wanted", found=describe(node))
            help = say("write [{text}]", text=node.text) if type(node) is Scalar and node.text else None  # noqa: A001
            reading.fault("CV103", node, found, help)
            return None
        form = self.form
        values = [form.read(item, reading) for item in node.items]
        return tuple(value for value in values if value is not None)


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
        for name, (key, written) in node.entries.items():
            value = self.form.read(written, reading)
            if ID.read(key, reading) is not None and value is not None:
                values[name] = value
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

    def read(self, node: Node, reading: Reading) -> Node | None:  # noqa: ARG002 - it refuses nothing
        """Give the node."""
        return node


class Version:
    """The number of a format."""

    def __init__(self, newest: int) -> None:
        self.newest = newest

    def read(self, node: Node, reading: Reading) -> int | None:
        """Give the version; one that is newer than this tool is refused."""
        text = node.text if type(node) is Scalar and node.plain else ""
        if re.fullmatch("[1-9][0-9]{0,3}", text):
            if int(text) <= self.newest:
                return int(text)
            found = say("format {text} is newer than this convtool knows", text=text)
            reading.fault("CV106", node, found, say("install a newer convtool"))
            return None
        reading.fault(
            "CV106",
            node,
            say("{found} is no version of the format", found=describe(node)),
            say("write schema: {version}", version=self.newest),
        )
        return None


def is_id(text: str) -> bool:
    """Tell whether `text` can be an id."""
    return len(text) <= _ID_LENGTH and bool(_ID.fullmatch(text))


TEXT = Text()
PROSE = Text(prose=True)
ID = Id()
YES_NO = YesNo()
NUMBER = Figure()
COUNT = Figure(whole=True, least=0)
AMOUNT = Figure(digits=2)
HONEST = HonestNumber()
DAY = Day()
YEARLY = YearlyDay()
DUE = DayOrYearly()
PERIOD = Stretch()
ANYTHING = Anything()
