"""Findings in every format: what each promises to its reader, and that no foreign text can get out of its place."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st

from convtool.checking import concluded, judged
from convtool.diagnostics import Diagnostic, Level, Place
from convtool.language import Language
from convtool.messages import say
from convtool.portfolio import load
from convtool.reporters import Checked, github, gitlab, junit, sarif, short, text
from convtool.reporters import json as json_
from convtool.reporting import formats
from convtool.rulebook import rulebook
from convtool.shares import Share, Summary
from tests.conftest import CONVENANT, DAY, Base, checked

SCHEMAS = Path(__file__).parents[2] / "shared" / "data" / "schemas"
REPORTERS = (github, gitlab, json_, junit, sarif, short, text)
MACHINES = (gitlab, json_, junit, sarif)
SPOILED = "goals: [{id: stageplekken, themes: [werken, sporten]}]\nparties: [{id: bank, represented_by: unknown}]\n"


def asked(base: Base) -> Checked:
    """What reporters see of the clean register with three faults in one file."""
    return seen(base.merged(SPOILED))


def seen(files: dict[str, bytes]) -> Checked:
    """What reporters see of a register when these few rules are looked at."""
    portfolio = load(files, DAY)
    share = judged(portfolio, rulebook(), list(portfolio.entries))
    found = concluded(portfolio, rulebook(), [share])
    return checked([each for each in found if each.code in {"CV101", "CV212", "CV301"}], portfolio, [share])


def made(base: Base, *findings: Diagnostic) -> Checked:
    """What reporters see when exactly these things were found in the clean register."""
    share = Share([], [], frozenset(), files=8, convenants=2, partners=3, goals=1)
    return checked(list(findings), load(base.files, DAY), [share])


def finding(words: str = "x", path: str = CONVENANT, level: Level = Level.ERROR, **more: Any) -> Diagnostic:
    said = Diagnostic(
        place=Place(path, 3, 5, 3, 9, "/status", "status"),
        code="CV301",
        name="unknown-theme",
        level=level,
        id="voorbeeldbank",
        message=say('found "{words}"', words=words),
        help=say('want "{words}"', words=words),
        related=(Place(path, 4, 1, 4, 3),),
        repair=(),
        identity=f"{words} {path}",
    )
    return said._replace(**more)


def written(text: str) -> bytes:
    """A report as it is written to a file."""
    return text.encode("utf-8", "backslashreplace")


def tree(told: str) -> ET.Element:
    return ET.fromstring(written(told))  # noqa: S314 - convtool wrote it


# ---- all of them ----------------------------------------------------------------------------------------


def test_a_format_is_a_module_that_says_for_whom_it_writes() -> None:
    assert formats() == ("github", "gitlab", "json", "junit", "sarif", "short", "text")
    for reporter in REPORTERS:
        assert callable(reporter.report)
        assert (reporter.FOR_MACHINES is True) == (reporter in MACHINES)


def fingerprints(reporter: ModuleType, given: Checked) -> list[str]:
    """The fingerprints in a report, in its own order."""
    told = reporter.report(given)
    match reporter:
        case m if m is sarif:
            (run,) = json.loads(told)["runs"]
            return [result["partialFingerprints"]["identity/v1"] for result in run["results"]]
        case m if m is gitlab:
            return [each["fingerprint"] for each in json.loads(told)]
        case _:
            return [each["fingerprint"] for each in json.loads(told)["findings"]]


@pytest.mark.parametrize("reporter", [json_, sarif, gitlab], ids=lambda module: module.__name__.rpartition(".")[2])
def test_fingerprints_survive_moved_and_inserted_lines_and_are_found_once(reporter: ModuleType, base: Base) -> None:
    files = base.merged(SPOILED)
    lines = files[CONVENANT].decode().splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith("parties:"))
    end = next(
        (number for number, line in enumerate(lines) if number > start and not line.startswith((" ", "-"))), len(lines)
    )
    moved = [*lines[:start], *lines[end:], *lines[start:end]]
    before = fingerprints(reporter, seen(files))
    assert len(set(before)) == len(before) >= 3
    assert fingerprints(reporter, seen(files | {CONVENANT: b"# a\n\n# b\n" + files[CONVENANT]})) == before
    assert moved != lines
    assert set(fingerprints(reporter, seen(files | {CONVENANT: "".join(moved).encode()}))) == set(before)


@pytest.mark.parametrize("reporter", MACHINES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_report_for_machines_leaves_nothing_out(reporter: ModuleType, base: Base) -> None:
    many = [finding(f"nr-{number}-", place=Place(CONVENANT, number, 1, number, 2)) for number in range(1, 1201)]
    told = reporter.report(made(base, *many))
    assert all(f"nr-{number}-" in told for number in range(1, 1201))


@pytest.mark.parametrize("reporter", [text, short, github], ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_report_for_people_shows_fifty_findings_a_file_and_a_thousand_a_run(reporter: ModuleType, base: Base) -> None:
    many = [
        finding("x", f"data/partners/{name:02}.yaml", place=Place(f"data/partners/{name:02}.yaml", line, 1, line, 2))
        for name in range(25)
        for line in range(1, 62)
    ]
    lines = reporter.report(made(base, *many)).splitlines()
    shown = [line for line in lines if "unknown-theme" in line or "error[CV301]" in line]
    assert len(shown) == 1000
    assert lines.count("data/partners/00.yaml: 11 more findings not shown") == 1
    assert lines.count("data/partners/24.yaml: 61 more findings not shown") == 1
    assert lines[-1].startswith("8 files, ")


CLEAN = Base()
STEERING = st.sampled_from(
    ["::error::x", "##[add-mask]x", "\n::stop-commands::x", "%0A::error::", "]]>", "](https://x)", '"', "\r", "%", "&"]
)
TEXTS = st.lists(st.text(alphabet=st.characters()) | STEERING).map("".join)
NAMES = TEXTS.map(lambda name: "data/partners/" + re.sub("[\ud800-\udfff/\0]", "\udcff", name))


@settings(deadline=None)  # how long it takes is no part of it
@given(words=TEXTS, path=NAMES, code=st.sampled_from(["en", "nl"]), level=st.sampled_from(Level))
def test_no_text_breaks_a_report_or_steers_the_log_it_is_printed_in(
    words: str, path: str, code: str, level: Level
) -> None:
    given = made(CLEAN, finding(words, path, level))._replace(language=Language(code))
    for reporter in REPORTERS:
        told = reporter.report(given)
        commands = [line for line in re.split("\r\n|\r|\n", told) if steers(line)]
        assert [bool(re.match("::(error|warning|notice) file=", line)) for line in commands] == (
            [True] if reporter is github else []
        )
        if reporter is junit:
            tree(told)
        elif reporter in MACHINES:
            json.loads(written(told))
    assert not [line for line in github.summary(given).splitlines() if steers(line)]


def steers(line: str) -> bool:
    """Tell whether the runner of GitHub Actions could take a line as a command, of the old or of the new sort."""
    return line.lstrip().startswith("::") or "##[" in line


# ---- text and short -------------------------------------------------------------------------------------


def test_short_is_one_line_a_finding_and_the_counts_last(base: Base) -> None:
    given = asked(base)
    lines = short.report(given).splitlines()
    found = [line for line in text.report(given).splitlines() if re.match(r"\S+:\d+:\d+: ", line)]
    assert lines[:-1] == found
    assert lines[-1] == "8 files, 2 convenanten, 3 partners, 1 goal: 3 errors, 0 warnings, 0 advice, 0 not checked"


@pytest.mark.parametrize(
    ("line", "column", "end", "width", "shown", "below"),
    [
        ("kind: shop", 7, 11, 108, "kind: shop", "      ^^^^"),
        ("kind: 日本 shop", 10, 14, 108, "kind: 日本 shop", "           ^^^^"),
        ("kind: 日本", 7, 9, 108, "kind: 日本", "      ^^^^"),
        ("kind: 👍 e\u0301e\u0301n", 9, 14, 108, "kind: 👍 e\u0301e\u0301n", "         ^^^"),
        ("kind:\tshop", 7, 11, 108, "kind:\\u{9}shop", "          ^^^^"),
        ("kind: " + "x" * 200, 7, 207, 108, "kind: " + "x" * 94, "      " + "^" * 94),
        ("kind: " + "x" * 200, 7, 207, 40, "kind: " + "x" * 26, "      " + "^" * 26),
        ("kind: " + "x" * 200, 7, 207, 1, "kind: " + "x" * 14, "      " + "^" * 14),
        ("a" * 100 + " shop", 102, 106, 108, "a" * 49 + " shop", " " * 50 + "^^^^"),
        ("日" * 60 + " shop", 62, 66, 108, "日" * 24 + " shop", " " * 49 + "^^^^"),
        ("shop", 9, 9, 108, "shop", "    ^"),
    ],
)
def test_carets_stand_under_the_value(  # noqa: PLR0913, PLR0917 - the columns of the table
    line: str, column: int, end: int, width: int, shown: str, below: str, base: Base
) -> None:
    path = "data/partners/proef.yaml"
    given = seen(base.files | {path: f"{line}\n".encode()})._replace(
        diagnostics=[finding("x", path, place=Place(path, 1, column, 1, end), related=())], width=width
    )
    lines = text.report(given).splitlines()
    assert lines[1] == f"    1 | {shown}"
    assert lines[2] == f"      | {below}"


def test_statistics_count_every_code_at_every_level_most_frequent_first(base: Base) -> None:
    given = made(
        base,
        finding(code="CV302", name="goal-without-theme"),
        finding(level=Level.WARNING),
        *[finding(code="CV401", name="stray-measurement")] * 12,
        finding(),
    )
    assert text.statistics(given).splitlines() == [
        "   12  CV401  error    stray-measurement",
        "    1  CV301  error    unknown-theme",
        "    1  CV301  warning  unknown-theme",
        "    1  CV302  error    goal-without-theme",
        "",
        "8 files, 2 convenanten, 3 partners, 1 goal: 14 errors, 1 warning, 0 advice, 0 not checked",
    ]
    assert text.statistics(made(base)).count("\n") == 1


# ---- github ---------------------------------------------------------------------------------------------


def test_an_annotation_stands_at_its_value_and_says_the_next_step(base: Base) -> None:
    first = github.report(asked(base)).splitlines()[0]
    assert re.fullmatch(
        rf"::error file={CONVENANT},line=\d+,col=\d+,endLine=\d+,endColumn=\d+,title=CV\d+ [a-z-]+::[^:].*%0Ahelp: .*",
        first,
    )


@pytest.mark.parametrize(
    ("level", "command"),
    [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.ADVICE, "notice"), (Level.NOT_CHECKED, "notice")],
)
def test_each_level_has_its_sort_of_annotation(level: Level, command: str, base: Base) -> None:
    assert github.report(made(base, finding(level=level))).startswith(f"::{command} ")


def test_the_marks_of_a_command_are_escaped_where_they_stand_in_text(base: Base) -> None:
    given = made(base, finding("100% a,b::c", "data/partners/a,b:c%d.yaml"))._replace(within="een, twee/")
    line = github.report(given).splitlines()[0]
    assert line.startswith("::error file=een%2C twee/data/partners/a%2Cb%3Ac%25d.yaml,line=3,")
    assert line.partition(" unknown-theme::")[2].startswith('found "100%25 a,b::c"%0Asee also data/')


def test_an_annotation_of_several_lines_has_no_columns(base: Base) -> None:
    line = github.report(made(base, finding(place=Place(CONVENANT, 3, 5, 6, 1))))
    assert f"file={CONVENANT},line=3,endLine=5,title=" in line


def test_the_summary_of_a_step_counts_and_lists_and_foreign_text_stays_text(base: Base) -> None:
    hostile = "| a | <script> [x](https://x) `b` @team #1\n# x ![](y)"
    told = github.summary(made(base, finding(hostile), finding(level=Level.ADVICE)))
    assert "| 1 | 0 | 1 | 0 |\n" in told
    line = next(line for line in told.splitlines() if "script" in line and line.startswith("- "))
    assert line.startswith("- 3:5 **error** CV301 found ")
    bare = re.sub(r"\\[^\w\s]", "", line.partition("CV301")[2])
    assert not set("|<>[]`@#!") & set(bare.replace("!", "")), bare
    assert "\n# x" not in told
    many = [finding(place=Place(CONVENANT, number, 1, number, 2)) for number in range(1, 62)]
    assert github.summary(made(base, *many)).count("\n- ") == 51
    assert "11 more findings not shown" in github.summary(made(base, *many))


# ---- gitlab ---------------------------------------------------------------------------------------------


def test_a_code_quality_report_has_the_fields_that_gitlab_documents(base: Base) -> None:
    given = asked(base)._replace(within="register/")
    told = json.loads(gitlab.report(given))
    assert len(told) == len(given.diagnostics) == 3
    for each, found in zip(told, given.diagnostics, strict=True):
        assert set(each) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert each["check_name"] == found.code
        assert each["location"] == {
            "path": f"register/{CONVENANT}",
            "lines": {"begin": found.place.line, "end": found.place.end_line},
        }
        assert "\nhelp: " in each["description"]
    assert len({each["fingerprint"] for each in told}) == 3


def test_every_level_has_its_severity(base: Base) -> None:
    told = json.loads(gitlab.report(made(base, *(finding(level=level) for level in sorted(Level)))))
    assert [each["severity"] for each in told] == ["info", "minor", "major", "critical"]


# ---- sarif ----------------------------------------------------------------------------------------------


def sarif_run(given: Checked) -> dict[str, Any]:
    (run,) = json.loads(sarif.report(given))["runs"]
    return dict(run)


def test_sarif_is_valid(base: Base) -> None:
    schema = SCHEMAS / "sarif-schema-2.1.0.json"
    if not schema.exists():
        pytest.skip(f"{schema} is not here: SARIF was not checked against its schema")
    validator = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    everything = [finding(level=level) for level in Level]
    for each in (asked(base), made(base), made(base, *everything)):
        validator.validate(json.loads(sarif.report(each)))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(json.loads(sarif.report(made(base)).replace("unicodeCodePoints", "letters")))


def test_sarif_lists_every_rule_with_its_page(base: Base) -> None:
    rules = sarif_run(made(base))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(rulebook())
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["fullDescription"]["text"]
        assert "\n\n**Source:** " in rule["help"]["markdown"]
        assert rule["help"]["text"] == rulebook()[rule["id"]].page
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
    assert (levels["CV301"], levels["CV205"]) == ("error", "note")


def test_a_result_of_sarif_says_where_and_which_rule(base: Base) -> None:
    given = asked(base)
    run = sarif_run(given)
    assert run["columnKind"] == "unicodeCodePoints"
    for result, found in zip(run["results"], given.diagnostics, strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == found.code
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"] == {"uri": CONVENANT, "uriBaseId": "%SRCROOT%"}
        assert tuple(place["region"].values()) == found.place[1:5]
        assert location["logicalLocations"][0]["fullyQualifiedName"] == f"voorbeeldbank/{found.place.trail}"


def test_a_column_of_sarif_counts_characters_not_units_of_an_encoding(base: Base) -> None:
    line = "{schema: 1, id: proef, name: '👍', onzin: 1}"
    run = sarif_run(seen(base.files | {"data/partners/proef.yaml": line.encode()}))
    (result,) = (each for each in run["results"] if each["ruleId"] == "CV101")
    region = result["locations"][0]["physicalLocation"]["region"]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "onzin"


@pytest.mark.parametrize(
    ("level", "kind", "said"),
    [
        (Level.ERROR, "fail", "error"),
        (Level.WARNING, "fail", "warning"),
        (Level.ADVICE, "fail", "note"),
        (Level.NOT_CHECKED, "open", "none"),
    ],
)
def test_what_was_not_checked_is_an_open_question_in_sarif(level: Level, kind: str, said: str, base: Base) -> None:
    (result,) = sarif_run(made(base, finding(level=level)))["results"]
    assert (result["kind"], result["level"]) == (kind, said)


def test_a_path_in_sarif_is_an_address(base: Base) -> None:
    path = "data/partners/één #1%.yaml"
    (result,) = sarif_run(made(base, finding(path=path))._replace(within="mijn register/"))["results"]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert address == "mijn%20register/data/partners/%C3%A9%C3%A9n%20%231%25.yaml"
    assert unquote(address) == f"mijn register/{path}"
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == address


def test_text_in_sarif_cannot_become_a_link_and_a_whole_file_has_a_name(base: Base) -> None:
    (result,) = sarif_run(made(base, finding("[hier](https://x)", place=Place(CONVENANT, 1, 1, 1, 1))))["results"]
    assert "](" not in result["message"]["text"]
    assert result["locations"][0]["logicalLocations"] == [
        {"name": "voorbeeldbank", "fullyQualifiedName": "voorbeeldbank"}
    ]


# ---- junit ----------------------------------------------------------------------------------------------


def test_junit_is_valid(base: Base) -> None:
    schema = SCHEMAS / "junit.xsd"
    if not schema.exists():
        pytest.skip(f"{schema} is not here: JUnit was not checked against its schema")
    form = xmlschema.XMLSchema(schema)
    for each in (asked(base), made(base), made(base, finding(path="convtool.toml"), finding('<&"]]>\x00'))):
        form.validate(junit.report(each))
    assert not form.is_valid(junit.report(made(base)).replace("hostname", "host"))


def test_a_file_is_a_test_that_fails_by_what_fails_the_run(base: Base) -> None:
    given = made(base, finding("a"), finding("b", level=Level.WARNING))
    for lowest, failures, mild in (
        (Level.ERROR, 1, "warning[CV301]"),
        (Level.WARNING, 2, None),
        (None, 0, "error[CV301]"),
    ):
        suites = tree(junit.report(given._replace(fail_on=lowest)))
        cases = {case.get("name"): case for case in suites.iter("testcase")}
        assert list(cases) == sorted(load(base.files, DAY).entries, key=lambda path: path.rpartition("/"))
        failed = {name: case.find("failure") for name, case in cases.items() if case.find("failure") is not None}
        assert list(failed) == [CONVENANT][: bool(failures)]
        told = "".join(failure.text or "" for failure in failed.values() if failure is not None)
        assert told.count("[CV301]") == failures
        output = "".join(each.text or "" for each in suites.iter("system-out"))
        assert output.count("[CV301]") == 2 - failures
        assert mild is None or mild in output
        counted = sum(int(suite.get("failures", "")) for suite in suites)
        assert counted == bool(failures)


def test_only_files_that_were_asked_about_are_tests(base: Base) -> None:
    suites = tree(junit.report(made(base)._replace(paths=[CONVENANT])))
    assert [case.get("name") for case in suites.iter("testcase")] == [CONVENANT]


def test_a_summary_counts_what_was_found(base: Base) -> None:
    assert made(base, finding()).summary == Summary(8, 2, 3, 1, 1, 0, 0, 0)
