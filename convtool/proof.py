"""What a file proves by itself: the text as signed has its digest, and amendments account for what changed since."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from convtool.amending import as_signed, undo
from convtool.digest import digest, form_of, said
from convtool.documents import Document, Mapping, Node, follow
from convtool.errors import WrongUse
from convtool.messages import say
from convtool.portfolio import parties_on
from convtool.reading import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convtool.models.convenant import Convenant
    from convtool.models.since import Amendment, Change
    from convtool.models.terms import Party


class Broken(NamedTuple):
    """A change of an amendment that left another text than the one found after it.

    `found` is that other text, None for nothing; `now` tells whether the file holds it today, and not the amendment
    that came next.
    """

    amendment: Amendment
    change: Change
    found: Node | None
    now: bool


def present(convenant: Convenant) -> Mapping:
    """Give the tree that the file holds, whatever the day that the convenant is looked at."""
    return convenant.document.written or convenant.node


def signed_digest(convenant: Convenant) -> str:
    """Give the digest of the text as signed: what the file holds, with every amendment undone."""
    return digest(as_signed(present(convenant)))


def is_sealed(convenant: Convenant) -> bool:
    """Tell whether the signing recorded a digest."""
    return bool(convenant.signing and convenant.signing.digest)


def breaks(convenant: Convenant) -> Iterator[Broken]:
    """Walk back from the text of today, and give every change that does not lead to the text found after it."""
    root = present(convenant)
    undone: list[str] = []
    for amendment in sorted(convenant.amendments or (), key=_order, reverse=True):
        for change in reversed(amendment.changes or ()):
            form = form_of(change.path)
            if form is None:
                continue
            node, rest = follow(root, change.path.split("/"))
            found = None if rest else node
            if said(found, form) != said(change.after, form):
                yield Broken(amendment, change, found, not any(_overlap(change.path, path) for path in undone))
            undone.append(change.path)
            root = undo(root, change.node)


def lacking(convenant: Convenant, amendment: Amendment) -> list[Party]:
    """Give the parties to the text before an amendment that did not consent to it."""
    day = amendment.date.first
    consented = amendment.consented or ()
    parties = parties_on(convenant, day - timedelta(days=1))
    return [party for party in parties if party.is_bound_on(day) and party.id not in consented]


def place_of(convenant: Convenant, path: str) -> tuple[Document, Node]:
    """Give the value that `path` leads to in the file, or the nearest thing above it, with the document it lies in."""
    document = convenant.document
    root = present(convenant)
    return Document(document.path, document.text, root), follow(root, path.split("/"))[0]


def no_party(name: str, parties: Iterable[str]) -> WrongUse:
    """Give the error for a name that none of the `parties` has."""
    known = tuple(parties)
    close = nearest(name, known)
    hint = say('did you mean "{id}"?', id=close) if close else say("the parties are {names}", names=known)
    return WrongUse(say('"{party}" is no party to this convenant', party=name), hint)


def _order(amendment: Amendment) -> tuple[object, ...]:
    return amendment.date.first, amendment.number


def _overlap(path: str, other: str) -> bool:
    return f"{path}/".startswith(f"{other}/") or f"{other}/".startswith(f"{path}/")
