"""Aligned text without lines or colours, for pipes: one row a line, nothing cut off."""

from __future__ import annotations

from convtool.messages import say
from convtool.tables import Status, goals


def report(status: Status) -> str:
    """Give the line of honesty, a heading and one line per row."""
    language = status.language
    heads = [
        say("convenant"),
        say("goal"),
        say("baseline"),
        say("target"),
        say("expected"),
        say("actual"),
        say("trend"),
        say("verdict"),
    ]
    lines = [[language.say(head) for head in heads]]
    for row in status.rows:
        percent = row.unit == "percent"
        lines.append(
            [
                row.convenant.id + (" *" if row.convenant.example else ""),
                row.goal.id,
                goals.baseline(row, language),
                goals.target(row, language),
                goals.number(row.expected, language, percent=percent),
                goals.number(row.actual, language, percent=percent),
                language.say(goals.TRENDS[row.trend]),
                goals.verdict(row, language),
            ]
        )
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    fictional = [language.say(say("* fictional"))] if status.honesty.fictional else []
    return "\n".join([language.say(goals.honesty_line(status.honesty)), "", *shown, *fictional]) + "\n"
