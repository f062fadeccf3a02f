"""`convtool sign`: who signed when, the document with the signatures, and the digest of what was signed."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from convtool.errors import WrongUse
from convtool.language import _
from convtool.messages import say
from convtool.options import Commit, DryRun
from convtool.portfolio import with_file
from convtool.rulebook import rulebook
from convtool.running import Run, day


def sign(
    context: typer.Context,
    id: Annotated[str, typer.Argument(help=_("The convenant."), show_default=False)],
    date: Annotated[
        str | None, typer.Option(metavar=_("DATE"), help=_("The day of the signatures; else today."))
    ] = None,
    party: Annotated[
        list[str] | None,
        typer.Option(
            metavar=_("ID[=DATE]"),
            help=_("Only this party signs, on a day of its own; any number of times. All when left out."),
        ),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(metavar=_("FILE"), help=_("The signed document: a file in the register's folder, or an address.")),
    ] = None,
    dry_run: DryRun = False,
    commit: Commit = False,
) -> None:
    from convtool.proposing import convenant_of, refuse
    from convtool.signing import as_if_signed, signatures, signed
    from convtool.writing import Rewrite, carry_out

    run = Run(context)
    portfolio, path, convenant = convenant_of(run, id)
    refuse(run, portfolio, path, ("CV604", "CV605"))
    days = signatures(convenant, _parties(party or ()), day(date) if date else None, run.as_of)
    before = portfolio.entries.files[path]
    after = signed(path, before, convenant, days, _document(run, document))
    judged = as_if_signed(path, after)
    asked = [code for code in rulebook() if code != "CV603" or judged == after]
    refuse(run, with_file(portfolio, path, judged), path, asked)
    carry_out(run, portfolio, [Rewrite(path, before, after)], f"{id}: signed", dry_run=dry_run, commit=commit)


def _parties(words: Sequence[str]) -> dict[str, dt.date | None]:
    """Give the day that is written behind each party, if any."""
    return {name: day(text) if equals else None for name, equals, text in (word.partition("=") for word in words)}


def _document(run: Run, word: str | None) -> dict[str, str] | None:
    """Give what is recorded of a document: its address, or its file in the register's folder with its checksum."""
    from convtool.deeds import Checksums

    if word is None:
        return None
    if word.startswith("https://"):
        return {"address": word}
    file = Path(word).resolve()
    if not file.is_relative_to(run.root):
        found = say("{path} lies outside the folder of the register", path=word)
        raise WrongUse(found, say("copy it to {folder}, so that it stays with the register", folder="documents/"))
    name = file.relative_to(run.root).as_posix()
    checksum = Checksums(run.root)[name]
    if checksum is None:
        raise WrongUse(say("there is no document {path}", path=word), say("name a file, or an address with https://"))
    return {"file": name, "sha256": checksum}
