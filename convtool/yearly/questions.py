"""One question to a partner: what the reader sees of it, what may be answered, and where the answer goes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from convtool.models.convenant import Convenant
    from convtool.models.masterplan import Masterplan
    from convtool.progress.calendar import Calendar, Span
    from convtool.yearly.requirements import Required

GOAL, CONTRIBUTION, RECEIPT, AGREEMENT, ACTION = ("goal", "contribution", "receipt", "agreement", "action")


class Question(NamedTuple):
    """One thing that is asked.

    `id` names it in the form, letter for letter; `path`, `sort` and `thing` say where its answer goes. A goal's figure
    is about a `basis` (period, up_to or date), a `period` where it is that, and one `area` where each counts. Of a
    receipt the `period` is the day of the delivery, and `receiver` the party that says so. A figure that is made up of
    `parts` has a question for each, of which `whole` is the id of the figure.
    `heading` to `expected` are for the reader. The answer is a number, or one of the `choices`; `percent` and `money`
    say what number. `day`, `kind` and `source` are what is proposed, None where nothing is; `wants` are the fields to
    fill beside the answer. `bound` is what the number is held against, `behind` tells that an explanation is due, and
    `open` that the register does not know the answer.
    """

    id: str
    path: str
    sort: str
    thing: str
    heading: object
    title: object
    wants: tuple[str, ...]
    counts: object = None
    over: object = None
    unit: object = None
    last: object = None
    expected: object = None
    basis: str = ""
    period: str | None = None
    area: str | None = None
    receiver: str | None = None
    parts: tuple[str, ...] = ()
    whole: str | None = None
    choices: tuple[str, ...] = ()
    percent: bool = False
    money: bool = False
    day: date | None = None
    kind: str | None = None
    source: str | None = None
    bound: Required | None = None
    behind: bool = False
    open: bool = True

    @property
    def key(self) -> str:
        """Under which key an entry names what it is about."""
        return CONTRIBUTION if self.sort == RECEIPT else self.sort


class Role(NamedTuple):
    """A convenant in which a partner takes part, and the stretch of time that it is asked about.

    `own` are the words by which the convenant names the partner alone, `bound` also those of the groups that it is a
    member of, and `owns` also None where a goal without an owner can be no other partner's. `day` is that of the
    register.
    """

    partner: str
    convenant: Convenant
    span: Span
    calendar: Calendar
    masterplan: Masterplan | None
    day: date
    own: frozenset[str]
    owns: frozenset[str | None]
    bound: frozenset[str]
    heading: object

    @property
    def path(self) -> str:
        """The file of the convenant."""
        return self.convenant.document.path
