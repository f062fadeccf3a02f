"""Write docs/commands.md, or the manual page, from the commands: `python docs/commands.py markdown` or `man`."""

from __future__ import annotations

import re
import sys
from html import escape
from typing import TYPE_CHECKING, NamedTuple, cast

from typer import Context

from convtool import __version__
from convtool.cli import command, front
from convtool.commands import COMMANDS
from convtool.language import reader
from convtool.running import common

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = [option.name for option in common()]
EXITS = {
    "0": "done; nothing at or above the level that fails",
    "1": "done; findings at or above that level, `--check` found a difference, or `doctor` found something wrong",
    "2": "wrong use: an option, an id, a file or an empty match",
    "3": "the job could not be done: a disk, a template, an error in the program",
    "130": "interrupted",
}
VARIABLES = {
    "CONVTOOL_LANG": "the language for people, `nl` or `en`, where `--lang` does not say it; else the locale does",
    "NO_COLOR, FORCE_COLOR": "no colours, or always",
    "PAGER": "what shows long answers on a terminal; `cat` or nothing for none",
    "XDG_CACHE_HOME": "the folder above that in which commands keep what they found for the next run, else `~/.cache`",
}
FILES = {
    "data/": "the register: a file for each convenant, partner, meeting and initiative, and `masterplan.yaml`",
    "convtool.toml": "what fails a run, what is silenced, limits, and where the pages lie",
    "templates/": "templates that replace those of convtool, file by file",
}


class Command(NamedTuple):
    """A command: how it is called, what it does, and its arguments and options, each with what it is for."""

    name: str
    usage: str
    does: str
    arguments: list[tuple[str, str]]
    options: list[tuple[str, str]]


def main() -> None:
    """Write the page that is asked for to standard output."""
    lines = manual() if sys.argv[1:] == ["man"] else markdown()
    sys.stdout.write("\n".join(lines) + "\n")


def commands() -> Iterator[Command]:
    """Give every command, in the order of the help."""
    above = Context(front(), info_name="convtool")
    for name, does in COMMANDS.items():
        made = command(name, reader().say(does))
        context = Context(made, info_name=name, parent=above)
        told = [(each, each.get_help_record(context)) for each in made.params if each.name not in SHARED]
        records = [(each.param_type_name, record) for each, record in told if record]
        usage = " ".join(made.collect_usage_pieces(context))
        yield Command(
            name,
            f"convtool {name} {usage}",
            (made.help or "").strip(),
            [record for sort, record in records if sort == "argument"],
            [record for sort, record in records if sort == "option"],
        )


def shared() -> list[tuple[str, str]]:
    """Give the options that every command has."""
    context = Context(front(), info_name="convtool")
    return [record for each in common() if (record := each.get_help_record(context))]


def markdown() -> Iterator[str]:
    """Give the page for the site."""
    yield "# Commands\n"
    yield "`make docs` writes this page from the program; `convtool COMMAND --help` says the same, also in Dutch.\n"
    yield "Every command takes these options, before or after its name:\n"
    yield from _table("Option", shared())
    for each in commands():
        yield f"\n## {each.name}\n"
        yield f"{each.does}\n"
        yield f"```text\n{each.usage}\n```"
        for head, rows in (("Argument", each.arguments), ("Option", each.options)):
            if rows:
                yield ""
                yield from _table(head, rows)
    yield "\n## Exit codes\n"
    yield from _table("Code", EXITS.items())
    yield "\n## Environment\n"
    yield from _table("Variable", VARIABLES.items())


def _table(head: str, rows: object) -> Iterator[str]:
    yield f"| {head} | |"
    yield "|---|---|"
    for term, about in cast("list[tuple[str, str]]", rows):
        yield f"| <code>{_cell(term)}</code> | {_cell(about)} |"


def _cell(text: str) -> str:
    """Give a text on one line, without what would end a cell or begin a tag."""
    return escape(" ".join(text.split()), quote=False).replace("|", "&#124;")


def manual() -> Iterator[str]:
    """Give the manual page, in the language of man."""
    yield f'.TH CONVTOOL 1 "" "convtool {__version__}" "convtool"'
    yield ".SH NAME"
    yield "convtool \\- check, follow and publish a register of convenanten"
    yield ".SH SYNOPSIS"
    yield '.B convtool\n.RI [ options ] " command " [ arguments ]'
    yield ".SH DESCRIPTION"
    yield _roff(
        "Keeps convenanten alive: agreements that run for twenty years, one YAML file each, under git. Checks every "
        "file against rules, shows how far every goal is on any day, and makes the documents to sign and to read."
    )
    yield ".SH COMMANDS"
    for each in commands():
        yield f".SS {each.name}"
        yield f".B {_roff(each.usage)}\n.PP\n{_roff(each.does)}"
        yield from _list([*each.arguments, *each.options])
    for head, rows in (
        ("COMMON OPTIONS", shared()),
        ("EXIT STATUS", EXITS),
        ("ENVIRONMENT", VARIABLES),
        ("FILES", FILES),
    ):
        yield f".SH {head}"
        yield from _list(rows.items() if isinstance(rows, dict) else rows)
    yield ".SH SEE ALSO\n.BR git (1)"


def _list(rows: object) -> Iterator[str]:
    for term, about in cast("list[tuple[str, str]]", rows):
        yield f".TP\n.B {_roff(term)}\n{_roff(about)}"


def _roff(text: str) -> str:
    """Give a text in which no character means something to man."""
    plain = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-").replace("`", "")
    return re.sub(r"^([.'])", r"\\&\1", plain)


if __name__ == "__main__":
    main()
