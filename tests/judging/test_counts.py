"""What the rules about measurements let pass, and what not: the cases that two people would argue about."""

from __future__ import annotations

from datetime import date

import pytest

from convtool.diagnostics import Diagnostic, Level
from convtool.files import worktree
from convtool.portfolio import load
from convtool.progress.rows import rows
from convtool.rulebook import rulebook
from tests.conftest import CONVENANT, DAY, HERE, Base

PLAN = "data/masterplan.yaml"
MEETING = "data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml"
KINDS = "kind: registered, source: register, recorded: 2026-02-01"
YEARLY = "target: {at_least: 20, per: year}"
TOTAL = "target: {at_least: 900, over: term, by: 2030}"
NET = "indicator: {name: woningen, unit: woningen, count: net}"
GROSS = "indicator: {name: plekken, unit: plekken, count: gross}"
SHARE = "indicator: {name: aandeel, unit: percent}"
IN_EACH = "target: {keep: {at_least: 70}, in_each: [noord, zuid]}"
DELIVERY = "target: {deliver: plan, by: 2025-03-01}"
RESULT = "obligation: result"


@pytest.fixture(scope="module")
def base() -> Base:
    return Base("CV103", "CV105", "CV203", "CV4")


def register(goal: tuple[str, ...], measurements: tuple[str, ...], more: str = "") -> str:
    """A goal of its own and what was measured for it, each with a kind, a source and a day unless it says so itself."""
    lines = "".join(f"    {line}\n" for line in goal)
    entries = "".join(
        f"  - {{goal: nieuw, {each if 'recorded' in each else f'{each}, {KINDS}'}}}\n" for each in measurements
    )
    head = f"goals:\n  - id: nieuw\n    title: Nieuw\n    themes: [werk]\n{lines}"
    return f"{head}measurements:\n{entries}{more}" if entries else f"{head}{more}"


def found(base: Base, code: str, yaml: str, as_of: date = DAY) -> list[Diagnostic]:
    """Give what one rule finds of the goal of its own, and nothing of the clean one."""
    all_found = [each for each in base.found(base.merged(yaml), as_of) if each.code == code]
    return [each for each in all_found if "stageplekken" not in each.place.trail]


