"""What every command has in common: the options that work before and after its name, and what they lead to."""

from __future__ import annotations

import os
import re
import shutil
from copy import copy
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from convtool.configuration import PATH, Configuration, configuration
from convtool.errors import WrongUse
from convtool.files import is_shipped, listed, own_templates, read_plain, unreadable
from convtool.language import Language, _, reader
from convtool.layout import LARGEST, TEMPLATES, id_of
from convtool.messages import Message, count, say
from convtool.reading import nearest
from convtool.roots import find_root
from convtool.screen import is_terminal
from convtool.spoken import Spoken, misuse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from convtool.diagnostics import Fault
    from convtool.history import Snapshot
    from convtool.layout import Listing
    from convtool.portfolio import Portfolio

_INTERRUPTED = 130
_WIDEST = 100
_YEARS = range(1900, 2201)
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _keep(context: typer.Context, option: TyperOption, value: object) -> None:
    """Keep a common option where the command finds it, whichever side of its name it stood on; a list from both."""
    if value not in {None, False, ()}:
        kept = context.find_root().ensure_object(dict)
        kept[option.name] = [*kept.get(option.name, ()), *value] if isinstance(value, tuple) else value


def option(
    name: str,
    help: str,
    callback: Callable[..., None] = _keep,
    **more: Any,  # noqa: ANN401 - as typer calls them
) -> TyperOption:
    """Give an option of the program itself, of which `callback` takes what was asked."""
    return TyperOption(param_decls=[name], help=help, expose_value=False, callback=callback, **more)


def common() -> list[TyperOption]:
    """Give the options that every command has, made anew for each."""
    return [
        option(
            "--root",
            _("The folder of the register; else the nearest one above this folder."),
            metavar=_("DIR"),
            multiple=True,
        ),
        option("--as-of", _("The day to judge by, as 2026-12-31; else today."), metavar=_("DATE")),
        option("--rev", _("The register as it was at a commit, or on a day as 2025-12-31."), metavar=_("REV")),
        option("--lang", _("The language for people: nl or en."), metavar="nl|en"),
        option("--color", _("Colours: auto, always or never."), metavar=_("WHEN")),
        option("--debug", _("Show where the program failed."), is_flag=True, hidden=True),
    ]


class Command(TyperCommand):
    """A command with the common options behind its own."""

    context_class = Spoken

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - typer's own signature
        super().__init__(*args, **more)
        own = {parameter.name for parameter in self.params}
        self.params += [option for option in common() if option.name not in own]
        self.options_metavar = _("[OPTIONS]")


class Front(TyperGroup):
    """The program itself, with the common options before a command.

    Of each command it knows what it does; whatever else there is to know is made where it is asked for.
    """

    context_class = Spoken

    def __init__(
        self, commands: Mapping[str, str], made: Callable[[str, str], object], options: Sequence[TyperOption]
    ) -> None:
        """Take the commands, each with what it does, what makes one of both, and the options of the program itself."""
        super().__init__(
            name="convtool",
            help=_("Keep convenanten alive: check them, follow them, publish them."),
            commands={name: TyperCommand(name, help=does) for name, does in commands.items()},
            params=[*options, *common()],
            options_metavar=_("[OPTIONS]"),
            subcommand_metavar=_("COMMAND [ARGS]..."),
            context_settings={"help_option_names": ["--help", "-h"]},
            no_args_is_help=True,
            rich_markup_mode=None,
        )
        self._does = commands
        self._made = made

    def resolve_command(self, *args: Any) -> Any:  # noqa: ANN401 - typer's own signature
        """Find the command that the words ask for, and make it."""
        name, _bare, rest = super().resolve_command(*args)
        return name, name and self._made(name, self._does[name]), rest

    def main(self, *args: Any, **more: Any) -> Any:  # noqa: ANN401 - typer's own signature
        """Run, and give the exit code where a command left with one; wrong use is told in the reader's language."""
        try:
            return super().main(*args, **more | {"standalone_mode": False})
        except typer.TyperException as error:
            typer.echo(misuse(error), err=True)
            return error.exit_code
        except typer.Abort:
            return _INTERRUPTED


