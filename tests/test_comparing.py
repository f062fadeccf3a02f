"""What is told of two versions of a register: all that changed in meaning, each under its part, and nothing else."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtool.comparing import Compared, Difference, Part, compared, differences
from convtool.digest import differences as normative
from convtool.digest import form_of
from convtool.documents import Mapping, written
from convtool.layout import Unread, misfit
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.initiative import Initiative
from convtool.models.masterplan import Masterplan
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.parsing import parse
from convtool.rewording import reworded
from convtool.tidying import laid_out
from tests.conftest import CONVENANT, PARTNER, Base
from tests.filled import filled
from tests.show.showing import SAMPLE
from tests.test_tampering import MEANINGLESS, SIGNED, UNSIGNED, Edit, edited, refreshed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Files

Told = tuple[str, str, str | None, str | None, bool]


def tree(data: bytes) -> Mapping:
    root = parse(CONVENANT, data)[0].root
    assert root is not None
    return root


def told(difference: Difference) -> Told:
    before, after = (written(node) if node else None for node in (difference.before, difference.after))
    return difference.part.value, difference.path, before, after, difference.forbidden


def between(before: str | bytes, after: str | bytes, path: str = CONVENANT) -> list[Told]:
    """What is told of two texts of one file."""
    old, new = (text.encode() if isinstance(text, str) else text for text in (before, after))
    found = compared({path: old}, {path: new}, [path])
    assert not found.unread
    return [told(each) for record in found.records for each in record.differences]


def records(before: Files[str, bytes], after: Files[str, bytes]) -> tuple[Compared, ...]:
    return compared(before, after, {*before, *after}).records


# ---- what was signed


@pytest.mark.parametrize("edit", SIGNED, ids=repr)
def test_a_change_of_what_was_signed_is_told_and_may_not_be(base: Base, edit: Edit) -> None:
    found = between(base.files[CONVENANT], edited(base, edit)[CONVENANT])
    assert found
    assert all(forbidden for *_, forbidden in found)
    where = {path.split("/")[0] for part, path, *_ in found if part != "agreement"}
    assert where <= {"amendments", "signing"}, "all else that was signed is the agreement"


def test_what_an_amendment_changes_is_the_agreement_and_allowed(base: Base) -> None:
    file = base.files[CONVENANT].decode()
    after = file.replace("target: {at_least: 25, per: year", "target: {at_least: 30, per: year").replace(
        "\nmeasurements:",
        "\n  - number: 2\n    date: 2026-11-01\n    reason: Meer plekken.\n    consented: [bank, alliantie, stad]\n"
        "    changes: [{at: goals/stageplekken/target/at_least, from: 25, to: 30}]\nmeasurements:",
        1,
    )
    (changed, amendment) = between(file, after)
    assert changed == ("agreement", "goals/stageplekken/target/at_least", "25", "30", False)
    assert (amendment[:3], amendment[4]) == (("since", "amendments/2", None), False)
    assert [forbidden for *_, forbidden in between(after, file)] == [True, True], "the way back takes one out"


@pytest.mark.parametrize(("old", "new", "field"), UNSIGNED, ids=repr)
def test_a_change_of_what_happened_since_is_told_as_that_and_may_not_be(
    base: Base, old: str, new: str, field: str
) -> None:
    found = between(base.files[CONVENANT], edited(base, (old, new))[CONVENANT])
    assert {part for part, *_ in found} == {"since"}
    assert any(forbidden for *_, forbidden in found)
    assert {path.split("/")[0] for _, path, *_ in found} == {field.split("/", maxsplit=1)[0]}


@pytest.mark.parametrize("edit", MEANINGLESS, ids=repr)
def test_what_says_the_same_is_not_told_and_what_is_added_is_allowed(base: Base, edit: Edit) -> None:
    found = between(base.files[CONVENANT], edited(base, edit)[CONVENANT])
    assert {part for part, *_ in found} <= {"since", "editorial"}
    assert not any(forbidden for *_, forbidden in found)
    assert len(found) == ("summary" in str(found)) + ("2023" in str(found)) + ("hele jaar" in str(found))


def test_a_seal_that_is_made_anew_may_not_be_and_a_first_one_may(base: Base) -> None:
    forged = refreshed(edited(base, ("kind: partner", "kind: other")))[CONVENANT]
    assert [(part, path, forbidden) for part, path, *_, forbidden in between(base.files[CONVENANT], forged)] == [
        ("agreement", "kind", True), ("since", "signing/digest", True),
    ]  # fmt: skip
    draft = edited(base, ("status: active", "status: draft"))[CONVENANT].decode()
    start = draft.index("signing: {")
    draft = draft[:start] + draft[draft.index("\n", start) + 1 :]
    found = between(draft, base.files[CONVENANT])
    assert [(part, path) for part, path, *_ in found] == [
        ("since", "status"), ("agreement", "signing/date"), ("since", "signing/digest"), ("since", "signing/algorithm"),
    ]  # fmt: skip
    assert not any(forbidden for *_, forbidden in found)


# ---- every field


def leaves(value: Any, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    """The way to every single value."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, *path, key)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from leaves(each, *path, number)
    else:
        yield path


