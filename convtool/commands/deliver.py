"""`convtool deliver`: what was delivered of a contribution, or the word of who received it."""

from typing import Annotated

import typer

from convtool.asking import ask, need
from convtool.entries import delivered, handed, receiver, unconfirmed
from convtool.language import _
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.notation import in_line
from convtool.options import Commit, DryRun
from convtool.pledges.promised import value_key, value_of
from convtool.running import Run
from convtool.targets import find


def deliver(
    context: typer.Context,
    contribution: Annotated[
        str,
        typer.Argument(
            metavar=_("CONTRIBUTION"),
            help=_("The contribution: its id, or convenant/contribution."),
            show_default=False,
        ),
    ],
    amount: Annotated[
        str | None,
        typer.Argument(
            metavar=f"[{_('AMOUNT')}]",
            help=_("Money, or how many of its unit; left out to confirm."),
            show_default=False,
        ),
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar=_("DATE"), help=_("The day of the delivery; today when left out."))
    ] = None,
    confirmed_by: Annotated[str | None, typer.Option(metavar=_("PARTY"), help=_("The party that received it."))] = None,
    source: Annotated[
        str | None, typer.Option(metavar=_("TEXT"), help=_("The invoice, letter or register that shows it."))
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
    target = find(portfolio, contribution, {Convenant: ("contribution",)}, say("contribution"))
    convenant: Convenant = portfolio.entries[target.path].judged  # type: ignore[assignment] # of the folder looked in
    promised = next(each for each in convenant.contributions or () if each.id == target.id)
    key = value_key(promised)
    if amount is None and confirmed_by is None and value_of(promised) is not None:
        need([_("AMOUNT")])
        amount = ask(say("how much"))
    if amount is None and confirmed_by and date is None:
        days = unconfirmed(convenant, target.id)
        if len(days) != 1:
            need(["--date"])
        date = days[0] if len(days) == 1 else ask(say("day of the delivery"), days, days[-1] if days else None)
    day = date or run.as_of.isoformat()
    item = delivered(
        promised,
        day,
        None if amount is None else handed(promised, amount),
        run.as_of,
        confirmed_by=receiver(convenant, promised, confirmed_by) if confirmed_by else None,
        source=source,
        note=note,
    )
    what = f"is {in_line(item[key], flow=True)}" if key in item else "is confirmed" if confirmed_by else "is done"
    subject = f"{target.id} {day} {what}"
    added(run, portfolio, Addition(target.path, "deliveries", item, subject), dry_run=dry_run, commit=commit)
