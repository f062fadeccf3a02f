"""The tool's own templates as Python, written when it is built: to translate them takes longer than a small site.

What was written counts only beside the modules and the version of Jinja that translated it; without it a template is
translated when it is first used, as those of a register are.
"""

from __future__ import annotations

import marshal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jinja2

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = Path(__file__).with_suffix(".bin")
_BY = ("compiling.py", "rendering.py")
_ANY_PYTHON = 2
"""The version of `marshal` that writes the same bytes for the same content."""


class Translated(NamedTuple):
    """A template as Python, and its own name, which its mistakes are told by."""

    name: str
    python: str


def write(found: Mapping[str, Translated]) -> None:
    """Write down templates by the name and the text of each together, as `Compiled` asks for them."""
    PLACE.write_bytes(marshal.dumps((_translator(), [(key, *found[key]) for key in sorted(found)]), _ANY_PYTHON))


@cache
def translated() -> Mapping[str, Translated]:
    """Give what was written down, or nothing where none was by this translator."""
    if not PLACE.exists():
        return {}
    translator, found = marshal.loads(PLACE.read_bytes())  # noqa: S302 - part of this program, as its modules are
    return {key: Translated(name, python) for key, name, python in found} if translator == _translator() else {}


def _translator() -> str:
    by = [Path(__file__).with_name(name).read_bytes() for name in _BY]
    return sha256(b"\0".join([jinja2.__version__.encode(), *by])).hexdigest()