FILLED: dict[str, Any] = filled(Convenant, "tekst") | {"id": "proef", "language": "nl", "kind": "partner"}


@pytest.mark.parametrize("path", list(leaves(FILLED)), ids=lambda path: "/".join(map(str, path)))
def test_every_field_that_changes_is_told_once_under_its_part(path: tuple[str | int, ...]) -> None:
    changed = copy.deepcopy(FILLED)
    holder: Any = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = "iets anders"
    before, after = (json.dumps(each).encode() for each in (FILLED, changed))
    found = between(before, after)
    agreed = bool(list(normative(tree(before), tree(after))))
    top = path[0]
    assert found
    assert {part == "agreement" for part, *_ in found} == {agreed}
    assert agreed == (form_of("/".join("x1" if isinstance(step, int) else step for step in path)) is not None)
    assert {told_path.split("/")[0] for _, told_path, *_ in found} == {top}
    one_sided = {(before is None) + (after is None) for _, _, before, after, _ in found} == {1}
    assert len(found) == 1 or (one_sided and len(found) == 2), "what a list calls an entry by: one is gone, one is new"


@pytest.mark.parametrize("kind", [Initiative, Masterplan, Meeting, Partner])
def test_of_other_records_what_came_of_a_meeting_is_since_and_all_else_the_rest(kind: type[Any]) -> None:
    whole = filled(kind, "tekst")
    for key in whole:
        before, after = (json.dumps(each).encode() for each in (whole, {**whole, key: None}))
        found = list(differences(tree(before), tree(after), kind))
        assert {each.part for each in found} == {Part.SINCE if key == "events" else Part.EDITORIAL}
        assert {each.forbidden for each in found} == {key == "events"}
        assert not list(differences(tree(before), tree(before), kind))


# ---- what must always hold


ODD = st.sampled_from(["1", "25", "anders", "2024-05-06", "{about: 5}", "[a, b]", "unknown", "null", '""', "{}", "[]"])


