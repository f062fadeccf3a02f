"""What is proven of each convenant: by its own file, and by what git and the signed document say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.checking import judged
from convtool.diagnostics import Level
from convtool.layout import id_of
from convtool.models.convenant import Convenant
from convtool.proof import is_sealed, signed_digest
from convtool.proven import Proof, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from convtool.portfolio import Portfolio
    from convtool.rulebook import Rule

INTEGRITY = ("CV604", "CV605", "CV606", "CV607", "CV615", "CV616")
"""The rules about what was signed and what became of it."""


def proofs(portfolio: Portfolio, rulebook: Mapping[str, Rule], paths: Iterable[str]) -> list[Proof]:
    """Give what is proven of the convenanten at `paths`, in their order."""
    # beside the rules of integrity those count that reading itself goes by
    rules = {code: rule for code, rule in rulebook.items() if code in INTEGRITY or rule.check is None}
    return [_proof(portfolio, rules, path) for path in paths]


def _proof(portfolio: Portfolio, rulebook: Mapping[str, Rule], path: str) -> Proof:
    found = judged(portfolio, rulebook, [path]).diagnostics
    broken = [each for each in found if each.code in INTEGRITY]
    record = portfolio.entries[path].judged
    if not isinstance(record, Convenant):
        return Proof(path, id_of(path), State.NOT_CHECKED, found=tuple(found))
    sealed = is_sealed(record)
    walk = portfolio.programme.witness.walks.get(path)
    if any(each.level is Level.ERROR for each in broken):
        state = State.BROKEN
    elif record.is_draft and not sealed:
        state = State.NOT_SIGNED
    elif broken or not sealed or not record.whole or walk is None or walk.unseen:
        state = State.NOT_CHECKED
    else:
        state = State.PROVEN
    signing = record.signing if sealed else None
    return Proof(
        path,
        id_of(path),
        state,
        record.signed,
        signing.digest if signing else None,
        signed_digest(record) if sealed else None,
        len(record.amendments or ()),
        walk,
        tuple(broken),
    )
