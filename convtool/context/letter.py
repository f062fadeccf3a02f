"""The council letter: in two pages what moved, what is in trouble and why, and what is asked of the council."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from convtool.context.addresses import FIRST, LETTER, REPORT, Titled
from convtool.context.figures import Stand
from convtool.context.judged import number_of
from convtool.context.pages import Page
from convtool.context.shown import Shown
from convtool.progress.verdicts import ALMOST, NOT_ACHIEVED, VERDICTS
from convtool.values import Number
from convtool.views.compared import MOVES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from convtool.context.overall import Overall
    from convtool.standing import GoalRow
    from convtool.views.compared import Moved

MOST = 4
"""How many of each list a letter of two pages holds; how many more there are is said."""
VACANT = "vacant"


class Told(Shown):
    """A goal that the letter names, with its convenant, and the figure and verdict of a period before (or None)."""

    convenant: Titled
    stand: Stand
    was: Number | None
    verdict_before: str | None


class Shortlist(Shown):
    """The first of some things that are `count` in all; `fictional` of these."""

    count: int
    fictional: int
    items: tuple[Told, ...]


class Counted(Shown):
    """How many goals have one verdict, real and fictional, now and a period before."""

    verdict: str
    real: int
    real_before: int
    fictional: int
    fictional_before: int


class Question(Shown):
    """What is asked of the council.

    `kind` is decision (that `who` still has to take before an agreement holds, expected on `day`), owner (nobody
    answers for a goal) or need (nothing came of it for longer than agreed, voiced on `day`); `what` is the text or
    title, `about` the convenant or meeting.
    """

    kind: str
    about: Titled
    what: str
    who: str | None
    day: date | None


class LetterPage(Page):
    """What templates/council-letter/* see: what moved after `since` and up to `as_of`.

    `counts` are the goals per verdict, `moves` count how they moved: better, equal, worse, new, gone, target-changed
    and not-comparable. `better`, `worse`, `trouble` and
    `unknown` name the first of those that went better, went worse, lag, or cannot be judged, real ones first; `reasons`
    count why they cannot. `questions` are the first of `asked`; `report` leads to all figures.
    """

    kind = "council-letter"

    as_of: date
    since: date
    report: str
    convenants: int
    fictional: int
    withheld: int
    counts: tuple[Counted, ...]
    moves: tuple[tuple[str, int], ...]
    better: Shortlist
    worse: Shortlist
    trouble: Shortlist
    unknown: Shortlist
    reasons: tuple[tuple[str, int], ...]
    asked: int
    questions: tuple[Question, ...]


def pages(overall: Overall) -> Iterator[LetterPage]:
    """Give the letter in each language."""
    seen = overall.seen
    rows = seen.standing.goals
    moved = {(each.row.convenant, each.row.goal): each for each in overall.period.moved}
    lists = {
        "better": [each.row for each in overall.period.moved if each.moved == "better"],
        "worse": [each.row for each in overall.period.moved if each.moved == "worse"],
        "trouble": sorted((row for row in rows if row.behind), key=_trouble),
        "unknown": [row for row in rows if row.unknown],
    }
    reasons = Counter(row.reason for row in rows if row.reason)
    for language in seen.site.languages(FIRST):
        named = {name: _named(overall, found, moved, language) for name, found in lists.items()}
        questions = tuple(_questions(overall, language))
        yield LetterPage(
            **seen.site.common(LETTER, seen.masterplan, language, FIRST),
            as_of=seen.as_of,
            since=overall.period.since,
            report=seen.site.nearest(REPORT, language, FIRST),
            convenants=len(seen.convenants),
            fictional=sum(bool(each.example) for each in seen.convenants.values()),
            withheld=len(seen.mentioned) - len(seen.convenants),
            counts=tuple(_counts(rows, overall.period.before)),
            moves=tuple((move, sum(each.moved == move for each in moved.values())) for move in MOVES),
            better=named["better"],
            worse=named["worse"],
            trouble=named["trouble"],
            unknown=named["unknown"],
            reasons=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
            asked=len(questions),
            questions=questions[: 2 * MOST],
        )


def _trouble(row: GoalRow) -> tuple[int, Fraction]:
    """Order by how bad it is: missed, almost, and then what only lags; within these by how little was reached."""
    rank = (NOT_ACHIEVED, ALMOST).index(row.verdict) if row.verdict in {NOT_ACHIEVED, ALMOST} else 2
    return rank, row.ratio if row.ratio is not None else Fraction(0)


def _named(
    overall: Overall, rows: Sequence[GoalRow], moved: Mapping[tuple[str, str], Moved], language: str
) -> Shortlist:
    first = sorted(rows, key=lambda row: row.example)[:MOST]
    return Shortlist(
        count=len(rows),
        fictional=sum(row.example for row in rows),
        items=tuple(_told(overall, row, moved[row.convenant, row.goal].before, language) for row in first),
    )


def _told(overall: Overall, row: GoalRow, before: GoalRow | None, language: str) -> Told:
    return Told(
        convenant=overall.seen.convenant(row.convenant, language),
        stand=overall.stand(row, language),
        was=number_of(before.actual) if before else None,
        verdict_before=before.verdict if before else None,
    )


def _counts(now: Sequence[GoalRow], before: Sequence[GoalRow]) -> Iterator[Counted]:
    found = [
        [[row.verdict for row in rows if row.example == example] for rows in (now, before)] for example in (False, True)
    ]
    (real, real_before), (fictional, fictional_before) = found
    for verdict in VERDICTS:
        yield Counted(
            verdict=verdict,
            real=real.count(verdict),
            real_before=real_before.count(verdict),
            fictional=fictional.count(verdict),
            fictional_before=fictional_before.count(verdict),
        )


def _questions(overall: Overall, language: str) -> Iterator[Question]:
    """Give what is asked, real convenanten and meetings first: decisions, owners, answers."""
    found = [*_decisions(overall, language), *_owners(overall, language), *_needs(overall, language)]
    yield from sorted(found, key=lambda question: question.about.example)


def _decisions(overall: Overall, language: str) -> Iterator[Question]:
    for id, convenant in overall.seen.convenants.items():
        texts = {each.id: each.text for each in convenant.agreements or ()}
        for each in convenant.reservations or ():
            yield Question(
                kind="decision",
                about=overall.seen.convenant(id, language),
                what=texts.get(each.agreement or "") or each.agreement or "",
                who=each.body,
                day=each.expected.last if each.expected else None,
            )


def _owners(overall: Overall, language: str) -> Iterator[Question]:
    for id, rows in overall.goals.items():
        lines = overall.seen.goal_lines(id, language) if rows else {}
        for row in rows:
            function = lines[row.goal].function
            if isinstance(function, str) and function.casefold() == VACANT:
                owner = lines[row.goal].owner
                yield Question(
                    kind="owner",
                    about=overall.seen.convenant(id, language),
                    what=row.title,
                    who=owner if isinstance(owner, str) else None,
                    day=None,
                )


def _needs(overall: Overall, language: str) -> Iterator[Question]:
    for row in overall.seen.standing.needs:
        if row.overdue:
            about = overall.seen.meeting(row.meeting, language)
            yield Question(kind="need", about=about, what=row.text or row.need, who=None, day=row.date)
