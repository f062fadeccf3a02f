"""The amendments of a convenant, and which parts of its text carry their footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from convtool.context.contributions import receiver_of
from convtool.context.shown import Shown
from convtool.context.told import name_of, spoken
from convtool.days import DAY
from convtool.documents import Document, Mapping, Node, Scalar, Sequence, written
from convtool.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping as Lookup
    from datetime import date

    from convtool.models.convenant import Convenant
    from convtool.models.obligations import Contribution
    from convtool.models.since import Amendment, Change

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LARGE = re.compile(r"-?\d{5,}(\.\d+)?")
"""Numbers that are read more easily with their thousands apart; one of four digits may be a year."""
_AMOUNT = re.compile(r"\d+(\.\d+)?")
_MONEY = frozenset({"amount", "ceiling", "total"})
"""What of a contribution of money is an amount of its currency."""


@dataclass(frozen=True)
class Pair:
    """A value with its key, or without one where it stands alone: a day (Moment), a large number, else a text.

    Of an amount of money `currency` has the three letters.
    """

    key: str | None
    value: object
    currency: str | None = None


class ChangeLine(Shown):
    """One change: the title of what it is in (or None), the keys that lead to it there, and both sides in lines.

    `before` is empty for what was added, `after` for what was removed. In a contribution `giver` and `receiver` are the
    names of who brings and who gets it.
    """

    subject: str | None
    keys: tuple[str, ...]
    before: tuple[tuple[Pair, ...], ...]
    after: tuple[tuple[Pair, ...], ...]
    giver: str | None = None
    receiver: str | None = None


class AmendmentLine(Shown):
    """One amendment, the names of the parties that consented, and its changes."""

    amendment: Amendment
    consented: tuple[str, ...]
    changes: tuple[ChangeLine, ...]


def amendment_lines(convenant: Convenant, names: Lookup[str, str], day: date) -> tuple[AmendmentLine, ...]:
    """Give the amendments up to `day`, in the order of their numbers."""
    return tuple(
        AmendmentLine(
            amendment=amendment,
            consented=tuple(name_of(names, party) or party for party in amendment.consented or ()),
            changes=change_lines(amendment, names, convenant),
        )
        for amendment in sorted(convenant.amendments or (), key=lambda each: each.number)
        if amendment.date.first <= day
    )


def change_lines(amendment: Amendment, names: Lookup[str, str], *texts: Convenant) -> tuple[ChangeLine, ...]:
    """Give the changes of an amendment; what they are in is called as in the last of `texts` that has it."""
    titles = {part: title for text in texts for part, title in titles_of(text).items()}
    given = {f"contributions/{each.id}": each for text in texts for each in text.contributions or ()}
    return tuple(_change(change, titles, given, names) for change in amendment.changes or ())


def amended_parts(lines: tuple[AmendmentLine, ...]) -> dict[str, tuple[int, ...]]:
    """Give the numbers of the amendments by what they change: `goals/<id>`, `term`, `clauses/change`."""
    parts: dict[str, tuple[int, ...]] = {}
    for line in lines:
        number = int(line.amendment.number)
        for change in line.amendment.changes or ():
            part = "/".join(change.path.split("/")[:2])
            for each in dict.fromkeys((part, part.split("/")[0])):
                if number not in parts.get(each, ()):
                    parts[each] = (*parts.get(each, ()), number)
    return parts


def lines_of(node: Node | None, key: str = "", currency: str | None = None) -> tuple[tuple[Pair, ...], ...]:
    """Give a value line by line: each item of a list, and the keys of a mapping beside each other.

    `key` is what the value stands under, `currency` that of its amounts of money.
    """
    if isinstance(node, Sequence):
        return tuple(line for item in node.items for line in lines_of(item, key, currency))
    if isinstance(node, Mapping):
        return (tuple(_pair(below, below, value, currency) for below, (_, value) in node.entries.items()),)
    return ((_pair(None, key, node, currency),),) if node else ()


def _pair(called: str | None, key: str, node: Node, currency: str | None) -> Pair:
    money = currency if key in _MONEY else None
    if money and _AMOUNT.fullmatch(written(node)):
        return Pair(called, Decimal(written(node)), money)
    return Pair(called, _value(node))


def _value(node: Node) -> object:
    text = written(node)
    if isinstance(node, Scalar) and _DAY.fullmatch(text):
        return DAY.read(node, Reading(Document("", text, None))) or text
    if isinstance(node, Scalar) and node.plain and _LARGE.fullmatch(text):
        return Decimal(text)
    return text


def _change(
    change: Change, titles: Lookup[str, str], given: Lookup[str, Contribution], names: Lookup[str, str]
) -> ChangeLine:
    path = change.path.split("/")
    part = "/".join(path[:2])
    subject, giving = titles.get(part), given.get(part)
    currency = (giving.currency or "EUR") if giving and giving.kind == "financing" else None
    return ChangeLine(
        subject=subject,
        keys=tuple(path[2:] if subject else path),
        before=lines_of(change.before, path[-1], currency),
        after=lines_of(change.after, path[-1], currency),
        giver=name_of(names, giving.from_) if giving else None,
        receiver=receiver_of(giving, names) if giving else None,
    )


def titles_of(convenant: Convenant) -> dict[str, str]:
    """Give what a reader calls its goals, agreements and contributions, by `goals/<id>` and so on."""
    titles = {f"goals/{goal.id}": goal.title for goal in convenant.goals or ()}
    titles |= {f"agreements/{each.id}": each.text or spoken(each.id) for each in convenant.agreements or ()}
    titles |= {f"contributions/{each.id}": each.text or spoken(each.id) for each in convenant.contributions or ()}
    return titles
