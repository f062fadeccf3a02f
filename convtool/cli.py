"""The commands, in the order of the help, and the one place where errors meet the user."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING

from convtool import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

COMMANDS = (
    "validate", "explain", "rules", "status", "agenda", "show", "log", "record", "deliver", "act", "ask", "import",
    "sign", "amend", "verify", "diff", "render", "preview", "export", "schema", "init", "new", "fmt", "migrate",
    "doctor",
)  # fmt: skip


def main() -> None:
    """Run convtool with the words of the command line, and leave with the documented exit code."""
    words = sys.argv[1:]
    if words == ["--version"]:  # the fast path: nothing else is loaded
        print(f"convtool {__version__}")  # noqa: T201 - before there is a command
        return
    gc.disable()  # a run is short and makes no rings: without collections reading is three times as fast
    try:
        code = _run(words)
    except KeyboardInterrupt:  # also while modules are still being loaded
        code = 130
    sys.exit(code)


def _run(words: Sequence[str]) -> int:
    from convtool.errors import ConvtoolError
    from convtool.language import Language, _, complaint, speak
    from convtool.screen import prepare

    prepare()
    speak(Language(_language(words)))
    stdout = sys.stdout
    try:
        if "_CONVTOOL_COMPLETE" in os.environ:
            from convtool.completing import knowing, typed

            code = knowing(application(typed())).main(args=[], prog_name="convtool")
        else:
            code = application(words)(args=list(words), prog_name="convtool")
    except ConvtoolError as error:
        _tell(complaint(error))
        return error.exit_code
    except SystemExit as leave:
        code = leave.code if isinstance(leave.code, int) else 1
        return 0 if sys.stdout is not stdout else code  # typer wraps it when the pipe was closed
    except OSError as error:
        return _unwritten(error)
    except Exception as error:
        if "--debug" in words:
            raise
        _tell(_("internal error:") + f" {type(error).__name__}")
        _tell("  " + _("help:") + " " + _("run again with --debug and report what it prints"))
        return 3
    return code if isinstance(code, int) else 0


def _unwritten(error: OSError) -> int:
    """Give the exit code for output that could not be written: a closed pipe is a wish, a full disk is not."""
    from convtool.language import _

    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - what is left must go nowhere
    if isinstance(error, BrokenPipeError):
        return 0
    _tell(_("error:") + f" {error.strerror}" + (f": {error.filename}" if error.filename else ""))
    return 3


def _tell(line: str) -> None:
    if sys.stderr:
        print(line, file=sys.stderr)  # noqa: T201 - diagnostics about the run


def _language(words: Sequence[str]) -> str:
    """Choose the reader's language: --lang, else CONVTOOL_LANG, else the locale, else English."""
    for number, word in enumerate(words):
        asked = word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if word == "--lang" and number + 1 < len(words):
            asked = words[number + 1]
        if asked in {"nl", "en"}:
            return asked
    env = os.environ
    locale = env.get("CONVTOOL_LANG") or env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or ""
    return "nl" if locale.lower().startswith("nl") else "en"


def application(words: Sequence[str]) -> typer.Typer:
    """Build the front: only the modules of commands that are named are imported, or all of them for the help."""
    import typer

    from convtool.language import _
    from convtool.running import Command, Front

    program = typer.Typer(
        cls=Front,
        help=_("Keep convenanten alive: check them, follow them, publish them."),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    wanted = [name for name in COMMANDS if name in words]
    for name in wanted or COMMANDS:
        called = f"{name}_" if iskeyword(name) else name
        command = import_module(f"convtool.commands.{called}")
        program.command(name, cls=Command)(getattr(command, called))

    def version(asked: bool) -> None:  # noqa: FBT001 - what typer calls
        if asked:
            typer.echo(f"convtool {__version__}")
            raise typer.Exit

    def completion(shell: str | None) -> None:
        if shell is not None:
            from convtool.completing import script

            typer.echo(script(shell), nl=False)
            raise typer.Exit

    @program.callback()
    def front(
        version: bool = typer.Option(  # noqa: FBT001 - a flag
            False,  # noqa: FBT003 - a flag
            "--version",
            help=_("Print the version and leave."),
            callback=version,
            is_eager=True,
        ),
        show_completion: str = typer.Option(
            None,
            "--show-completion",
            metavar="bash|zsh|fish",
            help=_("Print what makes this shell complete commands and ids, and leave."),
            callback=completion,
            is_eager=True,
        ),
    ) -> None:
        pass

    return program
