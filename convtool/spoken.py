"""What Typer says by itself, in the reader's language: its headings, its help and its complaints.

Typer builds these texts in English and has no other way to say them. Each is listed here with gaps for what Typer
fills in; what is not listed stays as Typer wrote it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from typer import Context
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer._click.formatting import HelpFormatter

from convtool.characters import visible
from convtool.language import _
from convtool.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer import TyperException

_WIDTH = 1000
_SENTENCES = (
    say("Usage:"),
    say("Arguments"),
    say("Options"),
    say("Commands"),
    say("Show this message and exit."),
    say("{help}  [default: {default}]"),
    say("{help}  [required]"),
    say("Missing command."),
    say("Missing argument {name}."),
    say("Missing option {name}."),
    say("No such command {name}. Did you mean {names}?"),
    say("No such command {name}."),
    say("No such option: {name} (Possible options: {names})"),
    say("No such option: {name}"),
    say("Option {name} requires an argument."),
    say("Option {name} does not take a value."),
    say("Got unexpected extra argument(s) ({words})"),
    say("Invalid value for {name}: {why}"),
    say("{value} is not one of {words}."),
    say("{value} is not a valid int."),
)


def spoken(text: str) -> str:
    """Give a text of Typer in the reader's language; as it is where it is none of the listed ones."""
    for sentence in _SENTENCES:
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(sentence.text))
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match:
            return _(sentence.text).format_map({gap: spoken(filled) for gap, filled in match.groupdict().items()})
    return text


def misuse(error: TyperException) -> str:
    """Say what is wrong with the words of the command line, below how the command is called."""
    if isinstance(error, NoArgsIsHelpError):
        return error.format_message()
    lines = [_("Error:") + " " + visible(spoken(error.format_message()), _WIDTH)]
    if isinstance(error, UsageError) and error.ctx:
        command, option = error.ctx.command_path, error.ctx.help_option_names[0]
        hint = _("Try '{command}' for help.").format(command=f"{command} {option}")
        lines = [error.ctx.get_usage(), hint, "", *lines]
    return "\n".join(lines)


class _Formatter(HelpFormatter):
    """Lays out the help, with Typer's own words in the reader's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or spoken("Usage:") + " ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(spoken(heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], *args: Any, **more: Any) -> None:  # noqa: ANN401 - passed on
        super().write_dl([(term, spoken(text)) for term, text in rows], *args, **more)


class Spoken(Context):
    """What a command knows of its call, and how it lays out its help."""

    formatter_class = _Formatter
