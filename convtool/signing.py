"""What a signing writes into a file: who signed when, the signed document, and the digest of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from convtool.amending import as_signed
from convtool.digest import ALGORITHM, digest
from convtool.documents import Mapping, Scalar
from convtool.errors import WrongUse
from convtool.messages import say
from convtool.models.convenant import DRAFT
from convtool.parsing import parse
from convtool.proof import is_sealed, no_party
from convtool.splicing import Change, Put, changed

if TYPE_CHECKING:
    from collections.abc import Mapping as Keys
    from datetime import date

    from convtool.models.convenant import Convenant


def signatures(convenant: Convenant, asked: Keys[str, date | None], day: date | None, today: date) -> dict[str, date]:
    """Give the day on which each party signs now: those `asked`, or in a draft all that have not signed yet.

    `day` is theirs where none of their own is given, `today` where there is neither. Raises `WrongUse` for a party that
    does not sign or has signed already, and for a day that is still to come.
    """
    left = {party.id for party in convenant.parties or () if party.signs and party.signed is None}
    for name in asked:
        _may_sign(convenant, name)
    if not asked and convenant.is_draft:
        asked = dict.fromkeys(sorted(left))
    if day and not asked:
        raise WrongUse(say("no party is left to sign"))
    days = {name: own or day or today for name, own in asked.items()}
    for name, signed in days.items():
        if signed > today:
            found = say('party "{party}" cannot have signed on {day}, which is still to come', party=name, day=signed)
            raise WrongUse(found, say("sign when it is signed"))
    return days


def _may_sign(convenant: Convenant, name: str) -> None:
    parties = {party.id: party for party in convenant.parties or ()}
    party = parties.get(name)
    if party is None:
        raise no_party(name, parties)
    if not party.signs:
        found = say('party "{party}" does not sign with the others: it joins later, or only supports', party=name)
        raise WrongUse(found, say("a party that joins a signed convenant is an amendment: convtool amend"))
    if party.signed:
        found = say('party "{party}" signed on {day} already', party=name, day=party.signed)
        raise WrongUse(found, say("what was signed is changed by an amendment only: convtool amend"))


def signed(
    path: str, data: bytes, convenant: Convenant, days: Keys[str, date], document: Keys[str, str] | None
) -> bytes:
    """Give the bytes of a convenant's file with signatures, the signed document where there is one, and the digest.

    Where the last party signs, the signing has its date, and the status is signed. The digest is made anew while
    parties still sign, and never after; what was signed without one is sealed as it is recorded. Raises `WrongUse`
    where there is nothing to sign.
    """
    signing = convenant.signing
    sealed = is_sealed(convenant)
    if document and signing and signing.document_:
        found = say("the signed document was recorded already")
        raise WrongUse(found, say("what was signed is changed by an amendment only: convtool amend"))
    if sealed and not days and not document:
        found = say('"{title}" is signed already', title=convenant.titled)
        raise WrongUse(found, say("what was signed is changed by an amendment only: convtool amend"))
    changes: list[Change] = [Put(("parties", name, "signed"), day) for name, day in days.items()]
    signers = [party for party in convenant.parties or () if party.signs]
    last = [days.get(party.id, party.signed and party.signed.last) for party in signers]
    if convenant.is_draft and None not in last:
        changes.append(Put(("status",), "signed"))
        changes += [Put(("signing", "date"), day) for day in sorted(day for day in last if day)[-1:]]
    if document:
        changes.append(Put(("signing", "document"), document))
    data = changed(path, data, changes)
    return data if sealed and not days else _sealed(path, data)


def as_if_signed(path: str, data: bytes) -> bytes:
    """Give the file as it would be if all had signed, for who judges what is signed by some of them now."""
    root = parse(path, data)[0].root
    status = root.entries.get("status") if root else None
    is_draft = status is not None and isinstance(status[1], Scalar) and status[1].text in DRAFT
    return changed(path, data, [Put(("status",), "signed")]) if is_draft else data


def _sealed(path: str, data: bytes) -> bytes:
    """Give the file with the digest of its text as signed."""
    root = cast("Mapping", parse(path, data)[0].root)  # what was changed can be read, or it was not changed
    seal = [Put(("signing", "digest"), digest(as_signed(root))), Put(("signing", "algorithm"), ALGORITHM)]
    return changed(path, data, seal)
