"""What was done so that everyone can read the pages, and what was not looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.addresses import FIRST, STATEMENT
from convtool.context.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.context.seen import Seen


class AccessibilityPage(Page):
    """What templates/accessibility/* see: `contacts` are the functional addresses of the programme."""

    kind = "accessibility"

    contacts: tuple[str, ...]


def pages(seen: Seen) -> Iterator[AccessibilityPage]:
    """Give the page in each language."""
    contacts = tuple((seen.masterplan and seen.masterplan.contacts) or ())
    for language in seen.site.languages(FIRST):
        yield AccessibilityPage(**seen.site.common(STATEMENT, seen.masterplan, language, FIRST), contacts=contacts)
