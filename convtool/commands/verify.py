"""`convtool verify`: whether each text is the signed one plus its amendments, with git as witness."""

from enum import StrEnum
from importlib import import_module
from typing import Annotated

import typer

from convtool.language import _
from convtool.models.convenant import Convenant
from convtool.portfolio import kind_of
from convtool.rulebook import rulebook
from convtool.running import Run, selected
from convtool.screen import show


class Format(StrEnum):
    """How proofs can be shown: the modules of `proofs`."""

    text = "text"
    json = "json"


def verify(
    context: typer.Context,
    ids: Annotated[
        list[str] | None, typer.Argument(help=_("Convenanten; all when left out."), show_default=False)
    ] = None,
    format: Annotated[Format, typer.Option(help=_("How to show it."))] = Format.text,
    require_history: Annotated[
        bool, typer.Option("--require-history", help=_("Leave with 3 where something could not be checked."))
    ] = False,
) -> None:
    from convtool.proofs import Verified
    from convtool.testimony import witnessed
    from convtool.verifying import State, proofs

    run = Run(context, reads=True)
    portfolio = witnessed(run.root, run.portfolio(), run.configuration.limits, run.revision)
    asked = [path for path in selected(portfolio, ids or (), run.root) if kind_of(path) is Convenant]
    found = proofs(portfolio, rulebook(), [path for path in asked if path in portfolio.entries])
    lost = [fault for fault in portfolio.faults if fault.code == "CV606" and fault.finding.place.path in asked]
    language = run.language_for(machines=format is Format.json)
    shown = Verified(found, lost, run.as_of, run.revision, language, run.color)
    show(import_module(f"convtool.proofs.{format.value}").report(shown))
    states = {proof.state for proof in found}
    if State.BROKEN in states or lost:
        raise typer.Exit(1)
    raise typer.Exit(3 if require_history and State.NOT_CHECKED in states else 0)
