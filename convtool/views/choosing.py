"""Which rows are asked for, and in which order. Every word that names nothing is wrong use, with what may be meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from convtool.errors import WrongUse
from convtool.messages import say
from convtool.naming import known
from convtool.reading import nearest
from convtool.standing import ContributionRow, GoalRow, NeedRow, Standing
from convtool.views import Column, View

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Wish(NamedTuple):
    """What is asked for: ids (of convenanten, goals, contributions, meetings or needs), a theme, and a partner."""

    ids: Collection[str] = ()
    theme: str | None = None
    partner: str | None = None


def understood(wish: Wish, standings: Sequence[Standing], themes: Collection[str], partners: Collection[str]) -> None:
    """Raise `WrongUse` for a word that names nothing in any of some standings.

    `themes` and `partners` are the ids that there are. A goal is named by its own id or with that of its convenant
    (`voorbeeldbank/stageplekken`), a contribution and a need alike.
    """
    if wish.theme is not None:
        known(wish.theme, themes, say("theme"))
    if wish.partner is not None:
        known(wish.partner, partners, say("partner"))
    names: set[str] = set()
    for each in standings:
        names.update(*(row.names for row in each.convenants), *(row.names for row in each.goals))
        names.update(*(row.names for row in each.contributions), *(row.names for row in each.needs))
    for word in wish.ids:
        known(word, names, say("convenant, goal or contribution"))


def chosen(standing: Standing, wish: Wish) -> Standing:
    """Give what a wish leaves of a standing: nothing where what it names is not there."""
    if not any(wish):
        return standing
    convenants = {row.convenant for row in standing.convenants if wish.partner in {None, *row.partners}}
    goals = [row for row in standing.goals if row.convenant in convenants and _is_meant(row, wish)]
    contributions = [row for row in standing.contributions if row.convenant in convenants and _is_meant(row, wish)]
    if wish.theme or wish.ids:
        named = {row.convenant for row in standing.convenants if not wish.theme and row.names.intersection(wish.ids)}
        convenants &= named | {row.convenant for row in goals} | {row.convenant for row in contributions}
    return standing._replace(
        convenants=[row for row in standing.convenants if row.convenant in convenants],
        goals=goals,
        contributions=contributions,
        needs=[row for row in standing.needs if _is_meant(row, wish) and wish.partner in {None, *row.partners}],
    )


def _is_meant(row: ContributionRow | GoalRow | NeedRow, wish: Wish) -> bool:
    return (not wish.ids or bool(row.names.intersection(wish.ids))) and wish.theme in {None, *row.themes}


def only(view: View, what: str) -> list[Any]:
    """Give the rows that are behind, overdue, stale or unknown; raises `WrongUse` where rows are never that."""
    if view.rows and not hasattr(view.rows[0], what):
        raise WrongUse(say('nothing here can be "{what}"', what=what), say("leave out --only or choose another --by"))
    return [row for row in view.rows if getattr(row, what)]


def columns_of(view: View, asked: Sequence[str]) -> tuple[Column, ...]:
    """Give the columns of a view by their names; raises `WrongUse` for a name that it does not have."""
    return tuple(_column(view, name) for name in asked)


def ordered(view: View, asked: Sequence[str]) -> list[Any]:
    """Give the rows of a view by the columns named, the first one first; `-name` from high to low.

    Rows of which nothing is known come last either way. Raises `WrongUse` for a column that it does not have.
    """
    rows = list(view.rows)
    for word in reversed(asked):
        column = _column(view, word.removeprefix("-"))
        told = [row for row in rows if column.told(row) is not None]
        rest = [row for row in rows if column.told(row) is None]
        rows = sorted(told, key=lambda row: _key(column.told(row)), reverse=word.startswith("-")) + rest
    return rows


def _column(view: View, name: str) -> Column:
    by_name = {column.name: column for column in view.columns}
    if name not in by_name:
        close = nearest(name, by_name)
        raise WrongUse(
            say('"{word}" is no column here', word=name),
            say('did you mean "{word}"?', word=close) if close else say("columns: {names}", names=tuple(by_name)),
        )
    return by_name[name]


def _key(value: object) -> tuple[int, Decimal, str]:
    """Order numbers as numbers, before words; words without regard to capitals."""
    text = str(value)
    if isinstance(value, int | float) or _NUMBER.fullmatch(text):
        return 0, Decimal(int(value) if isinstance(value, bool) else text), ""
    return 1, Decimal(0), text.casefold()
