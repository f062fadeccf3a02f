"""One row per convenant: what it is, how far in its life, and who are in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from convtool.models.convenant import Convenant
from convtool.models.terms import Party
from convtool.values import Moment

STAGES = {"exploring": "explored", "draft": "drafted", "agreed": "agreed"}
"""How far a convenant came by its status; from the signing on it counts as signed."""


class ConvenantRow(NamedTuple):
    """A convenant. `stage` is explored, drafted, agreed or signed; `partners` are ids, also those of members."""

    file: str
    convenant: str
    title: str
    kind: str
    status: str
    stage: str
    starts: date | None
    ends: date | None
    partners: tuple[str, ...]
    example: bool

    @property
    def names(self) -> frozenset[str]:
        """The words that ask for it."""
        return frozenset((self.convenant,))


def convenant_row(convenant: Convenant) -> ConvenantRow:
    """Give the row of a convenant."""
    term = convenant.term
    ended = term.ended.date if term and term.ended else None
    ends = ended or (term.ends if term and isinstance(term.ends, Moment) else None)
    return ConvenantRow(
        file=convenant.document.path,
        convenant=convenant.id,
        title=convenant.titled,
        kind=convenant.kind,
        status=convenant.status,
        stage=STAGES.get(convenant.status, "signed"),
        starts=term.starts.first if term and term.starts else None,
        ends=ends.last if ends else None,
        partners=partners_of(convenant.parties or ()),
        example=bool(convenant.example),
    )


def partners_of(parties: Iterable[Party]) -> tuple[str, ...]:
    """Give the ids of the organisations behind some parties, members of groups included, each once."""
    found = (partner for party in parties for partner in (party.partner, *(party.members or ())) if partner)
    return tuple(dict.fromkeys(found))
