"""`convtool validate`: all rules over the register."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convtool.diagnostics import Fault, Level
from convtool.errors import WrongUse
from convtool.files import read_plain, shipped_templates, unreadable
from convtool.judging import answered, opened, remembered
from convtool.language import _
from convtool.layout import TEMPLATES
from convtool.messages import say
from convtool.reporters import Checked
from convtool.reporting import deliver, formats, painter, reports, width
from convtool.roots import below_top
from convtool.running import Run, selected
from convtool.screen import show
from convtool.shares import summary

if TYPE_CHECKING:
    from convtool.layout import Listing
    from convtool.portfolio import Portfolio
    from convtool.sifting import Question


class FailOn(StrEnum):
    """The lowest level that makes the exit code 1."""

    error = "error"
    warning = "warning"
    advice = "advice"
    never = "never"


_LEVELS = {FailOn.error: Level.ERROR, FailOn.warning: Level.WARNING, FailOn.advice: Level.ADVICE, FailOn.never: None}


def validate(
    context: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(help=_("Files or ids; all when left out."), show_default=False)
    ] = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            help=_("How to report: {formats}. FORMAT=FILE writes a file, any number of times.").format(
                formats=", ".join(formats())
            ),
            metavar=_("FORMAT[=FILE]"),
            show_default=False,
        ),
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(help=_("Only these rules: codes, beginnings of codes (CV3), or names."))
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(help=_("All rules but these."))] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help=_("The lowest level that fails the run; error when left out."))
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option(metavar=_("REV"), help=_("Only files that differ from a commit, and those that name them.")),
    ] = None,
    baseline: Annotated[
        str | None, typer.Option(metavar=_("FILE"), help=_("Only what is not in an earlier report of --format json."))
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help=_("Mend what can be mended in one way only."))] = False,
    diff: Annotated[bool, typer.Option("--diff", help=_("Show what --fix would change, and write nothing."))] = False,
    require_history: Annotated[
        bool,
        typer.Option(
            "--require-history", help=_("Walk every commit since the signings too, and fail where that cannot be.")
        ),
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help=_("Count the findings of each code instead of showing them."))
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help=_("Judge every file anew, and keep nothing for later runs."))
    ] = False,
) -> None:
    run = Run(context, reads=True)
    if run.revision and (fix or diff):
        raise WrongUse(say("what was committed is not mended"), say("leave out --rev, or --fix and --diff"))
    asked = reports(format or (), run.root)
    templates = _templates(run)
    cached = not (no_cache or run.revision or fix or diff or changed_since or require_history)
    files = None if run.revision else run.listed()
    cache = opened(run, files[0]) if cached and files else None
    whole = not (paths or select or ignore or baseline or any(templates) or (files and files[1]))
    answer = remembered(run, cache) if cache and whole else None
    if answer is None:
        portfolio = _read(
            run, templates, files, kept=bool(fix or diff or changed_since), history=require_history, keeps=not no_cache
        )
        question = _question(run, portfolio, paths or (), select or (), ignore or (), changed_since, baseline)
        answer = answered(run, portfolio, question, cache)
        if diff:
            from convtool.mending import difference

            changes = difference(portfolio, answer.found)
            show(changes)
            raise typer.Exit(1 if changes else 0)
        if fix:
            from convtool.mending import mend

            for said in mend(run.root, portfolio, answer.found):
                typer.echo(run.language.say(said), err=True)
            answer = answered(
                run,
                _read(run, templates, None, kept=False, history=require_history, keeps=not no_cache),
                question,
                None,
            )
    lowest = _LEVELS[fail_on] if fail_on else run.configuration.fail_on
    checked = Checked(
        answer.found,
        run.as_of,
        answer.lines,
        summary([answer.share], answer.found),
        run.revision,
        run.language,
        painter(run),
        answer.paths,
        lowest,
        below_top(run.root),
        width(),
        answer.quiet,
        answer.known,
    )
    deliver(asked, checked, run, statistics=statistics)
    if lowest is not None and any(each.level >= lowest for each in answer.found):
        raise typer.Exit(1)
    raise typer.Exit(3 if require_history and any(each.code == "CV607" for each in answer.found) else 0)


def _read(
    run: Run,
    templates: tuple[dict[str, bytes], list[Fault]],
    files: Listing | None,
    *,
    kept: bool,
    history: bool,
    keeps: bool,
) -> Portfolio:
    """Read the register, with what its signed documents and, where that is asked for, git say of it.

    `kept` holds what was read, for who goes on to use it; `keeps` keeps what git said for the next run.
    """
    portfolio = run.portfolio(beside=templates, files=files, kept=kept)
    if history:
        from convtool.testimony import witnessed

        return witnessed(run.root, portfolio, run.configuration.limits, run.revision, keeps=keeps)
    from convtool.deeds import Checksums
    from convtool.portfolio import with_witness
    from convtool.witness import Witness

    return with_witness(portfolio, Witness({}, Checksums(run.root)))


def _question(
    run: Run,
    portfolio: Portfolio,
    paths: Sequence[str],
    select: Sequence[str],
    ignore: Sequence[str],
    changed_since: str | None,
    baseline: str | None,
) -> Question:
    """Give what is asked for of all that is found; raises `WrongUse` for a word that names nothing."""
    from convtool.rulebook import rulebook
    from convtool.sifting import Question, chosen, touched

    question = Question(chosen(select, ignore, rulebook()), None, _known(baseline))
    wanted = set(selected(portfolio, paths, run.root))
    if changed_since:
        wanted &= touched(portfolio, _changed(run, portfolio, changed_since))
    return question._replace(paths=wanted) if paths or changed_since else question


def _known(path: str | None) -> frozenset[str]:
    """Give the fingerprints of a baseline; raises `WrongUse` for a file that is none."""
    if path is None:
        return frozenset()
    from convtool.sifting import fingerprints

    try:
        return fingerprints(read_plain(Path(path)))
    except FileNotFoundError as error:
        hint = say("write one with convtool validate --format json=FILE")
        raise WrongUse(say("there is no baseline {path}", path=path), hint) from error
    except OSError as error:
        raise unreadable(Path(path), error) from error


def _templates(run: Run) -> tuple[dict[str, bytes], list[Fault]]:
    """Give the register's own templates with their mistakes; the tool's own are read only beside such."""
    own, faults = run.templates()
    if own:
        from convtool.mistakes import mistakes

        faults += mistakes(own, shipped_templates())
    return own, faults


def _changed(run: Run, portfolio: Portfolio, revision: str) -> set[str]:
    from convtool.history import Repository, changed

    repository = Repository(run.root)
    entries, beside = portfolio.entries, portfolio.entries.beside
    files = {path: data for path, data in entries.files.items() if path in entries}
    found = changed(repository, files, revision)
    return found | changed(repository, beside, revision, TEMPLATES) if beside else found
