"""Shape 7: something delivered before a day."""

from __future__ import annotations

from convtool.messages import count, say
from convtool.progress.case import Case, Checkpoint, Judgement, standing, unknown
from convtool.progress.evidence import DIFFERS
from convtool.progress.expectation import ZERO
from convtool.progress.verdicts import ACHIEVED, ALMOST, NOT_ACHIEVED


def deliverable(case: Case) -> Judgement:
    """7. Delivered on or before the day: achieved. Up to `late_days` after it: almost. Later or not: not-achieved.

    Before the day not-due; past it without an entry unknown. A late entry still counts as evidence.
    """
    day = case.end
    if day is None:
        return unknown("no-end")
    delivered = [entry.span.last for entry in case.entries if entry.word == "delivered"]
    refused = [entry.span.last for entry in case.entries if entry.word == "not-delivered" and entry.span.last >= day]
    if delivered:
        late = (min(delivered) - day).days
        if late <= 0:
            return Judgement(verdict=ACHIEVED, actual_date=min(delivered))
        verdict = ALMOST if late <= case.late_days else NOT_ACHIEVED
        note = say("{days} late", days=count(late, "{number} day", "{number} days"))
        return Judgement(verdict=verdict, actual_date=min(delivered), notes=(note,))
    if any(entry.word == DIFFERS for entry in case.entries):
        return unknown("sources-differ")
    if refused:
        return Judgement(verdict=NOT_ACHIEVED, actual_date=max(refused))
    found = standing(case, [Checkpoint(day, ZERO)], lambda _: None, lambda: "no-measurement")
    return found._replace(expected=None)
