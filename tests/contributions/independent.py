"""The contributions of a register once more, from its files alone: no line of this is shared with the product.

Run as a script it prints what it found: `python tests/contributions/independent.py DAY [FOLDER]`. It reads with another
reader of YAML, walks the calendar day by day where the product counts months, and adds up with the decimals of Python.
It knows what the sample register holds: money, quantities and what is done or not, each year or once.
"""

from __future__ import annotations

import copy
import json
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

DAY = timedelta(days=1)
FAR = date(2200, 12, 31)
WORDS = {"unknown", "silent", "indefinite", None}


def read(path: Path) -> Any:
    """A file as text, mappings and lists: every value as it is written."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor.yaml_constructors = dict(yaml.Constructor.yaml_constructors)
    for tag in ("int", "float", "timestamp", "bool", "null"):
        name = f"tag:yaml.org,2002:{tag}"
        yaml.Constructor.yaml_constructors[name] = yaml.Constructor.yaml_constructors["tag:yaml.org,2002:str"]
    return yaml.load(path.read_text(encoding="utf-8"))


def first_day(text: str) -> date:
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)


def final_day(text: str) -> date:
    if len(text) == 4:
        return date(int(text), 12, 31)
    if len(text) == 7:
        day = date.fromisoformat(text + "-28")
        while (day + DAY).month == day.month:
            day += DAY
        return day
    return date.fromisoformat(text)


def in_force(convenant: Any, day: date) -> Any:
    """The text as it was on a day: what was amended after it is put back. Only `from` and `to` occur where we look."""
    text = copy.deepcopy(convenant)
    later = [each for each in text.get("amendments") or [] if first_day(each["date"]) > day]
    for amendment in sorted(later, key=lambda each: int(each["number"]), reverse=True):
        for change in reversed(amendment["changes"]):
            *steps, last = change["at"].split("/")
            at = text
            for step in steps:
                at = next(each for each in at if each["id"] == step) if isinstance(at, list) else at[step]
            at[last] = change["from"]
    return text


def rows(folder: Path, day: date) -> list[dict[str, Any]]:
    """One row for every contribution, in the order of the files."""
    found = []
    for path in sorted((folder / "convenants").glob("*.yaml")):
        convenant = in_force(read(path), day)
        if isinstance(convenant.get("contributions"), list):
            found += [row(convenant, each, day) for each in convenant["contributions"]]
    return found


def row(convenant: Any, each: Any, day: date) -> dict[str, Any]:
    term = convenant.get("term") or {}
    term = {} if isinstance(term, str) else term
    starts = None if term.get("starts") in WORDS else first_day(term["starts"])
    signed = [
        final_day(party["signed"]) for party in convenant["parties"] if party.get("signed", "unknown") not in WORDS
    ]
    begin = first_day(each["first"]) if "first" in each else starts or max(signed, default=None)
    ended = final_day(term["ended"]["date"]) if "ended" in term else FAR
    cut = ended if ended <= day else FAR
    close = None if term.get("ends") in WORDS else final_day(term["ends"])
    until = final_day(each["last"]) if "last" in each else (cut if cut < FAR else close)
    key = {"financing": "amount", "in-kind": "quantity"}.get(each["kind"], "none")
    value = Decimal(1) if key == "none" else None if each.get(key) in WORDS else Decimal(each[key])

    most = value or Decimal(0)  # where it is not known no sum of it is told
    falls: list[tuple[date, Decimal, Decimal]] = []  # the day on which something falls due, with its least and most
    if begin is not None and until is not None:
        at = begin
        while at <= min(until, cut):
            after = at
            while after < until and not ("per" in each and (after + DAY).year != at.year):
                after += DAY  # day by day to the end of the year, or of the whole time
            falls.append((after, most, most) if after <= cut else (cut, Decimal(0), most))
            at = after + DAY
    draft = convenant["status"] in {"exploring", "draft", "agreed"} or (
        "date" in (convenant.get("signing") or {}) and first_day(convenant["signing"]["date"]) > day
    )
    told = [
        entry
        for entry in convenant.get("deliveries") or []
        if entry["contribution"] == each["id"] and final_day(entry["date"]) <= day
    ]
    brought = [entry for entry in told if key in entry or (key == "none" and "confirmed_by" not in entry)]
    words = {entry["date"] for entry in told if entry.get("confirmed_by") == each.get("to")}
    sure = [entry for entry in brought if entry["date"] in words]
    if key == "none":
        brought, sure = (sorted(some, key=lambda entry: entry["date"])[:1] for some in (brought, sure))
    due = [] if draft else [fall for fall in falls if fall[0] <= day]
    years = {fall[0].year for fall in falls} | {first_day(entry["date"]).year for entry in brought + sure}

    def added(some: list[tuple[date, Decimal, Decimal]], *, known: bool) -> list[str] | None:
        return [str(sum((fall[end] for fall in some), Decimal(0))) for end in (1, 2)] if known else None

    def given(some: list[Any]) -> list[str]:
        return [str(sum((Decimal(entry.get(key, "1")) for entry in some), Decimal(0)))] * 2

    return {
        "contribution": f"{convenant['id']}/{each['id']}",
        "pledged": added(falls, known=value is not None),
        "due": added(due, known=value is not None or draft),
        "delivered": given(brought),
        "confirmed": given(sure),
        "years": {
            str(year): [
                added([fall for fall in falls if fall[0].year == year], known=value is not None),
                added([fall for fall in due if fall[0].year == year], known=value is not None or draft),
                given([entry for entry in brought if first_day(entry["date"]).year == year]),
                given([entry for entry in sure if first_day(entry["date"]).year == year]),
            ]
            for year in sorted(years)
        },
        "last_delivery": max((str(final_day(entry["date"])) for entry in brought), default=None),
        "next_due": None if draft else min((str(fall[0]) for fall in falls if fall[0] > day), default=None),
    }


if __name__ == "__main__":
    where = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent.parent.parent / "data"
    sys.stdout.write(json.dumps(rows(where, date.fromisoformat(sys.argv[1])), indent=1) + "\n")