class Run:
    """The common options of one run, looked up once."""

    def __init__(
        self,
        context: typer.Context,
        languages: tuple[str, ...] = ("nl", "en"),
        *,
        reads: bool = False,
        several: bool = False,
    ) -> None:
        """Take what the options say; raises `WrongUse` for a value that is none.

        `reads` is for a command that only reads the register: of no other can --rev be asked. `several` is for one that
        can show several registers side by side.
        """
        said: dict[str, Any] = context.find_root().ensure_object(dict)
        self._asked_revision = said.get("rev")
        if self._asked_revision is not None and not reads:
            found = say("convtool {command} cannot be asked of an earlier commit", command=context.info_name)
            raise WrongUse(found, say("leave out --rev"))
        self.asked_language = _choice("--lang", said.get("lang"), languages)
        self.language = reader()
        self.asked_day = day(said["as_of"]) if "as_of" in said else None
        self.as_of = self.asked_day or date.today()
        self.color = _color(_choice("--color", said.get("color"), ("auto", "always", "never")) or "auto")
        self.asked_roots: list[str] = list(dict.fromkeys(said.get("root", ())))
        self.several = len(self.asked_roots) > 1
        """Whether several registers are asked for, side by side."""
        if self.several and not several:
            found = say("convtool {command} looks at one register at a time", command=context.info_name)
            raise WrongUse(found, say("name one folder with --root"))

    @cached_property
    def root(self) -> Path:
        """The folder of the register; raises `WrongUse` where there is none."""
        if not self.asked_roots:
            return find_root(Path.cwd())
        root = Path(self.asked_roots[0])
        if not (root / "data").exists():
            raise WrongUse(say("there is no register in {folder}: it has no folder data", folder=str(root)))
        return root.resolve()

    @property
    def asked_root(self) -> str | None:
        """The folder that --root names first, as it was written."""
        return next(iter(self.asked_roots), None)

    @property
    def named(self) -> str | None:
        """How the register of this run is told from others; None where it is the only one."""
        return self.asked_root if self.several else None

    def each(self) -> list[Run]:
        """Give one run for each register that is asked for."""
        if not self.several:
            return [self]
        runs = [copy(self) for _ in self.asked_roots]
        for run, root in zip(runs, self.asked_roots, strict=True):
            run.asked_roots = [root]
        return runs

    @property
    def width(self) -> int:
        """How many characters wide text for a person is laid out: the terminal's width, and never too long to read."""
        return min(shutil.get_terminal_size().columns, _WIDEST)

    def language_for(self, *, machines: bool) -> Language:
        """Give the reader's language; for machines English, whatever the locale, unless --lang asks otherwise."""
        return Language("en") if machines and not self.asked_language else self.language

    @cached_property
    def snapshot(self) -> Snapshot | None:
        """The register at the commit that --rev asks for; None where it is asked of the work tree."""
        if self._asked_revision is None:
            return None
        from convtool.history import Repository, Snapshot  # noqa: PLC0415 - only where a commit is asked for

        repository = Repository(self.root)
        return Snapshot(repository, repository.commit(self._asked_revision))

    @property
    def revision(self) -> str | None:
        """The full name of the commit that --rev asks for; None where the work tree is read."""
        return self.snapshot.revision if self.snapshot else None

    @cached_property
    def configuration(self) -> Configuration:
        """What `convtool.toml` in the register's root asks; raises `WrongUse` where that cannot be understood."""
        data = self.snapshot.configuration() if self.snapshot else self._configured()
        if data is None:
            return Configuration()
        from convtool.rulebook import rulebook  # noqa: PLC0415 - most registers have no configuration

        return configuration(data, [code for code, rule in rulebook().items() if rule.silenceable])

    def _configured(self) -> bytes | None:
        path = self.root / PATH
        if not path.is_symlink() and not path.exists():
            return None
        try:
            return read_plain(path, LARGEST)
        except OSError as error:
            raise unreadable(path, error) from error

    def templates(self) -> tuple[dict[str, bytes], list[Fault]]:
        """Give the register's own templates by their path, and a fault for each that cannot be read."""
        if self.snapshot is None:
            return own_templates(self.root)
        return ({}, []) if is_shipped(self.root / TEMPLATES) else self.snapshot.templates()

    def portfolio(
        self,
        day: date | None = None,
        beside: tuple[dict[str, bytes], list[Fault]] | None = None,
        files: Listing | None = None,
        *,
        kept: bool = True,
    ) -> Portfolio:
        """Read the register, as of the day of this run or another one, and as of a commit where --rev asks for it.

        `beside` are files that hold no record, by path, and what is wrong with them; `files` those of the register
        where they are listed already. `kept` holds what was read for
        who goes on to write it; without, a file is read where it is looked at.
        """
        return self._loaded(self.snapshot, day or self.as_of, beside or ({}, []), files, kept=kept)

    def before(self, asked: str) -> Portfolio:
        """Read the register to compare with: on a day as known now, or as a commit had it, as of the commit's own day.

        Raises `WrongUse` for what is neither a day nor a commit.
        """
        if is_day(asked):
            return self._loaded(self.snapshot, day(asked), ({}, []), None, kept=False)
        from convtool.history import Repository, Snapshot  # noqa: PLC0415 - only where a commit is asked for

        repository = Repository(self.root)
        commit = repository.commit(asked)
        return self._loaded(Snapshot(repository, commit), repository.day(commit), ({}, []), None, kept=False)

    def listed(self) -> Listing:
        """Give the files of the work tree, not yet read, and a fault for what is no file of a register."""
        return listed(self.root, self.configuration.limits)

    def _loaded(
        self,
        snapshot: Snapshot | None,
        day: date,
        beside: tuple[dict[str, bytes], list[Fault]],
        files: Listing | None,
        *,
        kept: bool,
    ) -> Portfolio:
        from convtool.portfolio import load  # noqa: PLC0415 - a run in which nothing changed reads no record

        limits = self.configuration.limits
        others, mistaken = beside
        unkept, faults = files or (snapshot.listed(limits) if snapshot else self.listed())
        unkept.known.update(others)
        if not kept:
            return load(unkept, day, faults + mistaken, limits)
        read, unread = unkept.kept()
        return load(read, day, faults + unread + mistaken, limits)