@pytest.mark.parametrize(
    ("code", "goal", "measurements", "count"),
    [
        # CV401
        ("CV401", (YEARLY,), ("period: 2025, value: 20",), 0),
        ("CV401", (YEARLY,), ("value: 20",), 1),
        ("CV401", (YEARLY,), ("period: silent, value: 20",), 1),
        ("CV401", (YEARLY,), ("date: {planned: 2027}, value: 20",), 1),
        ("CV401", (YEARLY,), ("corrects: unknown, value: 20",), 1),
        ("CV401", (YEARLY,), ("period: 2025-13, value: 20",), 0),
        ("CV401", (YEARLY,), ("period: unknown, date: 2025-06-30, value: 20",), 0),
        ("CV401", (YEARLY,), ("period: 2025, up_to: 2025-12-31, value: 20",), 1),
        ("CV401", (YEARLY,), ("period: 2025, value: 20", "period: 2025, corrects: {period: 2025}, value: 20"), 2),
        ("CV401", (YEARLY,), ("period: 2023, value: 20",), 1),
        ("CV401", (YEARLY,), ("period: 2023/2024, value: 20",), 0),
        ("CV401", (YEARLY,), ("period: 2022/2023, value: 20",), 1),
        ("CV401", (YEARLY,), ("period: {first: 6 months, of: term}, value: 20",), 0),
        ("CV401", (YEARLY,), ("date: 2024-03-31, value: 20",), 1),
        ("CV401", (YEARLY,), ("date: 2024, value: 20",), 0),
        ("CV401", (YEARLY,), ("up_to: 2024-03-31, value: 20",), 1),
        ("CV401", (DELIVERY,), ("date: 2024-03-20, value: delivered",), 0),
        ("CV401", (YEARLY,), ("period: 2026, value: 20, kind: estimate, source: x, recorded: 2026-09-01",), 1),
        ("CV401", (YEARLY,), ("period: 2026-01..2026-08, value: 20, kind: estimate, source: x, recorded: 2026-09-01",), 0),
        ("CV401", (YEARLY,), ("up_to: 2026-08-31, value: 20, kind: estimate, source: x, recorded: 2026-08-31",), 0),
        ("CV401", (YEARLY,), ("period: 2025, value: 20, kind: estimate, source: x, recorded: 2025",), 0),
        ("CV401", (YEARLY,), ("date: 2025, value: 20, kind: estimate, source: x, recorded: 2025-03-01",), 0),
        ("CV401", (YEARLY,), ("up_to: 2025, value: 20, kind: estimate, source: x, recorded: 2025-03-01",), 1),
        ("CV401", (YEARLY,), ("period: 2025, value: 20, kind: registered, source: x, recorded: 2062-02-01",), 1),
        ("CV401", (YEARLY,), ("period: 2027, value: 20, kind: registered, source: x, recorded: 2028-02-01",), 1),
        ("CV401", (YEARLY,), ("period: 2026, value: 20, kind: registered, source: x, recorded: unknown",), 1),
        ("CV401", (YEARLY,), ("period: 2026/2027, value: 20, kind: registered, source: x, recorded: unknown",), 0),
        ("CV401", (YEARLY,), ("period: 2025, value: 20", "period: 2025, value: 20"), 1),
        ("CV401", (YEARLY,), ("period: 2025, value: 20", "period: 2025-01..2025-12, value: 21"), 1),
        ("CV401", (YEARLY,), ("period: 2025, value: 20", "period: 2025, value: 20, area: noord"), 0),
        ("CV401", (YEARLY,), ("period: 2025, value: 20", "period: 2025, value: 20, counted: {stage: offered}"), 0),
        ("CV401", (YEARLY,), ("period: 2025, value: 20", "up_to: 2025-12-31, value: 20"), 0),
        ("CV401", (YEARLY,), ("period: 2025, value: 20, kind: sample, source: a, recorded: 2026-02-01",) * 2, 1),
        ("CV401", (YEARLY,), ("period: 2025, value: 20, source: a, recorded: 2026-02-01",) * 2, 0),
        ("CV401", (YEARLY,), ("period: 2025, value: 20", "corrects: {period: 2025}, value: 21", "corrects: {period: 2025}, value: 22"), 0),
        # CV402
        ("CV402", (YEARLY,), ("period: 2025, value: 20, recorded: 2026-02-01",), 1),
        ("CV402", (YEARLY,), ("period: 2025, value: 20, kind: telling, source: x, recorded: 2026-02-01",), 0),
        ("CV402", (YEARLY,), ("period: 2025, value: 20, kind: registered, source: {not_chosen: x}, recorded: 2026-02-01",), 1),
        ("CV402", (YEARLY,), ("period: 2025, value: 20, kind: registered, source: x, recorded: {planned: 2027}",), 1),
        # CV404
        ("CV404", (YEARLY,), ("period: 2025, value: 19",), 1),
        ("CV404", (YEARLY,), ("period: 2025, value: 19, note: ziekte",), 0),
        ("CV404", (YEARLY,), ("period: 2025, value: 19, note: unknown",), 1),
        ("CV404", (YEARLY,), ("period: 2025, value: 20",), 0),
        ("CV404", (YEARLY,), ("period: 2025, value: {over: 20}",), 0),
        ("CV404", (YEARLY,), ("period: 2025, value: {from: 15, to: 25}",), 0),
        ("CV404", (YEARLY,), ("period: 2025, value: {from: 15, to: 18}",), 0),
        ("CV404", (YEARLY,), ("period: 2025, value: {from: 17, to: 18}",), 1),
        ("CV404", (YEARLY,), ("period: 2025, value: {about: 12}",), 1),
        ("CV404", (YEARLY,), ("period: 2025, value: none",), 0),
        ("CV404", (YEARLY,), ("period: 2025, value: unknown",), 0),
        ("CV404", (YEARLY,), ("period: 2025, components: {a: 10, b: 2}",), 1),
        ("CV404", (YEARLY,), ("period: unknown, value: 3",), 0),
        ("CV404", (YEARLY,), ("period: 2025-H1, value: 9", "period: 2025-H2, value: 10"), 1),
        ("CV404", (YEARLY,), ("period: 2025-H1, value: 9, note: ziekte", "period: 2025-H2, value: 10"), 0),
        ("CV404", (YEARLY,), ("period: 2025, value: 19, note: ziekte", "corrects: {period: 2025}, value: 18"), 0),
        ("CV404", (YEARLY,), ("period: 2025, value: 19", "corrects: {period: 2025}, value: 21"), 0),
        ("CV404", (YEARLY,), ("period: 2025, value: 12, counted: {stage: offered}",), 0),
        ("CV404", (YEARLY, "milestones: [{by: 2028, at_least: 10}]"), ("period: 2025, value: 3",), 0),
        ("CV404", (YEARLY, "milestones: [{by: 2025, at_least: 10}]"), ("period: 2025, value: 12",), 0),
        ("CV404", (YEARLY, "milestones: [{by: 2025, text: opzet}]"), ("period: 2025, value: 12",), 1),
        ("CV404", ("target: {at_most: 9, per: year}", GROSS), ("period: 2025, value: 9",), 0),
        ("CV404", ("target: {at_most: 9, per: year}", GROSS), ("period: 2025, value: 10",), 1),
        ("CV404", ("target: {at_most: 9, per: year}", GROSS), ("period: 2025-H1, value: 5", "period: 2025-H2, value: 5"), 1),
        ("CV404", ("target: {at_most: 9, over: term, by: 2030}", GROSS), ("up_to: 2025-12-31, value: 10",), 1),
        ("CV404", ("target: {at_most: 9, over: term, by: 2030}", GROSS), ("period: 2024, value: 6", "period: 2025, value: 6"), 1),
        ("CV404", (TOTAL, GROSS), ("up_to: 2025-12-31, value: 10",), 0),
        ("CV404", (TOTAL, GROSS, "milestones: [{by: 2025, at_least: 20}]"), ("up_to: 2025-12-31, value: 10",), 1),
        ("CV404", (TOTAL, GROSS, "milestones: [{by: 2025, at_least: 20}]"), ("up_to: 2025-12-31, value: 21",), 0),
        ("CV404", ("target: {average: 9, per: year, by: 2025, first: 2024}",), ("period: 2024, value: 1", "period: 2025, value: 2"), 1),
        ("CV404", ("target: {average: 9, per: year, by: 2030}",), ("period: 2024, value: 1", "period: 2025, value: 2"), 0),
        ("CV404", ("target: {change: -30, unit: percent, against: {value: 100}, by: 2025}",), ("date: 2025-12-31, value: 90",), 1),
        ("CV404", ("target: {change: -30, unit: percent, against: {value: 100}, by: 2025}",), ("date: 2025-12-31, value: 70",), 0),
        ("CV404", ("target: {at_least: 66.7, by: 2025}", SHARE), ("date: 2025-12-31, value: 66.7, numerator: 666, denominator: 999",), 1),
        ("CV404", ("target: {at_least: 60, by: 2025}", SHARE), ("date: 2025-12-31, value: 66.7, numerator: 666, denominator: 999",), 0),
        ("CV404", (IN_EACH,), ("date: 2025-12-31, value: 74, areas: {noord: 78, zuid: 69}",), 1),
        ("CV404", (IN_EACH,), ("date: 2025-12-31, value: 74, areas: {noord: 78, zuid: 70}",), 0),
        ("CV404", (IN_EACH,), ("date: 2025-12-31, value: 74, areas: {noord: 78, zuid: none}",), 0),
        ("CV404", ("target: {keep: {from: 4, to: 6}}",), ("date: 2025-12-31, value: 7",), 1),
        ("CV404", ("target: {keep: {from: 4, to: 6}}",), ("date: 2025-12-31, value: 5",), 0),
        ("CV404", ("target: {keep: {at_most: 6}}",), ("date: 2025-12-31, value: 7",), 1),
        ("CV404", (DELIVERY,), ("date: 2025-03-01, value: delivered",), 0),
        ("CV404", (DELIVERY,), ("date: 2025-03-02, value: delivered",), 1),
        ("CV404", (DELIVERY,), ("date: 2025-03-02, value: not-delivered",), 1),
        ("CV404", (DELIVERY,), ("date: 2025-02-01, value: not-delivered",), 0),
        ("CV404", ("target: {deliver: plan}",), ("date: 2025-02-01, value: delivered",), 0),
        ("CV404", ("target: {none: te vroeg}",), ("period: 2025, value: 1",), 0),
        ("CV404", ("target: {followed: geen doel}",), ("period: 2025, value: 1",), 0),
        ("CV404", ("target: {at_least: unknown, per: year}",), ("period: 2025, value: 1",), 0),
        ("CV404", ("qualitative: {because: a, sign: b}",), ("period: 2025, value: 1",), 0),
        # CV405
        ("CV405", (YEARLY,), ("period: 2025, value: 20",), 0),
        ("CV405", (YEARLY,), ("period: 2025, value: none",), 0),
        ("CV405", (YEARLY,), ("period: 2025-Q1, value: 5",), 0),
        ("CV405", (YEARLY,), ("period: 2024, value: 20",), 1),
        ("CV405", (YEARLY,), ("period: unknown, value: 20",), 1),
        ("CV405", (YEARLY,), ("period: 2024, value: 20", "corrects: {period: 2024}, value: 21"), 1),
        ("CV405", (YEARLY,), (), 1),
        ("CV405", ("target: {at_least: 20, per: year, first: 2026}",), (), 0),
        ("CV405", ("target: {at_least: 20, by: 2025-06-30}",), ("date: 2024-12-31, value: 20",), 0),
        ("CV405", ("target: {at_least: 20, by: 2025-12-31}",), ("date: 2026-01-15, value: 20",), 1),
        ("CV405", (YEARLY, "baseline: {planned: 2027-06-30}"), (), 0),
        ("CV405", (YEARLY, "baseline: {planned: 2026-06-30}"), (), 1),
        ("CV405", ("target: unknown",), (), 0),
        ("CV405", ("target: {per: year}",), (), 0),
        ("CV405", ("target: {none: te vroeg}",), (), 0),
        ("CV405", ("target: {followed: geen doel}",), (), 1),
        ("CV405", (YEARLY, "qualitative: {because: a, sign: b}"), (), 0),
        ("CV405", (DELIVERY,), (), 1),
        ("CV405", (DELIVERY,), ("date: 2025-02-01, value: not-delivered",), 1),
        ("CV405", (DELIVERY,), ("date: 2025-03-05, value: not-delivered",), 0),
        ("CV405", (DELIVERY,), ("date: 2024-12-05, value: delivered",), 0),
        ("CV405", ("target: {deliver: plan, by: 2026-06-30}",), (), 0),
        # CV406
        ("CV406", (YEARLY,), ("period: 2025, value: 5, components: {a: 7, b: -2}",), 0),
        ("CV406", (YEARLY,), ("period: 2025, value: 6, components: {a: 7, b: -2}",), 1),
        ("CV406", (YEARLY,), ("period: 2025, value: {about: 6}, components: {a: 7, b: -2}",), 0),
        ("CV406", (YEARLY,), ("period: 2025, value: {from: 6, to: 8}, components: {a: 7, b: -2}",), 1),
        ("CV406", (YEARLY,), ("period: 2025, value: {over: 4}, components: {a: 7, b: -2}",), 0),
        ("CV406", (YEARLY,), ("period: 2025, value: {over: 9}, components: {a: 7, b: -2}",), 1),
        ("CV406", (YEARLY,), ("period: 2025, value: 4, components: {a: 1.7, b: 2.2}",), 0),
        ("CV406", (YEARLY,), ("period: 2025, value: 4.5, components: {a: 1.7, b: 2.2}",), 1),
        ("CV406", (YEARLY,), ("period: 2025, value: 9, components: {a: 7, b: x}",), 0),
        ("CV406", (YEARLY,), ("period: 2025, value: 9, components: {}",), 0),
        ("CV406", (YEARLY,), ("period: 2025, components: {a: 7}",), 0),
        ("CV406", (SHARE,), ("date: 2025, value: 66.6, numerator: 2, denominator: 3",), 0),
        ("CV406", (SHARE,), ("date: 2025, value: 66.7, numerator: 2, denominator: 3",), 0),
        ("CV406", (SHARE,), ("date: 2025, value: 66.8, numerator: 2, denominator: 3",), 1),
        ("CV406", (SHARE,), ("date: 2025, value: 0.67, numerator: 2, denominator: 3",), 1),
        ("CV406", (GROSS,), ("date: 2025, value: 0.67, numerator: 2, denominator: 3",), 0),
        ("CV406", (GROSS,), ("date: 2025, value: 1, numerator: 2",), 0),
        ("CV406", ("target: {at_least: 9, unit: percent}",), ("date: 2025, value: 1, numerator: 2, denominator: 3",), 1),
        ("CV406", (SHARE,), ("date: 2025, value: none, numerator: 0, denominator: 0",), 0),
        ("CV406", (SHARE,), ("date: 2025, value: 0, numerator: 0, denominator: 0",), 1),
        ("CV406", (IN_EACH, SHARE), ("date: 2025, value: 74, areas: {noord: 74, zuid: 73}",), 0),
        ("CV406", (IN_EACH, SHARE), ("date: 2025, value: 76, areas: {noord: 74, zuid: 73}",), 1),
        ("CV406", (IN_EACH, SHARE), ("date: 2025, value: 74.4, areas: {noord: 74, zuid: 73}",), 0),
        ("CV406", (IN_EACH, SHARE), ("date: 2025, value: 147, areas: {noord: 74, zuid: 73}",), 1),
        ("CV406", (IN_EACH, GROSS), ("date: 2025, value: 147, areas: {noord: 74, zuid: 73}",), 0),
        ("CV406", (IN_EACH, SHARE), ("date: 2025, value: 79, areas: {noord: 74}",), 0),
        ("CV406", (IN_EACH, SHARE), ("date: 2025, value: 79, areas: {noord: 74, zuid: none}",), 0),
        ("CV406", (IN_EACH, SHARE), ("date: 2025, value: 79, areas: {noord: 74, zuid: {over: 73}}",), 0),
        ("CV406", (YEARLY, SHARE), ("date: 2025, value: 79, areas: {noord: 74, zuid: 73}",), 0),
        # CV407
        ("CV407", (YEARLY,), ("period: 2025, value: 1", "corrects: {period: 2025}, value: 2"), 0),
        ("CV407", (YEARLY,), ("period: 2025, value: 1", "corrects: {period: 2025-01..2025-12}, value: 2"), 1),
        ("CV407", (YEARLY,), ("date: 2025-01-01, value: 1", "corrects: {date: 2025-01-01, kind: registered, source: register}, value: 2"), 0),
        ("CV407", (YEARLY,), ("up_to: 2025-01-01, value: 1", "corrects: {date: 2025-01-01}, value: 2"), 1),
        ("CV407", (YEARLY,), ("period: 2025, value: 1", "corrects: {period: 2025, kind: sample}, value: 2"), 1),
        ("CV407", (YEARLY,), ("period: 2025, value: 1", "corrects: {period: 2025, kind: unknown}, value: 2"), 0),
        ("CV407", (YEARLY,), ("period: 2025, value: 1, area: noord", "corrects: {period: 2025}, value: 2"), 1),
        ("CV407", (YEARLY,), ("period: 2025, value: 1, area: noord", "corrects: {period: 2025, area: noord}, value: 2"), 0),
        ("CV407", (YEARLY,), ("corrects: {period: 2025}, value: 2", "corrects: {period: 2025}, value: 3"), 2),
        ("CV407", (YEARLY,), ("period: 2025, value: 1", "corrects: {}, value: 2"), 1),
        ("CV407", (YEARLY,), ("period: 2025, value: 1", "corrects: {period: 2025, date: 2025}, value: 2"), 1),
        ("CV407", (YEARLY,), ("period: 2025, value: 1", "corrects: {period: unknown}, value: 2"), 0),
        ("CV407", (YEARLY,), ("period: 2025, value: 1", "corrects: unknown, value: 2"), 0),
        ("CV407", (YEARLY,), ("corrects: {period: 2024}, value: 2", "period: 2024, value: 1"), 0),
        # CV408
        ("CV408", (YEARLY,), ("period: 2024, value: 20", "period: 2025, value: 199"), 0),
        ("CV408", (YEARLY,), ("period: 2024, value: 20", "period: 2025, value: 200"), 1),
        ("CV408", (YEARLY,), ("period: 2025, value: 200", "period: 2024, value: 20"), 1),
        ("CV408", (YEARLY,), ("period: 2024, value: 20", "period: 2025, value: 200, note: nieuwe vestiging"), 0),
        ("CV408", (YEARLY,), ("period: 2024, value: 200", "period: 2025, value: 20"), 1),
        ("CV408", (YEARLY,), ("period: 2024, value: 200", "period: 2025, value: none"), 0),
        ("CV408", (YEARLY,), ("period: 2023/2024, value: 20", "period: 2024/2025, value: 0", "period: 2025/2026, value: 200"), 1),
        ("CV408", (YEARLY,), ("period: 2024, value: 0", "period: 2025, value: 20"), 0),
        ("CV408", (YEARLY,), ("period: 2024, value: -12", "period: 2025, value: 200"), 0),
        ("CV408", (YEARLY,), ("period: 2024, value: -12", "period: 2025, value: -200"), 1),
        ("CV408", (YEARLY,), ("period: 2024, value: 20", "period: 2025, value: {over: 900}"), 0),
        ("CV408", (YEARLY,), ("period: 2024, value: 20", "period: 2025, value: {about: 900}"), 1),
        ("CV408", (YEARLY,), ("period: 2025-03, value: 2", "period: 2025, value: 24"), 0),
        ("CV408", (YEARLY,), ("period: 2024, value: 2", "up_to: 2025-12-31, value: 24"), 0),
        ("CV408", (YEARLY,), ("period: 2024, value: 2", "period: 2025, value: 24, counted: {stage: offered}"), 0),
        ("CV408", (YEARLY,), ("period: 2024, value: 2, area: noord", "period: 2025, value: 24, area: zuid"), 0),
        ("CV408", (YEARLY,), ("period: 2024, value: 2000", "corrects: {period: 2024}, value: 20", "period: 2025, value: 21"), 0),
        # CV410
        ("CV410", (RESULT,), ("period: 2025, value: 20",), 0),
        ("CV410", (RESULT,), ("period: 2025, value: 20, kind: partner-statement, source: x, recorded: 2026-01-01",), 1),
        ("CV410", ("obligation: effort",), ("period: 2025, value: 20, kind: partner-statement, source: x, recorded: 2026-01-01",), 0),
        ("CV410", (RESULT,), ("period: 2025, value: none, kind: partner-statement, source: x, recorded: 2026-01-01",), 0),
        ("CV410", (RESULT,), ("date: 2025, value: delivered, kind: partner-statement, source: x, recorded: 2026-01-01",), 1),
        ("CV410", (RESULT,), ("period: 2025, value: 20, kind: unknown, source: x, recorded: 2026-01-01",), 0),
        ("CV410", ("obligation: unknown",), ("period: 2025, value: 20, kind: partner-statement, source: x, recorded: 2026-01-01",), 0),
        # CV411
        ("CV411", (TOTAL, GROSS), ("period: 2024, value: 9", "up_to: 2024-12-31, value: 9"), 0),
        ("CV411", (TOTAL, GROSS), ("period: 2024, value: 9", "up_to: 2024-12-31, value: 8"), 1),
        ("CV411", (TOTAL, GROSS), ("period: 2025, value: 9", "up_to: 2025-12-31, value: 8"), 0),
        ("CV411", (TOTAL, GROSS), ("period: 2024, value: 9", "up_to: 2024-11-30, value: 8"), 0),
        ("CV411", (TOTAL, GROSS), ("up_to: 2024-12-31, value: 9", "period: 2025-H1, value: 3", "period: 2025-H2, value: 3", "up_to: 2025-12-31, value: 16"), 1),
        ("CV411", (TOTAL, GROSS), ("up_to: 2024-12-31, value: 9", "period: 2025, value: 6", "up_to: 2025-12-31, value: 15"), 0),
        ("CV411", (TOTAL, GROSS), ("period: 2024, value: 9", "up_to: 2024-12-31, value: {about: 12}"), 0),
        ("CV411", (TOTAL, GROSS), ("period: 2024, value: {from: 5, to: 9}", "up_to: 2024-12-31, value: {from: 9, to: 12}"), 0),
        ("CV411", (TOTAL, GROSS), ("period: 2024, value: {under: 9}", "up_to: 2024-12-31, value: {over: 12}"), 1),
        ("CV411", (TOTAL, GROSS), ("period: 2024, value: 9, counted: {stage: offered}", "up_to: 2024-12-31, value: 12"), 0),
        ("CV411", (TOTAL, GROSS), ("period: 2024, value: 9", "up_to: 2024-12-31, value: 12, difference: {value: 3, because: x}"), 0),
        ("CV411", (TOTAL, GROSS), ("period: 2024, value: 9", "up_to: 2024-12-31, value: 12, difference: {value: -3, because: x}"), 1),
        ("CV411", (TOTAL, GROSS), ("period: 2024, value: 9", "up_to: 2024-12-31, value: 12, difference: {because: x}"), 0),
        ("CV411", (TOTAL, GROSS), ("period: 2024, value: 9", "up_to: 2024-12-31, value: 12, difference: {value: 3}"), 1),
        ("CV411", (TOTAL, GROSS), ("period: 2024, value: 9", "up_to: 2024-12-31, value: none"), 0),
    ],
)  # fmt: skip
def test_a_rule_finds_what_is_wrong_and_nothing_else(
    base: Base, code: str, goal: tuple[str, ...], measurements: tuple[str, ...], count: int
) -> None:
    assert len(found(base, code, register(goal, measurements))) == count


