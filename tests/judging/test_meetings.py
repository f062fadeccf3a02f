"""Meetings, residents and plain language: the cases that two people would argue about, found or silent on purpose."""

from __future__ import annotations

import re
from datetime import date

import pytest

from convtool.diagnostics import Diagnostic, Level
from convtool.language import Language
from tests.conftest import CONVENANT, Base

MEETING = "data/meetings/2025-03-06-proef.yaml"
FIRST = "data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml"
LATER = "data/meetings/2026-10-01-later.yaml"
PLATFORM = "data/initiatives/voorbeeldplatform.yaml"
PLAN = "data/masterplan.yaml"
ENGLISH = Language("en")
BANK = "party: voorbeeldbank"


@pytest.fixture(scope="module")
def base() -> Base:
    return Base("CV701", "CV702", "CV703", "CV704", "CV705", "CV706", "CV707", "CV708", "CV709")


def met(*lines: str, id: str = "2025-03-06-proef", date: str = "2025-03-06") -> str:
    body = "".join(f"{line}\n" for line in lines)
    return f"schema: 1\nid: {id}\ntitle: Proef\nexample: true\ndate: {date}\n{body}"


def instead(base: Base, path: str, key: str, yaml: str) -> dict[str, bytes]:
    """The clean register with one key of a file written anew, whatever stood there."""
    text, count = re.subn(rf"(?m)^{key}:.*\n(?: .*\n)*", yaml, base.files[path].decode())
    assert count == 1
    return base.files | {path: text.encode()}


def said(found: Diagnostic, gap: str) -> tuple[str, ...]:
    """What fills a gap of the message, in English."""
    return tuple(ENGLISH.say(part) for part in found.message.values[gap])  # type: ignore[attr-defined]


def codes(base: Base, *lines: str, date: str = "2025-03-06", as_of: date | None = None) -> list[str]:
    """The codes of what is found in one meeting, beside the clean register."""
    files = base.replaced(met(*lines, date=date), MEETING)
    return [each.code for each in (base.found(files, as_of) if as_of else base.found(files))]


# ---- Actions --------------------------------------------------------------------------------------------


def action(rest: str) -> str:
    return f"actions: [{{id: brief, text: Wij schrijven., {rest}}}]"


def event(rest: str) -> str:
    return f"events: [{{action: brief, {rest}}}]"


OWNED = "owner: voorbeeldbank"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((action("owner: voorbeeldbank, due: 2027"),), []),
        ((action("owner: silent, due: unknown"),), ["CV701", "CV701"]),
        ((action("owner: {not_chosen: niemand wilde}, due: 2027"),), ["CV701"]),
        ((action("owner: {planned: 2027-01-01}, due: 2027"),), ["CV701"]),
        ((action("with: [voorbeeldbank], due: 2027"),), ["CV701"]),
        ((action("owner: voorbeeldbank, due: {planned: 2027-01-01}"),), ["CV701"]),
        ((action("owner: voorbeeldbank, due: {none: altijd}"),), ["CV701"]),
        ((action("owner: voorbeeldbank, due: x"),), []),
        ((action("owner: [a, b], due: 2027"),), []),
        ((action(OWNED), event("date: 2025-04-01, status: done, outcome: Klaar.")), []),
        ((action(OWNED), event("date: 2025-04-01, status: stopped")), []),
        ((action(OWNED), event("date: 2025-04-01, status: in-execution")), ["CV701"]),
        (("actions: []",), []),
        (("actions: unknown",), []),
        (("actions: x",), []),
    ],
)
def test_an_action_has_an_owner_and_a_day(base: Base, lines: tuple[str, ...], expected: list[str]) -> None:
    assert codes(base, *lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((action(f"{OWNED}, due: 2026-11-20"),), ["CV702"]),
        ((action(f"{OWNED}, due: 2026-11-21"),), []),
        ((action(f"{OWNED}, due: 2026-11"),), []),
        ((action(f"{OWNED}, due: 2026"),), []),
        ((action(f"{OWNED}, due: 2025"),), ["CV702"]),
        ((action("owner: unknown, due: 2025"),), ["CV701", "CV702"]),
        ((action(f"{OWNED}, due: 2025"), event("date: 2026, status: done, outcome: Klaar.")), []),
        ((action(f"{OWNED}, due: 2025"), event("date: 2026-12, status: done, outcome: Klaar.")), ["CV702"]),
        ((action(f"{OWNED}, due: 2025"), event("date: 2026-01-01, status: stopped")), []),
        ((action(f"{OWNED}, due: 2025"), event("date: 2026-01-01, outcome: Er is iets gebeurd.")), ["CV702"]),
        (
            (
                action(f"{OWNED}, due: 2025"),
                "events:\n  - {action: brief, date: 2025-02-01, status: done, outcome: a}\n  - {action: brief, date: 2025-02-01, status: in-execution}",
            ),
            ["CV702"],
        ),
        (
            (
                action(f"{OWNED}, due: 2025"),
                "events:\n  - {action: brief, date: 2025-06-01, status: done, outcome: a}\n  - {action: brief, date: 2025-02-01, status: in-execution}",
            ),
            [],
        ),
        ((action(f"{OWNED}, due: 2025"), "events: unknown"), ["CV702"]),
    ],
)
def test_an_action_that_is_past_its_day_is_done_or_stopped(
    base: Base, lines: tuple[str, ...], expected: list[str]
) -> None:
    assert codes(base, *lines) == expected


