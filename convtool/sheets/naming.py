"""What organisations and themes are called; each file is read when its name is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from convtool.messages import Both
from convtool.models.facts import Bilingual
from convtool.portfolio import Programme
from convtool.sheets.words import called


class Called(Mapping[str, object]):
    """The names of organisations by their ids; the id itself where there is no file."""

    def __init__(self, programme: Programme, *, mark: bool) -> None:
        """Take the programme in which they are known; `mark` those that are fictional, where not everything is."""
        self._partners = programme.partners
        self._mark = mark

    def __getitem__(self, id: str) -> object:
        """Give what an organisation is called."""
        partner = self._partners.get(id)
        return called(partner.name, example=self._mark and bool(partner.example)) if partner else id

    def __iter__(self) -> Iterator[str]:
        """Go through the ids of those that have a file."""
        return iter(self._partners)

    def __len__(self) -> int:
        """Count those that have a file."""
        return len(self._partners)


def themes(ids: tuple[str, ...] | None, programme: Programme) -> tuple[object, ...]:
    """Give the titles of themes; the id where the programme gives none."""
    masterplan = programme.masterplan
    titles = {theme.id: theme.title for theme in (masterplan and masterplan.themes) or ()}
    return tuple(_title(titles.get(id)) or id for id in ids or ())


def ambition(number: str | None, programme: Programme) -> object:
    """Give the number of an ambition with its title; None for none."""
    masterplan = programme.masterplan
    titles = {str(each.number): each.title for each in (masterplan and masterplan.ambitions) or ()}
    return _title(titles.get(number or "")) or number


def _title(title: object) -> object:
    return Both(title.nl, title.en) if isinstance(title, Bilingual) else title