@pytest.mark.parametrize(
    ("changes", "measurements", "count"),
    [
        ("{at: goals/nieuw/indicator/counts, from: a, to: b}", ("period: 2024, value: 1", "period: 2025, value: 2"), 1),
        ("{at: goals/nieuw/indicator/counts, from: a, to: a}", ("period: 2024, value: 1", "period: 2025, value: 2"), 0),
        ("{at: goals/nieuw/indicator/source, from: a, to: b}", ("period: 2024, value: 1", "period: 2025, value: 2"), 0),
        ("{at: goals/nieuw/indicator/counts, from: silent, to: b}", ("period: 2024, value: 1", "period: 2025, value: 2"), 0),
        ("{at: goals/nieuw/indicator/counts, to: b}", ("period: 2024, value: 1", "period: 2025, value: 2"), 0),
        ("{add: goals/nieuw/indicator/counts, value: b}", ("period: 2024, value: 1", "period: 2025, value: 2"), 0),
        ("{remove: goals/nieuw/indicator/counts, was: b}", ("period: 2024, value: 1", "period: 2025, value: 2"), 1),
        ("{at: goals/nieuw/indicator, from: {unit: a}, to: {unit: b}}", ("period: 2024, value: 1", "period: 2025, value: 2"), 1),
        ("{at: goals/nieuw/indicator, from: {source: a}, to: {source: b}}", ("period: 2024, value: 1", "period: 2025, value: 2"), 0),
        ("{at: goals/nieuw/indicator, from: unknown, to: {unit: b}}", ("period: 2024, value: 1", "period: 2025, value: 2"), 0),
        ("{at: goals/ander/indicator/unit, from: a, to: b}", ("period: 2024, value: 1", "period: 2025, value: 2"), 0),
        ("{at: goals/nieuw/indicator/counts, from: a, to: b}", ("period: 2024, value: 1",), 0),
        ("{at: goals/nieuw/indicator/counts, from: a, to: b}", ("period: 2025, value: 2",), 0),
        ("{at: goals/nieuw/indicator/counts, from: a, to: b}", ("period: 2024, value: 1", "period: 2025, value: 2, counted: {stage: filled}"), 0),
        ("{at: goals/nieuw/indicator/counts, from: a, to: b}", ("period: 2024, value: 1", "period: 2025, value: 2, counted: unknown"), 1),
        ("{at: goals/nieuw/indicator/counts, from: a, to: b}", ("period: 2024, value: 1", "corrects: {period: 2024}, value: 3", "period: 2025, value: 2"), 0),
        ("{at: goals/nieuw/indicator/counts, from: a, to: b}", ("period: 2024, value: 1", "corrects: {period: 2024}, value: 3, kind: registered, source: register, recorded: 2025-02-01", "period: 2025, value: 2"), 1),
    ],
)  # fmt: skip
def test_a_series_breaks_where_its_definition_was_changed(
    base: Base, changes: str, measurements: tuple[str, ...], count: int
) -> None:
    indicator = "indicator: {name: plekken, unit: b, counts: b}"
    amendment = f"amendments: [{{number: 1, date: 2025-05-01, changes: [{changes}]}}]\n"
    yaml = register((YEARLY, indicator), measurements, amendment)
    assert len(found(base, "CV409", yaml)) == count
    assert found(base, "CV409", yaml, date(2025, 4, 30)) == []


