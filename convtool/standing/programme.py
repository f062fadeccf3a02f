"""What the programme asks for, in plain values: its themes, its ambitions, and the convenanten it commissioned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from convtool.messages import Both
from convtool.models.facts import Bilingual
from convtool.portfolio import Programme
from convtool.standing.convenants import STAGES, ConvenantRow


class ProgrammeRow(NamedTuple):
    """The programme. `themes` and `ambitions` are pairs of an id and a title (None without one), in its own order.

    `commissioned` is how many convenanten it is to deliver (None where it does not say), `with_partners` the ids of the
    organisations they are to be made with, `counts_when` the stage from which one counts as delivered.
    """

    themes: tuple[tuple[str, object], ...]
    ambitions: tuple[tuple[str, object], ...]
    commissioned: int | None
    with_partners: frozenset[str]
    counts_when: str


def programme_row(programme: Programme) -> ProgrammeRow:
    """Give the row of a programme."""
    masterplan = programme.masterplan
    titles = {theme.id: theme.title for theme in (masterplan and masterplan.themes) or ()}
    commission = masterplan.commission if masterplan else None
    return ProgrammeRow(
        themes=tuple((theme, _title(titles.get(theme))) for theme in programme.themes),
        ambitions=tuple(
            (str(ambition.number), _title(ambition.title)) for ambition in (masterplan and masterplan.ambitions) or ()
        ),
        commissioned=int(commission.convenants) if commission and commission.convenants is not None else None,
        with_partners=frozenset((commission and commission.partners) or ()),
        counts_when=(commission and commission.counts_when) or "signed",
    )


def delivered(convenants: Iterable[ConvenantRow], programme: ProgrammeRow) -> dict[str, int]:
    """Count by stage the convenanten with a partner that the programme was to make one with.

    Fictional ones and umbrellas are no delivery.
    """
    counted = dict.fromkeys((*STAGES.values(), "signed"), 0)
    for row in convenants:
        if not row.example and row.kind != "umbrella" and programme.with_partners.intersection(row.partners):
            counted[row.stage] += 1
    return counted


def _title(title: object) -> object:
    return Both(title.nl, title.en) if isinstance(title, Bilingual) else title
