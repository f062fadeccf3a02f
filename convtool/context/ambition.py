"""The page of each ambition of the programme: what is agreed under it, how far that is, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from convtool.context.addresses import FIRST
from convtool.context.subject import SubjectPage, found_by, subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.context.seen import Seen
    from convtool.standing.needs import NeedRow


@dataclass(frozen=True, kw_only=True)
class AmbitionPage(SubjectPage):
    """What templates/ambition/* see: one ambition, with its number."""

    kind = "ambition"

    number: str


def pages(seen: Seen) -> Iterator[AmbitionPage]:
    """Give the pages of all ambitions in each language; also of one without anything.

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
    for number, _ in seen.programme.ambitions:
        for language in seen.site.languages(FIRST):
            common = seen.site.common(f"ambitions/{number}", seen.masterplan, language, FIRST)
            fields: dict[str, Any] = subject(seen, found[number], language)
            titled = replace(seen.ambition(number, language), path=None)
            yield AmbitionPage(**common, **fields, number=number, titled=titled)


def _of_need(seen: Seen, need: NeedRow) -> str | None:
    initiative = seen.initiatives.get(need.initiative or "")
    return (initiative and initiative.ambition) or seen.meetings[need.meeting].ambition
