"""The data beside a page: its own fields, exact, under names that stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from convtool.context import Page, Site, pages
from convtool.context.judged import VerdictCount
from convtool.downloads import download
from convtool.messages import Message, say
from convtool.rendering import Renderer
from convtool.values import Moment, MonthDay, Number, Period, Unanswered
from tests.filled import portfolio
from tests.test_rendering import TEMPLATES

DAY = date(2024, 3, 14)


class Odd(Page):
    """A page that holds one value."""

    kind = "odd"

    value: object


def told(value: object) -> Any:
    """What becomes of a value."""
    common = Site().common("odd", None, "nl", "nl")
    return json.loads(download(Odd(**common, value=value), lambda message: message.text.upper()))["value"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("tekst", "tekst"),
        (True, True),
        (3, 3),
        (DAY, "2024-03-14"),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+3"), "1000"),
        (Fraction(5, 6), "5/6"),
        (Moment(DAY, DAY, "2024-03"), "2024-03"),
        (MonthDay(3, 1), "03-01"),
        (Period("2024-H1"), "2024-H1"),
        (Number(Decimal(52), Decimal(52)), "52"),
        (Number(Decimal(52), Decimal(52), about=True), {"low": "52", "high": "52", "about": True, "excludes": False}),
        (Number(Decimal(900), None, excludes=True), {"low": "900", "high": None, "about": False, "excludes": True}),
        (Unanswered("not_chosen", "te vroeg"), {"word": "not_chosen", "because": "te vroeg", "planned": None}),
        (say("fine"), "FINE"),
        (("a", ["b", {"c": DAY}]), ["a", ["b", {"c": "2024-03-14"}]]),
    ],
    ids=str,
)
def test_every_value_is_told_exactly(value: object, expected: object) -> None:
    assert told(value) == expected


def test_what_is_only_drawn_is_no_data() -> None:
    assert told(VerdictCount(verdict="achieved", count=2, start=0, width=1000)) == {"verdict": "achieved", "count": 2}


def test_what_cannot_be_told_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        told({1, 2})


def written(node: object) -> Iterator[object]:
    """Every value of some JSON."""
    if isinstance(node, dict):
        for value in node.values():
            yield from written(value)
    elif isinstance(node, list):
        for item in node:
            yield from written(item)
    else:
        yield node


def test_the_data_of_every_page_are_its_own_fields() -> None:
    found = list(pages(portfolio("een_woord"), Site("both", audience="internal")))
    assert len({type(page) for page in found}) > 4
    for page in found:
        data = json.loads(download(page, tell))
        around = {"home", "other", "statement", "website"}
        assert set(data) == {"schema", "kind", *(field.name for field in fields(page))} - around
        assert (data["schema"], data["kind"]) == (1, page.kind)
        assert not any(isinstance(value, float) for value in written(data))


def tell(message: Message) -> str:
    return message.text


def test_a_record_has_the_keys_of_its_file() -> None:
    page = next(page for page in pages(portfolio("woord"), Site(ids=["proef"])) if page.path == "convenants/proef")
    data = json.loads(download(page, tell))
    agreement = data["agreements"][0]["lines"][0]["agreement"]
    assert {"id", "text", "with", "obligation"} <= set(agreement)
    assert data["summary"] == {"who": "woord", "cost": "woord", "result": "woord"}


def test_the_data_lie_beside_the_page_which_leads_to_them() -> None:
    files = Renderer(TEMPLATES, ["html", "json", "md"]).render(pages(portfolio("woord"), Site("both")))
    assert {path for path in files if path.endswith(".json")} == {
        f"{path[:-5]}.json" for path in files if path.endswith(".html")
    }
    assert '<a href="../../en/convenants/proef.json" type="application/json">' in files["en/convenants/proef.html"]
    assert "[Data (JSON)](../convenants/proef.json)" in files["convenants/proef.md"]
    without = Renderer(TEMPLATES, ["html"]).render(pages(portfolio("woord"), Site()))
    assert not any(".json" in text for path, text in without.items() if path.endswith(".html"))
