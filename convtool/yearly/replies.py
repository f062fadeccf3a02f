"""The rows of a filled form to entries of the register, and to everything that is wrong with them.

Each entry is the one that record, deliver or act would write. What stands in the register already is passed over; what
says something else than the register is told, and nothing is written over.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from convtool.documents import Mapping, written
from convtool.entries import counted, delivered, handed, measured, told
from convtool.errors import WrongUse
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.since import EVIDENCE
from convtool.notation import Value, in_line
from convtool.reading import nearest
from convtool.yearly.cells import Cell, Problem, Row, Wrong, choice, day, number, refused, text
from convtool.yearly.known import compared
from convtool.yearly.questions import ACTION, CONTRIBUTION, GOAL, Question
from convtool.yearly.words import FILLED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Mapping as Keys

    from convtool.models.obligations import Contribution
    from convtool.portfolio import Portfolio
    from convtool.yearly.asked import Asked

_NOT_ASKED = say("take the row out; convtool record, deliver and act write what was not asked")
_MISSING = {
    "day": say("no day is filled in"),
    "kind": say("no kind of evidence is chosen"),
    "source": say("no source is filled in"),
}


class Reply(NamedTuple):
    """One answer as an entry for the list under `key` of a file; `before` is what was last said of the same thing."""

    question: Question
    place: str
    key: str
    item: dict[str, Value]
    before: Mapping | None


class Told(NamedTuple):
    """What a form says: new entries, how many stand in the register already, how many were left open, and problems."""

    replies: tuple[Reply, ...]
    known: int
    left: int
    problems: tuple[Problem, ...]


def told_by(
    rows: Iterable[Row], asked: Asked, titles: Keys[str, str], words: Keys[str, str], portfolio: Portfolio
) -> Told:
    """Give what the rows of a form say, in their order.

    `titles` are what the form shows beside each id, `words` what the register writes for a word that is chosen. All
    problems are found, not just the first; a row that was not asked, or that was changed, is told and never guessed.
    """
    filled = _Filled(asked, titles, words, portfolio)
    rows = list(rows)
    for row in rows:
        filled.take_part(row)
    for row in rows:
        filled.take(row)
    return Told(tuple(filled.replies), filled.known, filled.left, tuple(filled.problems))


class _Filled:
    """A filled form, taken row by row."""

    def __init__(self, asked: Asked, titles: Keys[str, str], words: Keys[str, str], portfolio: Portfolio) -> None:
        self.questions = {each.id: each for each in asked.questions}
        self.titles = titles
        self.words = words
        self.portfolio = portfolio
        self.seen: dict[str, Row] = {}
        self.parts: dict[str, Cell] = {}
        self.replies: list[Reply] = []
        self.problems: list[Problem] = []
        self.known = self.left = 0

    def take_part(self, row: Row) -> None:
        """Keep the answer of a row that is a part of a figure, until that is taken."""
        question = self.questions.get(row["id"].text)
        if question and question.whole:
            self.parts[question.id] = row["answer"]

    def take(self, row: Row) -> None:
        """Take one row."""
        try:
            question = self._question(row)
            cells = self._cells(row, question) if question else {}
            wrong = list(self._wrongs(row, question, answered=bool(cells))) if question else []
            self.problems += wrong
            if question is None or question.whole or wrong:
                return
            if not row["answer"].text and not cells:
                self.left += 1
                return
            reply = self._reply(row, question, {name: self._part(name, cell, question) for name, cell in cells.items()})
        except Wrong as wrong:
            self.problems.append(wrong.problem)
            return
        if reply:
            self.replies.append(reply)
        else:
            self.known += 1

    def _question(self, row: Row) -> Question | None:
        """Give what a row answers; None for a heading. Raises `Wrong` for a row that was not asked, or was changed."""
        cell, title = row["id"], row["title"]
        id = cell.text
        if not id:
            stray = next((row[name] for name in FILLED if row[name].text), None)
            if stray:
                raise Wrong(stray, say("this row was not asked: it has no id"), _NOT_ASKED)
            return None
        if id not in self.questions:
            close = nearest(id, list(self.questions))
            hint = say('did you mean "{id}"?', id=close) if close else _NOT_ASKED
            raise Wrong(cell, say('"{id}" is not among what was asked', id=id), hint)
        if id in self.seen:
            found = say('"{id}" stands at {place} already', id=id, place=self.seen[id]["id"].place)
            raise Wrong(cell, found, say("keep one of the two rows"))
        self.seen[id] = row
        if title.text.split() != self.titles[id].split():
            found = say('beside "{id}" stands "{text}", where "{title}" was asked', id=id, text=title.text,
                        title=self.titles[id])  # fmt: skip
            raise Wrong(title, found, say("ask again, and copy the answers to the new form"))
        return self.questions[id]

    # -----------------------------------------------------------------------------------------------
    # What can be told of each cell alone

    def _wrongs(self, row: Row, question: Question, *, answered: bool) -> Iterator[Problem]:
        """Find all that is wrong in the cells of a row, which may be `answered` by what its parts add up to."""
        answer = row["answer"]
        if not answer.text and not answered:
            if row["note"].text or (question.day is None and row["day"].text):
                found = say("an explanation or a day stands here without an answer")
                yield Problem(answer.place, found, say("fill in the answer, or empty the row"))
            return
        for name in FILLED:
            try:
                self._check(name, row[name], question)
            except Wrong as wrong:
                yield wrong.problem

    def _check(self, name: str, cell: Cell, question: Question) -> None:
        """Raise `Wrong` for a cell that cannot be taken as it is."""
        if name == "answer":
            if cell.text and not question.whole:  # a part is looked at with its figure
                self._answer(cell, question)
        elif name not in question.wants:
            if cell.text:
                raise Wrong(cell, say('"{text}" stands where nothing is asked', text=cell.text), say("empty the cell"))
        elif not cell.text:
            if name in ("day", "kind") or (name == "source" and question.sort == GOAL):
                raise Wrong(cell, _MISSING[name], say("fill it in: who reads the figure in ten years asks for it"))
        elif name == "day":
            day(cell)
        elif name == "kind":
            choice(cell, EVIDENCE, self.words)
        else:
            text(cell)

    def _answer(self, cell: Cell, question: Question) -> dict[str, Value]:
        """Give what an answer says, by the keys of its entry."""
        if question.choices:
            word = choice(cell, question.choices, self.words)
            return {} if question.key == CONTRIBUTION else {"value" if question.sort == GOAL else "status": word}
        found = number(cell, question)
        try:
            if question.sort == GOAL:
                if isinstance(found, str):
                    return counted("none" if self.words.get(found.casefold()) == "none" else found)
                return {"value": found}
            return {"amount": handed(self._promised(question), found) if isinstance(found, str) else found}
        except WrongUse as error:
            raise refused(cell, error) from error

    def _cells(self, row: Row, question: Question) -> dict[str, Cell]:
        """Give the cells of the parts of a figure by their names, none where all are open."""
        nothing = Cell(row["answer"].place)
        cells = {name: self.parts.get(f"{question.id} of {name}", nothing) for name in question.parts}
        return cells if any(cell.text for cell in cells.values()) else {}

    def _part(self, name: str, cell: Cell, question: Question) -> Decimal:
        """Give one of the parts; raises `Wrong` for one that is left open, and for what is no exact number."""
        if not cell.text:
            hint = say("fill in every part, 0 where there is nothing, or none of them")
            raise Wrong(cell, say('the part "{part}" is open, and others are filled in', part=name), hint)
        value = self._answer(cell, question)
        if value.keys() != {"value"} or not isinstance(value["value"], Decimal):
            hint = say("write a part as a number, with a minus for what is taken off")
            raise Wrong(cell, say('"{text}" is no exact number', text=cell.text), hint)
        return value["value"]

    def _promised(self, question: Question) -> Contribution:
        convenant = self.portfolio.entries[question.path].judged
        contributions = (convenant.contributions if isinstance(convenant, Convenant) else None) or ()
        return next(each for each in contributions if each.id == question.thing)

    # -----------------------------------------------------------------------------------------------
    # What a row says as a whole

    def _said(self, cell: Cell, question: Question, parts: Keys[str, Decimal]) -> dict[str, Value]:
        """Give what an answer says, or else what its parts add up to; raises `Wrong` where these differ."""
        total = sum(parts.values(), Decimal(0))
        if not cell.text:
            return {"value": total}
        said = self._answer(cell, question)
        if parts and said["value"] != total:
            found = say("the parts add up to {total}, and here stands {text}", total=total, text=cell.text)
            raise Wrong(cell, found, say("look at both; what is taken off has a minus"))
        return said

    def _reply(self, row: Row, question: Question, parts: Keys[str, Decimal]) -> Reply | None:
        """Give the entry that a row asks for; None where it stands in the register.

        Raises `Wrong` where the register says something else, and for an entry that no field takes.
        """
        try:
            key, item = self._entry(row, question, parts)
        except WrongUse as error:
            raise refused(row["answer"], error) from error
        register = compared(self.portfolio, question, key, item)
        if register.known:
            return None
        if register.other:
            raise _contradicts(row["answer"], question, register.other, item)
        return Reply(question, row["answer"].place, key, item, register.before)

    def _entry(self, row: Row, question: Question, parts: Keys[str, Decimal]) -> tuple[str, dict[str, Value]]:
        """Give the list and the entry, as the command that writes one such entry makes it."""
        said, as_of = self._said(row["answer"], question, parts), self.portfolio.as_of
        when = question.period or (day(row["day"]) if row["day"].text else "")
        source, note = text(row["source"]), text(row["note"], lines=True)
        if question.sort == GOAL:
            about: tuple[str, Value] = (question.basis, when)
            kind = choice(row["kind"], EVIDENCE, self.words)
            evidence: dict[str, Value | None] = {"kind": kind, "source": source, "area": question.area}
            more = evidence | {"components": dict(parts) or None, "note": note}
            return "measurements", measured(question.thing, about, said, as_of, **more)
        if question.key == CONTRIBUTION:
            promised, by = self._promised(question), question.receiver
            given = said.get("amount")
            return "deliveries", delivered(promised, when, given, as_of, confirmed_by=by, source=source, note=note)
        if question.sort == ACTION and said["status"] == "done":
            return "events", told(question.sort, question.thing, when, "done", outcome=note)
        return "events", told(question.sort, question.thing, when, str(said["status"]), note=note)


def _contradicts(cell: Cell, question: Question, node: Mapping, item: Keys[str, Value]) -> Wrong:
    """Say what the register has, and how to correct it where it is wrong."""
    beside = {question.sort, question.basis or "date"}
    found = say(
        "the register says something else of {when}: {said}",
        when=question.period or written(node.entries[question.basis or "date"][1]),
        said=", ".join(f"{key} {written(value)}" for key, (_, value) in node.entries.items() if key not in beside),
    )
    if question.sort != GOAL:
        return Wrong(cell, found, say("look at both, and mend the form"))
    hint = say(
        'if the register is wrong: convtool record {goal} {value} --corrects {when} --kind {kind} --source "{source}"',
        goal=question.id.partition(" ")[0],
        value=in_line(item["value"], flow=True),
        when=item[question.basis],
        kind=item["kind"],
        source=item["source"],
    )
    return Wrong(cell, found, hint)


def changes(reply: Reply) -> Iterator[tuple[str, str | None, str]]:
    """Give what differs from the last time, field by field: its key, what it was (None for nothing), and what it is."""
    before = reply.before.entries if reply.before else {}
    for key, value in reply.item.items():
        was = written(before[key][1]) if key in before else None
        now = in_line(value, flow=True) if not isinstance(value, str) else value
        if key not in {reply.question.key, "recorded"} and was != now:
            yield key, was, now
