"""Differences as Markdown without a heading of its own, so that it fits below any: for a report or a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from convtool.comparing import Compared, Difference
from convtool.diffs import PARTS, TAKEN_OUT, WHY_NOT, Diff, by_part
from convtool.documents import written
from convtool.messages import Message, say
from convtool.prose import escape_markdown
from convtool.rewording import reworded


def report(diff: Diff) -> str:
    """Give a paragraph for each record, with a list for each of its parts."""
    blocks = [_shown(diff, diff.between)]
    blocks += [block for each in diff.found.records for block in _record(diff, each)]
    blocks += [_shown(diff, say("{path} could not be compared", path=path)) for path in diff.found.unread]
    return "\n\n".join([*blocks, _shown(diff, diff.counted)]) + "\n"


def _record(diff: Diff, record: Compared) -> Iterator[str]:
    title = escape_markdown(diff.language.show(record.title))
    if record.before is None:
        told = say("{path}, new", path=record.after)
    elif record.after is None:
        told = say("{path}, gone", path=record.before)
    elif record.before != record.after:
        told = say("{path}, renamed from {before}", path=record.after, before=record.before)
    else:
        told = Message("{path}", {"path": record.after})
    why = f" **({_shown(diff, TAKEN_OUT)})**" if record.forbidden else ""
    yield f"**{title}** ({_shown(diff, told)}){why}"
    for part, differences in by_part(record.differences):
        head = _shown(diff, PARTS[part])
        lines = "\n".join(f"- {_line(diff, each)}" for each in differences)
        yield f"{head[:1].upper()}{head[1:]}:\n\n{lines}"


def _line(diff: Diff, difference: Difference) -> str:
    path = escape_markdown(diff.language.show(difference.path))
    why = f" **({_shown(diff, WHY_NOT[difference.part])})**" if difference.forbidden else ""
    before, after = (node and diff.language.show(written(node)) for node in difference[2:4])
    pieces = reworded(before, after) if before and after else None
    if pieces:
        marks = {(True, True): "", (True, False): "~~", (False, True): "**"}
        told = " ".join(f"{mark}{escape_markdown(each.words)}{mark}" for each in pieces for mark in [marks[each[1:]]])
    elif before and after:
        told = f"{escape_markdown(before)} → {escape_markdown(after)}"
    else:
        mark = "~~" if before else "**"
        told = f"{mark}{escape_markdown(before or after or '')}{mark}"
    return f"{path}: {told}{why}"


def _shown(diff: Diff, told: object) -> str:
    return escape_markdown(diff.language.show(told))
