"""`convtool validate`: all rules over the register."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from convtool.checking import Share, concluded, judged, silenced, summary
from convtool.deeds import Checksums
from convtool.diagnostics import Diagnostic, Fault, Level
from convtool.errors import WrongUse
from convtool.files import read_plain, shipped_templates, unreadable
from convtool.language import _
from convtool.layout import TEMPLATES, id_of
from convtool.messages import say
from convtool.portfolio import Portfolio, with_witness
from convtool.reporters import Checked
from convtool.reporting import deliver, formats, painter, reports, width
from convtool.roots import below_top
from convtool.rulebook import Rule, rulebook
from convtool.running import Run, selected
from convtool.screen import show
from convtool.sharing import shared
from convtool.sifting import Question, chosen, fingerprints, touched
from convtool.witness import Witness


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
) -> None:
    run = Run(context, reads=True)
    if run.revision and (fix or diff):
        raise WrongUse(say("what was committed is not mended"), say("leave out --rev, or --fix and --diff"))
    asked = reports(format or (), run.root)
    rules = rulebook()
    templates = _templates(run)
    portfolio = _read(run, templates, kept=bool(fix or diff or changed_since), history=require_history)
    question = Question(chosen(select or (), ignore or (), rules), None, _known(baseline))
    wanted = set(selected(portfolio, paths or (), run.root))
    if changed_since:
        wanted &= touched(portfolio, _changed(run, portfolio, changed_since))
    if paths or changed_since:
        question = question._replace(paths=wanted)
    answer = _answer(run, portfolio, rules, question)
    if diff:
        from convtool.mending import difference

        changes = difference(portfolio, answer.found)
        show(changes)
        raise typer.Exit(1 if changes else 0)
    if fix:
        from convtool.mending import mend

        for said in mend(run.root, portfolio, answer.found):
            typer.echo(run.language.say(said), err=True)
        portfolio = _read(run, templates, kept=False, history=require_history)
        answer = _answer(run, portfolio, rules, question)
    lowest = _LEVELS[fail_on] if fail_on else run.configuration.fail_on
    checked = Checked(
        answer.found,
        portfolio,
        summary(answer.shares, answer.found),
        run.revision,
        run.language,
        painter(run),
        sorted(wanted),
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


def _read(run: Run, templates: tuple[dict[str, bytes], list[Fault]], *, kept: bool, history: bool) -> Portfolio:
    """Read the register, with what its signed documents and, where that is asked for, git say of it."""
    portfolio = run.portfolio(beside=templates, kept=kept)
    if history:
        from convtool.testimony import witnessed

        return witnessed(run.root, portfolio, run.configuration.limits, run.revision)
    return with_witness(portfolio, Witness({}, Checksums(run.root)))


class _Answer(NamedTuple):
    found: list[Diagnostic]
    quiet: list[tuple[Diagnostic, str]]
    known: int
    shares: list[Share]


def _answer(run: Run, portfolio: Portfolio, rules: Mapping[str, Rule], question: Question) -> _Answer:
    """Judge every file, and give what the question asks for of what is found."""

    def share(part: list[str]) -> list[Share]:
        # a convenant and its partner mostly have one id: side by side, neither is read twice
        return shared(lambda some: judged(portfolio, rules, some), sorted(part, key=id_of))

    def is_asked(path: str) -> bool:
        return question.paths is None or path in question.paths

    shares = share([path for path in portfolio.entries if is_asked(path)])
    everything = [*shares, *share([path for path in portfolio.entries if not is_asked(path)])]
    wishes = [silence for some in everything for silence in some.silences]
    heard, quiet = silenced(rules, concluded(portfolio, rules, everything), [*wishes, *run.configuration.silences])
    found, known = question.answer(heard, rules)
    return _Answer(found, [pair for pair in quiet if question.asks(pair[0])], known, shares)


def _known(path: str | None) -> frozenset[str]:
    """Give the fingerprints of a baseline; raises `WrongUse` for a file that is none."""
    if path is None:
        return frozenset()
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


validate.__doc__ = _("Check every file of the register against all rules.")
