"""The page of each theme of the programme: what is agreed under it, how far that is, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from convtool.context.subject import Found, SubjectPage, convenants_on, fields_of, found_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convtool.context.seen import Seen


class ThemePage(SubjectPage):
    """What templates/theme/* see: one theme, called `id` in the register."""

    kind = "theme"

    id: str


def pages(seen: Seen) -> Iterator[ThemePage]:
    """Give the pages of all themes in each language; also of one without anything."""
    for id, found in _found(seen):
        for language, fields in fields_of(seen, f"themes/{id}", found):
            yield ThemePage(**fields, id=id, titled=replace(seen.theme(id, language), path=None))


def behind(seen: Seen) -> Iterator[tuple[str, Iterable[str]]]:
    """Give the address of the page of every theme, with the convenanten that show on it."""
    return ((f"themes/{id}", convenants_on(seen, found)) for id, found in _found(seen))


def _found(seen: Seen) -> list[tuple[str, Found]]:
    found = found_by(
        seen,
        lambda goal: goal.themes,
        lambda giving: (giving.theme,),
        lambda need: need.themes,
        lambda initiative: initiative.themes or (),
    )
    return [(id, found[id]) for id, _ in seen.programme.themes]