def test_an_action_is_judged_on_the_day_that_is_asked_for(base: Base) -> None:
    lines = (action(f"{OWNED}, due: 2025-06-01"), event("date: 2025-09-01, status: done, outcome: Klaar."))
    assert codes(base, *lines, as_of=date(2025, 6, 1)) == []
    assert codes(base, *lines, as_of=date(2025, 7, 1)) == ["CV702"]
    assert codes(base, *lines, as_of=date(2025, 10, 1)) == []


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ("{action: brief, date: 2025-04-01, status: done}", ["CV703"]),
        ("{action: brief, date: 2025-04-01, status: done, outcome: silent}", ["CV703"]),
        ("{action: brief, date: 2025-04-01, status: done, outcome: {planned: 2027}}", ["CV703"]),
        ("{action: brief, date: 2025-04-01, status: done, outcome: {none: niemand antwoordde}}", []),
        ("{action: brief, date: 2025-04-01, status: done, note: Verstuurd.}", ["CV703"]),
        ("{action: brief, date: 2025-04-01, status: stopped}", []),
        ("{action: brief, date: 2025-04-01, status: done}, {action: brief, date: 2025-05-01, outcome: Vier brieven.}", []),
        ("{action: brief, date: 2025-04-01, status: done}, {session: brief, date: 2025-05-01, outcome: Vier brieven.}", ["CV703"]),
        ("{action: brief, date: 2025-04-01, status: done, outcome: []}", []),
        ("{session: dag, date: 2025-04-01, status: done}", ["CV703"]),
        ("{session: dag, date: 2025-04-01, status: done, outcome: Twee bedrijven.}", []),
        ("{kind: published, date: 2025-04-01, status: done}", []),
    ],
)  # fmt: skip
def test_what_is_done_has_an_outcome(base: Base, events: str, expected: list[str]) -> None:
    lines = (action(f"{OWNED}, due: 2027"), "sessions: [{id: dag, date: 2027}]", f"events: [{events}]")
    assert codes(base, *lines) == expected


# ---- Needs and offers -----------------------------------------------------------------------------------

NEED = "needs: [{id: ruimte, text: Een ruimte.}]"
LINKED = "needs: [{id: plek, need: voorbeeldplatform/partners}]"
BECOMES = "voorbeeldbank/goals/stageplekken"


def offer(becomes: str, need: str = "ruimte") -> str:
    return f"offers: [{{id: zolder, {BANK}, need: {need}, text: Een zolder., becomes: {becomes}}}]"


