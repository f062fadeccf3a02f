"""Which record an id asks for: in its shortest form where that names one thing, and always as `partners/<id>`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from convtool.errors import WrongUse
from convtool.layout import Unread, id_of
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.facts import File
from convtool.models.goals import Goal
from convtool.models.initiative import Initiative
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.portfolio import KINDS, Portfolio, kind_of
from convtool.reading import nearest

R = TypeVar("R", bound=File)

_ORDER: tuple[type[File], ...] = (Convenant, Partner, Meeting, Initiative)
"""What an id asks for that several have: the first of these."""
_SECTIONS = {
    "goal": "goals", "agreement": "agreements", "contribution": "contributions", "voiced-need": "needs",
    "need": "needs", "offer": "offers", "action": "actions", "session": "sessions",
}  # fmt: skip
"""The list in which each sort of thing stands; each can be asked for by its id."""


class Found(NamedTuple):
    """The record that was asked for, the goal in it where it is about one, and the other things with the same id."""

    record: File
    goal: Goal | None = None
    others: tuple[str, ...] = ()


def find(portfolio: Portfolio, asked: str) -> Found:
    """Give what `asked` names; raises `WrongUse` where it names nothing, several things, or a file that is broken.

    Whole files come first, then goals, then whatever else has an id: of these the file that holds it.
    """
    word = asked.removeprefix("data/").removesuffix(".yaml")
    paths = [path for kind in _ORDER for path in portfolio.entries if kind_of(path) is kind and _is(path, word)]
    if paths:
        others = tuple(_short(path) for path in paths[1:])
        return Found(_read(portfolio, paths[0]), others=others)
    inside = dict(_inside(portfolio, word))
    found = {name: each for name, each in inside.items() if each.goal} or inside
    if not found:
        raise _nothing(portfolio, word)
    if len({(each.record.document.path, each.goal and each.goal.id) for each in found.values()}) > 1:
        hint = say("ask for one of {names}", names=tuple(found))
        raise WrongUse(say('"{word}" is the id of several', word=word), hint)
    return next(iter(found.values()))


def mentioning(portfolio: Portfolio, kind: type[R], word: str) -> Iterator[R]:
    """Give the records of one kind whose file has a word somewhere, without reading the others."""
    for path in portfolio.entries:
        if kind_of(path) is kind and _has(portfolio, path, word):
            record = portfolio.entries.once(path).record
            if isinstance(record, kind):
                yield record


def _has(portfolio: Portfolio, path: str, word: str) -> bool:
    try:
        return word.encode() in portfolio.entries.files[path]
    except Unread:
        return False


def _is(path: str, word: str) -> bool:
    return word in {id_of(path), _short(path)}


def _short(path: str) -> str:
    return path.removeprefix("data/").removesuffix(".yaml")


def _read(portfolio: Portfolio, path: str) -> File:
    record = portfolio.entries[path].record
    if record is None:
        raise WrongUse(say("{path} cannot be read", path=path), say("run convtool validate {path}", path=path))
    return record


def _inside(portfolio: Portfolio, word: str) -> Iterator[tuple[str, Found]]:
    """Give every thing in a file that a word may name, with the name by which it can always be asked for."""
    own = word.rpartition("/")[2]
    for kind in (Convenant, Meeting, Initiative):
        for record in mentioning(portfolio, kind, own):
            for name, goal in _things(record):
                if _names(word, name):
                    yield name, Found(record, goal)


def _things(record: File) -> Iterator[tuple[str, Goal | None]]:
    id = id_of(record.document.path)
    goals = {goal.id: goal for goal in record.goals or ()} if isinstance(record, Convenant) else {}
    for each in record.names:
        if each.target in _SECTIONS:
            goal = goals.get(each.name) if each.target == "goal" else None
            yield f"{id}/{_SECTIONS[each.target]}/{each.name}", goal


def _names(word: str, name: str) -> bool:
    """Tell whether a word names a thing: by its own id, with that of its file, or with its section between them."""
    file, _, own = name.split("/")
    return word in {name, own, f"{file}/{own}"}


def _nothing(portfolio: Portfolio, word: str) -> WrongUse:
    """Say that a word names nothing, with what may be meant: of all files, and of what stands in them."""
    files = {id_of(path) for path in portfolio.entries if kind_of(path) in KINDS.values()}
    close = None if "/" in word else nearest(word, sorted(files))
    close = close or nearest(word, sorted({*files, *_all_names(portfolio)}))
    hint: Message = (
        say('did you mean "{word}"?', word=close) if close else say("convtool status lists goals by their ids")
    )
    return WrongUse(say('"{word}" is no id of this register', word=word), hint)


def _all_names(portfolio: Portfolio) -> Iterator[str]:
    for kind in (Convenant, Meeting, Initiative):
        for record in mentioning(portfolio, kind, ""):
            for name, _ in _things(record):
                file, _, own = name.split("/")
                yield from (own, f"{file}/{own}")
