"""A finding may be silenced on one line or in some files, always with a reason, and never what may not be overlooked."""

from __future__ import annotations

import pytest

from convtool.checking import concluded, judged, silenced
from convtool.diagnostics import Diagnostic, Place
from convtool.portfolio import load
from convtool.rulebook import rulebook
from convtool.silencing import Silence
from convtool.witness import Walk, Witness
from tests.conftest import DAY, Base

GARDEN = "data/initiatives/tuin.yaml"
HEAD = "schema: 1\nid: tuin\nname: Tuin\nexample: true\n"


def heard(text: str, *more: Silence) -> tuple[list[tuple[str, int]], list[tuple[str, str]]]:
    """Give code and line of what is heard of a file, and code and reason of what is silenced."""
    files = Base().files
    portfolio = load(files | {GARDEN: text.encode()}, DAY, witness=Witness(dict.fromkeys(files, Walk())))
    share = judged(portfolio, rulebook(), portfolio.entries)
    found = concluded(portfolio, rulebook(), [share])
    loud, quiet = silenced(rulebook(), found, [*share.silences, *more])
    return [(each.code, each.place.line) for each in loud], [(each.code, reason) for each, reason in quiet]


@pytest.mark.parametrize(
    "text",
    [
        HEAD.replace("id: tuin\n", "id: tuin  # convtool: ignore CV205 -- zoekt een partner\n"),
        HEAD.replace("id: tuin\n", "# convtool: ignore CV205 -- zoekt een partner\nid: tuin\n"),
        HEAD.replace("id: tuin\n", "  #convtool:ignore CV205  --  zoekt een partner  \n\n# meer\nid: tuin\n"),
        HEAD.replace("\n", "\r\n").replace(
            "id: tuin\r\n", "id: tuin # convtool: ignore CV205 -- zoekt een partner\r\n"
        ),
        HEAD.replace("name: Tuin\n", "").replace(
            "id: tuin\n", "name: 🌻 Tüin\nid: tuin # convtool: ignore CV205 -- zoekt een partner\n"
        ),
    ],
)
def test_a_comment_on_or_above_a_line_silences_one_code_there(text: str) -> None:
    loud, quiet = heard(text)
    assert loud == []
    assert quiet == [("CV205", "zoekt een partner")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + "# convtool: ignore CV205 -- te laat\nstage: done\n", 5),
        (HEAD + "stage: done  # convtool: ignore CV205 -- te laat\n", 5),
        (HEAD + "text: |\n  Een tekst.\n# convtool: ignore CV205 -- achter een blok\nstage: done\n", 7),
        (HEAD + "# convtool: ignore CV205 -- en niets meer\n", 5),
        ("# convtool: ignore CV301 -- een andere code\n" + HEAD, 1),
        (HEAD + "# convtool: ignore\n", 5),
        (HEAD + "# convtool: ignore CV205 zonder streepjes\n", 5),
        (HEAD + "# convtool: ignore CV205, CV301 -- twee\n", 5),
        (HEAD + "# convtool: ignore cv205 -- klein\n", 5),
        (HEAD + "# convtool: ignore CV205 --\n", 5),
        (HEAD + "# convtool: ignore CV801 -- mag niet\n", 5),
        (HEAD + "# convtool: ignore CV010 -- zichzelf\n", 5),
        (HEAD + "# convtool: ignore CV000 -- bestaat niet\n", 5),
        (HEAD + "# convtool:\n", 5),
    ],
)
def test_a_comment_that_silences_nothing_is_found_itself(text: str, line: int) -> None:
    loud, quiet = heard(text)
    assert ("CV010", line) in loud
    assert "CV205" in {code for code, _ in loud}
    assert quiet == []


@pytest.mark.parametrize(
    "text",
    [
        HEAD.replace("name: Tuin", 'name: "Tuin # convtool: ignore CV205 -- tekst"'),
        HEAD.replace("name: Tuin", "name: 'Tuin # convtool: ignore CV205 -- tekst'"),
        HEAD.replace("name: Tuin", "name: Tuin# convtool:ignore CV205 -- tekst"),
        HEAD + "text: |\n  Een\n  # convtool: ignore CV205 -- tekst\n",
        HEAD + "text: >-\n\n  Een\n\n    # convtool: ignore CV205 -- tekst\n  meer\nstage: done\n",
        HEAD + "# een gewone opmerking over convtool: niets\n",
    ],
)
def test_what_stands_in_a_value_is_no_comment(text: str) -> None:
    loud, quiet = heard(text)
    assert [code for code, _ in loud] == ["CV205"]
    assert quiet == []


def test_data_of_a_person_cannot_be_silenced() -> None:
    loud, quiet = heard(HEAD + "text: Bel 06-12345678  # convtool: ignore CV801 -- mag van de baas\n")
    assert {code for code, _ in loud} == {"CV010", "CV205", "CV801"}
    assert quiet == []


def test_a_file_that_cannot_be_read_is_not_searched_for_comments() -> None:
    loud, _ = heard("# convtool: ignore CV205 -- x\nschema: [\n")
    assert [code for code, _ in loud] == ["CV001"]


@pytest.mark.parametrize(
    ("paths", "quiet"),
    [
        ((), True),
        ((GARDEN,), True),
        (("data/initiatives",), True),
        (("data/partners",), False),
        (("data/init",), False),
    ],
)
def test_a_wish_for_files_covers_those_files(paths: tuple[str, ...], *, quiet: bool) -> None:
    wish = Silence("CV205", "zoekt", Place("convtool.toml", 1, 1, 1, 11), paths)
    loud, silent = heard(HEAD, wish)
    assert silent == ([("CV205", "zoekt")] if quiet else [])
    assert [code for code, _ in loud] == ([] if quiet else ["CV010", "CV205"])


def test_a_file_full_of_wishes_is_bounded() -> None:
    loud, _ = heard(HEAD + "# convtool: ignore\n" * 3000)
    assert 1000 <= len(loud) < 1100


def test_what_is_silenced_stays_a_diagnostic() -> None:
    portfolio = load(Base().files | {GARDEN: HEAD.encode()}, DAY)
    share = judged(portfolio, rulebook(), portfolio.entries)
    found = concluded(portfolio, rulebook(), [share])
    assert silenced(rulebook(), found, []) == (found, [])
    assert all(isinstance(each, Diagnostic) for each in found)
