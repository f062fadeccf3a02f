"""For people: each finding with the line it is about, a caret under the value, and one next step."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from convtool.characters import visible
from convtool.columns import columns, fitting
from convtool.diagnostics import Level
from convtool.messages import Message, count, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from convtool.diagnostics import Diagnostic, Place
    from convtool.language import Language
    from convtool.reporters import Checked

FOR_MACHINES = False
PER_FILE = 50
PER_RUN = 1000
LEVELS: dict[Level, Message] = {
    Level.ERROR: say("error"),
    Level.WARNING: say("warning"),
    Level.ADVICE: say("advice"),
    Level.NOT_CHECKED: say("not-checked"),
}
_MARGIN = len("12345 | ")
_NARROWEST = 20


class Shown(NamedTuple):
    """What is shown of one file, and how many findings are not."""

    path: str
    findings: Sequence[Diagnostic]
    more: int


def report(checked: Checked) -> str:
    """Give the findings by file, at most 50 a file and 1,000 a run with the rest counted, and a line of counts."""
    lines = list(findings(checked))
    return "".join(f"{line}\n" for line in (*lines, *[""] * bool(lines), *closing(checked)))


def statistics(checked: Checked) -> str:
    """Give how often each code was found at each level, the most frequent first, and a line of counts."""
    counted = Counter((found.code, found.level, found.name) for found in checked.diagnostics)
    words = {level: checked.language.say(word) for level, word in LEVELS.items()}
    wide = max((len(words[level]) for _, level, _ in counted), default=0)
    lines = [
        f"{number:>5}  {code}  {checked.paint(words[level].ljust(wide), level)}  {name}\n"
        for (code, level, name), number in sorted(counted.items(), key=lambda item: (-item[1], item[0][0], -item[0][1]))
    ]
    return "".join([*lines, "\n" * bool(lines), *(f"{line}\n" for line in closing(checked))])


def bounded(diagnostics: Sequence[Diagnostic]) -> Iterator[Shown]:
    """Give the findings by file, at most 50 a file and 1,000 in all."""
    left = PER_RUN
    for path, group in groupby(diagnostics, key=lambda found: found.place.path):
        found = list(group)
        shown = found[: min(PER_FILE, left)]
        left -= len(shown)
        yield Shown(path, shown, len(found) - len(shown))


def headline(found: Diagnostic, checked: Checked) -> str:
    """Give one line that says where, how serious and what."""
    language = checked.language
    head = checked.paint(f"{language.say(LEVELS[found.level])}[{found.code}]", found.level)
    return f"{where(found.place)}: {head} {language.say(found.message)}"


def where(place: Place) -> str:
    """Give a place as editors and terminals know it: path, line and column."""
    return f"{visible(place.path, 400)}:{place.line}:{place.column}"


def see_also(place: Place, language: Language) -> str:
    """Give the line that points at a second place."""
    return language.say(say("see also {place}", place=where(place)))


def next_step(found: Diagnostic, language: Language) -> str | None:
    """Give the line with the one next step, where there is one."""
    return language.say(say("help:")) + " " + language.say(found.help) if found.help else None


def not_shown(shown: Shown, language: Language) -> str:
    """Give the line that counts what is left out of a file."""
    more = count(shown.more, "{number} more finding", "{number} more findings")
    return language.say(say("{path}: {more} not shown", path=shown.path, more=more))


def closing(checked: Checked) -> Iterator[str]:
    """Give the last lines: what is not heard and why, and then how much was looked at and found of each level."""
    say_it = checked.language.say
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


def findings(checked: Checked) -> Iterator[str]:
    """Give the lines of the findings by file, without the counts."""
    language = checked.language
    for shown in bounded(checked.diagnostics):
        for found in shown.findings:
            yield headline(found, checked)
            yield from _excerpt(found.place, checked)
            for other in found.related:
                yield "   " + see_also(other, language)
                yield from _excerpt(other, checked)
            help = next_step(found, language)
            if help:
                yield "  " + help
        if shown.more:
            yield not_shown(shown, language)


def _excerpt(place: Place, checked: Checked) -> Iterator[str]:
    """Give the line of a place, or the part of it that fits, and carets below the value."""
    lines = checked.lines(place.path)
    if place.line > len(lines) or not lines[place.line - 1].strip():
        return
    line = lines[place.line - 1]
    room = max(_NARROWEST, checked.width - _MARGIN)
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    before, value, after = (
        visible(part, room)
        for part in (line[max(0, start - room) : start], line[start:end][:room], line[end : end + room])
    )
    if len(line) > room or columns(before + value + after) > room:
        before = fitting(before[::-1], room // 2)[::-1]
    shown = fitting(before + value + after, room)
    value = fitting(value, room - columns(before))
    yield f"{place.line:>5} | {shown}"
    yield f"{'':>5} | {' ' * columns(before)}{'^' * max(1, columns(value))}"
