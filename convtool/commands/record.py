"""`convtool record`: what was counted for a goal, as one entry with its source."""

from decimal import Decimal
from typing import Annotated

import typer

from convtool.asking import ask, need
from convtool.entries import about, components, corrected, counted, last_of, measured, once
from convtool.errors import WrongUse
from convtool.language import _
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.since import EVIDENCE
from convtool.notation import Value, in_line
from convtool.options import Commit, DryRun
from convtool.running import Run
from convtool.targets import find


def record(
    context: typer.Context,
    goal: Annotated[
        str, typer.Argument(metavar=_("GOAL"), help=_("The goal: its id, or convenant/goal."), show_default=False)
    ],
    value: Annotated[
        str | None,
        typer.Argument(
            metavar=f"[{_('VALUE')}]",
            help=_('17, 1234.5, "about 50", 40..44, "over 900", delivered; 121/158 for a percentage.'),
            show_default=False,
        ),
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar=_("PERIOD"), help=_("The period it happened in: 2025, 2025-H1, 2025-Q2."))
    ] = None,
    up_to: Annotated[
        str | None, typer.Option(metavar=_("DATE"), help=_("The day up to which everything since the start counts."))
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar=_("DATE"), help=_("The day of a state, or of a delivery."))
    ] = None,
    corrects: Annotated[
        str | None,
        typer.Option(metavar=_("PERIOD"), help=_("The period or day of the earlier figure that this one replaces.")),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(metavar=_("KIND"), help=_("registered, partner-statement, sample, estimate or published.")),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar=_("TEXT"), help=_("The registration, report or count it was taken from."))
    ] = None,
    none: Annotated[bool, typer.Option("--none", help=_("Nothing was counted."))] = False,
    component: Annotated[
        list[str] | None, typer.Option(metavar=_("NAME=VALUE"), help=_("A part of the value; several times."))
    ] = None,
    area: Annotated[str | None, typer.Option(metavar=_("ID"), help=_("The area that the number is about."))] = None,
    says: Annotated[
        str | None, typer.Option(metavar=_("WORD"), help=_("The owner's own word: behind, on-course, ahead or done."))
    ] = None,
    note: Annotated[str | None, typer.Option(metavar=_("TEXT"), help=_("Why it is short, late or odd."))] = None,
    dry_run: DryRun = False,
    commit: Commit = False,
) -> None:
    from convtool.writing import Addition, added

    run = Run(context)
    portfolio = run.portfolio(kept=False)
    target = find(portfolio, goal, {Convenant: ("goal",)}, say("goal"))
    convenant: Convenant = portfolio.entries[target.path].judged  # type: ignore[assignment] # of the folder looked in
    last = last_of(convenant, target.id)
    parts = components(component or ())
    if none and (value is not None or parts):
        raise WrongUse(say("{names} exclude each other", names=(_("VALUE"), "--none")), say("keep one"))
    day = once({"--period": period, "--up-to": up_to, "--date": date, "--corrects": corrects})
    lacking = {
        _("VALUE"): value or none or parts,
        "--period|--up-to|--date|--corrects": day,
        "--kind": kind,
        "--source": source,
    }
    need([name for name, given in lacking.items() if not given])
    if parts and value is None:
        what: dict[str, Value] = {"value": sum(parts.values(), Decimal(0))}
    else:
        what = counted("none" if none else value or ask(say("value")))
    if day is None:
        usual = about(last)
        day = f"--{usual.replace('_', '-')}", ask(_DAYS[usual])
    kind = kind or ask(say("kind of evidence"), EVIDENCE, last.kind if last else None)
    source = source or ask(say("source"), default=last.source if last else None)
    key, when = day[0].removeprefix("--").replace("-", "_"), day[1]
    about_what = corrected(convenant, target.id, when, kind, source) if key == "corrects" else when
    item = measured(
        target.id,
        (key, about_what),
        what,
        run.as_of,
        kind=kind,
        source=source,
        area=area,
        components=parts or None,
        says=says,
        note=note,
    )
    subject = f"{target.id} {when} is {in_line(item['value'], flow=True)}"
    added(run, portfolio, Addition(target.path, "measurements", item, subject), dry_run=dry_run, commit=commit)


_DAYS = {"period": say("period, such as 2025"), "up_to": say("up to which day"), "date": say("on which day")}
