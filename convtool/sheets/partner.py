"""One organisation: what whoever takes over its account has to know, from what is open to what was said and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from convtool.context.said import SaidLine, carried_out, explained
from convtool.followup import is_to_come
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.meeting import Meeting
from convtool.models.partner import CoreGoal, Partner
from convtool.portfolio import Portfolio, Programme
from convtool.sheets import Fact, Happening, Part, Sheet, table
from convtool.sheets.convenant import open_promises
from convtool.sheets.finding import mentioning
from convtool.sheets.measurements import about_of, value_of
from convtool.sheets.meeting import became
from convtool.sheets.naming import Called
from convtool.sheets.obligations import actions, agreements, contributions, dates
from convtool.sheets.sources import sources
from convtool.sheets.words import CLASSES, NOT_KNOWN, ROLES, SAYS, called, joined, missing, of, why_none, word
from convtool.standing.accounts import TO_DO, Account, OwnedRow, RoleRow, accounts_of, asked_of, voiced_in
from convtool.standing.offers import OfferRow
from convtool.values import Unanswered
from convtool.views import Column, View
from convtool.views.convenant import STATUSES
from convtool.views.goal import COLUMNS as GOAL_COLUMNS
from convtool.views.words import COLORS


def sheet(partner: Partner, portfolio: Portfolio) -> Sheet:
    """Give the sheet of an organisation as of the day of the portfolio."""
    programme = portfolio.programme
    account, convenants = _account(partner, portfolio)
    names = Called(programme, mark=not partner.example)
    titles = {id: each.titled for id, each in convenants.items()}
    goals = [owned.row for owned in account.owned]
    to_do = [row for row in account.agreed if row.state in TO_DO]
    acts = [row for row in account.acts if row.state in TO_DO]
    coming = [(row, row.title) for row in account.coming]
    return Sheet(
        title=called(partner.name, example=bool(partner.example)),
        parts=(
            Part(None, facts=tuple(_facts(partner, portfolio, names)), lines=tuple(_vacancies(account.owned))),
            Part(
                say("Open promises"),
                lines=open_promises(account.agreed, account.given, goals, acts),
            ),
            Part(say("In convenanten"), view=_roles(account.roles, convenants)),
            Part(say("Goals it answers for"), view=_goals(account.owned)),
            Part(say("Contributions"), view=contributions(account.given)),
            Part(say("Agreements to carry out"), view=agreements(to_do, names, titles)),
            Part(say("Actions to carry out"), view=actions(acts, names)),
            Part(say("Coming dates"), view=dates(coming, say("convenant"))),
            Part(say("Offers that were voiced"), view=_offers(account.offers, programme)),
            Part(
                say("What it is for"),
                view=_core_goals(partner, account.owned),
                lines=why_none(partner, "core_goals"),
            ),
            Part(say("What was said and why"), timeline=_said(account, convenants, programme)),
            sources(partner),
        ),
        goals=goals,
    )


def _account(partner: Partner, portfolio: Portfolio) -> tuple[Account, dict[str, Convenant]]:
    """Give the account of an organisation, and the convenanten that name it, by id; no other file is read."""
    programme, day = portfolio.programme, portfolio.as_of
    convenants = {each.id: each for each in mentioning(portfolio, Convenant, partner.id)}
    meetings = [each for each in mentioning(portfolio, Meeting, partner.id) if not is_to_come(each, day)]
    asked = (asked_of(each, programme.masterplan, day) for each in convenants.values())
    accounts = accounts_of(asked, (voiced_in(each, programme) for each in meetings))
    return accounts[partner.id], convenants


def _facts(partner: Partner, portfolio: Portfolio, names: Called) -> Iterator[Fact]:
    yield Fact(say("id"), partner.id)
    yield Fact(say("legal name"), of(partner, "legal_name"))
    for former in partner.formerly or ():
        until = say("until {day}", day=former.until) if former.until else None
        yield Fact(say("formerly"), joined(former.name, until))
    for other in mentioning(portfolio, Partner, partner.id):
        if other.succeeded_by and other.succeeded_by.partner == partner.id:
            since = say("since {day}", day=other.succeeded_by.date) if other.succeeded_by.date else None
            yield Fact(say("took over from"), joined(names[other.id], since))
    if partner.succeeded_by:
        since = say("since {day}", day=partner.succeeded_by.date) if partner.succeeded_by.date else None
        yield Fact(say("taken over by"), joined(names[partner.succeeded_by.partner], since), "red")
    if partner.ended:
        yield Fact(say("ceased on"), partner.ended, "red")
    if partner.members:
        yield Fact(say("members"), tuple(names[member] for member in partner.members))
    if partner.note:
        yield Fact(say("note"), partner.note)


def _vacancies(owned: Sequence[OwnedRow]) -> Iterator[Message]:
    """Say loudly for which goals nobody answers."""
    for each in owned:
        if each.vacant:
            yield say('✘ VACANT: nobody answers for goal "{goal}"', goal=each.row.title)


def _roles(roles: Sequence[RoleRow], convenants: Mapping[str, Convenant]) -> View:
    lines = [
        (convenants[role.convenant], party)
        for role in roles
        for party in convenants[role.convenant].parties or ()
        if party.id == role.party
    ]
    return table(
        Column("convenant", say("convenant"), lambda line: called(line[0].titled, example=bool(line[0].example))),
        Column("status", say("stage"), lambda line: STATUSES[line[0].status]),
        Column("role", say("role"), lambda line: word(ROLES, line[1], "role")),
        Column("class", say("as"), lambda line: CLASSES["accedes" if line[1].accedes else line[1].class_ or "signs"]),
        Column("signed", say("signed"), lambda line: line[1].joined or of(line[1], "signed")),
        Column("ends", say("until"), lambda line: line[1].left or of(line[0], "term", "ends")),
        rows=lines,
    )


def _goals(owned: Sequence[OwnedRow]) -> View:
    """Give its goals as the table that follows them everywhere, with the function that answers for each."""
    columns = [
        column._replace(text=_of_row(column), value=None)
        for column in GOAL_COLUMNS
        if column.name in {"target", "actual", "trend", "verdict"}
    ]
    return table(
        Column("title", say("goal"), lambda each: each.row.title),
        Column("function", say("answers for it"), _function),
        *columns,
        rows=owned,
        color=lambda each: COLORS[each.row.verdict],
    )


def _of_row(column: Column) -> Callable[[OwnedRow], object]:
    return lambda each: column.text(each.row)


def _function(each: OwnedRow) -> object:
    if each.vacant:
        return say("✘ VACANT")
    return missing(each.function) if isinstance(each.function, Unanswered) else each.function or NOT_KNOWN


def _offers(offers: Sequence[OfferRow], programme: Programme) -> View:
    return table(
        Column("text", say("offer"), lambda offer: offer.text or NOT_KNOWN),
        Column("date", say("voiced on"), lambda offer: offer.date or NOT_KNOWN),
        Column("becomes", say("what became of it"), lambda offer: became(offer, programme)),
        rows=offers,
    )


def _core_goals(partner: Partner, owned: Sequence[OwnedRow]) -> View:
    def served(core: CoreGoal) -> object:
        goals = [each.row.goal for each in owned if each.serves == (partner.id, core.id)]
        return tuple(goals) or None

    return table(
        Column("text", say("core goal"), lambda core: core.text or core.id),
        Column("goals", say("goals that serve it"), served),
        rows=partner.core_goals or (),
    )


def _said(account: Account, convenants: Mapping[str, Convenant], programme: Programme) -> tuple[Happening, ...]:
    """Give what was told about its goals and agreements, the newest first."""
    found: list[SaidLine] = []
    for id in dict.fromkeys(role.convenant for role in account.roles):
        own = {owned.row.goal for owned in account.owned if owned.row.convenant == id}
        agreed = {row.agreement for row in account.agreed if row.convenant == id}
        explanations = list(explained(convenants[id], own, programme.as_of, programme.partners))
        found += [each for each in explanations if each.figure]
        found += carried_out(convenants[id], agreed, programme.as_of)
        found += [each for each in explanations if not each.figure]
    units = {(each.row.convenant, each.row.goal): each.unit for each in account.owned}
    lines = (_happening(each, units.get((each.convenant, each.about))) for each in found)
    return tuple(sorted(lines, key=lambda each: each.day, reverse=True))


def _happening(line: SaidLine, unit: str | None) -> Happening:
    if line.sort == "amended":
        return Happening(line.day, say("amendment {number}", number=int(line.about)), line.texts[0])
    if line.figure is None:
        return Happening(line.day, line.about, joined(*line.texts, by="; "))
    word_ = SAYS.get(line.figure.says or "")
    said = say("says: {word}", word=word_) if word_ else None
    figure = Message("{about}: {value}", {"about": about_of(line.figure), "value": value_of(line.figure, unit)})
    return Happening(line.day, line.about, joined(figure, said, *line.texts, by="; "))
