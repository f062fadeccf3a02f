"""A timeline as a Markdown list without a heading of its own, so that it fits below any."""

from __future__ import annotations

from convtool.logs import NOTHING, Log
from convtool.prose import escape_markdown
from convtool.sheets import Happening


def report(log: Log) -> str:
    """Give one item for each day and kind."""
    if not log.lines:
        return escape_markdown(log.language.show(NOTHING)) + "\n"
    return "".join(f"- {_line(each, log)}\n" for each in log.lines)


def _line(each: Happening, log: Log) -> str:
    sort = escape_markdown(log.language.show(each.sort))
    what = f": {escape_markdown(log.language.show(each.what))}" if each.what else ""
    return f"**{each.day}** {sort}{what}"