def taken(due: str = "2027") -> str:
    return f"actions: [{{id: zoeken, text: Zoeken., need: ruimte, {OWNED}, due: {due}}}]"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((NEED,), ["CV704"]),
        (("needs: unknown",), []),
        (("needs: []",), []),
        (("needs: x",), []),
        ((NEED, taken()), []),
        ((NEED, taken(), "events: [{action: zoeken, date: 2025-05-01, status: stopped}]"), ["CV704"]),
        ((NEED, taken("2025"), "events: [{action: zoeken, date: 2026-12-01, status: stopped}]"), ["CV702"]),
        ((NEED, offer(BECOMES)), []),
        ((NEED, offer("none")), ["CV705"]),
        ((NEED, offer("unknown")), ["CV705"]),
        ((NEED, offer("{none: de zolder lekt}")), ["CV704"]),
        ((NEED, offer("{not_chosen: de zolder lekt}")), ["CV704"]),
        ((NEED, offer("{planned: 2027}")), []),
        ((NEED, offer(BECOMES, "unknown")), ["CV704"]),
        ((NEED, "sessions: [{id: dag, need: ruimte, date: 2027}]"), ["CV704"]),
        ((LINKED,), []),
        (("needs: [{id: plek, initiative: voorbeeldplatform}]",), []),
        (("needs: [{id: plek, need: nergens/partners}]",), ["CV704"]),
        (("needs: [{id: plek, need: unknown, initiative: silent}]",), ["CV704"]),
    ],
)
def test_a_need_is_answered_in_time(base: Base, lines: tuple[str, ...], expected: list[str]) -> None:
    assert codes(base, *lines) == expected


def test_a_need_may_wait_as_long_as_was_agreed(base: Base) -> None:
    assert codes(base, NEED, as_of=date(2025, 9, 2)) == []
    assert codes(base, NEED, as_of=date(2025, 9, 3)) == ["CV704"]
    assert codes(base, NEED, date="2025-03", as_of=date(2025, 9, 27)) == []
    assert codes(base, NEED, date="2025-03", as_of=date(2025, 9, 28)) == ["CV704"]
    assert codes(base, NEED, date="unknown") == []
    assert codes(base, NEED, date="2027-01-01") == []


@pytest.mark.parametrize(("days", "found"), [("0", 1), ("700", 0), ("unknown", 1), ("x", 1)])
def test_the_masterplan_says_how_long_that_is(base: Base, days: str, found: int) -> None:
    files = base.merged(f"need_days: {days}\n", PLAN) | {MEETING: met(NEED).encode()}
    assert [each.code for each in base.found(files)] == ["CV704"] * found
    without = {path: data for path, data in files.items() if path != PLAN}
    assert [each.code for each in base.found(without) if each.place.path == MEETING] == ["CV704"]


@pytest.mark.parametrize(
    ("initiative", "expected"),
    [
        ("answered_by: unknown\n", ["CV704"]),
        ("answered_by: []\n", ["CV704"]),
        ("answered_by: {planned: 2027}\n", ["CV704"]),
        ("answered_by: {not_chosen: geen bedrijf wilde}\n", []),
        ("answered_by: silent\nstage: stopped\n", []),
        ("answered_by: silent\nstage: done\n", []),
    ],
)
def test_an_initiative_says_what_answers_its_needs(base: Base, initiative: str, expected: list[str]) -> None:
    files = base.merged(initiative, PLATFORM) | {MEETING: met(LINKED).encode()}
    del files[FIRST]
    assert [each.code for each in base.found(files)] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), ["CV704"]),
        (("actions: [{id: zoeken, text: Zoeken., need: nog-eens, owner: voorbeeldbank, due: 2027}]",), []),
        ((f"offers: [{{id: zolder, {BANK}, need: nog-eens, becomes: {BECOMES}}}]",), []),
        ((f"offers: [{{id: zolder, {BANK}, need: nog-eens}}]",), []),
        ((f"offers: [{{id: zolder, {BANK}, need: nog-eens, becomes: {{none: te klein}}}}]",), ["CV704"]),
    ],
)
def test_an_answer_at_another_meeting_counts_for_the_same_need(
    base: Base, lines: tuple[str, ...], expected: list[str]
) -> None:
    again = met(
        "needs: [{id: nog-eens, need: voorbeeldplatform/partners}, {id: plek, text: Iets anders.}]",
        *lines,
        id="2026-10-01-later",
        date="2026-10-01",
    )
    files = base.merged("answered_by: unknown\n", PLATFORM)
    files |= {MEETING: met(LINKED).encode(), LATER: again.encode()}
    del files[FIRST]
    assert [each.code for each in base.found(files) if each.place.path == MEETING] == expected


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        ("{id: kassa, by: 2026-11-20}", ["CV704"]),
        ("{id: kassa, by: 2026-11-21}", []),
        ("{id: kassa, by: 2026}", []),
        ("{id: kassa}", []),
        ("{id: kassa, by: unknown}", []),
    ],
)
def test_a_need_that_no_meeting_voiced_waits_until_its_day(base: Base, need: str, expected: list[str]) -> None:
    yaml = f"schema: 1\nid: winkel\nname: Winkel\nexample: true\nneeds: [{need}]\n"
    assert [each.code for each in base.found(base.replaced(yaml, "data/initiatives/winkel.yaml"))] == expected


