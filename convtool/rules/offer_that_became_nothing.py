"""An offer of a meeting has become something, or says why it did not, within the days that were agreed.

An intention that is voiced is not yet a delivery, and nobody likes to be reminded of one that failed; so it is
forgotten. The days are need_days in the masterplan, 180 where it does not say. That it became none is an answer only
where the need it was for was taken up in another way; else that need is still open, and the reason is asked for.

Bad:

    # data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml
    offers:
      - {id: lokaal, party: voorbeeldbank, text: Er is misschien een lokaal., becomes: none}

Good:

    # data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml
    offers:
      - {id: lokaal, party: voorbeeldbank, text: Er is een lokaal., becomes: {none: het lokaal is verkocht}}
      - {id: plek, party: voorbeeldbank, text: Er komen plekken., becomes: voorbeeldbank/goals/stageplekken}

Repair: ask who made the offer; write becomes: with the goal, agreement, contribution, action or session that it became,
or {none: because}, or {planned: date} where it will still become something.
Source: assignment (an intention voiced is not a delivery).
"""

from collections.abc import Iterator

from convtool.answers import unexplained
from convtool.diagnostics import Finding
from convtool.followup import days_too_long, is_taken_up
from convtool.messages import say
from convtool.models.meeting import Meeting, Offer
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule


@rule("CV705", draft=WARNING, signed=WARNING)
def check(meeting: Meeting, programme: Programme) -> Iterator[Finding]:
    """Yield every offer of which nothing came, or nobody says what came."""
    if not meeting.offers or not days_too_long(meeting, programme):
        return
    for offer in meeting.offers:
        if offer.becomes == "none":
            if not _is_met(offer, meeting, programme):
                found = say('offer "{offer}" of {day} became nothing', offer=offer.id, day=meeting.date)
                hint = say("write what it became after all, or becomes: {{none: because}}")
                yield Finding(offer.at("becomes"), found, hint)
        elif unexplained(offer, "becomes") and not _is_to_come(offer, programme):
            found = say('nothing says what became of offer "{offer}" of {day}', offer=offer.id, day=meeting.date)
            yield Finding(offer.at("becomes"), found, say("ask who made it, and write becomes: with what it became"))


def _is_met(offer: Offer, meeting: Meeting, programme: Programme) -> bool:
    """Tell whether the need that an offer was for was taken up in another way."""
    needs = [need for need in meeting.needs or () if need.id == offer.need]
    return bool(needs) and is_taken_up(needs[0], meeting, programme)


def _is_to_come(offer: Offer, programme: Programme) -> bool:
    answer = offer.answers.get("becomes")
    return bool(answer and answer.planned and answer.planned.last >= programme.as_of)
