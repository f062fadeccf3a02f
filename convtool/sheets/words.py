"""The words of a sheet: what a record says of a field, or that it is not known; roles, states and days."""

from __future__ import annotations

from collections.abc import Mapping

from convtool.context.told import told
from convtool.messages import Message, say
from convtool.models.facts import Named
from convtool.records import Record
from convtool.values import Unanswered

NOT_KNOWN = say("not known")
ROLES = {
    "partner": say("partner"),
    "alliance": say("alliance"),
    "government": say("government"),
    "residents": say("residents"),
    "landlord": say("landlord"),
    "sector-body": say("sector body"),
    "union": say("union"),
    "ngo": say("civil society"),
    "other": say("other"),
}
CLASSES = {"signs": say("signs"), "accedes": say("joins later"), "supports": say("supports")}
EVIDENCE = {
    "registered": say("registered"),
    "partner-statement": say("statement of the partner"),
    "sample": say("sample"),
    "estimate": say("estimate"),
    "published": say("published"),
}
PROGRESS = {
    "not-started": say("not started"),
    "in-preparation": say("in preparation"),
    "in-execution": say("in execution"),
    "done": say("done"),
    "stopped": say("stopped"),
}
SAYS = {"behind": say("behind"), "on-course": say("on course"), "ahead": say("ahead"), "done": say("done")}
PHASES = {
    "design": say("design"),
    "signing": say("signing"),
    "execution": say("execution"),
    "evaluation": say("evaluation"),
}
OBLIGATIONS = {
    "intention": say("an intention"),
    "effort": say("an effort is owed"),
    "result": say("the result is owed"),
}
CYCLES = {
    "month": say("every month"),
    "quarter": say("every quarter"),
    "half-year": say("every half-year"),
    "year": say("every year"),
    "school-year": say("every school year"),
    "two-years": say("every two years"),
    "four-years": say("every four years"),
}
STATES = {"done": say("✔ done"), "stopped": say("✘ stopped"), "overdue": say("✘ overdue"), "open": say("· open")}
COLORS = {"done": "green", "stopped": "dim", "overdue": "red", "open": None}


def of(record: Record, *path: str) -> object:
    """Give what a record says at a path, or the words for not knowing it."""
    value = told(record, *path, historical=True)
    if isinstance(value, Unanswered):
        return missing(value)
    return value.named if isinstance(value, Named) else value


def word(words: Mapping[str, Message], record: Record, *path: str) -> object:
    """Give what a record says at a path in the word that people use for it, or the words for not knowing it."""
    value = of(record, *path)
    return words.get(value, value) if isinstance(value, str) else value


def missing(answer: Unanswered) -> Message:
    """Say why there is no value."""
    if answer.word == "silent":
        return say("not known: the text says nothing about it")
    if answer.planned:
        return say("planned for {day}", day=answer.planned)
    if answer.because:
        return say("none: {because}", because=answer.because)
    return NOT_KNOWN


def why_none(record: Record, key: str) -> tuple[object, ...]:
    """Say why a list is empty, or that nothing is written; nothing where it holds something."""
    if getattr(record, record.fields[key].name):
        return ()
    answer = record.answers.get(record.fields[key].name)
    return (missing(answer) if answer else say("not known: nothing is written about it"),)


def called(name: object, *, example: bool) -> object:
    """Give a name, marked where it is fictional."""
    return say("{title} (fictional)", title=name) if example else name


def joined(*parts: object, by: str = ", ") -> Message | None:
    """Give what is known of some parts in one line; None where nothing is."""
    known = [part for part in parts if part is not None and part not in ("", ())]
    gaps = by.join(f"{{n{number}}}" for number in range(len(known)))
    return Message(gaps, {f"n{number}": part for number, part in enumerate(known)}) if known else None
