"""What is kept beside the text of a convenant, for the office that follows it: no page for everyone has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.addresses import Titled, address_of, own_language
from convtool.context.pages import Page
from convtool.context.parties import party_names
from convtool.context.shown import Shown
from convtool.context.told import name_of, spoken
from convtool.models.facts import Named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from convtool.context.addresses import Site
    from convtool.models.convenant import Convenant
    from convtool.models.obligations import Contribution
    from convtool.models.since import Delivery, Event
    from convtool.portfolio import Portfolio, Programme
    from convtool.values import Moment, Number


class DossierLine(Shown):
    """Something that happened on a day.

    `what` is the agreement, condition or contribution that it is about, None where it is about the whole; then `kind`
    is the kind of event. `status` is delivered, confirmed, a word of progress, or None; `money` (with its currency as
    `unit`) or `quantity` is what was delivered; `who` carried it out or confirmed it; `source` proves it; `remarks` say
    the rest.
    """

    date: Moment
    what: str | None
    kind: str | None = None
    status: str | None
    money: Decimal | None = None
    quantity: Number | None = None
    unit: str | None = None
    who: str | None
    source: str | None
    remarks: tuple[str, ...]


class DossierPage(Page):
    """What templates/dossier/* see: one convenant, for internal readers only.

    `notes` are the names of organisations with what the register remarks of them.
    """

    kind = "dossier"

    id: str
    title: str
    convenant: Titled
    example: bool
    lines: tuple[DossierLine, ...]
    notes: tuple[tuple[str, str], ...]


def pages(convenant: Convenant, portfolio: Portfolio, site: Site) -> Iterator[DossierPage]:
    """Give the dossier of a convenant, for internal readers; for others none."""
    if site.audience != "internal":
        return
    own = own_language(convenant)
    for language in site.languages(own):
        path = site.nearest(address_of(convenant), language, own)
        yield DossierPage(
            **site.common(f"{address_of(convenant)}/dossier", portfolio.programme.masterplan, language, own),
            id=convenant.id,
            title=convenant.title,
            convenant=Titled(title=convenant.title, path=path),
            example=bool(convenant.example),
            lines=_lines(convenant, portfolio.programme),
            notes=_notes(convenant, portfolio.programme),
        )


def _lines(convenant: Convenant, programme: Programme) -> tuple[DossierLine, ...]:
    names = party_names(convenant, programme.partners)
    agreements = {each.id: each.text or each.id for each in convenant.agreements or ()}
    contributions = {each.id: each for each in convenant.contributions or ()}
    lines = [_of_event(each, agreements) for each in convenant.events or ()]
    lines += [_of_delivery(each, contributions, names) for each in convenant.deliveries or ()]
    return tuple(sorted((line for line in lines if _known(line, programme.as_of)), key=_order))


def _known(line: DossierLine, day: date) -> bool:
    return line.date.first <= day


def _order(line: DossierLine) -> tuple[date, str]:
    return line.date.last, line.what or line.kind or ""


def _of_event(event: Event, agreements: Mapping[str, str]) -> DossierLine:
    return DossierLine(
        date=event.date,
        what=name_of(agreements, event.agreement) or (spoken(event.condition) if event.condition else None),
        kind=event.kind,
        status=event.status,
        who=event.by,
        source=", ".join(filter(None, (event.medium, event.number))) or None,
        remarks=tuple(filter(None, (event.outcome, event.because, event.note))),
    )


def _of_delivery(
    delivery: Delivery, contributions: Mapping[str, Contribution], names: Mapping[str, str]
) -> DossierLine:
    by = delivery.confirmed_by
    of = contributions.get(delivery.contribution)
    return DossierLine(
        date=delivery.date,
        what=(of and of.text) or spoken(delivery.contribution),
        status="confirmed" if by else delivery.status or "delivered",
        money=delivery.amount,
        quantity=delivery.quantity,
        unit=(of.currency or "EUR" if delivery.amount is not None else of.unit) if of else None,
        who=by.named if isinstance(by, Named) else name_of(names, by),
        source=delivery.source,
        remarks=tuple(filter(None, (delivery.note,))),
    )


def _notes(convenant: Convenant, programme: Programme) -> tuple[tuple[str, str], ...]:
    partners = (programme.partners.get(party.partner or "") for party in convenant.parties or ())
    return tuple(dict.fromkeys((partner.name, partner.note) for partner in partners if partner and partner.note))