def test_a_figure_is_judged_by_the_text_of_its_own_day(base: Base) -> None:
    goal = "target: {at_least: 20, per: year, first: 2024}"
    change = "{at: goals/nieuw/target/at_least, from: 12, to: 20}"
    amendment = f"amendments: [{{number: 1, date: 2025-05-01, changes: [{change}]}}]\n"
    years = ("period: 2024, value: 12", "period: 2025, value: 12")
    (only,) = found(base, "CV404", register((goal,), years, amendment))
    assert (only.message.values["day"], only.level) == (date(2025, 12, 31), Level.WARNING)
    lowered = amendment.replace("from: 12", "from: 30")
    assert len(found(base, "CV404", register((goal,), years, lowered))) == 2
    assert found(base, "CV404", register((goal,), years, lowered), date(2024, 12, 30)) == []


def test_a_goal_that_was_added_later_asked_nothing_before(base: Base) -> None:
    amendment = "amendments: [{number: 1, date: 2025-05-01, changes: [{add: goals/nieuw, value: x}]}]\n"
    yaml = register((YEARLY,), ("period: 2024, value: 12", "period: 2025, value: 12"), amendment)
    assert [each.message.values["day"] for each in found(base, "CV404", yaml)] == [date(2025, 12, 31)]


def test_the_term_of_the_day_counts_for_a_goal_without_a_day_of_its_own(base: Base) -> None:
    goal = ("target: {at_least: 20, over: term}", GROSS)
    change = (
        "amendments: [{number: 1, date: 2026-01-01, changes: [{at: term/ends, from: 2024-12-31, to: 2040-12-31}]}]\n"
    )
    figures = ("up_to: 2024-12-31, value: 12",)
    assert len(found(base, "CV404", register(goal, figures, change))) == 1
    assert found(base, "CV404", register(goal, figures)) == []


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ("reporting: {cycle: quarter, due: unknown}\n", 1),
        ("reporting: {cycle: two-years, due: unknown}\n", 0),
        ("reporting: {due: 2026-11-20}\n", 1),
        ("reporting: {due: 2027-03-01}\n", 0),
        ("reporting: unknown\n", 1),
        ("status: draft\n", 0),
        ("historical: true\n", 1),
        ("term: {ended: {date: 2025-06-30, because: gestopt}}\n", 0),
        ("term: unknown\n", 1),
        ("term: unknown\nparties: unknown\nsigning: unknown\n", 0),
    ],
)
def test_a_figure_is_overdue_by_what_was_agreed(base: Base, more: str, count: int) -> None:
    yaml = register((YEARLY,), ("period: 2024, value: 20",), more)
    assert len(found(base, "CV405", yaml)) == count


