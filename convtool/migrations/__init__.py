"""The steps from one version of the file format to the next: a module `from_1` here takes a file of version 1 to 2.

A step is a function `step(path, text)` that gives the text of a file in the next version, with its comments.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from convtool.amending import as_signed
from convtool.digest import digest
from convtool.documents import Scalar
from convtool.errors import ConvtoolError
from convtool.limits import Limits
from convtool.messages import say
from convtool.models.facts import NEWEST
from convtool.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Callable


def version(path: str, data: bytes, limits: Limits = Limits()) -> int:  # noqa: B008 - immutable
    """Give the version of the format that a file is of.

    Raises `ConvtoolError` for a file that does not say it, that cannot be read, or that is newer than this tool.
    """
    root = parse(path, data, limits)[0].root
    node = root.entries["schema"][1] if root and "schema" in root.entries else None
    if not isinstance(node, Scalar) or not node.text.isdecimal():
        raise ConvtoolError(say("{path} does not say its format", path=path), say("run convtool validate"))
    if int(node.text) > NEWEST:
        found = say("{path} is of format {text}, which is newer than this convtool knows", path=path, text=node.text)
        raise ConvtoolError(found, say("install a newer convtool"))
    return int(node.text)


def migrated(path: str, data: bytes, limits: Limits = Limits()) -> bytes:  # noqa: B008 - immutable
    """Give a file in the newest version of the format; as it is where it is of that version.

    Raises as `version`, and for a file that would not say any more what was signed: a digest holds for ever.
    """
    after = data
    for number in range(version(path, data, limits), NEWEST):
        step = cast("Callable[[str, str], str]", import_module(f"convtool.migrations.from_{number}").step)
        after = step(path, after.decode()).encode()
    if after != data and _signed(path, after, limits) != _signed(path, data, limits):
        found = say("{path} would not say any more what was signed", path=path)
        raise ConvtoolError(found, say("leave it in its format, and report this"))
    return after


def _signed(path: str, data: bytes, limits: Limits) -> str | None:
    """Give the digest of the text as signed; of what is no convenant it has no meaning, and stays the same too."""
    root = parse(path, data, limits)[0].root
    return digest(as_signed(root)) if root else None
