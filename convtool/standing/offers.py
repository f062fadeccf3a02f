"""One row per offer that was voiced in a meeting: an intention, until something became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from convtool.models.meeting import Meeting
from convtool.values import Moment


class OfferRow(NamedTuple):
    """An offer, voiced on a day. `party` is the id of an organisation, `need` of the need of this meeting it answers.

    `becomes` is the name of what came of it, none where nothing did, and None where that is not known.
    """

    meeting: str
    date: Moment | None
    offer: str
    text: str | None
    party: str | None
    need: str | None
    becomes: str | None


def offer_rows(meeting: Meeting) -> Iterator[OfferRow]:
    """Give the offers of a meeting in the order of the file."""
    for each in meeting.offers or ():
        yield OfferRow(meeting.id, meeting.date, each.id, each.text, each.party, each.need, each.becomes)
