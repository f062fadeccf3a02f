"""`convtool act`: how far an agreement, a condition to start, an action or a work session is."""

from typing import Annotated

import typer

from convtool.asking import ask, can_ask
from convtool.entries import honest, told
from convtool.errors import WrongUse
from convtool.language import _
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.meeting import Meeting
from convtool.options import Commit, DryRun
from convtool.running import Run
from convtool.targets import find

_SORTS = {Convenant: ("agreement", "condition"), Meeting: ("action", "session")}


def act(
    context: typer.Context,
    action: Annotated[
        str,
        typer.Argument(
            metavar=_("ACTION"),
            help=_("An agreement, condition, action or work session: its id, or file/id."),
            show_default=False,
        ),
    ],
    status: Annotated[
        str,
        typer.Argument(
            metavar=_("STATUS"),
            help=_("done, stopped, in-execution, in-preparation or not-started."),
            show_default=False,
        ),
    ],
    date: Annotated[
        str | None, typer.Option(metavar=_("DATE"), help=_("The day it happened; today when left out."))
    ] = None,
    value: Annotated[
        str | None, typer.Option(metavar=_("NUMBER"), help=_("The number that a condition had reached on that day."))
    ] = None,
    outcome: Annotated[str | None, typer.Option(metavar=_("TEXT"), help=_("What came of it."))] = None,
    by: Annotated[
        str | None, typer.Option(metavar=_("TEXT"), help=_("Who did it: a function or an organisation."))
    ] = None,
    note: Annotated[
        str | None, typer.Option(metavar=_("TEXT"), help=_("What a later reader has to know of it."))
    ] = None,
    dry_run: DryRun = False,
    commit: Commit = False,
) -> None:
    from convtool.writing import Addition, added

    run = Run(context)
    portfolio = run.portfolio(kept=False)
    target = find(portfolio, action, _SORTS, say("agreement, condition, action or work session"))
    if value is not None and target.sort != "condition":
        found = say('"{id}" is no condition, and only a condition has a number to reach', id=target.id)
        raise WrongUse(found, say("leave out --value"))
    if status == "done" and outcome is None and target.sort in {"action", "session"} and can_ask():
        outcome = ask(say("what came of it"))
    day = date or run.as_of.isoformat()
    subject = f"{target.id} {day} is {status}"
    reached = None if value is None else honest(value)
    item = told(target.sort, target.id, day, status, value=reached, outcome=outcome, by=by, note=note)
    added(run, portfolio, Addition(target.path, "events", item, subject), dry_run=dry_run, commit=commit)
