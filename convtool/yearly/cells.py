"""What stands in the cells of a filled form, as a register writes it; whatever can mean two things is refused.

A number is taken as the spreadsheet holds it. As a text it may be Dutch or English, with spaces between the thousands,
a sign of money, and percent where that is asked. A day is one of the spreadsheet, 2026-12-31 or 31-12-2026.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from convtool.characters import code_point, deceives
from convtool.errors import WrongUse
from convtool.messages import Message, say
from convtool.yearly.words import CHOICES

if TYPE_CHECKING:
    from convtool.yearly.questions import Question

LONGEST = 2000
"""So many characters may stand in one cell."""
_MONEY_DIGITS = 2
_MONTHS = 12
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})")
_THOUSANDS = re.compile(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))")


class Cell(NamedTuple):
    """What stands in one cell: a text, a number, a day, or nothing; `percent` tells that 0.5 is shown as 50%."""

    place: str
    value: str | Decimal | date | None = None
    percent: bool = False

    @property
    def text(self) -> str:
        """What it says, without space around it."""
        if isinstance(self.value, Decimal):
            return f"{self.value:f}"
        return "" if self.value is None else str(self.value).strip()


Row = Mapping[str, Cell]
"""The cells of a row by the name of their column."""


class Problem(NamedTuple):
    """What is wrong at a place of a form, and what helps."""

    place: str
    message: Message
    help: Message | None


class Wrong(Exception):  # noqa: N818 - it carries a problem, it is no error
    """Raised for a cell that cannot be taken as it is."""

    def __init__(self, cell: Cell, message: Message, help: Message | None = None) -> None:
        """Take where it stands, what is wrong and what helps."""
        self.problem = Problem(cell.place, message, help)


def number(cell: Cell, question: Question) -> Decimal | str:
    """Give the number in the measure of a question, or the text in which one is still to be read."""
    value = cell.value
    if isinstance(value, date):
        hint = say("write the number, and give the cell the format of a number")
        raise Wrong(cell, say("the day {day} stands where a number is wanted", day=value), hint)
    if not isinstance(value, Decimal):
        bare = cell.text.removesuffix("%").strip() if question.percent else cell.text
        return _THOUSANDS.sub("", bare)
    if cell.percent and not question.percent:
        found = say("{number}% stands where a number is wanted", number=_plain(value * 100))
        raise Wrong(cell, found, say("write the number, and give the cell the format of a number"))
    value = _plain(value * 100 if cell.percent else value)
    if question.money and -int(value.as_tuple().exponent) > _MONEY_DIGITS:
        raise Wrong(cell, say("{number} has more decimals than money has", number=value), say("write two at most"))
    return value


def _plain(value: Decimal) -> Decimal:
    """Give a number without the noughts behind the point that nobody wrote."""
    return Decimal(f"{value.normalize():f}")


def day(cell: Cell) -> str:
    """Give a day as a register writes it; raises `Wrong` for none, and for one that can be two."""
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    text = cell.text
    if match := _DAY_FIRST.fullmatch(text):
        first, sign, second, year = match.groups()
        found, other = _date(year, second, first), _date(year, first, second)
        if found and other and found != other and sign == "/":
            hint = say("write {one} or {other}", one=found, other=other)
            raise Wrong(cell, say('"{text}" can be two days', text=text), hint)
        found = found or (other if sign == "/" else None)
    else:
        match = _ISO.fullmatch(text)
        found = _date(*match.groups()) if match else None
    if found is None:
        raise Wrong(cell, say('"{text}" is no day', text=text), say("write a day as 2026-12-31"))
    return found.isoformat()


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def choice(cell: Cell, choices: tuple[str, ...], words: Mapping[str, str]) -> str:
    """Give what the register writes for the word that was chosen; raises `Wrong` for one that is none of them."""
    code = words.get(cell.text.casefold())
    if code in choices:
        return code
    known = tuple(CHOICES[each] for each in choices)
    found = say('"{text}" is none of the words to choose', text=cell.text)
    raise Wrong(cell, found, say("choose one of {words}", words=known))


def text(cell: Cell, *, lines: bool = False) -> str | None:
    """Give a text, None where there is none; in one line unless several `lines` may stay.

    Raises `Wrong` for one that is too long, or that holds what no reader sees.
    """
    found = "\n".join(line.rstrip() for line in cell.text.splitlines()) if lines else " ".join(cell.text.split())
    odd = deceives(found.replace("\n", ""))
    if odd:
        hidden = say("the text holds character {odd}, which no reader sees", odd=code_point(odd))
        raise Wrong(cell, hidden, say("write the text anew"))
    if len(found) > LONGEST:
        long = say("the text has {number} characters", number=len(found))
        raise Wrong(cell, long, say("write at most {most}", most=LONGEST))
    return found or None


def refused(cell: Cell, error: WrongUse) -> Wrong:
    """Give the problem of a cell for what is refused of its text."""
    return Wrong(cell, error.message, error.help or say("look it up, and fill it in anew"))
