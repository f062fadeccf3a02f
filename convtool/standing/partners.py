"""One row per organisation that can be a party."""

from __future__ import annotations

from typing import NamedTuple

from convtool.models.partner import Partner


class PartnerRow(NamedTuple):
    """An organisation: its id and name, and whether it is fictional."""

    file: str
    partner: str
    name: str
    example: bool


def partner_row(partner: Partner) -> PartnerRow:
    """Give the row of an organisation."""
    return PartnerRow(partner.document.path, partner.id, partner.name, bool(partner.example))
