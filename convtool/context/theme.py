"""The page of each theme of the programme: what is agreed under it, how far that is, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from convtool.context.addresses import FIRST
from convtool.context.subject import Found, SubjectPage, convenants_on, found_by, subject

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
        for language in seen.site.languages(FIRST) if seen.makes(_address(id)) else ():
            common = seen.site.common(_address(id), seen.masterplan, language, FIRST)
            fields: dict[str, Any] = subject(seen, found, language)
            titled = replace(seen.theme(id, language), path=None)
            yield ThemePage(**common, **fields, id=id, titled=titled)


def behind(seen: Seen) -> Iterator[tuple[str, Iterable[str]]]:
    """Give the address of the page of every theme, with the convenanten that show on it."""
    return ((_address(id), convenants_on(seen, found)) for id, found in _found(seen))


def _address(id: str) -> str:
    return f"themes/{id}"


def _found(seen: Seen) -> list[tuple[str, Found]]:
    found = found_by(
        seen,
        lambda goal: goal.themes,
        lambda giving: (giving.theme,),
        lambda need: need.themes,
        lambda initiative: initiative.themes or (),
    )
    return [(id, found[id]) for id, _ in seen.programme.themes]