def test_nothing_is_overdue_where_reporting_was_not_chosen(base: Base) -> None:
    text = base.merged(register((YEARLY,), (), "reporting: unknown\n"))[CONVENANT]
    files = base.files | {
        CONVENANT: text.replace(b"reporting: unknown", b"reporting: {not_chosen: elke maand een gesprek}")
    }
    assert "CV405" not in {each.code for each in base.found(files)}


def test_a_plan_of_a_convenant_that_ended_before_its_day_is_not_waited_for(base: Base) -> None:
    ended = "term: {ended: {date: 2025-02-01, because: gestopt}}\n"
    assert found(base, "CV405", register((DELIVERY,), (), ended)) == []


def test_a_total_is_not_compared_where_nobody_knows_when_it_began(base: Base) -> None:
    figures = ("period: 2024, value: 9", "up_to: 2024-12-31, value: 12")
    assert (
        found(base, "CV411", register((TOTAL, GROSS), figures, "term: unknown\nparties: unknown\nsigning: unknown\n"))
        == []
    )


def test_the_cycle_of_the_programme_counts_where_a_convenant_has_none(base: Base) -> None:
    files = base.merged(register((YEARLY,), ("period: 2025, value: 20",), "reporting: unknown\n"))
    files |= {PLAN: base.merged("reporting: {cycle: quarter}\n", PLAN)[PLAN]}
    assert {each.code for each in base.found(files) if "nieuw" in each.place.trail} == {"CV405"}


