"""The reports about everything: made together, of figures that are worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context import letter, report
from convtool.context.overall import Overall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.context.pages import Page
    from convtool.context.seen import Seen


def pages(seen: Seen) -> Iterator[Page]:
    """Give the progress report and the council letter; none beside texts as they were signed."""
    if not seen.site.as_signed:
        overall = Overall(seen)
        yield from report.pages(overall)
        yield from letter.pages(overall)
