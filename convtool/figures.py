"""The forms of numbers: exact in decimals, or honest about what is not known exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from convtool.documents import Mapping, Node, Scalar
from convtool.guesses import misread
from convtool.messages import Message, say
from convtool.reading import describe
from convtool.values import Number

if TYPE_CHECKING:
    from convtool.reading import Reading

_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_MONEY = r"(?i)(?:(?:€|EUR|euro)\s*)?([-+]?[0-9.,]*[0-9])(?:,-+)?\s*(?:€|EUR|euro)?"
_DUTCH = r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[-+]?[0-9]+,[0-9]+|[-+]?[0-9]+"
_ENGLISH = r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[-+]?[0-9]+\.[0-9]+"
_DIGITS = 40


class Figure:
    """An exact number in decimals, never floating point: `digits` behind the point at most."""

    def __init__(self, *, digits: int = 15, whole: bool = False, least: int | None = None) -> None:
        self.digits = 0 if whole else digits
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
            found = say('the text "{text}" stands where a number is wanted', text=text)
            reading.fault(code, node, found, say("write it without quotes"), text if code == "CV103" else None)
            return None
        if not _NUMBER.fullmatch(text):
            _refuse(node, reading)
            return None
        value = Decimal(text)
        if len(text.partition(".")[2]) > self.digits:
            self._too_fine(node, reading)
        elif self.least is not None and value < self.least:
            reading.fault("CV105", node, say('"{text}" is less than {least}', text=text, least=self.least))
        else:
            return value
        return None

    def _too_fine(self, node: Scalar, reading: Reading) -> None:
        text = node.text
        if re.fullmatch(_DUTCH, text):
            reading.meant_for_people(node, say("write {number}", number=text.replace(".", "")))
        elif self.whole:
            reading.fault("CV105", node, say('"{text}" stands where a whole number is wanted', text=text))
        else:
            reading.fault("CV105", node, say('"{text}" has more than {digits} decimals', text=text, digits=self.digits))


def _refuse(node: Scalar, reading: Reading) -> None:
    text = node.text
    meant = _meant(text) if len(text) <= _DIGITS else None
    meant = meant if meant and _NUMBER.fullmatch(meant) else None
    repair = meant if meant and _is_sure(text) else None
    if meant and not misread(text):
        reading.meant_for_people(node, say("write {number}", number=meant), repair)
    elif misread(text):
        reading.misread(node, say("write {number}", number=meant) if meant else _WRITE, repair=repair)
    else:
        reading.fault("CV105", node, say('"{text}" is no number', text=text), _WRITE)


_WRITE: Message = say("write a decimal number such as 12 or 12.5")


def _is_sure(text: str) -> bool:
    """Tell whether a number can mean one thing only: 1.234,50 and 1,5 can; 1,500 and 0123 mean two."""
    bare = text.lstrip("+-")
    if "," in bare:
        return "." in bare or len(bare.rpartition(",")[2]) != len("000")
    return not re.match("0[0-9xob]", bare)


def _meant(text: str) -> str | None:
    """Give the number that a person meant, as this register writes it, or None."""
    sign = "-" if text.startswith("-") else ""
    bare = text.lstrip("+-").replace("_", "")
    if re.fullmatch("0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+", bare):
        return sign + str(int(bare, 0))
    if re.fullmatch(r"[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]{1,2}|[0-9]*\.[0-9]+|[0-9]+\.|[0-9]+", bare):
        return _plain(sign + bare)
    found = re.fullmatch(_MONEY, text)
    number = found.group(1) if found else ""
    if re.fullmatch(_DUTCH, number):
        return _plain(number.replace(".", "").replace(",", "."))
    return _plain(number.replace(",", "")) if re.fullmatch(_ENGLISH, number) else None


def _plain(text: str) -> str:
    return f"{Decimal(text):f}"


def readings(text: str, digits: int) -> list[Decimal]:
    """Give what a number can be, as people write it in Dutch or in English: nothing, one number, or two.

    1.234,50 and 1,5 can be one number, 1,500 and 1.500 two. `digits` is how many decimals there may be at most: where
    that is two, 1.500 is one number as well. A sign of money before or behind it says nothing.
    """
    money = re.fullmatch(_MONEY, text.strip()[:_DIGITS])
    number = money.group(1) if money else ""
    ways = [number]
    if re.fullmatch(_DUTCH, number):
        ways.append(number.replace(".", "").replace(",", "."))
    if re.fullmatch(_ENGLISH, number):
        ways.append(number.replace(",", ""))
    sound = [way for way in ways if _NUMBER.fullmatch(way) and len(way.partition(".")[2]) <= digits]
    return list(dict.fromkeys(Decimal(way) for way in sound))


class HonestNumber:
    """A number, exact or honest: 52, {about: 52}, {from: 40, to: 44}, {over: 900}, {under: 900}."""

    def read(self, node: Node, reading: Reading) -> Number | None:
        """Give the number with what is known of its ends."""
        if type(node) is not Mapping:
            value = NUMBER.read(node, reading)
            return None if value is None else Number(value, value)
        keys = set(node.entries)
        if keys not in _SHAPES:
            hint = say("write 52, {{about: 52}}, {{from: 40, to: 44}}, {{over: 900}} or {{under: 900}}")
            reading.fault("CV103", node, say("this mapping is no number"), hint)
            return None
        figures = {key: NUMBER.read(written, reading) for key, (_, written) in node.entries.items()}
        if None in figures.values():
            return None
        if keys == {"about"}:
            return Number(figures["about"], figures["about"], about=True)
        low, high = figures.get("over", figures.get("from")), figures.get("under", figures.get("to"))
        if low is not None and high is not None and low > high:
            reading.fault("CV105", node, say("the range ends at {high}, below its start {low}", high=high, low=low))
            return None
        return Number(low, high, excludes=keys != {"from", "to"})


_SHAPES = ({"about"}, {"over"}, {"under"}, {"from", "to"})

NUMBER = Figure()
COUNT = Figure(whole=True, least=0)
AMOUNT = Figure(digits=2)
HONEST = HonestNumber()
