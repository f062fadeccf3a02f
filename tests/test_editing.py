"""A repair changes the characters concerned and not one more, or nothing at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtool import checking, editing
from convtool.checking import silenced
from convtool.diagnostics import Diagnostic, Edit
from convtool.editing import mended
from convtool.portfolio import Portfolio, load
from convtool.rulebook import rulebook
from convtool.shares import in_order
from tests.conftest import CONVENANT, DAY, PARTNER, Base

FILES = Base().files
HEAD = "schema: 1\nid: voorbeeldbank\nname: Voorbeeldbank\nexample: true\n"


def judged(path: str, data: bytes) -> tuple[Portfolio, list[Diagnostic]]:
    """What is found in one file by itself; in the others nothing is to be mended."""
    portfolio = load(FILES | {path: data}, DAY)
    share = checking.judged(portfolio, rulebook(), [path])
    return portfolio, in_order(silenced(rulebook(), share.diagnostics, share.silences)[0])


def mend(text: str, path: str = PARTNER) -> tuple[str, int]:
    after, number = mended(*_with_path(path, text.encode()))
    return after.decode(), number


def _with_path(path: str, data: bytes) -> tuple[Portfolio, str, list[Diagnostic]]:
    portfolio, found = judged(path, data)
    return portfolio, path, found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sector: no\n", 'sector: "no"\n'),
        ("sector: 1.10\n", 'sector: "1.10"\n'),
        ("sector: 12:30 # uur\n", 'sector: "12:30" # uur\n'),
        ("nature: Semi-Public\n", "nature: semi-public\n"),
        ("nature: semi_public\n", "nature: semi-public\n"),
        ("nature: 'Private'\n", "nature: private\n"),
        ("ended: 2025-3-1\n", "ended: 2025-03-01\n"),
        ("ended: 2025/03/14\n", "ended: 2025-03-14\n"),
        ("ended: 31-12-2025\n", "ended: 2025-12-31\n"),
        ("members: voorbeeldbank\n", "members: [voorbeeldbank]\n"),
        ("sector:\tbanken\n", "sector: banken\n"),
        ("sector: banken\n...\n", "sector: banken\n"),
        ("sector: banken\r\nnote: één\n", "sector: banken\nnote: één\n"),
    ],
)
def test_what_can_be_mended_in_one_way_is_mended(before: str, after: str) -> None:
    assert mend(HEAD + before) == (HEAD + after, 1)
    assert mend(HEAD + after) == (HEAD + after, 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1.234,50", "1234.50"),
        ("1,5", "1.5"),
        ("€ 1.000", "1000"),
        ("EUR 1.000,00", "1000.00"),
        ("1_000", "1000"),
        ("'1000'", "1000"),
    ],
)
def test_a_number_that_can_mean_one_thing_is_mended(before: str, after: str) -> None:
    files = Base().files[CONVENANT].decode()
    wrong, right = (
        files.replace("amount: 50000, currency", f"amount: {each}, currency", 1) for each in (before, after)
    )
    # between braces a comma ends the value, so the amount stands in a block of its own
    block = "contributions:\n  - id: fonds\n    kind: financing\n    from: bank\n    amount: "
    assert mend(f"{_without_contributions(files)}{block}{before}\n", CONVENANT)[0].endswith(f"amount: {after}\n")
    assert wrong != right


def _without_contributions(text: str) -> str:
    start = text.index("contributions:")
    return text[:start] + text[text.index("reporting:", start) :]


@pytest.mark.parametrize(
    "line",
    [
        "ended: 03-04-2025\n",
        "ended: 2025-02-30\n",
        "ended: 2025-03-14 00:00\n",
        "nature: prive\n",
        "members: voorbeeldbank, koepel\n",
        "unknown_key: 1\n",
        'sector: "een\ttab in een tekst"\n',
        "sector: zo\u200bmaar\n",
    ],
)
def test_what_a_person_must_decide_is_left(line: str) -> None:
    assert mend(HEAD + line) == (HEAD + line, 0)


@pytest.mark.parametrize("amount", ["1,500", "0123", "0x1F", "0o17", "morgen"])
def test_a_number_that_can_mean_two_things_is_left(amount: str) -> None:
    text = _without_contributions(FILES[CONVENANT].decode())
    text += f"contributions:\n  - id: fonds\n    amount: {amount}\n"
    assert mend(text, CONVENANT) == (text, 0)


def test_every_repair_of_a_file_is_made_at_once_and_the_rest_of_its_bytes_stay() -> None:
    before = "\ufeffschema: 1\r\nid: voorbeeldbank\r\nname: 'Één 🌻 bank'  # opmerking\r\nexample: ja\nsector:  no \r\n"
    after = (
        "schema: 1\r\nid: voorbeeldbank\r\nname: 'Één 🌻 bank'  # opmerking\r\nexample: true\r\nsector:  \"no\" \r\n"
    )
    assert mend(before) == (after, 4)


def test_a_comment_that_silences_nothing_is_taken_out() -> None:
    before = "# convtool: ignore CV301 -- niets\n" + HEAD + "sector: x  # convtool: ignore CV301 -- niets\nnote: z\n"
    assert mend(before) == (HEAD + "sector: x\nnote: z\n", 2)


def test_a_file_that_cannot_be_read_is_left() -> None:
    text = HEAD + "sector: no\nnote: [\n"
    assert mend(text) == (text, 0)


def test_a_repair_that_would_change_another_value_is_refused() -> None:
    portfolio, found = judged(PARTNER, (HEAD + "sector: no\nnature: Private\n").encode())
    sector, nature = (next(each for each in found if key in each.place.pointer) for key in ("sector", "nature"))
    astray = sector._replace(repair=(Edit(11, 13, "zz"),))
    assert mended(portfolio, PARTNER, [astray])[1] == 0
    after, number = mended(portfolio, PARTNER, [astray, nature])
    assert (after.decode(), number) == (HEAD + "sector: no\nnature: private\n", 1)
    breaking = sector._replace(repair=(Edit(sector.repair[0].start, sector.repair[0].end, "{"),))
    assert mended(portfolio, PARTNER, [breaking])[1] == 0
    worse = sector._replace(repair=(Edit(sector.repair[0].start, sector.repair[0].end, "[a]"),))
    assert mended(portfolio, PARTNER, [worse])[1] == 0
    again, number = mended(
        portfolio, PARTNER, [sector, sector._replace(repair=(sector.repair[0]._replace(text="'x'"),))]
    )
    assert (b'sector: "no"' in again, number) == (True, 1)


def test_one_repair_that_cannot_be_made_keeps_no_other_from_being_made() -> None:
    good = "".join(f"  - {{id: a{number},\ttext: x}}\n" for number in range(20))
    better = good.replace("\t", " ")
    text = HEAD + 'note: "een\ttab"\ncore_goals:\n' + good + "sector: 'twee\ttabs'\n"
    assert mend(text) == (text.replace(good, better), 20)


def test_a_flood_of_repairs_that_cannot_be_made_ends_soon() -> None:
    text = HEAD + "core_goals:\n" + "".join(f'  - {{id: a{number}, text: "x\ty"}}\n' for number in range(200))
    assert mend(text) == (text, 0)


def test_the_proof_of_a_repair_is_what_refuses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    portfolio, found = judged(PARTNER, (HEAD + "sector: no\n").encode())
    monkeypatch.setattr(editing, "spliced", lambda data, edits: data.replace(b"Voorbeeldbank", b"X") if edits else data)
    assert mended(portfolio, PARTNER, found) == ((HEAD + "sector: no\n").encode(), 0)


LINES = [
    "sector: no",
    "sector: banken",
    "nature: Private",
    "ended: 2025/03/14",
    "example: ja",
    "note: 'tekst'",
    "formerly: [{name: 1.10, until: 2020-1-1}]",
    "members: voorbeeldbank",
    "# een opmerking 🌻",
    "# convtool: ignore CV301 -- niets",
    "core_goals: [{id: a, text: on}]",
    "note: |\n  een\n  twee",
    "...",
]


@settings(max_examples=150, deadline=None)
@given(
    lines=st.lists(st.sampled_from(LINES), max_size=8, unique_by=lambda line: line.split(":")[0]),
    ends=st.lists(st.sampled_from(["\n", "\r\n"]), min_size=16, max_size=16),
    mark=st.booleans(),
    spaces=st.sampled_from([" ", "  ", "\t"]),
)
def test_mending_comes_to_rest_and_takes_away_what_it_mended(
    lines: list[str], ends: list[str], spaces: str, *, mark: bool
) -> None:
    whole = [
        "schema: 1",
        "id: voorbeeldbank",
        "name: Voorbeeldbank",
        *(each.replace(": ", f":{spaces}", 1) for each in lines),
    ]
    text = ("\ufeff" if mark else "") + "".join(line + end for line, end in zip(whole, ends, strict=False))
    portfolio, path, found = _with_path(PARTNER, text.encode())
    once, number = mended(portfolio, path, found)
    assert (number == 0) == (once == text.encode())
    left = [each for each in judged(PARTNER, once)[1] if each.repair]
    assert len(left) <= len([each for each in found if each.repair]) - number
    for _ in range(2):  # what overlapped waited for its turn
        once, _number = mended(*_with_path(PARTNER, once))
    assert mended(*_with_path(PARTNER, once)) == (once, 0)
