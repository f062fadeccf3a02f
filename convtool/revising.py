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
from convtool.proof import present
from convtool.reading import nearest
from convtool.splicing import Add, Change, Put, Remove, changed
from convtool.watching import LATE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from convtool.models.convenant import Convenant
    from convtool.notation import Value

_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Wish(NamedTuple):
    """What somebody wants of one field: the way to it by keys and ids, and its new value, None to take it out."""

    path: str
    value: Node | None


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


def consent(convenant: Convenant, parties: Collection[str], day: date, today: date) -> None:
    """Raise `WrongUse` for an amendment that would not hold: its day, or a party that does not agree."""
    if not convenant.signing or not convenant.signing.digest:
        hint = say(
            "a draft is changed in its file; a signed text gets a digest first, with convtool sign {id}",
            id=convenant.id,
        )
        raise WrongUse(say('"{title}" has no digest, so nothing proves what is amended', title=convenant.titled), hint)
    last = max(
        (each.date for each in convenant.amendments or ()), key=lambda each: each.first, default=convenant.signed
    )
    if last and day < last.first:
        found = say("an amendment of {day} would come before what was agreed on {last}", day=day, last=last)
        raise WrongUse(found, say("look both days up"))
    if day < today - timedelta(days=LATE):
        found = say("an amendment of {day} would judge anew what was judged already", day=day)
        raise WrongUse(
            found, say("date it at most {days} days back, and write in the reason when it was agreed", days=LATE)
        )
    there = parties_on(convenant, day)
    known = [party.id for party in there]
    for name in parties:
        if name not in known:
            close = nearest(name, known)
            hint = (
                say('did you mean "{id}"?', id=close) if close else say("the parties are {names}", names=tuple(known))
            )
            raise WrongUse(say('"{party}" is no party to this convenant', party=name), hint)
    lacking = tuple(party.id for party in there if party.is_bound_on(day) and party.id not in parties)
    if lacking:
        found = say("the consent of {parties} is missing", parties=lacking)
        raise WrongUse(found, say("every party has to agree; name each that did with --party"))


def revised(
    path: str,
    data: bytes,
    convenant: Convenant,
    wishes: Iterable[Wish],
    reason: str,
    day: date,
    parties: Collection[str],
) -> bytes:
    """Give the bytes of a convenant's file with one amendment more, and the agreement as it reads from then on.

    Raises `WrongUse` for a wish that leads nowhere, changes nothing, or is about what was not signed.
    """
    changes: list[Change] = []
    told: list[Value] = []
    for each in wishes:
        change, entry = _change(present(convenant), each)
        changes.append(change)
        told.append(entry)
    number = max((int(each.number) for each in convenant.amendments or ()), default=0) + 1
    ordered = [party.id for party in convenant.parties or () if party.id in parties]
    entry = {"number": number, "date": day, "reason": reason, "consented": ordered, "changes": told}
    return changed(path, data, [*changes, Add(("amendments",), entry)])


def _change(root: Mapping, asked: Wish) -> tuple[Change, dict[str, Value]]:
    """Give what is to be changed in the agreement, and what the amendment says of it."""
    steps = _by_ids(root, asked.path.split("/"))
    path = "/".join(steps)
    form = form_of(path)
    if form is None:
        found = say('"{field}" is no part of the agreement that was signed', field=path)
        raise WrongUse(found, say("the way to a field is made of keys and ids, as goals/stageplekken/target/at_least"))
    node, rest = follow(root, steps)
    holder = follow(root, steps[:-1])
    _whole_list(holder[0], path, steps[-1])
    if asked.value is None:
        if rest:
            raise WrongUse(say('nothing stands at "{field}"', field=path))
        return Remove(tuple(steps)), {"remove": path, "was": value_of(node)}
    value = value_of(asked.value)
    if not rest:
        if said(node, form) == said(asked.value, form):
            raise WrongUse(say('"{field}" says that already', field=path))
        return Put(tuple(steps), value), {"at": path, "from": value_of(node), "to": value}
    if isinstance(holder[0], Sequence) and not holder[1]:
        if not isinstance(asked.value, Mapping):
            found = say('"{field}" would be a new item of a list, and its keys are missing', field=path)
            raise WrongUse(found, say("write {field}={{title: ...}}", field=path))
        item = {"id": steps[-1], **{key: value_of(each) for key, (_, each) in asked.value.entries.items()}}
        return Add(tuple(steps[:-1]), item), {"add": path, "value": item}
    return Put(tuple(steps), value), {"add": path, "value": value}


def _whole_list(holder: Node, path: str, step: str) -> None:
    """Refuse a way to an item without an id: when it is undone, nobody could tell which one it was."""
    if not isinstance(holder, Sequence):
        return
    named = [item for item in holder.items if isinstance(item, Mapping) and "id" in item.entries]
    index = index_of(holder, step)
    if holder.items and not named or (index is not None and holder.items[index] not in named):
        field = path.rpartition("/")[0]
        found = say('the items of "{field}" have no id', field=field)
        raise WrongUse(found, say("write the list as a whole: {field}=[...]", field=field))


def _by_ids(root: Mapping, steps: list[str]) -> list[str]:
    """Give the steps with the id of an item where its number was written."""
    node: Node = root
    named = []
    for step in steps:
        if isinstance(node, Sequence) and (index := index_of(node, step)) is not None:
            item = node.items[index]
            own = item.entries.get("id") if isinstance(item, Mapping) else None
            step = own[1].text if own and isinstance(own[1], Scalar) else step
        node = follow(node, (step,))[0]
        named.append(step)
    return named


def value_of(node: Node) -> Value:
    """Give what a node says, to be written elsewhere: numbers, days and truth as such, quoted words as text."""
    if isinstance(node, Mapping):
        return {key: value_of(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [value_of(item) for item in node.items]
    text = node.text
    if node.plain and _NUMBER.fullmatch(text):
        return Decimal(text)
    if node.plain and text in {"true", "false"}:
        return text == "true"
    if node.plain and _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
