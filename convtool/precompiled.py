"""Templates that earlier runs compiled: compiling takes longer than making the pages of a small register."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING

import jinja2

from convtool.rendering import Compiled
from convtool.shelf import key_of, put, taken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def precompiled(root: Path) -> Compiled:
    """Give the code of templates that was kept for a register."""
    data = taken(root, _key(root))
    return Compiled(marshal.loads(data) if data else {})  # noqa: S302 - its checksum holds, and the folder is the user's


def keep(root: Path, compiled: Compiled, templates: Mapping[str, str]) -> None:
    """Keep the code of these templates, where some of it is new."""
    if compiled.fresh:
        put(root, _key(root), marshal.dumps(compiled.of(templates)))


def _key(root: Path) -> bytes:
    return key_of(root, ("templates", jinja2.__version__))