def test_a_need_that_was_voiced_is_told_once_and_at_the_meeting(base: Base) -> None:
    yaml = "schema: 1\nid: winkel\nname: Winkel\nexample: true\nneeds: [{id: kassa, by: 2025}]\n"
    files = base.replaced(yaml, "data/initiatives/winkel.yaml")
    voiced = "needs: [{id: een-kassa, need: winkel/kassa}]"
    found = base.found(files | {MEETING: met(voiced).encode()})
    assert [(each.code, each.place.path) for each in found] == [("CV704", MEETING)]
    undated = base.found(files | {MEETING: met(voiced, date="unknown").encode()})
    assert [(each.code, each.place.path) for each in undated] == [("CV704", "data/initiatives/winkel.yaml")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((offer("none", "unknown"),), ["CV705"]),
        ((offer("silent", "unknown"),), ["CV705"]),
        ((offer("{planned: 2026-11-20}", "unknown"),), ["CV705"]),
        ((offer("{planned: 2026-11-21}", "unknown"),), []),
        ((offer("{none: verkocht}", "unknown"),), []),
        ((offer("[]", "unknown"),), []),
        ((offer(BECOMES, "unknown"),), []),
        ((offer("none", "weg"),), ["CV705"]),
        ((f"offers: [{{id: zolder, {BANK}}}]",), ["CV705"]),
        ((NEED, taken(), offer("none")), []),
        ((NEED, taken(), offer("unknown")), ["CV705"]),
        ((NEED, taken(), "events: [{action: zoeken, date: 2025-05-01, status: stopped}]", offer("none")), ["CV705"]),
        ((LINKED, offer("none", "plek")), []),
        (("offers: unknown",), []),
        (("offers: []",), []),
        (("offers: x",), []),
    ],
)
def test_an_offer_became_something_or_says_why_not(base: Base, lines: tuple[str, ...], expected: list[str]) -> None:
    assert codes(base, *lines) == expected


def test_an_offer_has_the_time_that_a_need_has(base: Base) -> None:
    assert codes(base, offer("none", "unknown"), as_of=date(2025, 9, 2)) == []
    assert codes(base, offer("none", "unknown"), as_of=date(2025, 9, 3)) == ["CV705"]
    assert codes(base, offer("unknown", "unknown"), date="silent") == []


