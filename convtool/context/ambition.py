"""The page of each ambition of the programme: what is agreed under it, how far that is, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from convtool.context.subject import Found, SubjectPage, convenants_on, fields_of, found_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convtool.context.seen import Seen
    from convtool.standing.needs import NeedRow


class AmbitionPage(SubjectPage):
    """What templates/ambition/* see: one ambition, with its number."""

    kind = "ambition"

    number: str


def pages(seen: Seen) -> Iterator[AmbitionPage]:
    """Give the pages of all ambitions in each language; also of one without anything."""
    for number, found in _found(seen):
        for language, fields in fields_of(seen, f"ambitions/{number}", found):
            yield AmbitionPage(**fields, number=number, titled=replace(seen.ambition(number, language), path=None))


def behind(seen: Seen) -> Iterator[tuple[str, Iterable[str]]]:
    """Give the address of the page of every ambition, with the convenanten that show on it."""
    return ((f"ambitions/{number}", convenants_on(seen, found)) for number, found in _found(seen))


def _found(seen: Seen) -> list[tuple[str, Found]]:
    """Give what bears on each ambition.

    A contribution names no ambition: it goes where its goal goes. A need goes where its initiative goes, else its
    meeting.
    """
    of_goals = {(row.convenant, row.goal): row.ambition for row in seen.standing.goals}
    found = found_by(
        seen,
        lambda goal: (goal.ambition,),
        lambda giving: (of_goals.get((giving.convenant, giving.goal or "")),),
        lambda need: (_of_need(seen, need),),
        lambda initiative: (initiative.ambition,),
    )
    return [(number, found[number]) for number, _ in seen.programme.ambitions]


def _of_need(seen: Seen, need: NeedRow) -> str | None:
    initiative = seen.initiatives.get(need.initiative or "")
    return (initiative and initiative.ambition) or seen.meetings[need.meeting].ambition
