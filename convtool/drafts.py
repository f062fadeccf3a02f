"""What `new` begins: a file of each kind with what is known of it, a copy of another one, a goal in a convenant."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from convtool.characters import BREAK
from convtool.diagnostics import Edit
from convtool.documents import Mapping, Sequence, plain
from convtool.errors import ConvtoolError
from convtool.messages import say
from convtool.models.convenant import SINCE, Convenant
from convtool.models.goals import Goal
from convtool.models.initiative import Initiative
from convtool.models.masterplan import THEMES
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.models.terms import ROLES
from convtool.notation import Value
from convtool.parsing import parse
from convtool.portfolio import kind_of
from convtool.schemas import modeline
from convtool.skeletons import skeleton
from convtool.splicing import Add, Change, Put, Remove, changed, spliced
from convtool.tidying import laid_out, outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Mapping as Keys
    from datetime import date

    from convtool.models.facts import File
    from convtool.outline import Part
    from convtool.portfolio import Programme


Known = dict[str, Value]
"""What is known of a record that is begun, by key."""

_ENGLISH = dict(zip(THEMES, ("Education", "Youth", "Safety", "Work", "Housing", "Liveability"), strict=True))
_LONGEST_ID = 64
_WRITTEN_LATER = {Convenant: ("signing", *SINCE[:-1]), Meeting: ("events",)}
"""What the other commands add to a file in time: a beginning has no word of it."""
_ITS_OWN: dict[type[File], tuple[str, ...]] = {
    Convenant: ("historical", "short_title", "predecessor", "successor", "signing", *SINCE, "sources", "facts"),
    Partner: ("legal_name", "formerly", "members", "succeeded_by", "ended", "note", "sources", "facts"),
    Meeting: ("attendance", "summary", "needs", "offers", "actions", "sessions", "events", "sources", "facts"),
    Initiative: ("text", "needs", "answered_by", "sources", "facts"),
}
"""What a copy leaves behind: what belongs to the other one alone, and what has happened to it."""
_SIGNED_TEXT = (
    "short_title", "summary", "term", "legal", "considerations", "definitions", "bodies", "goals", "agreements",
    "contributions", "reporting", "evaluation", "clauses",
)  # fmt: skip
"""What an old convenant says or is silent about: unknown until somebody has read it."""
_OF_A_SIGNED_GOAL = ("serves", "obligation", "owner", "indicator", "baseline", "target", "approach")


def id_from(*words: str) -> str:
    """Give the id that a title suggests; nothing where it has no letter or digit of ours."""
    plain_letters = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain_letters).strip("-")[:_LONGEST_ID].strip("-")


def begun(path: str, known: Keys[str, Value], tell: Callable[[str], str]) -> bytes:
    """Give a new file with what is known, and for every other key the sentence that says what it is for."""
    kind = kind_of(path)
    lines = skeleton(kind, {"schema": 1, **known}, tell, _WRITTEN_LATER.get(kind, ())) if kind else []
    return "".join(f"{line}\n" for line in [modeline(path), *lines]).encode()


def programme(name: str, day: date) -> Known:
    """Give what a programme begins with on the day its register does: six themes, and usual thresholds."""
    return {
        "name": name,
        "register": {"since": day},
        "themes": [{"id": theme, "title": {"nl": theme.capitalize(), "en": _ENGLISH[theme]}} for theme in THEMES],
        "reporting": {"cycle": "year"},
        "verdict": {"version": 1, "almost": Decimal("0.80"), "late_days": 31},
        "need_days": 180,
    }


def copied(path: str, data: bytes, known: Keys[str, Value]) -> bytes:
    """Give the file of another record as the beginning of a new one, without what belongs to the other one alone.

    Raises `ConvtoolError` where the other file cannot be read whole.
    """
    root = parse(path, data)[0].root
    kind = kind_of(path)
    changes: list[Change] = []
    if root and kind:
        changes += [Remove((key,)) for key in _ITS_OWN[kind] if key in root.entries]
        changes += [Remove(way) for way in _since(root)]
    changes += [Put((key,), value) for key, value in known.items()]
    copy = changed(path, data, changes)
    told = laid_out(path, copy)
    return told if isinstance(told, bytes) else copy


def _since(root: Mapping) -> Iterator[tuple[str, ...]]:
    """Give the ways to what has happened to the parties and the term of a convenant."""
    parties = root.entries.get("parties", (None, None))[1]
    for party in parties.items if isinstance(parties, Sequence) else ():
        if isinstance(party, Mapping) and "id" in party.entries:
            name = party.entries["id"][1]
            ways = [("parties", str(plain(name)), key) for key in ("signed", "joined", "left")]
            yield from (way for way in ways if way[-1] in party.entries)
    term = root.entries.get("term", (None, None))[1]
    if isinstance(term, Mapping) and "ended" in term.entries:
        yield "term", "ended"


def parties(register: Programme, partners: Iterable[str]) -> list[Known]:
    """Give the parties that partners become: each with its own name as id, in the role that its kind has."""
    found: list[Known] = []
    for name in partners:
        partner = register.partners.get(name)
        role = partner.kind if partner and partner.kind in ROLES else "partner"
        found.append({"id": name, "partner": name, "role": role or "partner", "class": "signs"})
    return found


def as_signed(parties: Iterable[Known], day: Value, titles: Iterable[str]) -> Known:
    """Give what a convenant holds that was signed before the register was kept; what nobody has read is unknown.

    `titles` are those that the signed text gives its goals.
    """
    goals: dict[str, Known] = {}
    for title in titles:
        name = id_from(title)
        if not name or name in goals:
            name = f"goal-{len(goals) + 1}"
        goals[name] = {"id": name, "title": title, **dict.fromkeys(_OF_A_SIGNED_GOAL, "unknown")}
    return {
        **dict.fromkeys(_SIGNED_TEXT, "unknown"),
        "historical": True,
        "status": "signed",
        "parties": [{**party, "represented_by": "unknown", "signed": day} for party in parties] or "unknown",
        "goals": [*goals.values()] or "unknown",
        "signing": {"date": day},
    }


def with_goal(path: str, data: bytes, known: Keys[str, Value], tell: Callable[[str], str]) -> bytes:
    """Give a convenant with one goal more, at the end of its goals, with a sentence for every key.

    Raises `ConvtoolError` where the file cannot be read whole, or has to be changed by hand.
    """
    written = parse(path, data)[0].root
    node = written.entries["goals"][1] if written and "goals" in written.entries else None
    if not isinstance(node, Sequence):
        data = changed(path, data, [Put(("goals",), [])])
    elif node.flow and node.items:
        return changed(path, data, [Add(("goals",), known)])
    read = outline(path, data)
    part = next((part for part in read.root.parts if part.name == "goals"), None) if read else None
    if not read or not part:
        raise ConvtoolError(say("{path} cannot be read whole", path=path), say("run convtool validate"))
    about, first, *others = skeleton(Goal, known, tell)
    after = spliced(data, _inserted(read.text, part, [about, f"- {first}", *(f"  {line}" for line in others)]))
    if _said(path, after) != _said(path, data, known):
        hint = say("add the goal with an editor")
        raise ConvtoolError(say("{path} cannot be changed without touching more than was asked", path=path), hint)
    return after


def _inserted(text: str, part: Part, lines: list[str]) -> list[Edit]:
    """Give the edits that write an item below the last one of a list, behind the remarks at its end."""
    block = part.block
    indent = " " * (block.column if block else 2)
    found = BREAK.search(text, block.last if block else part.ends)
    ending = "\r\n" if "\r\n" in text else "\n"
    new = "".join(f"{indent}{line}{ending}" for line in lines)
    at = found.end() if found else len(text)
    below = Edit(at, at, new if found else ending + new)
    return [below] if block else [Edit(part.begins - 1, part.ends, ""), below]


def _said(path: str, data: bytes, goal: Keys[str, Value] | None = None) -> object:
    """Give what a convenant says, with one goal more where one is given."""
    root = parse(path, data)[0].root
    said = {name: plain(value) for name, (_, value) in root.entries.items()} if root else {}
    goals = said.get("goals")
    return said | {"goals": [*goals, goal]} if goal and isinstance(goals, list) else said
