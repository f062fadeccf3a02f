"""The amendments of a convenant, and which parts of its text carry their footnotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convtool.context.told import name_of
from convtool.documents import written

if TYPE_CHECKING:
    from collections.abc import Mapping as Lookup
    from datetime import date

    from convtool.models.convenant import Convenant
    from convtool.models.since import Amendment, Change


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """One change: the title of what it is in (or None), the keys that lead to it there, and both sides as written.

    `before` is None for what was added, `after` for what was removed.
    """

    subject: str | None
    keys: tuple[str, ...]
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True)
class AmendmentLine:
    """One amendment, the names of the parties that consented, and its changes."""

    amendment: Amendment
    consented: tuple[str, ...]
    changes: tuple[ChangeLine, ...]


def amendment_lines(convenant: Convenant, names: Lookup[str, str], day: date) -> tuple[AmendmentLine, ...]:
    """Give the amendments up to `day`, in the order of their numbers."""
    titles = _titles(convenant)
    return tuple(
        AmendmentLine(
            amendment=amendment,
            consented=tuple(name_of(names, party) or party for party in amendment.consented or ()),
            changes=tuple(_change(change, titles) for change in amendment.changes or ()),
        )
        for amendment in sorted(convenant.amendments or (), key=lambda each: each.number)
        if amendment.date.first <= day
    )


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


def _change(change: Change, titles: Lookup[str, str]) -> ChangeLine:
    path = change.path.split("/")
    subject = titles.get("/".join(path[:2]))
    return ChangeLine(
        subject=subject,
        keys=tuple(path[2:] if subject else path),
        before=written(change.before) if change.before else None,
        after=written(change.after) if change.after else None,
    )


def _titles(convenant: Convenant) -> dict[str, str]:
    titles = {f"goals/{goal.id}": goal.title for goal in convenant.goals or ()}
    titles |= {f"agreements/{each.id}": each.text or each.id for each in convenant.agreements or ()}
    titles |= {f"contributions/{each.id}": each.text or each.id for each in convenant.contributions or ()}
    return titles