@pytest.mark.parametrize("year", [2022, 2024, 2025, 2026, 2027, 2031])
def test_what_is_overdue_is_stale_in_the_status_and_not_measured(year: int) -> None:
    files, _ = worktree(HERE.parent)
    day = date(year, 11, 22)
    sample = Base("CV405")
    goals = {each.message.values["goal"] for each in sample.found(files, day)}
    assert goals == {row.goal.titled for row in rows(load(files, day)) if row.stale and not row.measured}


@pytest.mark.parametrize(
    ("yaml", "path", "as_of", "count"),
    [
        ("events: [{agreement: loket, date: 2027-08-15, status: done}]\n", CONVENANT, DAY, 1),
        ("events: [{agreement: loket, date: 2026, status: done}]\n", CONVENANT, DAY, 0),
        ("deliveries: [{contribution: fonds, date: 2027-06-30, amount: 1}]\n", CONVENANT, DAY, 1),
        (
            "deliveries: [{contribution: fonds, date: 2025-06-30, confirmed_by: alliantie, recorded: 2052-07-02}]\n",
            CONVENANT,
            DAY,
            1,
        ),
        ("events: [{agreement: loket, date: 2024-03-13, status: done}]\n", CONVENANT, DAY, 0),
        ("events: [{agreement: loket, date: 2020-12-31, status: done}]\n", CONVENANT, DAY, 1),
        ("title: Convenant Bank\n", CONVENANT, date(2025, 1, 1), 0),
        ("title: Convenant Bank\n", CONVENANT, date(2023, 1, 1), 0),
        ("events: [{action: uitnodigen, date: 2027-10-20, status: done}]\n", MEETING, DAY, 1),
        ("events: [{action: uitnodigen, date: 2024-10-20, status: done}]\n", MEETING, date(2024, 1, 1), 0),
        ("date: unknown\nevents: unknown\n", MEETING, DAY, 0),
    ],
)
def test_a_day_in_the_future_stands_alone_and_none_comes_before_the_programme(
    base: Base, yaml: str, path: str, as_of: date, count: int
) -> None:
    assert [each.code for each in base.found(base.merged(yaml, path), as_of)].count("CV401") == count


