"""Standard output as it is: what its encoding cannot hold is written in plain letters, never refused."""

from __future__ import annotations

import codecs
import io
import os
import sys

_PLAIN = {"≥": ">=", "≤": "<=", "±": "~", "⌀": "avg", "…": "...", "✔": "+", "≈": "~", "✘": "x", "·": "-", "€": "EUR"}


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
