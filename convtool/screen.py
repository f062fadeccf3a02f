"""Standard output as it is: what its encoding cannot hold is written in plain letters, never refused."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import shlex
import shutil
import sys

_PLAIN = {
    "≥": ">=",
    "≤": "<=",
    "±": "~",
    "⌀": "avg",
    "…": "...",
    "→": "->",
    "✔": "+",
    "▓": "#",
    "░": ".",
    "▲": "^",
    "▼": "v",
    "◆": "*",
    **dict(zip("▁▂▃▄▅▆▇█", "01234567", strict=True)),
    "≈": "~",
    "✘": "x",
    "·": "-",
    "€": "EUR",
    "●": "O",
    "○": "o",
    "×": "x",
    "◈": "@",
    "│": "|",
    "┤": "+",
    "└": "+",
    "─": "-",
    "┴": "+",
    "┊": ":",
}


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Write a character that cannot be encoded in plain letters, or as its escape."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    odd = error.object[error.start]
    return _PLAIN.get(odd) or odd.encode("ascii", "backslashreplace").decode(), error.start + 1


def prepare() -> None:
    """Let both streams write anything; without them (closed by the caller) output goes nowhere and fails at the end."""
    codecs.register_error("plainly", _plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plainly")


def is_terminal() -> bool:
    """Tell whether a person reads standard output as it comes."""
    return sys.stdout is not None and sys.stdout.isatty()


def show(text: str) -> None:
    """Write a result to standard output, all of it.

    Raises OSError when it cannot be written: a result that was not delivered must not look like success.
    """
    if sys.stdout is None:
        raise OSError(9, os.strerror(9))
    sys.stdout.write(text)
    sys.stdout.flush()


def leaf(text: str) -> None:
    """Show a result that may be longer than the screen: through the reader's pager, or at once where it fits.

    `PAGER` names the pager; where it is empty or `cat`, where none is found, or where nobody reads it as it comes,
    everything is written at once.
    """
    if not is_terminal():
        show(text)
        return
    lines = shutil.get_terminal_size().lines
    asked = os.environ.get("PAGER", "less")
    words = shlex.split(asked)
    pager = shutil.which(words[0]) if words and words != ["cat"] else None
    if pager is None or text.count("\n") < lines or os.environ.get("TERM") == "dumb":
        show(text)
        return
    import subprocess  # noqa: PLC0415 - costs 5 ms, only here

    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | os.environ
    command = [pager, *words[1:]]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as process,  # noqa: S603 - the reader's own
        contextlib.suppress(BrokenPipeError, KeyboardInterrupt),  # who leaves the pager has seen enough
    ):
        process.communicate(text.encode())
