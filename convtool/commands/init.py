"""`convtool init`: a new register, with a text in it that explains it to who has no convtool."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from convtool.asking import Asking, some_text
from convtool.drafts import begun, programme
from convtool.errors import WrongUse
from convtool.files import create, make_folders, starter, unwritable
from convtool.language import _
from convtool.layout import FOLDERS, MASTERPLAN
from convtool.messages import say
from convtool.running import Run
from convtool.schemas import KINDS, NOWHERE, file_name, schema_text
from convtool.screen import show


def init(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help=_("Where the register will lie; this folder when left out."), show_default=False)
    ] = Path(),
    name: Annotated[str | None, typer.Option(help=_("The name of the programme."))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Write nothing; show what would be written."))] = False,
) -> None:
    run = Run(context)
    _refuse(folder)
    asking = Asking(yes=False)
    proposed = folder.resolve().name.replace("-", " ").capitalize()
    said = name if asking.somebody else name or proposed
    files = _files(run, asking.needed("--name", say("Name of the programme"), said, some_text, proposed))
    kept = [path for path in files if (folder / path).exists()]
    done = say("{path} would be written") if dry_run else say("{path} is written")
    for path, text in files.items():
        if path not in kept and not dry_run:
            _write(folder, path, text)
        told = say("{path} is there already, and stays as it is") if path in kept else done
        show(run.language.say(told._replace(values={"path": path})) + "\n")
    if not dry_run:
        for each in FOLDERS:
            make_folders(folder, each)
        show(run.language.say(say("the register is there; convtool new partner adds the first organisation")) + "\n")


def _refuse(folder: Path) -> None:
    """Refuse a folder that holds a register, or where one would come among other files."""
    if (folder / MASTERPLAN).exists() or (folder / "data" / "convenants").exists():
        found = say("there is a register in {folder} already", folder=str(folder))
        raise WrongUse(found, say("convtool new adds to it"))
    if folder.exists() and not folder.is_dir():
        raise WrongUse(say("{out} is no folder", out=str(folder)), say("name a folder"))
    data = folder / "data"
    if data.is_symlink() or (data.exists() and (not data.is_dir() or {each.name for each in data.iterdir()} - _OURS)):
        found = say("{folder} is there already, and is no register", folder=str(data))
        raise WrongUse(found, say("name another folder"))


_OURS = {"README.md"}
"""What a run that was interrupted may have left in data/."""


def _files(run: Run, name: str) -> Mapping[str, str]:
    """Give the files of the new register by their path; the one that makes it a register comes last."""
    tell = partial(run.language.text, domain="fields")
    texts = {path: text.replace("{name}", name) for path, text in starter(run.language.code).items()}
    schemas = {f"schemas/{file_name(kind)}": schema_text([KINDS[kind]], NOWHERE, tell) for kind in KINDS}
    return texts | schemas | {MASTERPLAN: begun(MASTERPLAN, programme(name, run.as_of), tell).decode()}


def _write(folder: Path, path: str, text: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    create(folder, path, text.encode())
