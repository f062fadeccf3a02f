"""What the register says about a real organisation has a source, and sources that differ are both kept.

A statement without a source cannot be checked, and about a real organisation it can do harm. A draft and a convenant
with its signed document are their own source. Where a fact from a source differs from the value in the file, the value
either is unknown or has a fact of its own; figures and dates are compared, words are not, and a day within a month
agrees with that month.

Bad:

    # data/partners/voorbeeldbank.yaml
    name: Bank
    example: false

Good:

    # data/partners/voorbeeldbank.yaml
    name: Bank
    example: false
    sources: [{id: jaarverslag, title: Jaarverslag 2025, read: 2026-03-01}]

Repair: write sources: with an id, title or url, and the day it was read; for two sources a fact each.
Source: craft.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.documents import Scalar, follow
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.facts import Fact
from convtool.models.partner import Partner
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule

_FIGURE = frozenset("0123456789+-./HQ")


@rule("CV806", draft=WARNING, signed=WARNING)
def check(record: Convenant | Partner, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield a real record without a source, and a value that its only sources contradict."""
    if record.example:
        return
    if not record.sources and (record.sources is not None or record.missing("sources")) and not _is_source(record):
        found = say('no source for what is said of "{name}"', name=_called(record))
        yield Finding(record.at("sources"), found, say("write sources: with an id, title or url, and read:"))
    for number, fact in enumerate(record.facts or ()):
        if fact.at_ not in {earlier.at_ for earlier in (record.facts or ())[:number]}:
            yield from _contradicted(record, fact)


def _called(record: Convenant | Partner) -> str:
    return (record.name or record.id or "?") if isinstance(record, Partner) else record.titled


def _is_source(record: Convenant | Partner) -> bool:
    """Tell whether the text of record is at hand: a draft is that text itself."""
    if isinstance(record, Partner):
        return False
    document = record.signing.document_ if record.signing else None
    return record.is_draft or (document is not None and bool(document.file or document.address))


def _contradicted(record: Convenant | Partner, fact: Fact) -> Iterator[Finding]:
    """Find a value in the file that none of the facts about it gives."""
    root = record.document.root
    node, rest = follow(root, fact.at_.split("/")) if root else (None, ())
    said = [each.value.text for each in record.facts or () if each.at_ == fact.at_ and isinstance(each.value, Scalar)]
    if rest or not isinstance(node, Scalar) or not all(map(_FIGURE.issuperset, [node.text, *said])):
        return
    if said and not any(_agree(node.text, text) for text in said):
        found = say("{value} in the file, and {said} in its sources", value=node.text, said=tuple(said))
        hint = say("add a fact with the source of {value}, or write unknown", value=node.text)
        yield Finding(fact.at("value"), found, hint, (record.document.at(node),))


def _agree(one: str, other: str) -> bool:
    """Tell whether two figures are equal, or one date lies within the other."""
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return short == long or long.startswith(f"{short}-")


def _bare(text: str) -> str:
    return text.removeprefix("+").rstrip("0").rstrip(".") if "." in text and text.count(".") == 1 else text
