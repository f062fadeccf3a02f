"""What was told about the goals and agreements of a convenant, and why its text was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.amendments import amendment_lines
from convtool.context.parties import party_names
from convtool.context.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from convtool.models.convenant import Convenant
    from convtool.models.partner import Partner
    from convtool.models.since import Measurement


class SaidLine(Shown):
    """Something that was told on a day.

    `sort` is figure, carried-out or amended; `about` the id of the goal or agreement, or the number of the amendment;
    `figure` the measurement that was explained.
    """

    convenant: str
    day: date
    sort: str
    about: str
    figure: Measurement | None = None
    texts: tuple[str, ...]


def explained(
    convenant: Convenant, goals: Collection[str], day: date, partners: Mapping[str, Partner]
) -> Iterator[SaidLine]:
    """Give, up to the day, what explains the figures of some goals, and the reasons of what amended them."""
    for each in convenant.measurements or ():
        on = each.recorded or each.up_to or each.date
        if each.goal in goals and on and on.last <= day and (each.note or each.says):
            texts = (each.note,) if each.note else ()
            yield SaidLine(
                convenant=convenant.id, day=on.last, sort="figure", about=each.goal, figure=each, texts=texts
            )
    for line in amendment_lines(convenant, party_names(convenant, partners), day):
        amendment = line.amendment
        changed = {each.path.split("/")[1] for each in amendment.changes or () if each.path.startswith("goals/")}
        if changed.intersection(goals) and amendment.reason:
            yield SaidLine(
                convenant=convenant.id,
                day=amendment.date.first,
                sort="amended",
                about=str(amendment.number),
                texts=(amendment.reason,),
            )


def carried_out(convenant: Convenant, agreements: Collection[str], day: date) -> Iterator[SaidLine]:
    """Give what was told, up to a day, about some agreements."""
    for event in convenant.events or ():
        texts = tuple(filter(None, (event.outcome, event.because, event.note)))
        about = event.agreement
        if about and about in agreements and texts and event.date.first <= day:
            yield SaidLine(convenant=convenant.id, day=event.date.first, sort="carried-out", about=about, texts=texts)
