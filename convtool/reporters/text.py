"""For people: each finding with the line it is about, a caret under the value, and one next step."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from convtool.characters import visible
from convtool.diagnostics import Level
from convtool.messages import Message, count, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.diagnostics import Diagnostic, Place
    from convtool.reporters import Checked

PER_FILE = 50
PER_RUN = 1000
_WIDTH = 100
_LEVELS: dict[Level, Message] = {
    Level.ERROR: say("error"),
    Level.WARNING: say("warning"),
    Level.ADVICE: say("advice"),
    Level.NOT_CHECKED: say("not-checked"),
}


def report(checked: Checked) -> str:
    """Give the findings by file, at most 50 a file and 1,000 a run with the rest counted, and a line of counts."""
    return "".join(f"{line}\n" for line in _lines(checked))


def _lines(checked: Checked) -> Iterator[str]:
    say_it = checked.language.say
    left = PER_RUN
    for path, group in groupby(checked.diagnostics, key=lambda found: found.place.path):
        found = list(group)
        shown = found[: min(PER_FILE, left)]
        left -= len(shown)
        for diagnostic in shown:
            yield from _finding(diagnostic, checked)
        if len(found) > len(shown):
            yield say_it(
                say(
                    "{path}: {more} not shown",
                    path=path,
                    more=count(len(found) - len(shown), "{number} more finding", "{number} more findings"),
                )
            )
    if checked.diagnostics:
        yield ""
    if checked.quiet:
        yield say_it(say("{number} silenced, with a reason", number=len(checked.quiet)))
    if checked.known:
        yield say_it(say("{number} in the baseline already", number=checked.known))
    mendable = sum(1 for found in checked.diagnostics if found.repair)
    if mendable:
        yield say_it(say("{number} can be mended with convtool validate --fix", number=mendable))
    counts = checked.summary
    yield say_it(
        say(
            "{files}, {convenants}, {partners}, {goals}: {error}, {warning}, {advice}, {not_checked} not checked",
            files=count(counts.files, "{number} file", "{number} files"),
            convenants=count(counts.convenants, "{number} convenant", "{number} convenanten"),
            partners=count(counts.partners, "{number} partner", "{number} partners"),
            goals=count(counts.goals, "{number} goal", "{number} goals"),
            error=count(counts.error, "{number} error", "{number} errors"),
            warning=count(counts.warning, "{number} warning", "{number} warnings"),
            advice=count(counts.advice, "{number} advice", "{number} advice"),
            not_checked=counts.not_checked,
        )
    )


def _finding(found: Diagnostic, checked: Checked) -> Iterator[str]:
    language = checked.language
    place = found.place
    head = checked.paint(f"{language.say(_LEVELS[found.level])}[{found.code}]", found.level)
    yield f"{visible(place.path, 400)}:{place.line}:{place.column}: {head} {language.say(found.message)}"
    yield from _excerpt(place, checked)
    for other in found.related:
        where = f"{visible(other.path, 400)}:{other.line}:{other.column}"
        yield "   " + language.say(say("see also {place}", place=where))
        yield from _excerpt(other, checked)
    if found.help:
        yield "  " + language.say(say("help:")) + " " + language.say(found.help)


def _excerpt(place: Place, checked: Checked) -> Iterator[str]:
    lines = checked.portfolio.entries.lines(place.path)
    if place.line > len(lines) or not lines[place.line - 1].strip():
        return
    line = lines[place.line - 1]
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    skip = max(0, start - _WIDTH // 2) if len(line) > _WIDTH else 0
    number = str(place.line).rjust(5)
    before, value = visible(line[skip:start], _WIDTH), visible(line[start:end], _WIDTH)
    shown = before + visible(line[start : skip + _WIDTH], 2 * _WIDTH)
    yield f"{number} | {shown}"
    yield f"{' ' * 5} | {' ' * len(before)}{'^' * max(1, len(value))}"
