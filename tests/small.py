"""A small register of convenanten as they are given, and the pages it makes."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from convtool.context import ConvenantPage, Page, Site, pages
from convtool.portfolio import Portfolio, load
from tests.filled import written

P = TypeVar("P", bound=Page)

DAY = date(2026, 11, 21)
PARTIES = [
    {"id": "bank", "partner": "bank", "role": "partner"},
    {"id": "stad", "name": "Gemeente", "role": "government"},
    {"id": "raad", "role": "residents", "class": "supports"},
]
GOAL = {"id": "g", "title": "Doel"}
WITHHELD = {"clauses": {"publication": {"public": False, "ground": "art. 5.1 lid 2"}}}


def register(*convenants: dict[str, Any], masterplan: dict[str, Any] | None = None) -> Portfolio:
    """A register with these convenanten and one partner."""
    base = {"schema": 1, "title": "Titel", "kind": "partner", "status": "active"}
    files = {f"data/convenants/{each['id']}.yaml": base | each for each in convenants}
    files["data/partners/bank.yaml"] = {
        "schema": 1, "id": "bank", "name": "De Bank", "example": True, "core_goals": [{"id": "geld", "text": "Geld"}],
    }  # fmt: skip
    if masterplan is not None:
        files["data/masterplan.yaml"] = {"schema": 1, "name": "Plan"} | masterplan
    return load({path: written(record) for path, record in files.items()}, DAY)


def page(**convenant: Any) -> ConvenantPage:
    """The page of one convenant."""
    return made(ConvenantPage, Site(ids=["proef"]), **convenant)[0]


def made(kind: type[P], site: Site, **convenant: Any) -> list[P]:
    """The pages of one sort for a register with one convenant."""
    found = pages(register({"id": "proef"} | convenant), site)
    return [each for each in found if isinstance(each, kind)]
