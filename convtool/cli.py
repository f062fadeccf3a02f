"""The front of the program, and the one place where errors meet the user."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, cast

from convtool import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typer.core import TyperCommand

    from convtool.running import Front


def main() -> None:
    """Run convtool with the words of the command line, and leave with the documented exit code."""
    words = sys.argv[1:]
    if words == ["--version"]:  # the fast path: nothing else is loaded
        print(f"convtool {__version__}")  # noqa: T201 - before there is a command
        return
    gc.disable()  # a run is short and makes no rings: without collections reading is three times as fast
    atexit.register(gc.freeze)  # nor does the end look for rings: of 1,000 convenanten that took a seventh of a render
    try:
        code = run(words)
    except KeyboardInterrupt:  # also while modules are still being loaded
        code = 130
    sys.exit(code)


def run(words: Sequence[str]) -> int:
    """Run the words of a command line, say what goes wrong, and give the exit code."""
    from convtool.errors import ConvtoolError
    from convtool.language import Language, _, complaint, speak
    from convtool.screen import prepare

    prepare()
    speak(Language(_language(words)))
    stdout = sys.stdout
    try:
        if "_CONVTOOL_COMPLETE" in os.environ:
            from convtool.completing import knowing

            code = front(knowing(command)).main(args=[], prog_name="convtool")
        else:
            code = front().main(args=list(words), prog_name="convtool")
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


def front(made: Callable[[str, str], object] | None = None) -> Front:
    """Build the front: all commands with what they do, and none of them made before it is asked for."""
    from convtool.commands import COMMANDS
    from convtool.language import _, reader
    from convtool.running import Front, option

    options = [
        option("--version", _("Print the version and leave."), _version, is_flag=True, is_eager=True),
        option(
            "--show-completion",
            _("Print what makes this shell complete commands and ids, and leave."),
            _completion,
            metavar="bash|zsh|fish",
            is_eager=True,
        ),
    ]
    return Front({name: reader().say(does) for name, does in COMMANDS.items()}, made or command, options)


def command(name: str, does: str) -> TyperCommand:
    """Import a command, and make of its function what Typer runs."""
    import typer
    from typer.main import get_command

    from convtool.running import Command

    called = f"{name}_" if iskeyword(name) else name
    module = import_module(f"convtool.commands.{called}")
    application = typer.Typer(add_completion=False, rich_markup_mode=None)
    application.command(name, cls=Command, help=does)(getattr(module, called))
    return cast("TyperCommand", get_command(application))


def _version(_context: object, _option: object, asked: bool) -> None:  # noqa: FBT001 - what typer calls
    if asked:
        import typer

        typer.echo(f"convtool {__version__}")
        raise typer.Exit


def _completion(_context: object, _option: object, shell: str | None) -> None:
    if shell is not None:
        import typer

        from convtool.completing import script

        typer.echo(script(shell), nl=False)
        raise typer.Exit
