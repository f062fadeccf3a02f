"""The commands, in the order of the help, and the one place where errors meet the user."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from convtool import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

COMMANDS = ("validate", "status", "render")


def main() -> None:
    """Run convtool with the words of the command line, and leave with the documented exit code."""
    words = sys.argv[1:]
    if words == ["--version"]:  # the fast path: nothing else is loaded
        print(f"convtool {__version__}")  # noqa: T201 - before there is a command
        return
    gc.disable()  # a run is short and makes no rings: without collections reading is three times as fast
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(_run(words))


def _run(words: Sequence[str]) -> int:
    from convtool.errors import ConvtoolError
    from convtool.language import Language, speak

    code = _language(words)
    speak(code)
    try:
        _application(words)(args=list(words), prog_name="convtool")
    except ConvtoolError as error:
        language = Language(code)
        _tell(language.text("error:") + " " + language.say(error.message))
        if error.help:
            _tell("  " + language.text("help:") + " " + language.say(error.help))
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except SystemExit as leave:
        return _flushed(leave.code if isinstance(leave.code, int) else 1)
    except Exception as error:
        if "--debug" in words:
            raise
        language = Language(code)
        _tell(language.text("internal error:") + f" {type(error).__name__}")
        _tell("  " + language.text("help: run again with --debug and report what it prints"))
        return 3
    return 0


def _flushed(code: int) -> int:
    """Give the exit code, once everything has been written: a full disk must not look like success."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        _tell(f"convtool: {error.strerror}")
        return 3
    return code


def _tell(line: str) -> None:
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


def _application(words: Sequence[str]) -> typer.Typer:
    """Build the front: only the module of the command that is called is imported, or all of them for the help."""
    import typer

    from convtool.commands.running import Command, Front
    from convtool.language import _

    application = typer.Typer(
        cls=Front,
        help=_("Keep convenanten alive: check them, follow them, publish them."),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    called = next((word for word in words if word in COMMANDS), None)
    for name in [called] if called else COMMANDS:
        command = import_module(f"convtool.commands.{name}")
        application.command(name, cls=Command)(getattr(command, name))

    @application.callback()
    def version(
        version: bool = typer.Option(False, "--version", help=_("Print the version and leave.")),  # noqa: FBT001, FBT003
    ) -> None:
        if version:
            typer.echo(f"convtool {__version__}")
            raise typer.Exit

    return application
