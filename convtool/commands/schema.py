"""`convtool schema`: what may stand in a file, as JSON Schema, so that editors help while somebody writes."""

from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from convtool.errors import WrongUse
from convtool.language import _
from convtool.messages import count, say
from convtool.running import Run
from convtool.schemas import KINDS, NOWHERE, Names, file_name, names, schema_text
from convtool.screen import show
from convtool.site import lay, refuse_sources


class Kind(StrEnum):
    """The kinds of files, each with a schema of its own."""

    convenant = "convenant"
    partner = "partner"
    meeting = "meeting"
    initiative = "initiative"
    masterplan = "masterplan"


def schema(
    context: typer.Context,
    kind: Annotated[
        Kind | None,
        typer.Argument(
            help=_("convenant, partner, meeting, initiative or masterplan; any file when left out."),
            metavar=_("[KIND]"),
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help=_("Write a file for each kind into this folder, such as schemas/."), show_default=False),
    ] = None,
) -> None:
    run = Run(context)
    known = _names(run)
    tell = partial(run.language.text, domain="fields")

    def written(kinds: Iterable[str]) -> str:
        return schema_text([KINDS[each] for each in kinds], known, tell)

    wanted = [kind.value] if kind else list(KINDS)
    if out is None:
        show(written(wanted))
        return
    _refuse_sources(out, run)
    done = lay(out, {file_name(each): written([each]).encode() for each in wanted})
    files = count(len(wanted), "{number} schema", "{number} schemas")
    said = say(
        "{files} in {out}: {changed} written, {same} as they were",
        files=files, out=str(out), changed=done.changed, same=done.same,
    )  # fmt: skip
    show(run.language.say(said) + "\n")


def _refuse_sources(out: Path, run: Run) -> None:
    """Refuse a folder that is a source of the register, where there is one."""
    try:
        root = run.root
    except WrongUse:
        return
    refuse_sources(out, root)


def _names(run: Run) -> Names:
    """Give what references may name: in the register that is asked for or lies around here, or where there is none."""
    try:
        return names(run.portfolio().programme, run.language.code)
    except WrongUse:
        if run.asked_root:
            raise
        return NOWHERE
