"""What the reports about everything tell: how far goals are and why, and what is too late."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from convtool.context.addresses import Titled
from convtool.context.earlier import Period, period_of
from convtool.context.figures import Stand, explanations_of, stand_of
from convtool.context.shown import Shown
from convtool.context.told import spoken
from convtool.progress.cases import calendar_for
from convtool.progress.measured import grounds_on
from convtool.values import Number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from convtool.context.seen import Seen
    from convtool.standing import GoalRow


class Owed(Shown):
    """Something whose day has passed: `kind` is goal, report, agreement or contribution, `what` its title or text.

    `day` is that day, None where it fell due bit by bit. Of a contribution `lacking` is what it is short of, counted in
    `measure` (money, quantity or done) and `unit`.
    """

    convenant: Titled
    kind: str
    what: str
    day: date | None = None
    lacking: Number | None = None
    measure: str | None = None
    unit: str | None = None


class Overall:
    """What some readers see, with what the reports ask of it; everything is worked out once for both languages."""

    def __init__(self, seen: Seen) -> None:
        """Take what the readers see."""
        self.seen = seen
        self._texts: dict[tuple[str, str], tuple[str, ...]] = {}

    @cached_property
    def period(self) -> Period:
        """What moved in the last reporting period."""
        return period_of(self.seen)

    @cached_property
    def goals(self) -> dict[str, list[GoalRow]]:
        """The goals of every convenant, by its id; real convenanten first."""
        found = {id: list(rows) for id, rows in groupby(self.seen.standing.goals, key=lambda row: row.convenant)}
        known = sorted(self.seen.convenants.items(), key=lambda item: bool(item[1].example))
        return {id: found.get(id, []) for id, _ in known}

    def stand(self, row: GoalRow, language: str) -> Stand:
        """Give how far a goal is, with what was written about its newest figure where it is in trouble or unknown."""
        line = self.seen.goal_lines(row.convenant, language)[row.goal]
        return stand_of(row, line, self._explanations(row))

    def _explanations(self, row: GoalRow) -> tuple[str, ...]:
        wanted = row.behind or row.stale or row.overdue or row.unknown
        if row.actual_date is None or not wanted:
            return ()
        key = row.convenant, row.goal
        if key not in self._texts:
            convenant = self.seen.convenants[row.convenant]
            goal = next(goal for goal in convenant.goals or () if goal.id == row.goal)
            calendar = calendar_for(convenant, self.seen.masterplan)
            self._texts[key] = explanations_of(grounds_on(convenant, goal, calendar, row.actual_date))
        return self._texts[key]

    def overdue(self, language: str) -> tuple[Owed, ...]:
        """Give what is too late, real convenanten first: goals past their last day, reports, agreements, givings."""
        found = [*self._late_goals(language), *self._late_agreements(language), *self._late_givings(language)]
        return tuple(sorted(found, key=lambda owed: owed.convenant.example))

    def _late_goals(self, language: str) -> Iterator[Owed]:
        for rows in self.goals.values():
            for row in rows:
                if row.overdue or row.stale:
                    yield Owed(
                        convenant=self.seen.convenant(row.convenant, language),
                        kind="goal" if row.overdue else "report",
                        what=row.title,
                        day=row.end if row.overdue else None,
                    )

    def _late_agreements(self, language: str) -> Iterator[Owed]:
        for row in self.seen.owed.agreements:
            if row.state == "overdue":
                convenant = self.seen.convenant(row.convenant, language)
                yield Owed(convenant=convenant, kind="agreement", what=row.text or spoken(row.agreement), day=row.due)

    def _late_givings(self, language: str) -> Iterator[Owed]:
        for row in self.seen.standing.contributions:
            giving = row.giving
            if row.overdue:
                yield Owed(
                    convenant=self.seen.convenant(row.convenant, language),
                    kind="contribution",
                    what=giving.text or spoken(giving.contribution),
                    lacking=giving.overdue,
                    measure=giving.measure,
                    unit=giving.unit,
                )
