"""The page of each theme of the programme: what is agreed under it, how far that is, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from convtool.context.addresses import FIRST
from convtool.context.subject import SubjectPage, found_by, subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.context.seen import Seen


@dataclass(frozen=True, kw_only=True)
class ThemePage(SubjectPage):
    """What templates/theme/* see: one theme, called `id` in the register."""

    kind = "theme"

    id: str


def pages(seen: Seen) -> Iterator[ThemePage]:
    """Give the pages of all themes in each language; also of one without anything."""
    found = found_by(
        seen,
        lambda goal: goal.themes,
        lambda giving: (giving.theme,),
        lambda need: need.themes,
        lambda initiative: initiative.themes or (),
    )
    for id, _ in seen.programme.themes:
        for language in seen.site.languages(FIRST):
            common = seen.site.common(f"themes/{id}", seen.masterplan, language, FIRST)
            fields: dict[str, Any] = subject(seen, found[id], language)
            titled = replace(seen.theme(id, language), path=None)
            yield ThemePage(**common, **fields, id=id, titled=titled)
