"""`convtool amend`: a change of a signed text, with its number, its reason and the consent of every party."""

from typing import Annotated

import typer

from convtool.errors import WrongUse
from convtool.language import _
from convtool.messages import say
from convtool.options import Commit, DryRun
from convtool.running import Run, day


def amend(
    context: typer.Context,
    id: Annotated[str, typer.Argument(help=_("The convenant."), show_default=False)],
    changes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[FIELD=VALUE]..."),
            help=_("What changes, as goals/stageplekken/target/at_least=30; what is not there is added."),
            show_default=False,
        ),
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option(metavar=_("FIELD"), help=_("What is taken out; any number of times."))
    ] = None,
    reason: Annotated[str | None, typer.Option(metavar=_("TEXT"), help=_("Why a signed promise is changed."))] = None,
    date: Annotated[
        str | None, typer.Option(metavar=_("DATE"), help=_("The day from which it holds; else today."))
    ] = None,
    party: Annotated[
        list[str] | None, typer.Option(metavar=_("ID"), help=_("A party that agreed; once for each, and all have to."))
    ] = None,
    dry_run: DryRun = False,
    commit: Commit = False,
) -> None:
    from convtool.proposing import convenant_of, refuse
    from convtool.revising import Accord, Wish, holds, revised, wish
    from convtool.writing import Rewrite, carry_out

    run = Run(context)
    portfolio, path, convenant = convenant_of(run, id)
    refuse(run, portfolio, path, ("CV604", "CV605"))
    wishes = [*(wish(text) for text in changes or ()), *(Wish(field.strip("/"), None) for field in remove or ())]
    if not wishes:
        hint = say("write goals/stageplekken/target/at_least=30, or --remove with the field")
        raise WrongUse(say("nothing is to be changed"), hint)
    if not reason:
        raise WrongUse(say("missing: {names}", names="--reason"), say("say why a signed promise is changed"))
    accord = Accord(reason, day(date) if date else run.as_of, party or ())
    holds(convenant, accord, run.as_of)
    before = portfolio.entries.files[path]
    after = revised(path, before, convenant, wishes, accord)
    number = len(convenant.amendments or ()) + 1
    rewrites = [Rewrite(path, before, after)]
    carry_out(run, portfolio, rewrites, f"{id}: amendment {number}", dry_run=dry_run, commit=commit)
