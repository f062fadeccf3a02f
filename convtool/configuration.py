"""`convtool.toml` to a configuration: what a file may cost, what fails a run, what is silenced, where the pages lie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from convtool.diagnostics import Level, Place
from convtool.errors import WrongUse
from convtool.limits import Limits
from convtool.messages import Message, say
from convtool.reading import nearest
from convtool.silencing import Silence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from convtool.woo import Concept

PATH = "convtool.toml"
_HEAD = r"(?m)^[ \t]*(?P<head>\[\[[ \t]*ignore[ \t]*\]\])"
_ADDRESS = r"https://[a-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~-]+)*/?"
_HIGHEST = Limits(64 * 2**20, 5_000_000, 100)
"""Who proposes a change also proposes its limits: above these a file could cost a gate more than a minute."""
_LEVELS = {level.word: level for level in (Level.ERROR, Level.WARNING, Level.ADVICE)} | {"never": None}


class Published(NamedTuple):
    """Where the public pages lie, an address that ends in a slash, and who publishes them; None where not said."""

    address: str | None = None
    publisher: Concept | None = None


class Configuration(NamedTuple):
    """What a register asks of the tool. `fail_on` is None where nothing fails a run."""

    limits: Limits = Limits()
    fail_on: Level | None = Level.ERROR
    silences: tuple[Silence, ...] = ()
    site: Published = Published()


def configuration(data: bytes, silenceable: Collection[str]) -> Configuration:
    """Give the configuration that the bytes of `convtool.toml` hold; `silenceable` are the codes it may silence.

    Raises `WrongUse` for whatever it does not know: a configuration that is half understood guards nothing.
    """
    import tomllib  # noqa: PLC0415 - most registers have no configuration

    try:
        text = data.decode()
        content = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _wrong(say("{reason}", reason=str(error))) from None
    _known(content, ("limits", "validate", "ignore", "site"))
    return Configuration(
        _limits(_table(content, "limits")),
        _fail_on(_table(content, "validate")),
        tuple(_silences(content.get("ignore", []), text, silenceable)),
        _site(_table(content, "site")),
    )


def _limits(table: dict[str, Any]) -> Limits:
    _known(table, Limits._fields)
    for key, value in table.items():
        if type(value) is not int or value < 1:
            raise _wrong(say('"{key}" is a whole number above zero', key=key))
        most = getattr(_HIGHEST, key)
        if value > most:
            raise _wrong(say('"{key}" is at most {most}', key=key, most=most))
    return Limits(**table)


def _fail_on(table: dict[str, Any]) -> Level | None:
    _known(table, ("fail_on",))
    word = table.get("fail_on", "error")
    if not isinstance(word, str) or word not in _LEVELS:
        raise _wrong(say('"{word}" is no value for {option}', word=str(word), option="fail_on"), _words(_LEVELS))
    return _LEVELS[word]


def _site(table: dict[str, Any]) -> Published:
    _known(table, ("address", "publisher", "publisher_name"))
    for key, value in table.items():
        if not isinstance(value, str) or not value.strip():
            raise _wrong(say('"{key}" is a text', key=key))
    address = table.get("address")
    if address is not None and not re.fullmatch(_ADDRESS, address):
        raise _wrong(
            say('"{text}" is no address of a site', text=address), say("write it as https://register.example/")
        )
    return Published(f"{address.rstrip('/')}/" if address else None, _publisher(table))


def _publisher(table: dict[str, Any]) -> Concept | None:
    code, name = table.get("publisher"), table.get("publisher_name")
    if code is None and name is None:
        return None
    if code is None or name is None:
        raise _wrong(say("publisher and publisher_name belong together"))
    from convtool.woo import organisation  # noqa: PLC0415 - few registers say who publishes them

    found = organisation(code, name)
    if found is None:
        hint = say("write the code of a municipality, such as gm0363, or an address in TOOI, the list of public bodies")
        raise _wrong(say('"{text}" names no public body', text=code), hint)
    return found


def _silences(tables: object, text: str, silenceable: Collection[str]) -> Iterator[Silence]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _wrong(say("[[ignore]] is written with two brackets, once for every code"))
    heads = [head.span("head") for head in re.finditer(_HEAD, text)]
    for table, (start, end) in zip(tables, heads or [(0, 1)] * len(tables), strict=True):
        _known(table, ("code", "paths", "reason"))
        code, reason, paths = table.get("code"), table.get("reason"), table.get("paths", [])
        if not isinstance(code, str) or not isinstance(reason, str) or not reason.strip():
            raise _wrong(say("every [[ignore]] has a code and a reason"))
        if code not in silenceable:
            raise _wrong(say("{code} is no code that can be silenced", code=code))
        if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
            raise _wrong(say("paths is a list of files or folders, as data/convenants/abn-amro.yaml"))
        line = text.count("\n", 0, start) + 1
        column = start - (text.rfind("\n", 0, start) + 1) + 1
        place = Place(PATH, line, column, line, column + end - start, trail=f"ignore/{code}")
        yield Silence(code, reason, place, tuple(path.rstrip("/") for path in paths))


def _table(content: dict[str, Any], key: str) -> dict[str, Any]:
    table = content.get(key, {})
    if not isinstance(table, dict):
        raise _wrong(say('"{key}" is a table, written as [{key}]', key=key))
    return table


def _known(table: dict[str, Any], keys: Iterable[str]) -> None:
    for key in table:
        if key not in keys:
            close = nearest(key, keys)
            hint = say('did you mean "{key}"?', key=close) if close else _words(keys)
            raise _wrong(say('key "{key}" is not known here', key=key), hint)


def _words(words: Iterable[str]) -> Message:
    return say("the words are {words}", words=tuple(words))


def _wrong(found: Message, help: Message | None = None) -> WrongUse:
    return WrongUse(say("{path}: {found}", path=PATH, found=found), help)
