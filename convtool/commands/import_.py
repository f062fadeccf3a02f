"""`convtool import`: a form that a partner filled in, as the figures, deliveries and events that it tells."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from convtool.entries import stretch
from convtool.errors import WrongUse
from convtool.files import read_plain, unreadable
from convtool.language import Language, _
from convtool.messages import Message, count, say
from convtool.options import Commit, DryRun
from convtool.portfolio import Portfolio
from convtool.running import Run, left_out
from convtool.screen import show
from convtool.splicing import Add, changed
from convtool.workbooks import BIGGEST, Form, Mark, spoken_words
from convtool.workbooks.reading import opened
from convtool.writing import Rewrite, carry_out
from convtool.yearly.asked import Asked, asked_of, partner_of
from convtool.yearly.cells import Problem
from convtool.yearly.replies import Reply, Told, changes, told_by


def import_(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar=_("FILE"), help=_("The filled form: a workbook, CSV or YAML."), show_default=False)
    ],
    dry_run: DryRun = False,
    commit: Commit = False,
) -> None:
    run = Run(context)
    form = opened(file.name, _data(file))
    portfolio = run.portfolio(kept=False)
    asked = _asked(form.mark, portfolio)
    left_out(asked.unread, run.language)
    form_was = Form(asked, Language(form.mark.language), run.as_of, ())
    titles = {each.id: form_was.titled(each) for each in asked.questions}
    told = told_by(form.rows, asked, titles, spoken_words(), portfolio)
    _refuse(run, [*form.problems, *told.problems])
    show("".join(f"{line}\n" for reply in told.replies for line in _differences(reply, run)))
    if told.replies:
        subject = f"{asked.partner.id}: answers about {asked.period}"
        rewrites = list(_rewrites(told.replies, portfolio, run))
        carry_out(run, portfolio, rewrites, subject, dry_run=dry_run, commit=commit)
    show(run.language.say(_counted(told)) + "\n")


def _data(file: Path) -> bytes:
    """Read the file; raises `WrongUse` for one that is not there, or larger than any form."""
    if not file.exists():
        raise WrongUse(say("there is no file {path}", path=str(file)))
    try:
        if file.stat().st_size > BIGGEST:
            found = say("{path} is larger than any form: at most {most} bytes are read", path=str(file), most=BIGGEST)
            raise WrongUse(found, say("name the form that came back"))
        return read_plain(file, BIGGEST)
    except OSError as error:
        raise unreadable(file, error) from error


def _asked(mark: Mark, portfolio: Portfolio) -> Asked:
    """Give what the partner of a form can be asked of its period."""
    return asked_of(partner_of(portfolio, mark.partner), stretch(mark.period), portfolio)


def _refuse(run: Run, problems: Iterable[Problem]) -> None:
    """Tell every problem with its place, and leave with 1 where there is one."""
    found = list(problems)
    for each in found:
        typer.echo(
            run.language.say(Message("{place}: {found}", {"place": each.place, "found": each.message})), err=True
        )
        if each.help:
            typer.echo("  " + _("help:") + " " + run.language.say(each.help), err=True)
    if found:
        said = count(len(found), "{number} problem; nothing is written", "{number} problems; nothing is written")
        typer.echo(run.language.show(said), err=True)
        raise typer.Exit(1)


def _differences(reply: Reply, run: Run) -> Iterator[str]:
    """Give an answer with its place, and below it field by field what differs from the last time."""
    where = Message("{place}: {id}", {"place": reply.place, "id": reply.question.id})
    yield run.language.say(where)
    for key, was, now in changes(reply):
        text = "  {key}: {now}" if was is None else "  {key}: {was} -> {now}"
        yield run.language.say(Message(text, {"key": key, "was": was, "now": now}))


def _rewrites(replies: Iterable[Reply], portfolio: Portfolio, run: Run) -> Iterator[Rewrite]:
    """Give each file that changes once, with all its entries in the order of the form."""
    found: dict[str, list[Add]] = {}
    for reply in replies:
        found.setdefault(reply.question.path, []).append(Add((reply.key,), reply.item))
    for path, additions in sorted(found.items()):
        before = portfolio.entries.files[path]
        yield Rewrite(path, before, changed(path, before, additions, run.configuration.limits))


def _counted(told: Told) -> Message:
    parts = (
        count(len(told.replies), "{number} answer is new", "{number} answers are new"),
        count(told.known, "{number} stands in the register already", "{number} stand in the register already"),
        count(told.left, "{number} was left open", "{number} were left open"),
    )
    return Message("{new}; {known}; {left}", dict(zip(("new", "known", "left"), parts, strict=True)))