# ---- Work sessions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("session", "event", "expected"),
    [
        ("date: 2026-11-20", "", ["CV706"]),
        ("date: 2026-11-21", "", []),
        ("date: {planned: 2026-11-20}", "", ["CV706"]),
        ("date: {planned: 2026-11}", "", []),
        ("date: {planned: 2026-10}", "", ["CV706"]),
        ("date: unknown", "", ["CV706"]),
        ("title: Een dag", "", ["CV706"]),
        ("date: {not_chosen: niemand had tijd}", "", []),
        ("date: {planned: x}", "", ["CV706"]),
        ("date: x", "", []),
        ("date: 2025-06-01", "status: done, outcome: Het ging goed.", []),
        ("date: 2025-06-01", "status: stopped", []),
        ("date: 2025-06-01", "status: in-preparation", ["CV706"]),
        ("date: 2025-06-01", "outcome: Er kwamen er tien.", ["CV706"]),
        ("date: unknown", "status: done, outcome: Het ging goed.", []),
    ],
)
def test_a_work_session_is_held_or_called_off(base: Base, session: str, event: str, expected: list[str]) -> None:
    lines = [f"sessions: [{{id: dag, {session}}}]"]
    lines += [f"events: [{{session: dag, date: 2025-06-02, {event}}}]"] if event else []
    assert codes(base, *lines) == expected


def test_a_work_session_without_a_day_has_the_time_that_a_need_has(base: Base) -> None:
    lines = ("sessions: [{id: dag}]",)
    assert codes(base, *lines, as_of=date(2025, 9, 2)) == []
    assert codes(base, *lines, as_of=date(2025, 9, 3)) == ["CV706"]
    assert codes(base, *lines, date="unknown") == []


@pytest.mark.parametrize("lines", [("sessions: unknown",), ("sessions: []",), ("sessions: x", "events: x"), ("events: []",)])  # fmt: skip
def test_a_meeting_without_work_sessions_lacks_none(base: Base, lines: tuple[str, ...]) -> None:
    assert codes(base, *lines) == []


# ---- Residents ------------------------------------------------------------------------------------------

DESIGN = "{phase: design, date: 2023-11-02, who: raad, brought: a, done_with_it: b}"
SIGNING = "{phase: signing, date: 2024-03-14, who: raad, brought: a, done_with_it: b}"
EXECUTION = "{phase: execution, date: 2025-05-20, who: raad, brought: a, done_with_it: b}"
EVALUATION = "{phase: evaluation, date: 2026-05-20, who: raad, brought: a, done_with_it: b}"


def heard(*entries: str) -> str:
    return f"involvement: [{', '.join(entries)}]\n"


