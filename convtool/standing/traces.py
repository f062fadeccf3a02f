"""Where a need led: to offers and actions, at any meeting that voiced it, and to what its initiative says."""

from __future__ import annotations

from typing import NamedTuple

from convtool.followup import everywhere, initiative_of
from convtool.models.meeting import Meeting, VoicedNeed
from convtool.portfolio import Programme
from convtool.standing.actions import ActionRow, action_rows
from convtool.standing.offers import OfferRow, offer_rows


class Trace(NamedTuple):
    """What a need led to; `answers` are the names of what its initiative says met its needs."""

    offers: tuple[OfferRow, ...]
    actions: tuple[ActionRow, ...]
    answers: tuple[str, ...]


def trace_of(need: VoicedNeed, meeting: Meeting, programme: Programme) -> Trace:
    """Give where a need led up to the day, each thing once; first what its own meeting says."""
    found = {(where.id, each.id): (each, where) for each, where in everywhere(need, meeting, programme)}.values()
    initiative = initiative_of(need, programme)
    return Trace(
        offers=tuple(row for each, where in found for row in offer_rows(where) if row.need == each.id),
        actions=tuple(row for each, where in found for row in action_rows(where, programme) if row.need == each.id),
        answers=(initiative and initiative.answered_by) or (),
    )
