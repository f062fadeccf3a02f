"""Registers in which every field of every record is filled, from the forms of the fields themselves."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from convtool.days import Day, DayOrYearly, Stretch, YearlyDay
from convtool.figures import Figure, HonestNumber
from convtool.forms import Anything, Either, Id, Keyed, Listed, OneOf, Reference, Text, Version, Worded, YesNo
from convtool.models.convenant import Convenant
from convtool.models.initiative import Initiative
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.portfolio import Portfolio, load
from convtool.records import Record

DAY = date(2026, 11, 21)
LINKED = {
    "theme": "werk", "ambition": 1, "partner": "een", "convenant": "koepel", "each": "all",
    "need": "initiatief/x1", "initiative": "initiatief", "result": "proef/goals/x1",
}  # fmt: skip


def filled(form: object, text: str) -> Any:
    """A value for one form, or for every key of a record: `text` wherever text may stand."""
    if isinstance(form, type) and issubclass(form, Record):
        return {key: filled(field.form, text) for key, field in form.fields.items()}
    match form:
        case Text():
            return text
        case Listed():
            return [filled(form.form, text)]
        case Keyed():
            return {"noord": filled(form.form, text)}
        case Either():
            return filled(form.structure, text)
        case Worded():
            return filled(form.otherwise, text)
        case Reference():
            return LINKED.get(form.target, "x1")
        case Anything():
            return {"een": text, "twee": [text]}
        case _:
            return simple(form)


def simple(form: object) -> Any:
    """A value for a form that holds no text."""
    match form:
        case OneOf():
            return form.words[0]
        case Id():
            return "x1"
        case YesNo():
            return True
        case Figure() | HonestNumber() | Version():
            return 1
        case YearlyDay():
            return "03-01"
        case Day() | DayOrYearly():
            return "2024-05-06"
        case Stretch():
            return "2024"
    raise TypeError(form)


def register(text: str, **changes: Any) -> dict[str, bytes]:
    """The files of a register with one convenant, `proef`, in which every text is `text`."""
    convenant = filled(Convenant, text) | {"id": "proef", "language": "nl", "status": "active", "kind": "partner"}
    goal = convenant["goals"][0]
    targets = [{"deliver": text, "by": "2030"}, {"followed": text}, {"at_least": 3, "per": "year"}]
    convenant["goals"] += [goal | {"id": f"doel-{number}", "target": each} for number, each in enumerate(targets)]
    convenant["contributions"] += [
        convenant["contributions"][0] | {"id": kind, "kind": kind, "counted_in": text} for kind in ("in-kind", "other")
    ]
    convenant["contributions"].append({"id": "geld", "kind": "financing", "from": "x1", "amount": 5})
    party = convenant["parties"][0]
    stays = {key: value for key, value in party.items() if key not in {"joined", "left"}}
    convenant["parties"] += [party | {"id": "steun", "class": "supports"}, stays | {"id": "blijft"}]
    convenant["amendments"][0]["changes"] += [{"at": "goals/x1/target", "from": {"followed": text}, "to": text}]
    masterplan = {
        "schema": 1,
        "name": text,
        "themes": [{"id": "werk", "title": {"nl": text, "en": text}}],
        "ambitions": [{"number": 1, "title": text}],
    }
    partner = filled(Partner, text) | {"id": "een"}
    meeting = filled(Meeting, text) | {"id": "bijeenkomst"}
    session = meeting["sessions"][0]
    meeting["sessions"].append(session | {"id": "straks", "date": {"planned": "2027-01-01"}})
    initiative = filled(Initiative, text) | {"id": "initiatief"}
    umbrella = {"schema": 1, "id": "koepel", "title": text, "kind": "umbrella", "status": "signed"}
    return {
        "data/masterplan.yaml": written(masterplan),
        "data/partners/een.yaml": written(partner),
        "data/meetings/bijeenkomst.yaml": written(meeting),
        "data/initiatives/initiatief.yaml": written(initiative),
        "data/convenants/koepel.yaml": written(umbrella),
        "data/convenants/proef.yaml": written(convenant | changes),
    }


def written(record: dict[str, Any]) -> bytes:
    """A record as a file. JSON is YAML, save that a word that stands for not knowing has no quotes."""
    return re.sub('"(unknown|silent)"', r"\1", json.dumps(record, ensure_ascii=False)).encode()


def portfolio(text: str, **changes: Any) -> Portfolio:
    """The register of `register`, read without a disk."""
    return load(register(text, **changes), DAY)
