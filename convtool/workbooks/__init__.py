"""The form of the yearly round as a file that a partner fills in: a workbook, CSV or YAML, each written and read back.

Form     what any of them shows, as texts in one language
Opened   what was read from any of them: rows of cells, each with its place
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from convtool.errors import WrongUse
from convtool.language import LANGUAGES, Language
from convtool.messages import Message, say
from convtool.sheets.words import called, joined
from convtool.yearly.cells import Cell, Problem, Row
from convtool.yearly.questions import ACTION, AGREEMENT, CONTRIBUTION, GOAL, RECEIPT, Question
from convtool.yearly.words import CHOICES, HEADS

if TYPE_CHECKING:
    from datetime import date

    from convtool.yearly.asked import Asked

NAME, VERSION = "convtool-form", "1"
BIGGEST = 4 * 2**20
"""So many bytes a form has at most."""
MOST_ROWS, MOST_COLUMNS = 1000, 40
"""So many rows and columns of a form are read; what stands outside of them is refused."""
_LONG = 10_000
_SECTIONS = {
    GOAL: say("Goals"),
    CONTRIBUTION: say("Contributions"),
    RECEIPT: say("Contributions to confirm"),
    AGREEMENT: say("Agreements to carry out"),
    ACTION: say("Actions to carry out"),
}


class Mark(NamedTuple):
    """What a form says of itself in its first cell or line."""

    partner: str
    period: str
    language: str

    def __str__(self) -> str:
        """Give it as it is written."""
        return " ".join((NAME, VERSION, *self))


def mark_of(text: str, place: str) -> Mark:
    """Give the mark that a text holds; raises `WrongUse` for one that is none, or of a later version."""
    name, version, *rest = [*text.split(), "", ""]
    if name != NAME or len(rest) != len(Mark._fields) + 2 or rest[2] not in LANGUAGES:
        found = say("{place}: this is no form of convtool ask", place=place)
        raise WrongUse(found, say('its first cell starts with "{name}"; make a new one with convtool ask', name=NAME))
    if version != VERSION:
        found = say("{place}: this form is of version {version}, and only {known} is known", place=place,
                    version=version, known=VERSION)  # fmt: skip
        raise WrongUse(found, say("read it with a newer convtool, or make a new form with convtool ask"))
    return Mark(*rest[:3])


class Opened(NamedTuple):
    """What was read from a file: its mark, its rows, and what could not be taken as it stands."""

    mark: Mark
    rows: list[Row]
    problems: list[Problem]


class Section(NamedTuple):
    """Questions under one heading."""

    heading: str
    questions: list[Question]


class Form:
    """What a form shows of what is asked, in one language; `receivers` are who it goes back to."""

    def __init__(self, asked: Asked, language: Language, day: date, receivers: tuple[object, ...]) -> None:
        self.asked = asked
        self.language = Language(language.code, _LONG)
        self.day = day
        self.mark = Mark(asked.partner.id, asked.period, language.code)
        self.receivers = receivers

    def say(self, message: Message) -> str:
        """Give a message in the language of the form."""
        return self.language.say(message)

    def heads(self) -> dict[str, str]:
        """Give what the columns are called."""
        return heads_in(self.language)

    @property
    def title(self) -> str:
        """The title of the form."""
        partner = self.asked.partner
        name = called(partner.name, example=bool(partner.example))
        return self.say(say("{partner}: what was done in {period}?", partner=name, period=self.asked.period))

    def sections(self) -> list[Section]:
        """Give the open questions by convenant or meeting, and in each by their sort."""
        found: dict[str, list[Question]] = {}
        for each in self.asked.open:
            where = {"what": _SECTIONS[each.sort], "where": each.heading}
            found.setdefault(self.say(Message("{what} · {where}", where)), []).append(each)
        return [Section(heading, questions) for heading, questions in found.items()]

    def shown(self, question: Question) -> dict[str, str]:
        """Give the cells of a question that are only read, by their columns."""
        read = {
            "over": joined(question.unit, question.over),
            "last": question.last,
            "expected": question.expected,
        }
        texts = {name: "" if value is None else self.language.show(value) for name, value in read.items()}
        return {"id": question.id, "title": self.titled(question), **texts}

    def titled(self, question: Question) -> str:
        """Give what a question is about in words: its title, and below it what counts."""
        title = self.language.show(question.title)
        counts = say("What counts: {what}", what=question.counts) if question.counts else None
        return f"{title}\n{self.say(counts)}" if counts else title

    def proposed(self, question: Question) -> dict[str, str | date]:
        """Give what is filled in already, by its column: it was so last time, or it is the last day that is due."""
        kind = self.say(CHOICES[question.kind]) if question.kind in CHOICES else None
        found = {"day": question.day, "kind": kind, "source": question.source}
        return {name: value for name, value in found.items() if value and name in question.wants}

    def guidance(self) -> list[str]:
        """Give how the form is filled in, and where it goes: ten lines."""
        return [self.say(line) for line in _guidance(self)]

    @property
    def hint(self) -> str:
        """The one line that stands above the questions."""
        return self.say(
            say("Fill in what is yellow, and leave open what is not known. As of {day}. {back}", day=self.day,
                back=_back(self))
        )  # fmt: skip


def _guidance(form: Form) -> list[Message]:
    return [
        say("This form asks what {partner} did in {period}, by the agreements that it signed.",
            partner=form.asked.partner.name, period=form.asked.period),
        say("Only what is yellow is filled in. What the register knows already is not asked."),
        say('Leave a row open where nothing is known yet. Where nothing was counted, write "{none}".',
            none=CHOICES["none"]),
        say("Write numbers as always, such as {big} or {small}; a share may also be 121/158.",
            big=Decimal("12345.67"), small=Decimal("76.6")),
        say("Write a day as 2026-12-31 or 31-12-2026."),
        say("Evidence is how sure a figure is; the source is where it can be looked up. Both are those of last time."),
        say("Where a figure stays behind, the explanation is orange: say what happened, and what is done about it."),
        say("Write functions and organisations, never a name, an address or a number of a person."),
        say("Leave the ids, the order and the columns as they are: they lead each answer to its place."),
        _back(form),
    ]  # fmt: skip


def _back(form: Form) -> Message:
    if form.receivers:
        return say("Send it back to {receivers}.", receivers=form.receivers)
    return say("Send it back to whoever sent it.")


def heads_in(language: Language) -> dict[str, str]:
    """Give what the columns of a form are called in a language."""
    return {name: language.say(head) for name, head in HEADS.items()}


def spoken_words() -> Mapping[str, str]:
    """Give what the register writes for every word that can be chosen, in any language and in its own spelling."""
    languages = [Language(code) for code in LANGUAGES]
    said = {language.say(word).casefold(): code for language in languages for code, word in CHOICES.items()}
    return said | {code: code for code in CHOICES}


def rows_of(table: list[list[Cell]], heads: Mapping[str, str]) -> tuple[list[Row], list[Problem]]:
    """Give the rows of a table below its heads, which have to be those of a form, in their order."""
    names = list(HEADS)
    first, *rest = table or [[]]
    for name, cell in zip(names, [*first, *(Cell("") for _ in names)], strict=False):
        if cell.text != heads[name]:
            found = say('the column "{head}" is missing here', head=heads[name])
            return [], [Problem(cell.place or "?", found, say("leave the columns as they were"))]
    rows: list[Row] = []
    problems: list[Problem] = []
    for cells in rest:
        place = cells[0].place if cells else ""
        row = dict(zip(names, [*cells, *(Cell(place) for _ in names)], strict=False))
        rows.append(row)
        problems += [
            Problem(cell.place, say('"{text}" stands beside the form', text=cell.text), say("empty the cell"))
            for cell in cells[len(names) :]
            if cell.text
        ]
    return rows, problems