def test_a_figure_after_the_term_is_found_at_its_real_end(base: Base) -> None:
    ended = "term: {ended: {date: 2024-12-31, because: gestopt}}\n"
    (only,) = found(base, "CV401", register((YEARLY,), ("period: 2025, value: 20",), ended))
    assert only.related[0].pointer == "/term/ended/date"
    assert found(base, "CV401", register((YEARLY,), ("period: 2025, value: 20",), ended), date(2025, 1, 1)) == []
    assert found(base, "CV401", register((YEARLY,), ("period: 2025, value: 20",), "term: unknown\n")) == []


def test_a_figure_of_an_unknown_goal_is_judged_by_itself(base: Base) -> None:
    yaml = "measurements: [{goal: weg, value: 3}, {goal: weg, corrects: {period: 2024}, value: 3}]\n"
    codes = [each.code for each in base.found(base.merged(yaml)) if each.place.trail.startswith("measurements")]
    assert sorted(codes) == ["CV203", "CV203", "CV401", "CV402", "CV402"]
    assert {each.message.values.get("goal") for each in base.found(base.merged(yaml)) if each.code == "CV402"} == {
        "weg"
    }


@pytest.mark.parametrize(
    ("status", "level"),
    [("status: draft\n", Level.ERROR), ("", Level.ERROR), ("historical: true\n", Level.WARNING)],
)
def test_a_source_that_is_lost_is_a_warning_for_what_came_before_the_register(
    base: Base, status: str, level: Level
) -> None:
    yaml = register((YEARLY,), ("period: 2025, value: 20, source: x, recorded: 2026-02-01",), status)
    assert [each.level for each in found(base, "CV402", yaml)] == [level]


