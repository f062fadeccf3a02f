"""The tool's own templates as Python and as code, written when it is built: each takes longer than a small site.

What was written counts only beside the modules and the version of Jinja that translated it, and the code only for the
Python that compiled it; without it a template is translated and compiled when it is first used, as those of a register
are.
"""

from __future__ import annotations

import marshal
from functools import cache
from hashlib import sha256
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jinja2

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = Path(__file__).with_suffix(".bin")
_BY = ("compiling.py", "rendering.py", "translated.py")
_SAME_BYTES = 2
"""The version of `marshal` that writes the same bytes for the same content."""


class Translated(NamedTuple):
    """A template as Python, its own name, which its mistakes are told by, and its code, empty for another Python."""

    name: str
    python: bytes
    code: bytes


def compiled(name: str, python: str) -> Translated:
    """Give a template of which the Python is known with its code."""
    return Translated(name, python.encode(), marshal.dumps(compile(python, name, "exec"), _SAME_BYTES))


def write(found: Mapping[str, Translated]) -> None:
    """Write down templates by the name and the text of each together, as `Compiled` asks for them."""
    templates = [(key, *found[key]) for key in sorted(found)]
    PLACE.write_bytes(marshal.dumps((_translator(), MAGIC_NUMBER, templates), _SAME_BYTES))


@cache
def translated() -> Mapping[str, Translated]:
    """Give what was written down, or nothing where none was by this translator."""
    if not PLACE.exists():
        return {}
    translator, *written = marshal.loads(PLACE.read_bytes())  # noqa: S302 - part of this program, as its modules are
    if translator != _translator():
        return {}
    compiler, found = written
    own = compiler == MAGIC_NUMBER
    return {key: Translated(name, python, code if own else b"") for key, name, python, code in found}


def _translator() -> str:
    by = [Path(__file__).with_name(name).read_bytes() for name in _BY]
    return sha256(b"\0".join([jinja2.__version__.encode(), *by])).hexdigest()
