"""`convtool status`: where everything stands on a day, seen from one side at a time."""

from collections.abc import Sequence
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from convtool.errors import WrongUse
from convtool.language import _
from convtool.messages import say
from convtool.retelling import Told
from convtool.running import Run, left_out
from convtool.screen import is_terminal
from convtool.tabling import tell, text

if TYPE_CHECKING:
    from convtool.layout import Listing
    from convtool.portfolio import Portfolio
    from convtool.records import Record
    from convtool.standing import Standing
    from convtool.standing.programme import ProgrammeRow
    from convtool.views.choosing import Wish


class By(StrEnum):
    """The sides from which progress can be seen: the modules of `views`."""

    goal = "goal"
    convenant = "convenant"
    partner = "partner"
    theme = "theme"
    ambition = "ambition"
    contribution = "contribution"
    need = "need"


class Format(StrEnum):
    """How progress can be shown: the modules of `tables`."""

    table = "table"
    plain = "plain"
    json = "json"
    csv = "csv"
    md = "md"


class Trouble(StrEnum):
    """What can be wrong with a row; what it is called there."""

    behind = "behind"
    overdue = "overdue"
    stale = "stale"


class Only(StrEnum):
    """What rows can be cut to."""

    behind = "behind"
    overdue = "overdue"
    stale = "stale"
    unknown = "unknown"


def status(
    context: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            help=_("Convenanten, goals, contributions, meetings or needs; all when left out."), show_default=False
        ),
    ] = None,
    by: Annotated[By, typer.Option(help=_("What a row is about."))] = By.goal,
    theme: Annotated[str | None, typer.Option(help=_("Only goals with this theme."))] = None,
    partner: Annotated[str | None, typer.Option(help=_("Only convenanten to which this partner is a party."))] = None,
    only_: Annotated[
        Only | None,
        typer.Option("--only", help=_("Only what lags, is past its last day, lacks a report, or cannot be judged.")),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar=_("COLUMNS"), help=_("In the order of these columns, with commas; -NAME from high to low.")
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(metavar=_("COLUMNS"), help=_("Only these columns, with commas; the names of the JSON.")),
    ] = None,
    compare: Annotated[
        str | None,
        typer.Option(metavar=_("DATE|REV"), help=_("What moved since a day as known now, or since a commit.")),
    ] = None,
    format: Annotated[
        Format | None, typer.Option(help=_("How to show it; a table on a terminal, else plain."), show_default=False)
    ] = None,
    excel: Annotated[
        bool, typer.Option("--excel", help=_("CSV as a Dutch spreadsheet opens it: semicolons and decimal commas."))
    ] = False,
    fail_on: Annotated[
        Trouble | None, typer.Option(help=_("Leave with exit code 1 where a row is so; for schedulers."))
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help=_("Read every file anew, and keep nothing for later runs."))
    ] = False,
) -> None:
    run = Run(context, reads=True, several=True)
    asked = format or (Format.csv if excel else Format.table if is_terminal() else Format.plain)
    if excel and asked is not Format.csv:
        raise WrongUse(say("--excel is about CSV, not about {format}", format=asked.value), say("add --format csv"))
    if compare and by is not By.goal:
        raise WrongUse(say("--compare is about goals"), say("leave out --by"))
    asking = _Asking(
        tuple(ids or ()),
        by.value,
        theme,
        partner,
        only_ and only_.value,
        sort,
        columns,
        compare,
        asked.value,
        excel,
        fail_on and fail_on.value,
    )
    # a comparison reads a second register, of another day or commit
    question = None if compare or no_cache else ("status", *asking)
    tell(run, question, asked.value, lambda files: _told(run, asking, files))


class _Asking(NamedTuple):
    """All that is asked of a register beside its day: what to show of it, and how."""

    ids: tuple[str, ...]
    by: str
    theme: str | None
    partner: str | None
    only: str | None
    sort: str | None
    columns: str | None
    compare: str | None
    format: str
    excel: bool
    fail_on: str | None


def _told(run: Run, asking: _Asking, files: "Listing | None") -> Told:
    """Read what is asked for, and tell it."""
    from convtool.progress.rows import honesty
    from convtool.registers import of_each
    from convtool.views import compared
    from convtool.views.choosing import Wish, chosen, columns_of, only, ordered
    from convtool.views.several import several

    seen = import_module(f"convtool.views.{asking.by}")
    wish = Wish(asking.ids, asking.theme, asking.partner)

    found, code = of_each(run, lambda one, portfolio: _read(one, portfolio, seen.READS, asking.compare), files)
    _understood(wish, [register for _, register in found])
    now = [chosen(register.now, wish) for _, register in found]
    views = [
        compared.view(standing, chosen(register.before, wish)) if register.before else seen.view(standing, register.of)
        for standing, (_, register) in zip(now, found, strict=True)
    ]
    failed = asking.fail_on is not None and any(only(view, asking.fail_on) for view in views)
    if asking.only:
        views = [view._replace(rows=only(view, asking.only)) for view in views]
    view = several([(name, view) for (name, _), view in zip(found, views, strict=True)]) if run.several else views[0]
    if asking.sort:
        view = view._replace(rows=ordered(view, asking.sort.split(",")))
    goals, convenanten = [goal for each in now for goal in each.goals], sum(len(each.convenants) for each in now)
    told = text(
        run,
        view,
        asking.format,
        by=asking.by,
        columns=columns_of(view, asking.columns.split(",")) if asking.columns else None,
        honesty=honesty(goals, convenanten),
        excel=asking.excel,
    )
    return Told(told, code or int(failed), whole=not any(register.now.unread for _, register in found))


class _Read(NamedTuple):
    """What is asked of one register: where it stands now and stood before, its programme, and its partners by id."""

    now: "Standing"
    before: "Standing | None"
    of: "ProgrammeRow"
    partners: frozenset[str]


def _read(run: Run, portfolio: "Portfolio", kinds: "tuple[type[Record], ...]", compare: str | None) -> _Read:
    from convtool.standing.programme import programme_row

    earlier = run.before(compare) if compare else None
    now, before = _standing(portfolio, kinds), _standing(earlier, kinds) if earlier else None
    left_out(now.unread, run.language, run.named)
    partners = portfolio.programme.partners.ids.union(earlier.programme.partners.ids if earlier else ())
    return _Read(now, before, programme_row(portfolio.programme), partners)


def _understood(wish: "Wish", registers: Sequence[_Read]) -> None:
    from convtool.views.choosing import understood

    understood(
        wish,
        [standing for each in registers for standing in (each.now, each.before) if standing],
        {id for each in registers for id, _ in each.of.themes},
        {id for each in registers for id in each.partners},
    )


def _standing(portfolio: "Portfolio", kinds: "tuple[type[Record], ...]") -> "Standing":
    """Read the files that hold records of some kinds, and give what they say."""
    from convtool.models.obligations import Contribution
    from convtool.portfolio import kind_of
    from convtool.sharing import shared
    from convtool.standing import standing_of, together

    paths = [path for path in portfolio.entries if kind_of(path) in kinds]
    return together(shared(lambda some: standing_of(portfolio, some, contributions=Contribution in kinds), paths))