@pytest.mark.parametrize(
    ("yaml", "phases"),
    [
        (heard(DESIGN, SIGNING), ()),
        (heard(EXECUTION), ("design", "signing")),
        ("involvement: unknown\n", ("design", "signing")),
        ("involvement: []\n", ("design", "signing")),
        ("involvement: {not_chosen: geen tijd}\n", ("design", "signing")),
        ("involvement: {planned: 2027}\n", ("design", "signing")),
        ("involvement: x\n", ()),
        ("status: draft\ninvolvement: unknown\n", ()),
        ("status: exploring\ninvolvement: unknown\n", ()),
        ("status: agreed\ninvolvement: unknown\n", ("design",)),
        ("status: x\ninvolvement: unknown\n", ()),
        ("signing: {date: 2027}\ninvolvement: unknown\n", ()),
        ("signing: {date: 2026}\ninvolvement: unknown\n", ("design", "signing")),
        ("signing: unknown\nparties: unknown\ninvolvement: unknown\n", ("design", "signing")),
        (heard(DESIGN, SIGNING.replace("2024-03-14", "2027")), ("signing",)),
        (heard(DESIGN, SIGNING.replace("2024-03-14", "{planned: 2026-01-01}")), ("signing",)),
        (heard(DESIGN, SIGNING.replace("2024-03-14", "unknown")), ()),
        (heard(DESIGN, SIGNING.replace("date: 2024-03-14, ", "")), ()),
        (heard(DESIGN, SIGNING.replace("phase: signing", "phase: unknown")), ("signing",)),
        ("evaluation: {first: 2026-11-20}\n" + heard(DESIGN, SIGNING), ("execution", "evaluation")),
        ("evaluation: {first: 2026-11-21}\n" + heard(DESIGN, SIGNING), ()),
        ("evaluation: {first: 2026}\n" + heard(DESIGN, SIGNING), ()),
        ("evaluation: unknown\n" + heard(DESIGN, SIGNING), ()),
        ("evaluation: {not_chosen: te klein}\nterm: {ends: 2026-06}\n" + heard(DESIGN, SIGNING), ("execution",)),
        ("term: {ends: 2026-06}\n" + heard(DESIGN, SIGNING, EXECUTION), ()),
        ("term: {ended: {date: 2026-06-01}}\n" + heard(DESIGN, SIGNING), ("execution",)),
        ("term: {ends: 2026}\n" + heard(DESIGN, SIGNING), ()),
        ("status: terminated\nterm: unknown\n" + heard(DESIGN, SIGNING), ("execution",)),
        ("status: ended\nterm: {ends: indefinite}\n" + heard(DESIGN, SIGNING), ("execution",)),
        ("status: ended\n" + heard(DESIGN, SIGNING), ()),
        ("term: unknown\nevaluation: {first: 2026-06-01}\n" + heard(DESIGN, SIGNING, EXECUTION, EVALUATION), ()),
        ("term: {ended: {date: 2026-01-01}}\nevaluation: {first: 2026-06-01}\n" + heard(DESIGN, SIGNING), ("execution",)),
    ],
)  # fmt: skip
def test_a_phase_that_passed_had_residents(base: Base, yaml: str, phases: tuple[str, ...]) -> None:
    found = [each for each in base.found(base.merged(yaml)) if each.code == "CV707"]
    assert [said(each, "phases") for each in found] == ([phases] if phases else [])


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("done_with_it: b", 0),
        ("done_with_it: unknown", 1),
        ("done_with_it: silent", 1),
        ("who: raad", 1),
        ("done_with_it: {planned: 2027}", 1),
        ("done_with_it: {none: geen geld}", 0),
        ("done_with_it: {not_chosen: geen geld}", 0),
        ("done_with_it: []", 0),
    ],
)
def test_who_was_heard_is_told_what_was_done_with_it(base: Base, answer: str, found: int) -> None:
    said = f"{{phase: design, date: 2023-11-02, brought: a, {answer}}}"
    assert base.codes(heard(said, SIGNING)) == ["CV707"] * found
    assert base.codes(heard(DESIGN, SIGNING, said.replace("design", "execution"))) == []
    assert base.codes("status: draft\n" + heard(said)) == []


def test_residents_are_asked_for_on_the_day_of_the_check(base: Base) -> None:
    files = base.merged("involvement: unknown\n")
    own = [each for each in base.found(files, date(2024, 3, 13)) if each.place.path == CONVENANT]
    assert [each.code for each in own] == []
    (found,) = [each for each in base.found(files, date(2028, 1, 1)) if each.place.path == CONVENANT]
    assert said(found, "phases") == ("design", "signing", "execution", "evaluation")
    assert found.level == Level.WARNING


# ---- Considerations and the plain summary ---------------------------------------------------------------

ALL = ("the occasion", "the ambition", "the partner's own core goal", "the residents")


@pytest.mark.parametrize(
    ("yaml", "kinds"),
    [
        ("considerations: unknown", ALL),
        ("considerations: silent", ALL),
        ("considerations: []", ALL),
        ("considerations: {not_chosen: te kort dag}", ALL),
        ("considerations: x", ()),
        ("considerations: [{kind: interests, text: a}]", ALL),
        ("considerations: [{kind: occasion, text: a}, {kind: occasion, text: b}]", ALL[1:]),
        ("considerations: [{kind: occasion, text: unknown}]", ALL),
        ("considerations: [{kind: occasion}]", ALL),
        ("considerations: [{kind: unknown, text: a}]", ALL),
        ("considerations: [{text: a}]", ALL),
        ("considerations: [{kind: ocasion, text: a}]", ()),
    ],
)
def test_the_considerations_name_four_things(base: Base, yaml: str, kinds: tuple[str, ...]) -> None:
    found = base.found(base.merged(yaml + "\n"))
    assert [said(each, "kinds") for each in found] == ([kinds] if kinds else [])


