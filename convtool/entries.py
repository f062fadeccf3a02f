"""What somebody types on the command line to an entry of the register, in the words of its record."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from convtool.days import PERIOD
from convtool.diagnostics import Level
from convtool.errors import WrongUse
from convtool.figures import readings
from convtool.messages import say
from convtool.models.facts import Named
from convtool.models.since import Delivery, Event, Measurement
from convtool.notation import Value, in_line
from convtool.parsing import parse
from convtool.pledges.promised import value_key
from convtool.reading import Reading, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Keys
    from datetime import date

    from convtool.models.convenant import Convenant
    from convtool.models.obligations import Contribution
    from convtool.records import Record
    from convtool.values import Period

_ABOUT = ("period", "up_to", "date")
_HONEST = re.compile(r"(about|over|under)[ :]+(.+)")
_RANGE = re.compile(r"(.+?)\.\.(.+)")
_PARTS = re.compile(r"([^/]+)/([^/]+)")
_ANY = 15
_EURO = re.compile("€|EUR", re.IGNORECASE)
_CENTS = 2
"""How many decimals an amount of money has at most."""


def entry(kind: type[Record], said: Keys[str, Value | None]) -> dict[str, Value]:
    """Give the entry of a `kind` that says what is `said`, in that order, without what is None or blank.

    Raises `WrongUse` for a value that its field does not take.
    """
    bare = {key: value.strip() if isinstance(value, str) else value for key, value in said.items()}
    item = {key: value for key, value in bare.items() if value is not None and value != ""}
    document, faults = parse("", f"entry: {in_line(item, flow=True)}\n".encode("utf-8", "replace"))
    reading = Reading(document)
    if document.root:
        kind.read(document.root.entries["entry"][1], reading)
    for _, finding in (*faults, *reading.faults):
        if finding.level is not Level.WARNING:
            raise WrongUse(finding.message, finding.help)
    return item


def stretch(text: str) -> Period:
    """Give the period that a text names, as a field would; raises `WrongUse` for what is none."""
    document, faults = parse("", f"period: {in_line(text, flow=False)}\n".encode("utf-8", "replace"))
    reading = Reading(document)
    found = PERIOD.read(document.root.entries["period"][1], reading) if document.root else None
    if found is None:
        finding = (*faults, *reading.faults)[0].finding
        raise WrongUse(finding.message, finding.help)
    return found


def measured(
    goal: str, about: tuple[str, Value], what: Keys[str, Value], recorded: date, **more: Value | None
) -> dict[str, Value]:
    """Give the entry of a figure `about` a period, the time up to a day, a day, or the figure that it corrects.

    `what` is what `counted` gives, `recorded` the day of the entry, `more` all else that it says. Raises as `entry`.
    """
    evidence = {key: more.pop(key, None) for key in ("kind", "source")}
    return entry(Measurement, {"goal": goal, about[0]: about[1], **what, **evidence, "recorded": recorded, **more})


def delivered(
    contribution: Contribution, day: str, amount: Value | None, as_of: date, **more: Value | None
) -> dict[str, Value]:
    """Give the entry of a delivery on a day: its `amount` in the measure of the contribution, and `more`.

    It says when it was recorded where that is another day, or where somebody confirms. Raises as `entry`.
    """
    by = more.pop("confirmed_by", None)
    said: dict[str, Value | None] = {
        "contribution": contribution.id,
        "date": day,
        value_key(contribution): amount,
        "confirmed_by": by,
        "recorded": as_of if by or day != as_of.isoformat() else None,
        **more,
    }
    return entry(Delivery, said)


def handed(contribution: Contribution, text: str) -> Value:
    """Give how much of a contribution was delivered: money in its currency, or a number, exact or honest, of its unit.

    Raises `WrongUse` for an amount that bears the sign of another currency, or of money where something else was
    promised.
    """
    money = value_key(contribution) == "amount"
    unit = (contribution.currency or "EUR") if money else (contribution.unit or contribution.id)
    if _EURO.search(text) and not (money and unit == "EUR"):
        found = say(
            '"{text}" is an amount in euro, and "{id}" is counted in {unit}', text=text, id=contribution.id, unit=unit
        )
        raise WrongUse(found, say("write the number alone, in {unit}", unit=unit))
    return number(text, _CENTS) if money else honest(text)


def told(sort: str, id: str, day: str, status: str, **more: Value | None) -> dict[str, Value]:
    """Give the entry of how far an agreement, condition, action or session is on a day. Raises as `entry`."""
    return entry(Event, {sort: id, "date": day, "status": status, **more})


def number(text: str, digits: int = _ANY) -> Decimal:
    """Give a number as people write it; raises `WrongUse` for what is none, and for what can be two numbers."""
    found = readings(text, digits)
    if len(found) == 1:
        return found[0]
    if found:
        one, other = (f"{value:f}" for value in found)
        one = f"{one}0" if "." in one else one  # one decimal more cannot be taken for thousands
        raise WrongUse(
            say('"{text}" can be two numbers', text=text), say("write {one} or {other}", one=one, other=other)
        )
    raise WrongUse(say('"{text}" is no number', text=text), say("write a decimal number such as 12 or 12.5"))


def honest(text: str) -> Value:
    """Give a number, exact or honest: `52`, `about 52`, `over 900`, `under 900`, `40..44`; else as `number`."""
    if match := _HONEST.fullmatch(text):
        return {match[1]: number(match[2])}
    if match := _RANGE.fullmatch(text):
        return {"from": number(match[1]), "to": number(match[2])}
    return number(text)


def counted(text: str) -> dict[str, Value]:
    """Give what a measurement says was counted: a value, or for `121/158` the percentage with its two parts."""
    if text in {"none", "delivered", "not-delivered"}:
        return {"value": text}
    if match := _PARTS.fullmatch(text):
        part, whole = number(match[1]), number(match[2])
        if whole > 0:
            share = (100 * part / whole).quantize(Decimal("0.1"))
            return {"value": share, "numerator": part, "denominator": whole}
    return {"value": honest(text)}


def components(pairs: Iterable[str]) -> dict[str, Decimal]:
    """Give the parts of a value by their names, from `name=number`; raises `WrongUse` for what is no such pair."""
    found: dict[str, Decimal] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or name in found:
            raise WrongUse(
                say('"{pair}" is no new name=number', pair=pair), say("write each component once, as noord=12")
            )
        found[name] = number(text)
    return found


def once(options: Keys[str, str | None]) -> tuple[str, str] | None:
    """Give the one option that was given, with its value; raises `WrongUse` where there are two."""
    given = [(name, text) for name, text in options.items() if text is not None]
    if len(given) > 1:
        raise WrongUse(say("{names} exclude each other", names=tuple(name for name, _ in given)), say("keep one"))
    return given[0] if given else None


def receiver(convenant: Convenant, contribution: Contribution, word: str) -> Value:
    """Give who confirms a delivery: a party by its id, or the organisation without a file that receives it."""
    named = contribution.to if isinstance(contribution.to, Named) else None
    if named and word.casefold() == named.named.casefold():
        return {key: text for key in ("named", "kind") if (text := getattr(named, key))}
    parties = [party.id for party in convenant.parties or ()]
    if word not in parties:
        known = [*parties, *([named.named] if named else [])]
        close = nearest(word, known)
        raise WrongUse(
            say('"{word}" is no party of this convenant', word=word),
            say('did you mean "{word}"?', word=close) if close else say("the parties are {known}", known=tuple(known)),
        )
    return word


def unconfirmed(convenant: Convenant, contribution: str) -> list[str]:
    """Give the days of the deliveries of a contribution that nobody confirmed yet, in the order of the file."""
    deliveries = [each for each in convenant.deliveries or () if each.contribution == contribution]
    confirmed = {str(each.date) for each in deliveries if each.confirmed_by}
    return [day for day in dict.fromkeys(str(each.date) for each in deliveries) if day not in confirmed]


def last_of(convenant: Convenant, goal: str) -> Measurement | None:
    """Give the last measurement of a goal in the order of the file: how it was done last time."""
    return next((each for each in reversed(convenant.measurements or ()) if each.goal == goal), None)


def about(measurement: Measurement | None) -> str:
    """Give which of period, up_to and date a measurement says; period where it says none."""
    said = (measurement.corrects or measurement) if measurement else None
    return next((key for key in _ABOUT if said and getattr(said, key) is not None), "period")


def corrected(convenant: Convenant, goal: str, day: str, kind: str | None, source: str | None) -> dict[str, Value]:
    """Give what `corrects` says of the one figure of a goal that is about `day`, written as in the file.

    `kind` and `source` choose among several. Raises `WrongUse` where there is none, and where there are several.
    """
    original = [each for each in convenant.measurements or () if each.goal == goal and each.corrects is None]
    written = [each for each in original if str(getattr(each, about(each)) or "") == day]
    narrow = [each for each in written if each.kind == kind and each.source == source]
    if not written:
        days = tuple(dict.fromkeys(str(getattr(each, about(each)) or "") for each in original))
        raise WrongUse(
            say('goal "{goal}" has no figure of {day}', goal=goal, day=day),
            say("its figures are of {days}", days=days) if days else None,
        )
    if len(written) > 1 and len(narrow) != 1:
        several = tuple(f"{each.kind}, {each.source}" for each in written)
        raise WrongUse(
            say('goal "{goal}" has more than one figure of {day}', goal=goal, day=day),
            say("give the kind and source of the one that is wrong: {several}", several=several),
        )
    (one,) = written if len(written) == 1 else narrow
    return {key: str(value) for key in (about(one), "area", "kind", "source") if (value := getattr(one, key))}
