"""A word of the command line to the thing in a file that it names: `stageplekken`, `voorbeeldbank/stageplekken`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from convtool.diagnostics import Level
from convtool.errors import ConvtoolError, WrongUse
from convtool.layout import Unread, id_of
from convtool.messages import Message, say
from convtool.models.facts import File
from convtool.portfolio import KINDS
from convtool.reading import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.portfolio import Portfolio

SECTIONS = {
    "goal": "goals",
    "agreement": "agreements",
    "condition": "conditions",
    "contribution": "contributions",
    "action": "actions",
    "session": "sessions",
}
"""The sorts of things that a file holds with an id, and the key that lists them."""


Wanted = Mapping[type[File], tuple[str, ...]]
"""The kinds of files to look in, each with the sorts of things to look for."""


class Target(NamedTuple):
    """Something with an id in a file: where, what it is called, and its sort."""

    path: str
    id: str
    sort: str

    def __str__(self) -> str:
        """Give the word that can mean nothing else, unless its file has another one of that name."""
        return f"{id_of(self.path)}/{self.id}"

    @property
    def exactly(self) -> str:
        """The word that can mean nothing else."""
        return f"{id_of(self.path)}/{SECTIONS[self.sort]}/{self.id}"


def find(portfolio: Portfolio, word: str, wanted: Wanted, called: Message) -> Target:
    """Give the one thing of the `wanted` kinds of files and sorts that `word` names; messages call it `called`.

    A word is an id, a file and an id, or a file, the key of the list and an id, with slashes between them. A file in
    which the id does not occur is not read. Raises `WrongUse` where it names nothing or several things,
    and `ConvtoolError` where the file that it may stand in cannot be read.
    """
    *above, id_ = word.split("/")
    known = list(_named(portfolio, above, id_, wanted))
    found = [each for each in known if _is_meant(each, above, id_)]
    if not found:
        _refuse_unread(portfolio, above, id_, wanted)
        known = list(_named(portfolio, above, None, wanted)) or list(_named(portfolio, [], None, wanted))
        found = [each for each in known if _is_meant(each, above, id_)]
    if len(found) == 1:
        return found[0]
    if found:
        plain = [str(each) for each in found]
        names = [each.exactly if plain.count(str(each)) > 1 else str(each) for each in found]
        raise WrongUse(
            say('"{word}" is the name of more than one {called}', word=word, called=called),
            say("write one of {names}", names=tuple(names)),
        )
    close = nearest(id_, {each.id for each in known}) or nearest(word, {str(each) for each in known})
    meant = [str(each) for each in known if close in {each.id, str(each)}]
    raise WrongUse(
        say('"{word}" is no {called} of this register', word=word, called=called),
        say('did you mean "{word}"?', word=close if len(meant) > 1 and close else meant[0]) if meant else None,
    )


def _is_meant(target: Target, above: list[str], id_: str) -> bool:
    return target.id == id_ and above in ([], [id_of(target.path)], [id_of(target.path), SECTIONS[target.sort]])


def _named(portfolio: Portfolio, above: list[str], id_: str | None, wanted: Wanted) -> Iterator[Target]:
    """Give what is called `id_`, or everything, of the wanted sorts; only in the file that is named `above` it."""
    for path, sorts in _paths(portfolio, above, wanted):
        with suppress(Unread):
            # reading the text is a fraction of reading what it says
            holds = id_ is None or _holds(portfolio.entries.files[path], id_)
            record = portfolio.entries[path].judged if holds else None
            names = dict.fromkeys((name.target, name.name) for name in record.names) if record else ()
            yield from (Target(path, name, sort) for sort, name in names if sort in sorts)


def _paths(portfolio: Portfolio, above: list[str], wanted: Wanted) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the files to look in, each with the sorts of things to look for."""
    for kind, sorts in wanted.items():
        folder = next(folder for folder, each in KINDS.items() if each is kind)
        for path in portfolio.entries:
            if path.startswith(folder) and (not above or id_of(path) == above[0]):
                yield path, sorts


def _refuse_unread(portfolio: Portfolio, above: list[str], id_: str, wanted: Wanted) -> None:
    """Raise `ConvtoolError` for a file that may well hold what is asked for, and cannot be read."""
    for path, _ in _paths(portfolio, above, wanted):
        with suppress(Unread):
            entry = portfolio.entries[path]
            if entry.judged is None and (above or _holds(portfolio.entries.files[path], id_)):
                finding = next(finding for _, finding in entry.faults if finding.level is not Level.WARNING)
                raise ConvtoolError(
                    say("{path}:{line}: {found}", path=path, line=finding.place.line, found=finding.message),
                    finding.help,
                )


def _holds(data: bytes, id_: str) -> bool:
    """Tell whether a text, as people write one, gives something this id."""
    name = id_.encode("utf-8", "replace")
    at = data.find(name)
    while at >= 0 and not _KEY.search(data, max(0, at - _NEAR), at):
        at = data.find(name, at + 1)
    return at >= 0


_KEY = re.compile(rb"\bid[\"']?\s*:\s*[\"']?\Z")
_NEAR = 20