ODD = (
    "unknown", "silent", "[]", "{}", "x", "{planned: 2027}", "{not_chosen: x}", "[x, {a: b}]", "{about: 3}", "{over: 3}",
    "none", "delivered", "2025", "2024/2025", "{first: 6 months, of: term}", "-3", "0",
)  # fmt: skip
KEYS = (
    "period", "up_to", "date", "corrects", "value", "kind", "source", "recorded", "area", "areas", "numerator",
    "denominator", "components", "over", "counted", "difference", "says", "note",
)  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_no_value_anywhere_in_a_measurement_makes_a_rule_fail(odd: str) -> None:
    every = Base()
    targets = (
        YEARLY,
        TOTAL,
        IN_EACH,
        DELIVERY,
        "target: {change: -3, unit: percent, against: {value: 9}, by: 2025}",
        "target: {average: 3, per: month}",
    )
    full = {"period": "2025", "value": "12", "kind": "registered", "source": "x", "recorded": "2026-02-01"}
    goals = "".join(f"  - {{id: d{number}, title: D, {target}}}\n" for number, target in enumerate(targets))
    entries = "".join(
        f"  - {{goal: d{number}, "
        + ", ".join(f"{name}: {value}" for name, value in (full | {key: odd}).items())
        + "}\n"
        for number in range(len(targets))
        for key in KEYS
    )
    changes = "".join(f"{{at: goals/d{number}/target, from: unknown, to: x}}, " for number in range(len(targets)))
    amendments = f"amendments: [{{number: 1, date: 2025-05-01, changes: [{changes}]}}]\n"
    files = every.merged(f"goals:\n{goals}measurements:\n{entries}{amendments}")
    for day in (DAY, date(2041, 1, 1)):
        assert "CV4" in {each.code[:3] for each in every.found(files, day)}
    assert every.found(files, date(2024, 6, 1))


@pytest.mark.parametrize("key", ["term", "goals", "measurements", "amendments", "events", "deliveries", "reporting"])
def test_no_value_of_a_whole_part_makes_a_rule_fail(key: str) -> None:
    every = Base()
    found = [{each.code for each in every.found(every.merged(f"{key}: {odd}\n"))} for odd in ODD]
    assert all(codes <= set(rulebook()) for codes in found)