@st.composite
def versions(draw: st.DrawFn) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Two registers: a few files of the sample, and the same with values changed, taken out, and files that go."""
    paths = draw(st.lists(st.sampled_from(sorted(SAMPLE)), min_size=1, max_size=3, unique=True))
    before = {path: SAMPLE[path] for path in paths}
    after: dict[str, bytes] = {}
    for path, data in before.items():
        lines = data.decode().splitlines(keepends=True)
        for _ in range(draw(st.integers(0, 4))):
            number = draw(st.integers(0, len(lines) - 1))
            head, colon, _ = lines[number].partition(": ")
            lines[number] = draw(st.sampled_from([f"{head}: {draw(ODD)}\n" if colon else lines[number], "", "# x\n"]))
        text = "".join(lines).encode()
        if parse(path, text)[0].root is not None:
            after[draw(st.sampled_from([path, path.replace(".yaml", "-2.yaml")]))] = text
    return before, after


@settings(deadline=None)
@given(versions())
def test_the_way_back_tells_the_same_the_other_way_round(pair: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    there, back = records(*pair), records(*reversed(pair))
    assert {(each.before, each.after) for each in there} == {(each.after, each.before) for each in back}
    fields = {(each.after, *told(one)[:4]) for each in there for one in each.differences}
    mirror = {(each.before, *told(one)[:2], *reversed(told(one)[2:4])) for each in back for one in each.differences}
    assert fields == mirror


@settings(deadline=None)
@given(versions())
def test_a_thing_does_not_differ_from_itself(pair: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    for side in pair:
        assert compared(side, dict(side), side).records == ()


@pytest.mark.parametrize("path", sorted(SAMPLE))
def test_layout_remarks_and_the_order_of_keys_are_not_told(path: str) -> None:
    data = SAMPLE[path]
    lines = data.decode().splitlines(keepends=True)
    remarked = "".join(
        line + ("# een opmerking\n" if line[:1].isalpha() and not line.endswith(("-\n", "|\n")) else "")
        for line in lines
    )
    root = tree(data)
    for other in (data.replace(b"\n", b"\r\n"), remarked.encode(), json.dumps(_reversed(root)).encode()):
        assert between(data, other, path) == []
    tidy = laid_out(path, data)
    assert isinstance(tidy, bytes)
    assert between(data, tidy, path) == []


def _reversed(node: Any) -> Any:
    """The tree with its keys the other way round."""
    if isinstance(node, Mapping):
        return {key: _reversed(value) for key, (_, value) in reversed(node.entries.items())}
    return [_reversed(item) for item in node.items] if hasattr(node, "items") else node.text


# ---- one by one


MEETING = "data/meetings/2024-01-01-x.yaml"


@pytest.mark.parametrize(
    ("path", "before", "after", "found"),
    [
        (MEETING, "attendance: {total: 60}", "attendance: {total: 60.0}", []),
        (MEETING, "attendance: {total: 60}", "attendance: {total: {over: 60}}", [("editorial", "attendance/total", "60", "over: 60", False)]),
        (MEETING, "themes: [werk, jeugd]", "themes: [jeugd, werk]", []),
        (MEETING, "needs: [{id: a, text: x}, {id: b}]", "needs: [{id: b}, {id: a, text: y}, {id: c}]",
         [("editorial", "needs/a/text", "x", "y", False), ("editorial", "needs/c", None, "id: c", False)]),
        (MEETING, "needs: [{id: a}, {id: a, text: x}]", "needs: [{id: a}, {id: a, text: y}]", [("editorial", "needs/a/text", "x", "y", False)]),
        (MEETING, "needs: [a]", "needs: [{id: a}]", [("editorial", "needs", "a", "id: a", False)]),
        (MEETING, "events: [{action: a, date: 2024-01-02, status: done}]", "events: [{action: a, date: 2024-01-02, status: done, outcome: goed}]",
         [("since", "events/a 2024-01-02/outcome", None, "goed", False)]),
        (MEETING, "events: [{action: a, date: 2024-01-02, status: done}]", "events: [{action: a, date: 2024-01-02, status: stopped}]",
         [("since", "events/a 2024-01-02/status", "done", "stopped", True)]),
        (PARTNER, "iets: {onbekend: 1}", "iets: {onbekend: 2}", [("editorial", "iets", "onbekend: 1", "onbekend: 2", False)]),
        (PARTNER, "name: >-\n  A\n  b", "name: A b", []),
        (PARTNER, "name:", "kind:", []),
        (CONVENANT, "facts: [{at: term/notice_months, source: a, value: 6}]", "facts: [{at: term/notice_months, source: a, value: 6.0}]", []),
        (CONVENANT, "facts: [{at: title, source: a, value: 6}]", "facts: [{at: title, source: a, value: 6.0}]",
         [("editorial", "facts/title/value", "6", "6.0", False)]),
        (CONVENANT, "goals: [{id: a, classified: {ambition: 4}}]", "goals: [{id: a, classified: {ambition: 5}}]",
         [("editorial", "goals/a/classified/ambition", "4", "5", False)]),
        (CONVENANT, "goals: [{classified: {ambition: 4}}]", "goals: []", []),
        (CONVENANT, "parties: [{id: a}]", "parties: [{id: a, left: 2025-01-01}]", [("since", "parties/a/left", None, "2025-01-01", False)]),
        (CONVENANT, "term: {ends: 2030}", "term: {ends: 2030, ended: {date: 2027}}", [("since", "term/ended/date", None, "2027", False)]),
        (CONVENANT, "term: unknown", "term: {ends: 2030}", [("agreement", "term", "unknown", "ends: 2030", False)]),
        (CONVENANT, "definitions: [{term: a/b, means: x}]", "definitions: [{term: a/b, means: y}]", [("agreement", "definitions/a/b/means", "x", "y", False)]),
        (CONVENANT, "considerations: [{kind: occasion, text: x}]", "considerations: [{kind: interests, text: x}]",
         [("agreement", "considerations/interests", None, "kind: interests, text: x", False),
          ("agreement", "considerations/occasion", "kind: occasion, text: x", None, False)]),
        (CONVENANT, "deliveries: [{contribution: a, date: 2024, amount: 1}]",
         "deliveries: [{contribution: a, date: 2024, confirmed_by: b}, {contribution: a, date: 2024, amount: 2}]",
         [("since", "deliveries/a 2024/amount", "1", "2", True),
          ("since", "deliveries/a 2024", None, "contribution: a, date: 2024, confirmed_by: b", False)]),
        (CONVENANT, "deliveries: [{contribution: a, date: 2024, amount: 1}]", "deliveries: [{contribution: a, date: 2024, confirmed_by: b, recorded: 2024-01-03}]",
         [("since", "deliveries/a 2024", "contribution: a, date: 2024, amount: 1", None, True),
          ("since", "deliveries/a 2024", None, "contribution: a, date: 2024, confirmed_by: b, recorded: 2024-01-03", False)]),
        (CONVENANT, "measurements: [{goal: a, corrects: {period: 2024, kind: sample}, value: 5}]", "measurements: [{goal: a, corrects: {kind: sample, period: 2024}, value: 6}]",
         [("since", "measurements/a sample 2024/value", "5", "6", True)]),
        (CONVENANT, "measurements: [{goal: a, areas: {noord: 5, oost: 6}}]", "measurements: [{goal: a, areas: {oost: 6.0, noord: 5}}]", []),
        (CONVENANT, "measurements: [{goal: [a, b], date: 2024, note: x}]", "measurements: [{goal: [a, b], date: 2024, note: y}]",
         [("since", "measurements/a b 2024/note", "x", "y", True)]),
    ],
    ids=repr,
)  # fmt: skip
def test_a_change_is_told_by_keys_and_ids(path: str, before: str, after: str, found: list[Told]) -> None:
    assert between(before, after, path) == found


def test_entries_with_one_name_find_each_other_by_what_they_say_and_of_very_many_the_order_counts() -> None:
    def figures(many: int, value: int) -> str:
        entries = [
            f"{{goal: a, period: 2024, source: s{n}, kind: sample, note: n, value: {value}}}" for n in range(many)
        ]
        return f"measurements: [{', '.join(entries)}]"

    for many in (3, 60):
        assert [each[2:4] for each in between(figures(many, 1), figures(many, 2))] == [("1", "2")] * many


# ---- whole records


def test_records_that_are_new_gone_and_renamed_are_named(base: Base) -> None:
    other = b"schema: 1\nid: anders\nname: Anders\nkind: company\n"
    same = b"schema: 1\nid: anders-2\nname: Anders Twee\nkind: company\n"
    path = "data/partners/{}.yaml".format
    assert records({}, {path("anders"): other}) == (Compared(None, path("anders"), "Anders"),)
    assert records({path("anders"): other}, {}) == (Compared(path("anders"), None, "Anders"),)
    (renamed,) = records({path("anders"): other}, {path("anders-2"): same})
    assert (renamed.before, renamed.after, renamed.title) == (path("anders"), path("anders-2"), "Anders Twee")
    assert [each.path for each in renamed.differences] == ["id", "name"]
    titled = same.replace(b"Anders Twee", b"Anders").replace(b"company", b"union")
    assert [each[:2] for each in records({path("anders"): other}, {path("anders-2"): titled})] == [
        (path("anders"), path("anders-2"))
    ]
    third = {path("een"): other.replace(b"company", b"ngo"), path("twee"): same}
    moved = {path("een-2"): other.replace(b"company", b"union"), path("twee-2"): same.replace(b"Anders Twee", b"Twee")}
    assert {each[:2] for each in records(third, moved)} == {(path(one), path(f"{one}-2")) for one in ("een", "twee")}
    initiative = {"data/initiatives/anders.yaml": other}
    assert len(records({path("anders"): other}, initiative)) == 2, "of another kind"
    twice = {path("anders-2"): same, path("anders-3"): same.replace(b"anders-2", b"anders-3")}
    assert len(records({path("anders"): other}, twice)) == 3, "it can be either"
    assert [each.forbidden for each in records(base.files, {}) if each.before == CONVENANT] == [True], "it was sealed"


def test_a_file_that_cannot_be_read_is_named_and_hides_no_other(base: Base) -> None:
    class Lost(dict[str, bytes]):
        def __getitem__(self, path: str) -> bytes:
            if path == "data/masterplan.yaml":
                raise Unread(misfit(path, say("lost")))
            return super().__getitem__(path)

    after = edited(base, ("kind: partner", "kind: other")) | {PARTNER: b"{"}
    found = compared(base.files, Lost(after), after)
    assert [each.after for each in found.records] == [CONVENANT]
    assert found.unread == ("data/masterplan.yaml", PARTNER)
    assert compared({PARTNER: b"{"}, {}, [PARTNER]).unread == (PARTNER,)


def test_without_a_path_of_the_register_a_file_is_of_the_kind_that_it_looks_like(base: Base) -> None:
    for path, data in base.files.items():
        key = b"status: " if path == CONVENANT else b"id: " if b"\nid: " in data else b"name: "
        found = between(data, data.replace(key, b"iets: ", 1), "elders.yaml")
        assert {part for part, *_ in found} <= ({"since", "editorial"} if path == CONVENANT else {"editorial"})
        assert found


# ---- words


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("een twee drie vier vijf zes", "een twee drie vier vijf acht", ["een twee drie vier vijf", "-zes", "+acht"]),
        (
            "een twee drie vier vijf zes",
            "een drie vier vijf\n zes zeven",
            ["een", "-twee", "drie vier vijf zes", "+zeven"],
        ),
        ("een twee drie vier vijf", "een twee drie vier vijf zes", None),
        ("een twee drie vier vijf zes", "a b c d vijf zes", None),
        ("een " * 1001, "een " * 1001 + "twee", None),
    ],
)
def test_a_text_that_was_reworded_is_told_word_by_word_unless_little_of_it_is_left(
    before: str, after: str, pieces: list[str] | None
) -> None:
    found = reworded(before, after)
    signs = {(True, True): "", (True, False): "-", (False, True): "+"}
    assert (found and [signs[each[1:]] + each.words for each in found]) == pieces
    if found:
        assert " ".join(each.words for each in found if each.before) == " ".join(before.split())
        assert " ".join(each.words for each in found if each.after) == " ".join(after.split())
