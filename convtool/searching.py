"""What a reader can search for: titles, parties, themes and verdicts, as one list for each language.

It is a script, since a page that is opened from a disk may load nothing else. It holds what the pages show, and names
only pages that are made.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from convtool.context.addresses import FIRST, own_language
from convtool.context.parties import party_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from convtool.context import Seen, Titled

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
SORTS = ("convenant", "goal", "theme", "ambition", "partner", "initiative", "meeting")


class Entry(NamedTuple):
    """Something to find: its sort, its title, and the page and the place on it where it stands.

    `language` is that of the title where it is not the reader's; `state` the status of a convenant or the verdict of a
    goal; `within` what it belongs to; `about` names and themes by which it is found too.
    """

    sort: str
    title: str
    path: str
    place: str = ""
    language: str = ""
    example: bool = False
    state: str = ""
    within: str = ""
    about: tuple[str, ...] = ()


def index(seen: Seen, language: str, made: Collection[str]) -> str:
    """Give the script that holds everything to find in one language; `made` are the paths of all files."""
    found = [entry for entry in _entries(seen, language) if f"{entry.path}.html" in made]
    names = {name: number for number, name in enumerate(dict.fromkeys(name for entry in found for name in entry.about))}
    lines = ",\n".join(_json(_row(entry, names)) for entry in found)
    return f'convtool.found({{"names": {_json(list(names))}, "entries": [\n{lines}\n]}});\n'


def _row(entry: Entry, names: dict[str, int]) -> list[object]:
    """Give an entry as a list, without what is empty at its end."""
    about = [names[name] for name in entry.about]
    row: list[object] = [SORTS.index(entry.sort), *entry[1:5], int(entry.example), entry.state, entry.within, about]
    while not row[-1]:
        row.pop()
    return row


def _entries(seen: Seen, language: str) -> Iterator[Entry]:
    themes = {id: seen.theme(id, language) for id, _ in seen.programme.themes}
    yield from _convenanten(seen, language, themes)
    yield from _goals(seen, language, themes)
    for titled in themes.values():
        yield from _titled("theme", titled)
    for number, _ in seen.programme.ambitions:
        yield from _titled("ambition", seen.ambition(number, language))
    other = "" if language == FIRST else FIRST
    for id in seen.partners:
        yield from _titled("partner", seen.partner(id, language))
    for id in seen.initiatives:
        yield from _titled("initiative", seen.initiative(id, language), other)
    for id in seen.meetings:
        yield from _titled("meeting", seen.meeting(id, language), other)


def _titled(sort: str, titled: Titled, language: str = "") -> Iterator[Entry]:
    yield Entry(sort, titled.title, titled.path or "", language=language, example=titled.example)


def _convenanten(seen: Seen, language: str, themes: dict[str, Titled]) -> Iterator[Entry]:
    per_convenant: dict[str, dict[str, None]] = {}
    for goal in seen.standing.goals:
        per_convenant.setdefault(goal.convenant, {}).update(dict.fromkeys(goal.themes))
    for id, convenant in seen.mentioned.items():
        titled = seen.convenant(id, language)
        own = own_language(convenant)
        about = (*party_names(convenant, seen.partners).values(), *_titles(per_convenant.get(id, ()), themes))
        yield Entry(
            "convenant",
            titled.title,
            titled.path or "",
            language="" if own == language else own,
            example=titled.example,
            state=convenant.status,
            about=tuple(dict.fromkeys(about)),
        )


def _goals(seen: Seen, language: str, themes: dict[str, Titled]) -> Iterator[Entry]:
    for goal in seen.standing.goals:
        convenant = seen.convenants[goal.convenant]
        path = seen.convenant(goal.convenant, language).path
        own = own_language(convenant)
        yield Entry(
            "goal",
            goal.title,
            path or "",
            f"goal-{goal.goal}",
            "" if own == language else own,
            goal.example,
            goal.verdict,
            goal.convenant_title,
            _titles(goal.themes, themes),
        )


def _titles(ids: Collection[str], themes: dict[str, Titled]) -> tuple[str, ...]:
    return tuple(themes[id].title for id in ids if id in themes)
