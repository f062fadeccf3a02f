"""Python, what convtool needs of it, the screen and the cache."""

from __future__ import annotations

import codecs
import os
import platform
import re
import shutil
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING

from convtool import __version__
from convtool.health import Sign, State
from convtool.language import reader
from convtool.messages import say
from convtool.screen import is_terminal
from convtool.shelf import base, folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.health import Place

_TRIED = range(11, 14)
"""The minor versions of Python 3 that the tests are run with."""
_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?P<bounds>[^;]*)(?:;.*extra == [\"'](?P<extra>\w+)[\"'])?")
_BOUND = re.compile(r"(?P<sign>>=|<)(?P<version>[0-9.]+)")


def python(_: Place) -> Sign:
    """Tell which Python runs which convtool, and whether that was ever tried."""
    found = say(
        "convtool {version} on {python} {number}, {system}",
        version=__version__,
        python=platform.python_implementation(),
        number=platform.python_version(),
        system=platform.system(),
    )
    if sys.version_info.minor not in _TRIED:
        return Sign(State.NOTE, found, say("the tests are run with Python 3.11, 3.12 and 3.13"))
    if platform.system() != "Linux":
        return Sign(State.NOTE, found, say("the tests are run on Linux alone; make a copy before you write"))
    return Sign(State.WELL, found)


def packages(_: Place) -> Sign:
    """Tell whether what convtool is built on is there, in versions that it works with."""
    wrong = tuple(_unmet())
    if wrong:
        return Sign(
            State.WRONG,
            say("not as convtool needs it: {packages}", packages=wrong),
            say("install convtool again, in an environment of its own"),
        )
    return Sign(State.WELL, say("{packages}", packages=tuple(f"{name} {has}" for name, has, _, _ in _needed() if has)))


def extras(_: Place) -> Sign:
    """Tell which of the formats that need more are to be had."""
    having = {extra: has for _, has, _, extra in _needed() if extra}
    lacking = tuple(sorted(extra for extra, has in having.items() if not has))
    if lacking:
        hint = say("only who makes such files needs them; install convtool with its extras")
        return Sign(State.NOTE, say("not installed: {extras}", extras=lacking), hint)
    return Sign(State.WELL, say("installed: {extras}", extras=tuple(sorted(having))))


def language(_: Place) -> Sign:
    """Tell in which language a reader is spoken to, and what says so."""
    names = ("CONVTOOL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next((f"{name}={os.environ[name]}" for name in names if os.environ.get(name)), None)
    if said is None:
        return Sign(State.WELL, say("{language}", language=reader().code))
    return Sign(State.WELL, say("{language}; the environment says {variable}", language=reader().code, variable=said))


def encoding(_: Place) -> Sign:
    """Tell whether standard output and the names of files can hold every letter."""
    screen = _plain(getattr(sys.stdout, "encoding", None))
    names = _plain(sys.getfilesystemencoding())
    found = say("{screen} on the screen, {names} in the names of files", screen=screen or "-", names=names)
    if {screen, names} <= {"utf-8", ""}:
        return Sign(State.WELL, found)
    hint = say("letters that it lacks are written in plain ones; for all of them: export LC_ALL=C.UTF-8 PYTHONUTF8=1")
    return Sign(State.NOTE, found, hint)


def screen(_: Place) -> Sign:
    """Tell how wide text is laid out, and for whom."""
    columns = shutil.get_terminal_size().columns
    if is_terminal():
        return Sign(State.WELL, say("a terminal of {columns} columns", columns=columns))
    return Sign(State.WELL, say("no terminal reads along: text comes without colours, unless --color asks for them"))


def cache(_: Place) -> Sign:
    """Tell where runs keep what they found for the next one, and whether they can."""
    place = base()
    hint = say("answers are the same without it, and take longer")
    if place is None:
        return Sign(State.NOTE, say("there is no folder to keep anything in: HOME is not set"), hint)
    if folder() is None:
        help = say("it must be a folder of your own in which nobody else writes; remove it, and it is made anew")
        return Sign(State.WRONG, say("{folder} is not used", folder=str(place)), help)
    if not place.exists():
        above = next(each for each in place.parents if each.exists())
        if not os.access(above, os.W_OK):
            return Sign(State.NOTE, say("{folder} cannot be made", folder=str(place)), hint)
        return Sign(State.WELL, say("{folder}, still empty", folder=str(place)))
    if not os.access(place, os.W_OK):
        return Sign(State.NOTE, say("{folder} cannot be written in", folder=str(place)), hint)
    size = sum(entry.stat().st_size for entry in os.scandir(place))
    return Sign(State.WELL, say("{folder}, {size} MB", folder=str(place), size=round(size / 10**6)))


def _needed() -> Iterator[tuple[str, str | None, str, str | None]]:
    """Give every package that convtool names: its name, the version that is here, its bounds, and of which extra."""
    for line in requires("convtool") or ():
        match = _REQUIREMENT.match(line)
        if match:
            try:
                has = version(match["name"])
            except PackageNotFoundError:
                has = None
            yield match["name"], has, match["bounds"].strip(), match["extra"]


def _unmet() -> Iterator[str]:
    """Give what is missing, or has a version out of its bounds; an extra that is not there is not missing."""
    for name, has, bounds, extra in _needed():
        if has is None and not extra:
            yield f"{name} (-)"
        elif has is not None and not all(_within(has, match) for match in _BOUND.finditer(bounds)):
            yield f"{name} {has} ({bounds})"


def _within(has: str, bound: re.Match[str]) -> bool:
    asked, found = _numbers(bound["version"]), _numbers(has)
    return found >= asked if bound["sign"] == ">=" else found < asked


def _numbers(version: str) -> tuple[int, ...]:
    """Give the leading numbers of a version, as far as they can be compared."""
    match = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    return tuple(map(int, match[0].split("."))) if match else ()


def _plain(encoding: str | None) -> str:
    return codecs.lookup(encoding).name if encoding else ""


CHECKS = (python, packages, extras, language, encoding, screen, cache)
