"""Single edits of a file by chance, each labelled: one that must be found, or just another plausible value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from convtool.characters import column_of
from convtool.days import Day, DayOrYearly, Stretch, YearlyDay
from convtool.documents import Document, Mapping, Node, Scalar, Sequence
from convtool.figures import Figure, HonestNumber
from convtool.forms import Anything, Either, Id, Keyed, Listed, OneOf, Reference, Text, Version, Worded, YesNo
from convtool.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from convtool.models.facts import File


class Spot(NamedTuple):
    """A value of a file: its node, its key where it has one, the form it is read in, and its pointer."""

    node: Scalar
    key: Scalar | None
    form: object
    pointer: str


class Draw(NamedTuple):
    """What chance drew: a value of a file, among all values of that file."""

    chance: Random
    document: Document
    spot: Spot
    spots: list[Spot]


class Mutation(NamedTuple):
    """One edit: what sort it is, whether it must be found, and the characters of the file that it changes."""

    sort: str
    structural: bool
    pointer: str
    start: int
    end: int
    text: str

    def applied(self, text: str) -> str:
        """Give the text with the edit in it."""
        return text[: self.start] + self.text + text[self.end :]


def spots(document: Document, kind: type[File]) -> list[Spot]:
    """Give every value of a file that is written on one line, with the form it is read in."""
    assert document.root is not None
    found = _below(document.root, kind, "", None)
    return [spot for spot in found if "\n" not in document.text[spot.node.start : spot.node.end]]


def _below(  # noqa: C901 - a line for each form
    node: Node, form: object, pointer: str, key: Scalar | None
) -> Iterator[Spot]:
    if isinstance(form, Either):
        yield from _below(node, form.single if isinstance(node, Scalar) else form.structure, pointer, key)
    elif isinstance(form, Worded) and not (isinstance(node, Scalar) and node.text in form.words):
        yield from _below(node, form.otherwise, pointer, key)
    elif isinstance(form, type) and issubclass(form, Record) and isinstance(node, Mapping):
        for written, value in node.pairs():
            if written.text in form.fields:
                yield from _below(value, form.fields[written.text].form, f"{pointer}/{written.text}", written)
    elif isinstance(form, Listed) and isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _below(item, form.form, f"{pointer}/{index}", None)
    elif isinstance(form, Keyed) and isinstance(node, Mapping):
        for name, (_, value) in node.entries.items():
            yield from _below(value, form.form, f"{pointer}/{name}", None)
    elif isinstance(node, Scalar):
        yield Spot(node, key, form, pointer)


def mutation(chance: Random, document: Document, found: list[Spot]) -> Mutation | None:
    """Make one edit of one value; None where the sort that was drawn does not fit the value that was drawn."""
    return chance.choice(_SORTS)(Draw(chance, document, chance.choice(found), found))


def _replaced(sort: str, spot: Spot, text: str, *, structural: bool = True) -> Mutation:
    return Mutation(sort, structural, spot.pointer, spot.node.start, spot.node.end, text)


def _is_free(spot: Spot) -> bool:
    """Tell whether the value may be anything: what an amendment or a fact says a field was."""
    return isinstance(spot.form, Anything)


def _ends_its_line(draw: Draw) -> bool:
    end = draw.spot.node.end
    return draw.document.text[end : end + 1] in {"\n", ""}


def _delete(draw: Draw) -> Mutation | None:
    if _is_free(draw.spot):
        return None
    return _replaced("deleted", draw.spot, "" if draw.spot.key and _ends_its_line(draw) else '""')


_NO_TEXT = (Figure, HonestNumber, Day, Stretch, DayOrYearly, YearlyDay, YesNo, Version)


def _retype(draw: Draw) -> Mutation | None:
    if _is_free(draw.spot):
        return None
    other = ["{zo: maar}", "[zo, maar]"]
    if isinstance(draw.spot.form, _NO_TEXT):
        other += ["enkele", '"veel en meer"']
    return _replaced("retyped", draw.spot, draw.chance.choice(other))


def _mistype_key(draw: Draw) -> Mutation | None:
    key = draw.spot.key
    if key is None:
        return None
    text = _misspelt(draw.chance, key.text)
    return Mutation("mistyped key", True, draw.spot.pointer, key.start, key.end, text)  # noqa: FBT003 - the label


def _mistype_name(draw: Draw) -> Mutation | None:
    if not isinstance(draw.spot.form, Reference | OneOf):
        return None
    sort = "mistyped reference" if isinstance(draw.spot.form, Reference) else "mistyped word"
    return _replaced(sort, draw.spot, _misspelt(draw.chance, draw.spot.node.text))


def _break_link(draw: Draw) -> Mutation | None:
    """Give something another id than the one by which the same file names it."""
    name = draw.spot.node.text
    named = any(isinstance(each.form, Reference) and each.node.text == name for each in draw.spots)
    return _replaced("broken link", draw.spot, f"{name}-anders") if isinstance(draw.spot.form, Id) and named else None


def _disorder(draw: Draw) -> Mutation | None:
    """Set a day on the wrong side of one that it has to follow or come before."""
    steps = draw.spot.pointer.split("/")
    wrong = _WRONG_SIDE.get((steps[1], steps[-1]))
    return _replaced("out of order", draw.spot, wrong) if wrong and isinstance(draw.spot.form, Day | Stretch) else None


_WRONG_SIDE = {
    ("term", "starts"): "2099-01-01",
    ("term", "ends"): "1990-01-01",
    ("parties", "signed"): "2099-01-01",
    ("signing", "date"): "2099-01-01",
    ("evaluation", "first"): "2099-01-01",
    ("amendments", "date"): "1990-01-01",
    ("measurements", "period"): "1990",
    ("measurements", "recorded"): "1990-01-01",
    ("deliveries", "date"): "1990-01-01",
    ("events", "date"): "2099-01-01",
    ("goals", "by"): "1990",
    ("horizon", "last"): "1990",
}


def _swap(draw: Draw) -> Mutation | None:
    other = draw.chance.choice(draw.spots)
    return _replaced("swapped", draw.spot, _source(draw.document, other), structural=False)


def _move(draw: Draw) -> Mutation | None:
    """Move a line with a key and its value from deeper down to the top of the file."""
    spot, text = draw.spot, draw.document.text
    start = spot.node.start - column_of(text, spot.node.start)
    line = text[start:].partition("\n")[0]
    if spot.key is None or not _ends_its_line(draw) or text[start : spot.key.start].strip() or not line.startswith(" "):
        return None
    moved = f"{line.strip()}\n{text[:start]}{text[start + len(line) + 1 :]}"
    return Mutation("moved", True, spot.pointer, 0, len(text), moved)  # noqa: FBT003 - the label


def _nudge(draw: Draw) -> Mutation | None:
    spot = draw.spot
    if isinstance(spot.form, Figure | HonestNumber) and spot.node.text.isdecimal():
        return _replaced("other number", spot, str(int(spot.node.text) + 1), structural=False)
    if isinstance(spot.form, Text):
        return _replaced("other text", spot, "iets anders", structural=False)
    return None


def _source(document: Document, spot: Spot) -> str:
    return document.text[spot.node.start : spot.node.end]


def _misspelt(chance: Random, word: str) -> str:
    """Give a word with a letter too many, too few, or two that changed places."""
    at = chance.randrange(len(word) - 1) if len(word) > 1 else 0
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return chance.choice([each for each in (word + "x", word[:-1] + "q", "x" + word, swapped) if each != word])


_SORTS: tuple[Callable[[Draw], Mutation | None], ...] = (
    _delete,
    _retype,
    _mistype_key,
    _mistype_name,
    _break_link,
    _disorder,
    _swap,
    _move,
    _nudge,
)