@pytest.mark.parametrize(
    ("family", "considerations", "summary"),
    [
        ("status: active", Level.ERROR, Level.WARNING),
        ("status: draft", Level.WARNING, Level.ADVICE),
        ("status: agreed", Level.WARNING, Level.ADVICE),
        ("historical: true", Level.WARNING, Level.WARNING),
    ],
)
def test_a_draft_and_a_historical_convenant_are_asked_mildly(
    base: Base, family: str, considerations: Level, summary: Level
) -> None:
    found = base.found(base.merged(f"{family}\nconsiderations: unknown\nsummary: unknown\n"))
    assert {each.code: each.level for each in found} == {"CV708": considerations, "CV709": summary}


LONG = "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{LONG}.", 0),
        (f"{LONG} te.", 1),
        (f"{LONG}. {LONG}.", 0),
        (f"{LONG}! {LONG}? En zo", 0),
        (f"{LONG} (zie hierna.) En zo verder", 1),
        ("een twee drie vier vijf zes zeven acht negen (tien elf.) Twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig eenentwintig", 0),
        ("een bedrag van 150.000 euro en nog eens 1.5 en 2.5 en 3.5 en 4.5 en 5.5 en 6.5 en 7.5", 1),
        (f"{LONG}\\n\\n{LONG}", 0),
        (f"{LONG}\\n- {LONG}\\n- {LONG}", 1),
        ("dit gaat over:\\n- een twee drie vier vijf zes\\n- een twee drie vier vijf zes\\n1. een twee drie vier vijf zes", 0),
        (f"{LONG}\\nte", 1),
        ("x" * 300, 0),
        ("x" * 301, 1),
        ("Kort. " * 51, 1),
    ],
)  # fmt: skip
def test_an_answer_is_short_enough_to_read(base: Base, text: str, found: int) -> None:
    assert base.codes(f'summary: {{cost: "{text}"}}\n') == ["CV709"] * found


@pytest.mark.parametrize(
    ("yaml", "pointers"),
    [
        ("summary: unknown", ["/summary"]),
        ("summary: {not_chosen: volgt}", ["/summary"]),
        ("summary: x", []),
        ("summary: {who: unknown, cost: silent, result: {planned: 2027}}", ["/summary/who"]),
        ("summary: {who: De bank., cost: {none: niets}, result: Een plek.}", ["/summary/cost"]),
        ("summary: {who: De bank., cost: [], result: Een plek.}", []),
        ("summary: {}", ["/summary/who"]),
        ("", ["/summary"]),
    ],
)  # fmt: skip
def test_the_summary_says_who_what_it_costs_and_what_it_brings(base: Base, yaml: str, pointers: list[str]) -> None:
    found = base.found(instead(base, CONVENANT, "summary", yaml + "\n"))
    assert [each.place.pointer for each in found] == pointers


# ---- Odd shapes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["unknown", "silent", "[]", "{}", "x", "{none: x}", "{planned: 2026}", "[x]", "[{}]", "null"])  # fmt: skip
@pytest.mark.parametrize("key", ["date", "needs", "offers", "actions", "sessions", "events"])
def test_no_odd_value_stops_the_check_of_a_meeting(base: Base, key: str, word: str) -> None:
    found = base.found(instead(base, FIRST, key, f"{key}: {word}\n"), date(2031, 1, 1))
    assert all(each.place.line >= 1 for each in found)


@pytest.mark.parametrize("word", ["unknown", "silent", "[]", "{}", "x", "{none: x}", "{planned: 2026}", "[x]", "[{}]", "null"])  # fmt: skip
@pytest.mark.parametrize(
    "key", ["involvement", "considerations", "summary", "term", "evaluation", "signing", "status", "parties"]
)
def test_no_odd_value_stops_the_check_of_a_convenant(base: Base, key: str, word: str) -> None:
    found = base.found(instead(base, CONVENANT, key, f"{key}: {word}\n"), date(2031, 1, 1))
    assert all(each.place.line >= 1 for each in found)
