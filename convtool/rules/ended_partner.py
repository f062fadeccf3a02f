"""A party is an organisation that exists, or it has the day on which it left.

When an organisation merges, is renamed or ends, its promises go to somebody else or to nobody. Without a day nobody
knows until when it held them.

Bad:

    # data/partners/voorbeeldbank.yaml
    succeeded_by: {partner: voorbeeldalliantie, date: 2025-01-01}

Good:

    # data/partners/voorbeeldbank.yaml
    formerly: [{name: Spaarbank Voorbeeld, until: 2025-01-01}]

Repair: write left: with its day at the party, and add the successor as a party with joined:; or put the new name
in the partner's own file and the old one under formerly:.
Source: craft.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.partner import Partner
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule
from convtool.values import Moment


@rule("CV204", draft=WARNING, signed=WARNING)
def check(record: Convenant | Partner, programme: Programme) -> Iterator[Finding]:
    """Yield every party that is no more, and every succession without a day."""
    if isinstance(record, Partner):
        if record.succeeded_by and record.succeeded_by.missing("date"):
            found = say('"{partner}" took over on a day that is not given', partner=record.succeeded_by.partner)
            yield Finding(record.at("succeeded_by", "partner"), found, say("add the date"))
        return
    hint = say("write left: with the day, and who took over its promises")
    for party in record.parties or ():
        partner = programme.partners.get(party.partner or "")
        if partner and party.missing("left") and _is_no_more(partner, record, programme):
            yield Finding(party.at("partner"), _gone(partner), hint)


def _gone(partner: Partner) -> Message:
    if partner.succeeded_by is None:
        return say('partner "{partner}" has ended, and the party has no day on which it left', partner=partner.id)
    return say(
        'partner "{partner}" was succeeded by "{after}", and the party has no day on which it left',
        partner=partner.id,
        after=partner.succeeded_by.partner,
    )


def _is_no_more(partner: Partner, convenant: Convenant, programme: Programme) -> bool:
    """Tell whether the partner went before the day, and before the convenant was over."""
    succession = partner.succeeded_by
    day = partner.ended or (succession.date if succession else None)
    if day is None:
        return succession is not None
    over = _end(convenant)
    return day.last <= programme.as_of and (over is None or day.last < over.first)


def _end(convenant: Convenant) -> Moment | None:
    if convenant.term is None:
        return None
    if convenant.term.ended:
        return convenant.term.ended.date
    return convenant.term.ends if isinstance(convenant.term.ends, Moment) else None
