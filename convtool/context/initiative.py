"""An initiative: what it is, what it needs, where that was voiced, who answered, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from convtool.context.addresses import FIRST, Titled
from convtool.context.followed import ActionLine, OfferLine, ResultLine, result_line, traced_need
from convtool.context.pages import FactLine, Page
from convtool.context.shown import Shown
from convtool.context.sources import fact_lines
from convtool.context.told import told
from convtool.context.voiced import NeedLine
from convtool.models.facts import Named, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.context.seen import Seen
    from convtool.models.initiative import Initiative, Need


class AskedLine(Shown):
    """What an initiative needs: `what` and `by` are values, words or None.

    `state` and `days` are those of the need in the meeting that voiced it last; None where none did.
    """

    need: Need
    what: object
    by: object
    state: str | None
    days: int | None


class InitiativePage(Page):
    """What templates/initiative/* see: one initiative, on one day.

    `stage`, `needs_told` and `answers_told` hold what the file says: a value, the word that stands instead, or None;
    `run_by` something to link to, a name, a word or None. `voiced` are its needs as meetings heard them; `offers` and
    `actions` who answered these, each once; `results` what the initiative says answered its needs.
    """

    kind = "initiative"

    id: str
    name: str
    example: bool
    as_of: date
    stage: object
    run_by: Titled | None
    run_by_told: object
    themes: tuple[Titled, ...]
    ambition: Titled | None
    text: str | None
    needs: tuple[AskedLine, ...]
    needs_told: object
    voiced: tuple[NeedLine, ...]
    offers: tuple[OfferLine, ...]
    actions: tuple[ActionLine, ...]
    results: tuple[ResultLine, ...]
    answers_told: object
    sources: tuple[Source, ...]
    facts: tuple[FactLine, ...]
    all_initiatives: str


def pages(seen: Seen) -> Iterator[InitiativePage]:
    """Give the page of every initiative, in each language."""
    for initiative in seen.initiatives.values():
        for language in seen.site.languages(FIRST):
            yield _page(initiative, seen, language)


def _page(initiative: Initiative, seen: Seen, language: str) -> InitiativePage:
    traced = tuple(traced_need(seen, row, language) for row in seen.needs.get(f"initiatives/{initiative.id}", ()))
    run_by = told(initiative, "run_by", historical=None)
    return InitiativePage(
        **seen.site.common(f"initiatives/{initiative.id}", seen.masterplan, language, FIRST),
        id=initiative.id,
        name=initiative.name,
        example=bool(initiative.example),
        as_of=seen.as_of,
        stage=told(initiative, "stage", historical=None),
        run_by=seen.partner(run_by, language) if isinstance(run_by, str) else None,
        run_by_told=run_by.named if isinstance(run_by, Named) else run_by,
        themes=tuple(seen.theme(id, language) for id in initiative.themes or ()),
        ambition=seen.ambition(initiative.ambition, language) if initiative.ambition else None,
        text=initiative.text,
        needs=tuple(_asked(need, initiative, seen) for need in initiative.needs or ()),
        needs_told=told(initiative, "needs", historical=None),
        voiced=tuple(each.line for each in traced),
        offers=tuple(dict.fromkeys(offer for each in traced for offer in each.offers)),
        actions=tuple(dict.fromkeys(action for each in traced for action in each.actions)),
        results=tuple(result_line(seen, name, language) for name in initiative.answered_by or ()),
        answers_told=told(initiative, "answered_by", historical=None),
        sources=initiative.sources or (),
        facts=fact_lines(initiative),
        all_initiatives=seen.site.nearest("initiatives/index", language, FIRST),
    )


def _asked(need: Need, initiative: Initiative, seen: Seen) -> AskedLine:
    asked = f"{initiative.id}/{need.id}"
    rows = [row for row in seen.needs.get(f"initiatives/{initiative.id}", ()) if row.asked == asked]
    return AskedLine(
        need=need,
        what=told(need, "what", historical=True),
        by=told(need, "by", historical=None),
        state=rows[-1].state if rows else None,
        days=rows[-1].days if rows else None,
    )
