"""A register with one convenant, and the givings that are made of its contributions."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from convtool.pledges.giving import Giving
from convtool.pledges.givings import givings
from convtool.portfolio import Portfolio, load

if TYPE_CHECKING:
    from convtool.values import Number

ROOT = Path(__file__).parent.parent.parent
DEFAULTS = {
    "schema": "1",
    "id": "proef",
    "title": "Convenant Proef",
    "kind": "partner",
    "status": "active",
    "term": "{starts: 2024-01-01, ends: 2033-12-31}",
    "parties": """
  - {id: bank, partner: voorbeeldbank, role: partner, signed: 2023-12-01}
  - {id: alliantie, partner: voorbeeldalliantie, role: alliance, signed: 2023-12-01}
  - {id: stad, partner: voorbeeldgemeente, role: government, signed: 2023-12-01}""",
}
MASTERPLAN = b"schema: 1\nname: Voorbeeldplan\n"


def portfolio(day: date, written: str, masterplan: bytes = MASTERPLAN) -> Portfolio:
    """A register as of a day; what `written` leaves out of the convenant is the same in every case."""
    keys = set(re.findall("^([a-z_]+):", written, re.MULTILINE))
    lines = [f"{key}: {value}" for key, value in DEFAULTS.items() if key not in keys]
    files = {
        "data/masterplan.yaml": masterplan,
        "data/convenants/proef.yaml": "\n".join([*lines, written, ""]).encode(),
    }
    read = load(files, day)
    assert not [fault for entry in read.entries.values() for fault in entry.faults]
    return read


def every(day: str | date, written: str, masterplan: bytes = MASTERPLAN) -> tuple[Giving, ...]:
    """The givings of the convenant."""
    return givings(portfolio(date.fromisoformat(day) if isinstance(day, str) else day, written, masterplan))


def one(day: str | date, contribution: str, *deliveries: str, also: str = "") -> Giving:
    """The giving of one contribution, `c`, with its deliveries."""
    return every(day, register(contribution, *deliveries, also=also))[0]


def register(contribution: str, *deliveries: str, also: str = "") -> str:
    lines = "".join(f"  - {{contribution: c, {delivery}}}\n" for delivery in deliveries)
    return f"contributions: [{{id: c, {contribution}}}]\n{'deliveries:' if lines else ''}\n{lines}{also}"


def shown(number: Number | None) -> str:
    """A stage as the examples write it: 500, 50..75, at least 60, more than 9, about 400, or none."""
    if number is None:
        return "none"
    about = "about " if number.about else ""
    if number.exact is not None:
        return f"{about}{number.exact:f}"
    if number.high is None:
        return f"{about}{'more than' if number.excludes else 'at least'} {number.low:f}"
    return f"{about}{'' if number.low is None else f'{number.low:f}'}..{number.high:f}"


def sample(day: date) -> Portfolio:
    """The register that comes with the tool."""
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "data").rglob("*.yaml"))}
    return load(files, day)
