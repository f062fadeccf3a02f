"""What an amendment writes into a file: the new values in the agreement, and from what to what in the amendments."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from convtool.digest import form_of, said
from convtool.documents import Mapping, Node, Scalar, Sequence, follow, index_of
from convtool.errors import WrongUse
from convtool.messages import say
from convtool.notation import in_line
from convtool.parsing import parse
from convtool.portfolio import parties_on
from convtool.proof import is_sealed, no_party, present
from convtool.splicing import Add, Change, Put, Remove, changed
from convtool.watching import LATE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from convtool.models.convenant import Convenant
    from convtool.models.terms import Party
    from convtool.notation import Value

_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Wish(NamedTuple):
    """What somebody wants of one field: the way to it by keys and ids, and its new value, None to take it out."""

    path: str
    value: Node | None


class Accord(NamedTuple):
    """What parties agreed on: why, from which day on, and which of them."""

    reason: str
    day: date
    parties: Collection[str]


def wish(text: str) -> Wish:
    """Give the wish in `goals/stageplekken/target/at_least=30`: the value is YAML, or else the text that it is.

    Raises `WrongUse` where there is no `=`.
    """
    path, equals, value = text.partition("=")
    if not equals or not path:
        found = say('"{text}" does not say which field becomes what', text=text)
        raise WrongUse(found, say("write goals/stageplekken/target/at_least=30"))
    document, faults = parse("", f"value: {value}".encode())
    node = document.root.entries["value"][1] if document.root and not faults else None
    if node is None or (isinstance(node, Scalar) and not node.text):
        root = parse("", f"value: {in_line(value, flow=True)}".encode())[0].root
        node = root.entries["value"][1] if root else None
    return Wish(path.strip("/"), node)


def holds(convenant: Convenant, accord: Accord, today: date) -> None:
    """Raise `WrongUse` for an amendment that would not hold: by its day, or for want of a party that agrees."""
    day = accord.day
    if not is_sealed(convenant):
        found = say('"{title}" has no digest, so nothing proves what is amended', title=convenant.titled)
        hint = say("a draft is changed in its file; a signed text is sealed first: convtool sign {id}", id=convenant.id)
        raise WrongUse(found, hint)
    dates = [each.date for each in convenant.amendments or ()]
    last = max(dates, key=lambda each: each.first, default=convenant.signed)
    if last and day < last.first:
        found = say("an amendment of {day} would come before what was agreed on {last}", day=day, last=last)
        raise WrongUse(found, say("look both days up"))
    if day < today - timedelta(days=LATE):
        found = say("an amendment of {day} would judge anew what was judged already", day=day)
        hint = say("date it at most {days} days back, and write in the reason when it was agreed", days=LATE)
        raise WrongUse(found, hint)
    _all_agree(parties_on(convenant, day), accord)


def _all_agree(parties: Collection[Party], accord: Accord) -> None:
    known = [party.id for party in parties]
    for name in accord.parties:
        if name not in known:
            raise no_party(name, known)
    bound = [party.id for party in parties if party.is_bound_on(accord.day)]
    lacking = tuple(name for name in bound if name not in accord.parties)
    if lacking:
        found = say("the consent of {parties} is missing", parties=lacking)
        raise WrongUse(found, say("every party has to agree; name each that did with --party"))


def revised(path: str, data: bytes, convenant: Convenant, wishes: Iterable[Wish], accord: Accord) -> bytes:
    """Give the bytes of a convenant's file with one amendment more, and the agreement as it reads from then on.

    Raises `WrongUse` for a wish that leads nowhere, changes nothing, or is about what was not signed.
    """
    pairs = [_change(present(convenant), each) for each in wishes]
    amendment: dict[str, Value] = {
        "number": max((int(each.number) for each in convenant.amendments or ()), default=0) + 1,
        "date": accord.day,
        "reason": accord.reason,
        "consented": [party.id for party in convenant.parties or () if party.id in accord.parties],
        "changes": [entry for _, entry in pairs],
    }
    return changed(path, data, [*(change for change, _ in pairs), Add(("amendments",), amendment)])


def _change(root: Mapping, asked: Wish) -> tuple[Change, dict[str, Value]]:
    """Give what is to be changed in the agreement, and what the amendment says of it."""
    steps = _by_ids(root, asked.path.split("/"))
    path = "/".join(steps)
    form = form_of(path)
    if form is None:
        found = say('"{field}" is no part of the agreement that was signed', field=path)
        raise WrongUse(found, say("the way to a field is made of keys and ids, as goals/stageplekken/target/at_least"))
    _whole_list(root, steps)
    node, rest = follow(root, steps)
    if asked.value is None:
        if rest:
            raise WrongUse(say('nothing stands at "{field}"', field=path))
        return Remove(tuple(steps)), {"remove": path, "was": value_of(node)}
    if rest:
        return _added(root, steps, asked.value)
    if said(node, form) == said(asked.value, form):
        raise WrongUse(say('"{field}" says that already', field=path))
    value = value_of(asked.value)
    return Put(tuple(steps), value), {"at": path, "from": value_of(node), "to": value}


def _added(root: Mapping, steps: list[str], new: Node) -> tuple[Change, dict[str, Value]]:
    """Give a new key, or a new item of a list under the id that the way to it ends with."""
    path, value = "/".join(steps), value_of(new)
    holder, rest = follow(root, steps[:-1])
    if rest or not isinstance(holder, Sequence):
        return Put(tuple(steps), value), {"add": path, "value": value}
    if not isinstance(new, Mapping):
        found = say('"{field}" would be a new item of a list, and its keys are missing', field=path)
        raise WrongUse(found, say("write {field}={{title: ...}}", field=path))
    item: Value = {"id": steps[-1], **{key: value_of(each) for key, (_, each) in new.entries.items()}}
    return Add(tuple(steps[:-1]), item), {"add": path, "value": item}


def _whole_list(root: Mapping, steps: list[str]) -> None:
    """Refuse a way to an item without an id: when it is undone, nobody could tell which one it was."""
    for number in range(1, len(steps)):
        holder, rest = follow(root, steps[:number])
        form = form_of("/".join(steps[:number]))
        if isinstance(holder, Sequence) and not rest and form and form.item and "id" not in form.item.keys:
            field = "/".join(steps[:number])
            found = say('the items of "{field}" have no id', field=field)
            raise WrongUse(found, say("write the list as a whole: {field}=[...]", field=field))


def _by_ids(root: Mapping, steps: list[str]) -> list[str]:
    """Give the steps with the id of an item where its number was written."""
    node: Node = root
    named = []
    for step in steps:
        index = index_of(node, step) if isinstance(node, Sequence) else None
        item = node.items[index] if isinstance(node, Sequence) and index is not None else None
        own = item.entries.get("id") if isinstance(item, Mapping) else None
        named.append(own[1].text if own and isinstance(own[1], Scalar) else step)
        node = follow(node, (step,))[0]
    return named


def value_of(node: Node) -> Value:
    """Give what a node says, to be written elsewhere: numbers, days and truth as such, quoted words as text."""
    if isinstance(node, Mapping):
        return {key: value_of(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [value_of(item) for item in node.items]
    return _meant(node.text) if node.plain else node.text


def _meant(text: str) -> Value:
    """Give what a text without quotes is taken for."""
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    if text in {"true", "false"}:
        return text == "true"
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else text
    except ValueError:
        return text