def left_out(number: int, language: Language, register: str | None = None) -> None:
    """Say on standard error how many files are left out of the answer because they could not be read, and where."""
    if number:
        said: object = count(
            number,
            "{number} file could not be read and is left out; run convtool validate",
            "{number} files could not be read and are left out; run convtool validate",
        )
        if register:
            said = Message("{register}: {said}", {"register": register, "said": said})
        typer.echo(language.show(said), err=True)


def selected(portfolio: Portfolio, asked: Sequence[str], root: Path) -> list[str]:
    """Give the paths of the files that ids or paths name; of all when none are named.

    Raises `WrongUse` for one that names nothing.
    """
    return named(named_in(portfolio), asked, root)


def named_in(portfolio: Portfolio) -> set[str]:
    """Give the paths of all files that can be asked about, also of what is no file of a register."""
    beside = {fault.finding.place.path for fault in portfolio.faults}
    return beside.union(portfolio.entries, portfolio.entries.beside)


def named(known: Collection[str], asked: Sequence[str], root: Path) -> list[str]:
    """Give those of the `known` paths that ids or paths name, as `selected` does."""
    if not asked:
        return sorted(set(known))
    found: set[str] = set()
    for word in asked:
        absolute = Path(word).resolve()
        below = absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else word
        matches = {path for path in known if path == below or path.startswith(f"{below}/") or id_of(path) == word}
        if not matches:
            close = nearest(word, (id_of(path) for path in known))
            hint = say('did you mean "{id}"?', id=close) if close else None
            raise WrongUse(say('"{word}" is no id and no file of this register', word=word), hint)
        found |= matches
    return sorted(found)


def _choice(option: str, value: str | None, words: tuple[str, ...]) -> str | None:
    if value is not None and value not in words:
        raise WrongUse(
            say('"{value}" is no value for {option}', value=value, option=option),
            say("the words are {words}", words=words),
        )
    return value


def is_day(text: str) -> bool:
    """Tell whether a word is written as a day, and so is no name of a commit or an id."""
    return bool(_DAY.fullmatch(text))


def day(text: str) -> date:
    """Give the day that a word of the command line names; raises `WrongUse` for one that names none, or a far one."""
    try:
        found = date.fromisoformat(text) if is_day(text) else None
    except ValueError:
        found = None
    if found is None:
        raise WrongUse(say('"{text}" is no day', text=text), say("write a day as 2026-12-31"))
    if found.year not in _YEARS:
        raise WrongUse(say("no register reaches as far as {day}", day=found), say("name a day from 1900 to 2200"))
    return found


def _color(when: str) -> bool:
    """Decide on colours: NO_COLOR, FORCE_COLOR and TERM=dumb count where --color is auto."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal() and os.environ.get("TERM") != "dumb"
