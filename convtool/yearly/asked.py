"""All that one partner is asked of a period.

A goal counted per year, quarter or month is asked once for every such period that ends in the one that is asked
about; a state or a running total once, for its last day. A contribution is asked for where something of it fell due,
whoever received it whether it came; an agreement or action is asked for where it falls due by then and is not done.
What the register knows already is no open question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from convtool.errors import WrongUse
from convtool.layout import Unread
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.meeting import Meeting
from convtool.portfolio import kind_of
from convtool.progress.calendar import Span, calendar_of
from convtool.progress.cases import calendar_for, end_of
from convtool.reading import nearest
from convtool.sheets.words import called
from convtool.yearly.agreements import of_actions, of_agreements
from convtool.yearly.contributions import of_contributions, of_receipts, of_several
from convtool.yearly.goals import of_goals
from convtool.yearly.questions import Question, Role

if TYPE_CHECKING:
    from convtool.models.partner import Partner
    from convtool.portfolio import Portfolio
    from convtool.values import Period


class Asked(NamedTuple):
    """What a partner can be asked of a period, known or not, in the order of the files.

    `receivers` are the ids of the organisations that are reported to, `languages` those of the convenanten; `several`
    are the contributions of which it would be asked if it gave or received them alone; `unread` counts the files that
    may ask more and cannot be read.
    """

    partner: Partner
    period: str
    questions: tuple[Question, ...]
    receivers: tuple[str, ...]
    languages: tuple[str, ...]
    several: tuple[str, ...]
    unread: int

    @property
    def open(self) -> tuple[Question, ...]:
        """What the register does not know."""
        return tuple(each for each in self.questions if each.open)


def partner_of(portfolio: Portfolio, word: str) -> Partner:
    """Give the partner that a word names, as `voorbeeldbank` or `partners/voorbeeldbank`; raises `WrongUse`."""
    partners = portfolio.programme.partners
    id = word.removeprefix("partners/")
    if id in partners.ids and id not in partners:
        raise WrongUse(say("the file of {id} cannot be read", id=id), say("run convtool validate {id}", id=id))
    if id not in partners.ids:
        close = nearest(id, sorted(partners.ids))
        hint = say('did you mean "{word}"?', word=close) if close else say("convtool status --by partner lists them")
        raise WrongUse(say('"{word}" is no partner of this register', word=word), hint)
    return partners[id]


def asked_of(partner: Partner, period: Period, portfolio: Portfolio) -> Asked:
    """Give all that a partner can be asked of a period."""
    span = cast(
        "Span", calendar_of(portfolio.programme.masterplan, None).span(period)
    )  # a text names no part of a term
    questions: list[Question] = []
    receivers: list[str] = []
    languages: list[str] = []
    several: list[str] = []
    unread = 0
    for path in portfolio.entries:
        if not _may_name(portfolio, path, partner.id):
            continue
        match portfolio.entries[path].record:
            case Convenant() as convenant:
                role = _role(convenant, partner, span, portfolio)
                found = _of(role) if role else []
                questions += found
                several += of_several(role) if role else ()
                receivers += _receivers(convenant) if found else ()
                languages += [convenant.language] if found and convenant.language else ()
            case Meeting() as meeting:
                questions += of_actions(meeting, partner, span, portfolio.programme)
            case _:
                unread += 1
    return Asked(partner, str(period), tuple(questions), _once(receivers), _once(languages), tuple(several), unread)


def _once(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _may_name(portfolio: Portfolio, path: str, id: str) -> bool:
    """Tell whether a file may name a partner; one that cannot be opened may."""
    try:
        return kind_of(path) in {Convenant, Meeting} and id.encode() in portfolio.entries.files[path]
    except Unread:
        return True


def _of(role: Role) -> list[Question]:
    """Give what one convenant asks."""
    return [*of_goals(role), *of_contributions(role), *of_receipts(role), *of_agreements(role)]


def _role(convenant: Convenant, partner: Partner, span: Span, portfolio: Portfolio) -> Role | None:
    """Give the part of a partner in a convenant: none in a draft, outside its term, or where it came later or left."""
    parties = [
        party
        for party in convenant.parties or ()
        if partner.id in {party.partner, *(party.members or ())}
        and not (party.left and party.left.last < span.first)
        and not (party.joined and party.joined.first > span.last)
    ]
    masterplan = portfolio.programme.masterplan
    calendar, end = calendar_for(convenant, masterplan), end_of(convenant, portfolio.as_of)
    over = (end and end < span.first) or (calendar.term_starts and calendar.term_starts > span.last)
    if not parties or convenant.is_draft or over:
        return None
    partners = [party.partner for party in convenant.parties or () if party.role == "partner"]
    own = frozenset({partner.id, *(party.id for party in parties if not party.members)})
    return Role(
        partner=partner.id,
        convenant=convenant,
        span=span,
        calendar=calendar,
        masterplan=masterplan,
        day=portfolio.as_of,
        own=own,
        owns=own | ({None} if partners == [partner.id] else set()),
        bound=own | {"all", *(party.id for party in parties)},
        heading=called(convenant.titled, example=bool(convenant.example) and not partner.example),
    )


def _receivers(convenant: Convenant) -> list[str]:
    """Give who is reported to, as far as that is an organisation of the register."""
    to = convenant.reporting.to if convenant.reporting else None
    return [party.partner for party in convenant.parties or () if party.partner and to in {party.id, party.partner}]
