"""Options that several commands have, said in the same words everywhere."""

from typing import Annotated

import typer

from convtool.language import _

DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Write nothing; show what would change."))]
Commit = Annotated[bool, typer.Option("--commit", help=_("Commit the file with your own git, and nothing else."))]
Check = Annotated[
    bool, typer.Option("--check", help=_("Write nothing; name the files that would change, and exit with 1."))
]
