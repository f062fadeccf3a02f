"""`convtool ask`: what one partner is asked of a period, as a form to fill in."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from convtool.entries import stretch
from convtool.errors import WrongUse
from convtool.files import create
from convtool.language import Language, _
from convtool.messages import count, say
from convtool.portfolio import Portfolio
from convtool.running import Run, left_out
from convtool.screen import show
from convtool.sheets.naming import Called
from convtool.workbooks import Form
from convtool.yearly.asked import Asked, asked_of, partner_of


class Format(StrEnum):
    """What sort of file the form is."""

    xlsx = "xlsx"
    csv = "csv"
    yaml = "yaml"


def ask(
    context: typer.Context,
    partner: Annotated[str, typer.Argument(metavar=_("PARTNER"), help=_("The partner."), show_default=False)],
    period: Annotated[
        str, typer.Option(metavar=_("PERIOD"), help=_("What it is asked about: 2026, 2026-H1, 2025/2026."))
    ],
    format: Annotated[Format, typer.Option(help=_("The sort of file."), metavar="xlsx|csv|yaml")] = Format.xlsx,
    out: Annotated[
        Path | None, typer.Option(metavar=_("FILE"), help=_("The file to write; else PARTNER-PERIOD here."))
    ] = None,
) -> None:
    run = Run(context, reads=True)
    portfolio = run.portfolio(kept=False)
    asked = asked_of(partner_of(portfolio, partner), stretch(period), portfolio)
    left_out(asked.unread, run.language)
    _tell_several(asked, run.language)
    if not asked.open:
        found = say('"{partner}" is asked nothing about {period}', partner=asked.partner.id, period=asked.period)
        hint = say(
            "convtool show partners/{partner} tells what it promised, and what is known", partner=asked.partner.id
        )
        raise WrongUse(found, hint)
    file = out or Path(f"{asked.partner.id}-{asked.period.replace('/', '-')}.{format}")
    if file.resolve().is_relative_to(run.root / "data"):
        hint = say("write the form somewhere else")
        raise WrongUse(say("{path} lies among the data of the register", path=str(file)), hint)
    create(file.parent, file.name, _written(format, _form(run, asked, portfolio)))
    number = count(len(asked.open), "{number} question", "{number} questions")
    done = say("{path} is written: {questions} to {partner} about {period}", path=str(file), questions=number,
               partner=asked.partner.name, period=asked.period)  # fmt: skip
    show(run.language.say(done) + "\n")


def _tell_several(asked: Asked, language: Language) -> None:
    """Say what is open and asked of nobody."""
    if asked.several:
        contributions = count(len(asked.several), "{number} contribution is", "{number} contributions are")
        said = say(
            "{contributions} given or received by several together, and asked of none of them: {names}",
            contributions=contributions,
            names=asked.several,
        )
        hint = say("who speaks for them says how it went, and convtool deliver writes it down")
        typer.echo(f"{language.say(said)}\n  {language.say(say('help:'))} {language.say(hint)}", err=True)


def _form(run: Run, asked: Asked, portfolio: Portfolio) -> Form:
    """Give the form in the language that was asked for, else in that of the partner's first convenant."""
    names = Called(portfolio.programme, mark=not asked.partner.example)
    masterplan = portfolio.programme.masterplan
    back = (*(names[id] for id in asked.receivers), *((masterplan and masterplan.contacts) or ()))
    code = run.asked_language or next(iter(asked.languages), run.language.code)
    return Form(asked, Language(code), run.as_of, back)


def _written(format: Format, form: Form) -> bytes:
    """Write the form; only the module of its sort is loaded."""
    if format is Format.csv:
        from convtool.workbooks.csv import written
    elif format is Format.yaml:
        from convtool.workbooks.yaml import written
    else:
        from convtool.workbooks.xlsx import written
    return written(form)
