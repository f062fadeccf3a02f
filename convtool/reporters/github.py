"""Annotations of GitHub Actions: one workflow command for each finding, and a summary of the step in Markdown.

The runner takes a line that begins with `::`, or has `##[` anywhere, as a command; no foreign text gets that far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.characters import visible
from convtool.diagnostics import Level
from convtool.reporters.text import LEVELS, bounded, closing, next_step, not_shown, see_also

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.diagnostics import Diagnostic
    from convtool.reporters import Checked

FOR_MACHINES = False
_COMMANDS = {
    Level.ERROR: "error",
    Level.WARNING: "warning",
    Level.ADVICE: "notice",
    Level.NOT_CHECKED: "notice",
}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def report(checked: Checked) -> str:
    """Give an annotation a finding, bounded as in `text`, and a line of counts."""
    return "".join(f"{line}\n" for line in _lines(checked))


def summary(checked: Checked) -> str:
    """Give the counts and the findings by file as Markdown, bounded as in `text`."""
    return "".join(f"{line}\n" for line in _markdown(checked))


def _lines(checked: Checked) -> Iterator[str]:
    for shown in bounded(checked.diagnostics):
        for found in shown.findings:
            yield _annotation(found, checked)
        if shown.more:
            yield not_shown(shown, checked.language)
    yield from closing(checked)


def _annotation(found: Diagnostic, checked: Checked) -> str:
    language = checked.language
    sentences = [language.say(found.message), *(see_also(place, language) for place in found.related)]
    help = next_step(found, language)
    data = "\n".join([*sentences, help] if help else sentences)
    place = found.place
    properties: dict[str, object] = {"file": checked.within + visible(place.path, 400), "line": place.line}
    if place.line == place.end_line:
        properties |= {"col": place.column, "endLine": place.line, "endColumn": place.end_column}
    else:  # the runner takes no columns where there is more than one line
        properties |= {"endLine": place.last_line}
    properties |= {"title": f"{found.code} {found.name}"}
    listed = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{_COMMANDS[found.level]} {listed}::{data.translate(_DATA)}"


def _markdown(checked: Checked) -> Iterator[str]:
    from convtool.prose import escape_markdown  # noqa: PLC0415 - annotations alone need no Markdown

    language, counts = checked.language, checked.summary
    words = {level: language.say(word) for level, word in LEVELS.items()}
    yield "### convtool validate\n"
    yield "| " + " | ".join(words.values()) + " |"
    yield "|" + "---:|" * len(words)
    numbers = (counts.error, counts.warning, counts.advice, counts.not_checked)
    yield "| " + " | ".join(str(number) for number in numbers) + " |\n"
    yield " \\\n".join(escape_markdown(line) for line in closing(checked)) + "\n"
    for shown in bounded(checked.diagnostics):
        yield f"#### {escape_markdown(visible(shown.path, 400))}\n"
        for found in shown.findings:
            head = f"{found.place.line}:{found.place.column} **{words[found.level]}** {found.code}"
            yield f"- {head} {escape_markdown(language.say(found.message))}"
            help = next_step(found, language)
            if help:
                yield f"  <br>{escape_markdown(help)}"
        if shown.more:
            yield f"- {escape_markdown(not_shown(shown, language))}"
        yield ""
