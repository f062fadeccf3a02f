"""One convenant: who, until when, what residents get, how far everything is, what comes next, and what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from convtool.context.parties import party_names
from convtool.messages import Message, count, say
from convtool.models.convenant import Convenant
from convtool.models.facts import Elsewhere
from convtool.models.terms import Party
from convtool.portfolio import Programme
from convtool.sheets import Fact, Part, Sheet, table
from convtool.sheets.obligations import Names, agreements, contributions, dates, named
from convtool.sheets.timeline import happened, timeline
from convtool.sheets.words import CLASSES, ROLES, called, joined, missing, of, why_none, word
from convtool.standing import ContributionRow, GoalRow
from convtool.standing.actions import ActionRow
from convtool.standing.agreements import AgreementRow, agreement_rows
from convtool.standing.contributions import contribution_rows
from convtool.standing.dates import date_rows, next_times
from convtool.standing.due import LAST_DAY
from convtool.standing.goals import goal_rows
from convtool.views import Column, View, goal
from convtool.views.convenant import STATUSES
from convtool.views.words import COLORS


def sheet(convenant: Convenant, programme: Programme) -> Sheet:
    """Give the sheet of a convenant as of the day of the programme."""
    masterplan, day = programme.masterplan, programme.as_of
    names = party_names(convenant, programme.partners)
    goals = list(goal_rows(convenant, masterplan, day))
    agreed = list(agreement_rows(convenant, day))
    given = list(contribution_rows(convenant, masterplan, day))
    coming = next_times(date_rows(convenant, masterplan, day, LAST_DAY))
    return Sheet(
        title=called(convenant.title, example=bool(convenant.example)),
        parts=(
            Part(None, facts=tuple(_facts(convenant))),
            Part(say("For residents"), facts=_summary(convenant)),
            Part(say("Parties"), view=_parties(convenant.parties or (), names), lines=why_none(convenant, "parties")),
            Part(say("Goals"), view=goals_of(goals), lines=why_none(convenant, "goals")),
            Part(say("Agreements"), view=agreements(agreed, names), lines=why_none(convenant, "agreements")),
            Part(say("Contributions"), view=contributions(given), lines=why_none(convenant, "contributions")),
            Part(say("Open promises"), lines=open_promises(agreed, given, goals)),
            Part(
                say("Coming dates"),
                view=dates([(row, row.owner and named(row.owner, names)) for row in coming], say("who")),
            ),
            Part(say("What happened"), timeline=timeline(happened(convenant, programme))),
        ),
        goals=goals,
    )


def _facts(convenant: Convenant) -> Iterator[Fact]:
    term, legal = convenant.term, convenant.legal
    yield Fact(say("id"), convenant.id)
    yield Fact(say("status"), STATUSES[convenant.status])
    if convenant.under:
        yield Fact(say("under"), convenant.under)
    yield Fact(say("signed"), convenant.signed or of(convenant, "signing", "date"))
    if term and term.ended:
        yield Fact(say("ended"), joined(term.ended.date, term.ended.because, by=": "))
    ends = say("without an end") if term and term.ends == "indefinite" else of(convenant, "term", "ends")
    yield Fact(say("from"), of(convenant, "term", "starts"))
    yield Fact(say("until"), ends)
    if term and term.notice_months:
        yield Fact(say("notice"), count(int(term.notice_months), "{number} month", "{number} months"))
    if legal and legal.enforceability:
        yield Fact(say("before a court"), _COURT[legal.enforceability])
    for label, other in ((say("predecessor"), convenant.predecessor), (say("successor"), convenant.successor)):
        if other:
            yield Fact(label, other.title if isinstance(other, Elsewhere) else other)


_COURT = {"none": say("not enforceable"), "full": say("enforceable"), "partly": say("partly enforceable")}


def _summary(convenant: Convenant) -> tuple[Fact, ...]:
    answer = convenant.answers.get("summary")
    if answer:
        return (Fact(say("summary"), missing(answer)),)
    return (
        Fact(say("who"), of(convenant, "summary", "who")),
        Fact(say("cost"), of(convenant, "summary", "cost")),
        Fact(say("result"), of(convenant, "summary", "result")),
    )


def _parties(parties: tuple[Party, ...], names: Names) -> View:
    left = Column("left", say("left"), lambda party: party.left)
    return table(
        Column("party", say("party"), lambda party: names[party.id]),
        Column("role", say("role"), lambda party: word(ROLES, party, "role")),
        Column("class", say("as"), lambda party: CLASSES["accedes" if party.accedes else party.class_ or "signs"]),
        Column("function", say("represented by"), lambda party: of(party, "represented_by", "function")),
        Column("signed", say("signed"), lambda party: party.joined or of(party, "signed")),
        *([left] if any(party.left for party in parties) else ()),
        rows=parties,
    )


def goals_of(rows: list[GoalRow]) -> View:
    """Give goals as the table that follows them everywhere."""
    columns = tuple(column for column in goal.COLUMNS if column.name != "convenant")
    return View(columns=columns, rows=rows, title=goal.TITLE, color=lambda row: COLORS[row.verdict])


def open_promises(
    agreed: Sequence[AgreementRow],
    given: Sequence[ContributionRow],
    goals: Sequence[GoalRow],
    acts: Sequence[ActionRow] = (),
) -> tuple[Message, ...]:
    """Say what was promised and has not come by its day, or that nothing is known to be late."""
    return tuple(_late(agreed, given, goals, acts)) or (say("nothing is known to be late"),)


def _late(
    agreed: Sequence[AgreementRow],
    given: Sequence[ContributionRow],
    goals: Sequence[GoalRow],
    acts: Sequence[ActionRow],
) -> Iterator[Message]:
    for agreement in agreed:
        if agreement.state == "overdue":
            what = agreement.text or agreement.agreement
            yield say("✘ agreement, was due on {day}: {what}", day=agreement.due, what=what)
    for row in given:
        if row.overdue:
            giving = row.giving
            yield say(
                "✘ contribution {id}: {open} {unit} less than was due",
                id=giving.contribution,
                open=giving.overdue,
                unit=giving.unit or say("times"),
            )
    for each in goals:
        if each.overdue:
            yield say("✘ goal, its last day was {day}: {title}", day=each.end, title=each.title)
    for action in acts:
        if action.state == "overdue":
            yield say("✘ action, was due on {day}: {what}", day=action.due, what=action.text or action.action)
