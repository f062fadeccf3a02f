"""For people who are in a hurry, and for editors: one line for each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.reporters.text import bounded, closing, headline, not_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.reporters import Checked

FOR_MACHINES = False


def report(checked: Checked) -> str:
    """Give a line a finding, bounded as in `text`, and a line of counts."""
    return "".join(f"{line}\n" for line in _lines(checked))


def _lines(checked: Checked) -> Iterator[str]:
    for shown in bounded(checked.diagnostics):
        for found in shown.findings:
            yield headline(found, checked)
        if shown.more:
            yield not_shown(shown, checked.language)
    yield from closing(checked)
