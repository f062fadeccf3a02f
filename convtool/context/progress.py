"""How far one convenant is: its goals with their course, what was brought, done, changed, and heard from residents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.addresses import Titled, address_of, own_language, progress_of, residents_of
from convtool.context.amendments import AmendmentLine, amendment_lines
from convtool.context.figures import GoalCourse, Stand, course_of, percent_of, stand_of
from convtool.context.following import FollowingPage, beginning
from convtool.context.goals import goal_lines
from convtool.context.judged import VerdictCount, verdict_counts
from convtool.context.parties import party_names
from convtool.context.shown import Shown
from convtool.context.told import spoken
from convtool.models.since import Involvement
from convtool.pledges.totals import Totals, totals
from convtool.progress.cases import almost_of
from convtool.progress.rows import Honesty, honesty
from convtool.standing.agreements import AgreementRow, agreement_rows
from convtool.standing.contributions import contribution_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from convtool.context.addresses import Site
    from convtool.models.convenant import Convenant
    from convtool.pledges.giving import Giving
    from convtool.portfolio import Portfolio

PHASES = ("design", "signing", "execution", "evaluation")


class FollowedGoal(Shown):
    """A goal of one convenant: how far it is, and how it came there."""

    stand: Stand
    course: GoalCourse


class GivingLine(Shown):
    """A contribution with what it is called, and who gives and who receives it; None where the file does not say."""

    giving: Giving
    name: str
    giver: str | None
    receiver: str | None


class PromiseLine(Shown):
    """An agreement: how far it is, and the name of its owner, all (every party), or None."""

    row: AgreementRow
    owner: str | None


class ProgressPage(FollowingPage):
    """What templates/progress/* see: how far one convenant is.

    `text` and `residents` lead to its text and to what residents read of it. Of a draft nothing runs, and everything
    after `almost` is empty. `almost` is the part, in percents, from which a goal is almost achieved, by version
    `thresholds`. `counts` count the goals per verdict, `honesty` says what these do not show. `totals` add up what may
    be added of the contributions. `silent` are the phases in which nothing of residents was written down.
    """

    kind = "progress"

    text: Titled
    residents: str
    thresholds: int | None
    almost: int
    honesty: Honesty
    counts: tuple[VerdictCount, ...]
    goals: tuple[FollowedGoal, ...]
    givings: tuple[GivingLine, ...]
    totals: Totals
    promises: tuple[PromiseLine, ...]
    amendments: tuple[AmendmentLine, ...]
    involvement: tuple[Involvement, ...]
    silent: tuple[str, ...]


def pages(convenant: Convenant, portfolio: Portfolio, site: Site) -> Iterator[ProgressPage]:
    """Give the page in each language, for those who may read the text; none beside a text as it was signed."""
    if not site.follows(convenant):
        return
    masterplan, day = portfolio.programme.masterplan, portfolio.as_of
    names = party_names(convenant, portfolio.programme.partners)
    runs = not convenant.is_draft
    courses = [course_of(convenant, goal, masterplan, day) for goal in convenant.goals or ()] if runs else []
    rows = [course.row for course in courses]
    givings = [row.giving for row in contribution_rows(convenant, masterplan, day)] if runs else []
    agreed = [_heard(row, site) for row in agreement_rows(convenant, day)] if runs else []
    heard = tuple(each for each in convenant.involvement or () if each.date is None or each.date.first <= day)
    own = own_language(convenant)
    for language in site.languages(own):
        lines = goal_lines(convenant, portfolio.programme, language, names, {}) if runs else ()
        yield ProgressPage(
            **beginning(convenant, portfolio, site, progress_of(convenant), language),
            text=Titled(title=convenant.title, path=site.nearest(address_of(convenant), language, own)),
            residents=site.nearest(residents_of(convenant), language, own),
            thresholds=next((row.thresholds for row in rows), None),
            almost=percent_of(almost_of(masterplan)) or 0,
            honesty=honesty(rows, 1),
            counts=verdict_counts(rows),
            goals=tuple(
                FollowedGoal(stand=stand_of(course.row, line, course.explanations), course=course)
                for course, line in zip(courses, lines, strict=True)
            ),
            givings=giving_lines(givings, names),
            totals=totals(givings),
            promises=tuple(PromiseLine(row=row, owner=owner_name(row.owner, names)) for row in agreed),
            amendments=amendment_lines(convenant, names, day) if runs else (),
            involvement=heard if runs else (),
            silent=tuple(phase for phase in PHASES if all(each.phase != phase for each in heard)) if runs else (),
        )


def _heard(row: AgreementRow, site: Site) -> AgreementRow:
    """Give an agreement as these readers may know it: what was remarked on it is kept for the office."""
    return row if site.audience == "internal" else row._replace(outcome=None)


def giving_lines(givings: Iterable[Giving], names: Mapping[str, str]) -> tuple[GivingLine, ...]:
    """Give contributions with the names of their parties."""
    return tuple(
        GivingLine(
            giving=giving,
            name=giving.text or spoken(giving.contribution),
            giver=names.get(giving.giver or "", giving.giver),
            receiver=names.get(giving.receiver or "", giving.receiver) or giving.receiver_named,
        )
        for giving in givings
    )


def owner_name(owner: str | None, names: Mapping[str, str]) -> str | None:
    """Give the name of who owes something; `all` stays that word."""
    return None if owner is None else names.get(owner, owner)
