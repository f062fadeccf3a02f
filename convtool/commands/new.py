"""`convtool new`: a partner, convenant, goal, meeting or initiative is begun, and what is not known yet is explained."""

from collections.abc import Callable, Collection
from enum import StrEnum
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from convtool.asking import Asking
from convtool.consequences import caused
from convtool.days import DAY
from convtool.diagnostics import Level
from convtool.documents import Document
from convtool.drafts import Known, as_signed, begun, copied, id_from, parties, with_goal
from convtool.errors import WrongUse
from convtool.files import create, read_plain, replace, unreadable
from convtool.forms import is_id
from convtool.language import _
from convtool.mending import unified
from convtool.messages import Message, say
from convtool.models.convenant import KINDS, Convenant
from convtool.models.facts import ORGANISATIONS
from convtool.portfolio import FOLDERS, Portfolio
from convtool.reading import Reading, nearest
from convtool.rulebook import rulebook
from convtool.running import Run
from convtool.screen import show


class Sort(StrEnum):
    """What can be begun."""

    partner = "partner"
    convenant = "convenant"
    goal = "goal"
    meeting = "meeting"
    initiative = "initiative"


def new(
    context: typer.Context,
    sort: Annotated[
        Sort, typer.Argument(help=_("partner, convenant, goal, meeting or initiative."), metavar=_("SORT"))
    ],
    name: Annotated[
        str | None,
        typer.Argument(
            help=_("Its id; for a goal the convenant that it belongs to."), metavar=_("[NAME]"), show_default=False
        ),
    ] = None,
    id: Annotated[str | None, typer.Option("--id", help=_("Its id; a title suggests one."))] = None,
    title: Annotated[str | None, typer.Option("--title", "--name", help=_("Its title, or its name."))] = None,
    kind: Annotated[str | None, typer.Option(help=_("The kind of convenant, or of organisation."))] = None,
    party: Annotated[
        list[str] | None, typer.Option(help=_("A partner that is a party, any number of times."), show_default=False)
    ] = None,
    theme: Annotated[
        list[str] | None, typer.Option(help=_("A theme, any number of times."), show_default=False)
    ] = None,
    date: Annotated[str | None, typer.Option(help=_("The day of the meeting, or of the signing long ago."))] = None,
    starts: Annotated[str | None, typer.Option(help=_("The day on which an old convenant began."))] = None,
    ends: Annotated[str | None, typer.Option(help=_("The day on which an old convenant ends."))] = None,
    goal: Annotated[
        list[str] | None,
        typer.Option(help=_("A goal as an old convenant words it, any number of times."), show_default=False),
    ] = None,
    document: Annotated[
        str | None, typer.Option(help=_("The signed document of an old convenant: a file or an address."))
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="ID", help=_("Begin with a copy of this one."))
    ] = None,
    historical: Annotated[
        bool, typer.Option("--historical", help=_("Bring in a convenant that was signed before this register."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Ask nothing; take what would be proposed."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Write nothing; show what would change."))] = False,
) -> None:
    run = Run(context)
    making = _Making(run, run.portfolio(), Asking(yes=yes), id if sort is Sort.goal else id or name, title)
