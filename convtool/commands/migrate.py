"""`convtool migrate`: every file in the newest version of the format."""

import typer

from convtool.files import replace
from convtool.mending import unified
from convtool.messages import count, say
from convtool.migrations import migrated
from convtool.models.facts import NEWEST
from convtool.options import Check, DryRun
from convtool.running import Run
from convtool.screen import show


def migrate(
    context: typer.Context,
    check: Check = False,
    dry_run: DryRun = False,
) -> None:
    run = Run(context)
    portfolio = run.portfolio()
    files = {path: portfolio.entries.files[path] for path in portfolio.entries}
    after = {path: migrated(path, data, run.configuration.limits) for path, data in files.items()}
    changes = [path for path, data in files.items() if after[path] != data]
    done = say("{path} would change") if check or dry_run else say("{path} is of the newest format now")
    for path in changes:
        if dry_run:
            show(unified(path, files[path], after[path]))
        elif not check:
            replace(run.root / path, files[path], after[path])
        show(run.language.say(done._replace(values={"path": path})) + "\n")
    if not changes:
        many = count(len(files), "{number} file", "{number} files")
        show(run.language.say(say("{files}: all of the newest format, {format}", files=many, format=NEWEST)) + "\n")
    raise typer.Exit(1 if check and changes else 0)
