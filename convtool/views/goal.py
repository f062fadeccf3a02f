"""`--by goal`: one row per goal, with its baseline, target, what is expected and what is so, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable

from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.progress.evidence import Value
from convtool.standing import GoalRow, Standing
from convtool.standing.programme import ProgrammeRow
from convtool.views import ASKED, WIDE, Column, View
from convtool.views.words import (
    COLORS,
    PACES,
    REASONS,
    SHAPES,
    TRENDS,
    VERDICTS,
    bar,
    decimal,
    exact,
    figure,
    share,
    sparkline,
)

READS = (Convenant,)


def verdict(row: GoalRow) -> Message:
    """Give the verdict in shape and words, with its reason where it cannot be established, and what else to know."""
    word: object = VERDICTS[row.verdict]
    if row.reason:
        word = Message("{word}: {reason}", {"word": word, "reason": REASONS[row.reason]})
    notes = notes_of(row)
    text = "{shape} {word} ({notes})" if notes else "{shape} {word}"
    return Message(text, {"shape": SHAPES[row.verdict], "word": word, "notes": notes})


def notes_of(row: GoalRow) -> Message | None:
    """Give what else must be known of the figures, parted by semicolons; None where there is nothing."""
    notes: list[object] = [*row.notes]
    if row.stale:
        notes.append(say("report overdue"))
    gaps = "; ".join(f"{{n{number}}}" for number in range(len(notes)))
    return Message(gaps, {f"n{number}": note for number, note in enumerate(notes)}) if notes else None


def heading(row: GoalRow) -> object:
    """Give the name of the row's convenant, marked where it is fictional."""
    return say("{title} (fictional)", title=row.convenant_title) if row.example else row.convenant_title


def _note(row: GoalRow) -> Message | None:
    """Give the notes without what another field says already."""
    return notes_of(row._replace(stale=False))


def _so_far(row: GoalRow) -> Message | None:
    """Give how far it is on the way to its target; nothing where less is better, as more would look like success."""
    return None if isinstance(row.target, dict) and "at_most" in row.target else bar(row.of_target)


def _room(row: GoalRow) -> Message | None:
    return None if row.room is None else figure(Value(row.room, row.room), percent=row.percent)


TITLE = Column("title", say("goal"), lambda row: row.title)
COLUMNS: tuple[Column, ...] = (
    Column("convenant", say("convenant"), lambda row: row.convenant + (" *" if row.example else ""),
           lambda row: row.convenant, from_width=ASKED),
    Column("goal", say("goal"), lambda row: row.goal, from_width=ASKED),
    TITLE._replace(head=say("title"), from_width=ASKED, plain=False),
    Column("themes", say("themes"), lambda row: row.themes, from_width=ASKED, plain=False),
    Column("ambition", say("ambition"), lambda row: row.ambition, from_width=ASKED, plain=False),
    Column("owner", say("owner"), lambda row: row.owner, from_width=ASKED, plain=False),
    Column("unit", say("unit"), lambda row: row.unit, from_width=ASKED, plain=False),
    Column("baseline", say("baseline"), lambda row: row.before, lambda row: row.baseline, right=True),
    Column("target", say("target"), lambda row: row.aim, lambda row: row.target, right=True),
    Column("expected", say("expected"), lambda row: figure(row.expected, percent=row.percent),
           lambda row: exact(row.expected), right=True),
    Column("actual", say("actual"), lambda row: figure(row.actual, percent=row.percent),
           lambda row: exact(row.actual), right=True),
    Column("actual_date", say("as of"), lambda row: row.actual_date, from_width=WIDE, plain=False),
    Column("ratio", say("of expected"), lambda row: bar(row.ratio), lambda row: share(row.ratio),
           from_width=ASKED, plain=False),
    Column("of_target", say("of target"), _so_far, lambda row: share(row.of_target),
           from_width=WIDE, plain=False),
    Column("course", say("course"), lambda row: sparkline(row.course),
           lambda row: [decimal(value) for value in row.course], from_width=160, plain=False),
    Column("room", say("room"), _room,
           lambda row: None if row.room is None else decimal(row.room), from_width=ASKED, plain=False),
    Column("trend", say("trend"), lambda row: None if row.trend == "not-comparable" else TRENDS[row.trend],
           lambda row: row.trend),
    Column("pace", say("pace"), lambda row: PACES.get(row.pace), lambda row: row.pace, from_width=160, plain=False),
    Column("verdict", say("verdict"), verdict, lambda row: row.verdict),
    Column("reason", say("reason"), lambda row: REASONS.get(row.reason), lambda row: row.reason,
           from_width=ASKED, plain=False),
    Column("note", say("note"), _note, from_width=ASKED, plain=False),
    Column("says", say("owner says"), lambda row: row.says, from_width=ASKED, plain=False),
    Column("stale", say("stale"), lambda row: row.stale, from_width=ASKED, plain=False),
    Column("overdue", say("overdue"), lambda row: row.overdue, from_width=ASKED, plain=False),
    Column("end", say("ends"), lambda row: row.end, from_width=ASKED, plain=False),
    Column("example", say("fictional"), lambda row: row.example, from_width=ASKED, plain=False),
    Column("thresholds", say("thresholds"), lambda row: row.thresholds, from_width=ASKED, plain=False),
)  # fmt: skip


def view(standing: Standing, programme: ProgrammeRow) -> View:  # noqa: ARG001 - all views are asked alike
    """Give every goal, below the name of its convenant."""
    return View(
        columns=COLUMNS,
        rows=standing.goals,
        title=TITLE,
        heading=heading,
        color=lambda row: COLORS[row.verdict],
        below=judged_on(standing.goals),
    )


def judged_on(goals: Iterable[GoalRow]) -> tuple[Message, ...]:
    """Give the day and the thresholds by which goals were judged."""
    for row in goals:
        return (
            say("As of {day}, by version {version} of the thresholds.", day=row.day, version=row.thresholds or "-"),
        )
    return ()
