"""The digest of an agreement: what it says, field by field, and not how it is written.

Algorithm 1, as frozen in docs/digest.md: the normative fields as JSON with sorted keys, numbers without superfluous
signs, texts in NFC with single spaces, lists in the order of their own JSON save where their order means something.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from convtool.documents import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

ALGORITHM = 1

_FIELDS = """
: title short_title kind under language predecessor
predecessor: title source
parties/*: id partner name label role class members/* members_bound signed joined
parties/*/represented_by: function ground by date on_behalf_of/*
term: starts ends extension notice_months# outlives
legal: enforceability disputes penalty
considerations/*: kind text
definitions/*: term means
conditions/all_of/*: id what at_least# at_most# unit by
conditions/any_of/*: id what at_least# at_most# unit by
bodies/*: id name task by with/* chair meets
goals/*: id title themes/+ ambition level obligation with/* approach
goals/*/serves: partner core_goal
goals/*/owner: party function
goals/*/indicator: name unit counts counts_not stage count group area out_of source
goals/*/baseline: value# period date areas# source
goals/*/target: at_least# at_most# average# change# deliver followed unit per over in_each/* first by between
goals/*/target/keep: at_least# at_most# from# to#
goals/*/target/against: period date value# source
goals/*/milestones/*: by at_least# at_most# average# change# text
goals/*/qualitative: because sign
agreements/*: id text goal kind owner with/* each obligation due every assessed_by
contributions/*: id kind from to goal theme text amount# currency quantity# unit per first last due
contributions/*: total# ceiling# above shares# counted_in
contributions/*/to: named kind
contributions/*/valued: amount# currency table version
reporting: cycle due to public
evaluation: first every_years# by
clauses: change accession termination monitoring communication personal_data confidentiality
clauses/publication: public within_days# ground
clauses/law/state_aid: answer by date text
clauses/law/procurement: answer by date text
clauses/law/competition: answer by date text
reservations/*: agreement body expected
signing: date
"""
"""Every field that algorithm 1 knows, by what it stands in. `#` is a number, `/*` a list, `/+` one whose order counts.

Frozen: a field that the format gets later belongs to a later algorithm.
"""

_WORDS = ("none", "not_chosen", "planned")
"""Keys of what may stand instead of any value."""

_NUMBER = re.compile(r"([-+]?)(0|[1-9][0-9]*)(?:\.([0-9]+))?")
_BLANKS = re.compile("[ \t\r\n]+")
_TIDY = re.compile(r"[!#-\[\]-~]+(?: [!#-\[\]-~]+)*")
"""What most texts are: ASCII with single blanks, that stands in JSON as it is."""
_ESCAPED = re.compile(r'[\x00-\x1f"\\]')


class Form:
    """What stands at one place of the list: a number or a text, the keys below it, and what a list there holds."""

    __slots__ = ("is_number", "item", "keys", "ordered")

    def __init__(self) -> None:
        self.keys: dict[str, Form] = {}
        self.item: Form | None = None
        self.is_number = False
        self.ordered = False

    def below(self, step: str) -> Form:
        """Give the form of a key, or of the items for `*` and `+`; it is made where it is new."""
        if step not in {"*", "+"}:
            return self.keys.setdefault(step, Form())
        self.ordered = step == "+"
        if self.item is None:
            self.item = Form()
        return self.item

    def of(self, step: str) -> Form | None:
        """Give the form of what stands under a key or is an item here; None for what is not normative."""
        if self.item is not None:
            return self.item
        if self.keys:
            return self.keys.get(step, PLAIN if step in _WORDS else None)
        return self  # below a single value, such as {about: 20}, all belongs to it


PLAIN = Form()
"""A text, and all that may stand below it."""

FIGURE = Form()
"""A number, and all that may stand below it."""
FIGURE.is_number = True


class Difference(NamedTuple):
    """A field in which two texts differ: the way to it by keys and ids, and what stands there, None for nothing."""

    path: str
    before: Node | None
    after: Node | None


def digest(root: Mapping) -> str:
    """Give the digest of the agreement in `root`, as a file holds it: `sha256:` and 64 hexadecimal digits."""
    from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, which only a signed text needs

    return "sha256:" + sha256(canonical(root)).hexdigest()


def canonical(root: Mapping) -> bytes:
    """Give the bytes that are hashed: the agreement of a convenant as one line of JSON in UTF-8."""
    return (_written(root, agreement()) or "{}").encode("utf-8", "surrogatepass")


@cache
def agreement() -> Form:
    """Give the fields of algorithm 1 as a tree."""
    top = Form()
    for line in _FIELDS.strip().splitlines():
        holder, _, fields = line.partition(":")
        outer = top
        for step in holder.split("/") if holder else ():
            outer = outer.below(step)
        for field in fields.split():
            form = outer
            for step in field.rstrip("#").split("/"):
                form = form.below(step)
            form.is_number = field.endswith("#")
    return top


def form_of(path: str) -> Form | None:
    """Give the form of the field that `path` leads to (keys and ids, with slashes); None for what is not normative."""
    form: Form | None = agreement()
    for step in path.split("/"):
        form = form and form.of(step)
    return form


def said(node: Node | None, form: Form) -> str:
    """Give what a value of one field says: equal for two that say the same, empty for nothing and for an empty one."""
    return "" if node is None else _written(node, form)


def differences(before: Mapping, after: Mapping) -> Iterator[Difference]:
    """Give the normative fields in which two texts differ, as far down as both can be followed."""
    yield from _differences(before, after, agreement(), "")


def _differences(before: Node | None, after: Node | None, form: Form, path: str) -> Iterator[Difference]:
    if said(before, form) == said(after, form):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key, below in _keys(form, before, after):
            values = (_value(before, key), _value(after, key))
            yield from _differences(*values, below, f"{path}/{key}" if path else key)
        return
    old, new = _by_id(before, form), _by_id(after, form)
    if form.item and old is not None and new is not None:
        for name in sorted({*old, *new}):
            yield from _differences(old.get(name), new.get(name), form.item, f"{path}/{name}")
        return
    yield Difference(path, before, after)


def _keys(form: Form, *nodes: Mapping) -> list[tuple[str, Form]]:
    """Give the keys of mappings that count, in order, each with its form."""
    written = sorted({key for node in nodes for key in node.entries} if len(nodes) > 1 else nodes[0].entries)
    known = form.keys
    if known or form.item:
        return [(key, known.get(key, PLAIN)) for key in written if key in known or key in _WORDS]
    return [(key, form) for key in written]


def _value(node: Mapping, key: str) -> Node | None:
    return node.entries[key][1] if key in node.entries else None


def _by_id(node: Node | None, form: Form) -> dict[str, Node] | None:
    """Give the items of a list by their ids; None where one has none, or two the same."""
    if form.item is None or "id" not in form.item.keys or not isinstance(node, Sequence):
        return None
    named = {}
    for item in node.items:
        name = _value(item, "id") if isinstance(item, Mapping) else None
        if not isinstance(name, Scalar) or name.text in named:
            return None
        named[name.text] = item
    return named


def _written(node: Node, form: Form) -> str:
    """Give a value as JSON, with what means nothing left out; an empty value gives an empty text."""
    if isinstance(node, Scalar):
        text = _number(node.text) if form.is_number else _text(node.text)
        return f'"{text}"' if text else ""
    if isinstance(node, Sequence):
        item = form.item or form
        items = [text for each in node.items if (text := _written(each, item))]
        return f"[{','.join(items if form.ordered else sorted(items))}]" if items else ""
    parts = []
    for key, below in _keys(form, node):
        if text := _written(node.entries[key][1], below):
            parts.append(f'"{_text(key)}":{text}')
    return f"{{{','.join(parts)}}}" if parts else ""


def _number(text: str) -> str:
    """Give a number without plus, superfluous zeros and minus before nothing; what is none as text."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return _text(text)
    sign, whole, fraction = found.groups()
    fraction = (fraction or "").rstrip("0")
    said = f"{whole}.{fraction}" if fraction else whole
    return f"-{said}" if sign == "-" and said != "0" else said


def _text(text: str) -> str:
    """Give a text in NFC with single blanks, as it stands between the quotes of JSON."""
    if _TIDY.fullmatch(text):
        return text
    text = _BLANKS.sub(" ", text).strip(" ")
    if not text.isascii():
        from unicodedata import normalize  # noqa: PLC0415 - most files hold ASCII only

        text = normalize("NFC", text)
    return _ESCAPED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    sign = found.group()
    return f"\\{sign}" if sign in '"\\' else f"\\u{ord(sign):04x}"
