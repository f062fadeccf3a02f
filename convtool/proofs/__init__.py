"""What is proven of convenanten, to text: one file per format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from convtool.diagnostics import Fault
    from convtool.language import Language
    from convtool.proven import Proof


class Verified(NamedTuple):
    """What a report of proofs sees: the convenanten in order, what is wrong beside them, the day, and who reads it.

    `gone` are findings about sealed convenanten that are no longer there; `revision` is the commit that was asked for.
    `width` is that of the screen, None where it is read elsewhere.
    """

    proofs: Sequence[Proof]
    gone: Sequence[Fault]
    as_of: date
    revision: str | None
    language: Language
    color: bool
    width: int | None
