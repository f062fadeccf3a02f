"""A year goes round: a partner is asked, fills in, and the register says what it would say if all were typed by hand."""

from __future__ import annotations

import contextlib
import csv
import gc
import io
import random
import re
import shutil
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from convtool import cli, writing
from convtool.files import Replacement, replace_all
from tests.conftest import CONVENANT, HERE, Base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MEETING = "data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml"
PARTNER = ("voorbeeldbank", "--period", "2026", "--as-of", "2027-01-15")
LATER = ("--as-of", "2027-02-01")
LETTERS = {"answer": "F", "day": "G", "kind": "H", "source": "I", "note": "J"}
PLACES = "voorbeeldbank/goals/stageplekken period 2026"
MONEY = "voorbeeldbank/contributions/fonds"
HOURS = "voorbeeldbank/contributions/uren"
PLAN = "voorbeeldbank/agreements/jaarplan"
CALL = "2024-10-04-voorbeeldbijeenkomst/actions/bellen"
Filled = dict[str, dict[str, Any]]
FILLED: Filled = {
    PLACES: {"answer": 21, "note": "Twee scholen kwamen erbij."},
    MONEY: {"answer": 50000},
    HOURS: {"answer": 390.5, "day": date(2026, 12, 18), "source": "urenstaat"},
    PLAN: {"answer": "in uitvoering", "day": date(2026, 5, 31), "note": "=verstuurd"},
    CALL: {"answer": "gedaan", "day": date(2026, 6, 1), "note": "gebeld"},
}
BY_HAND = (
    ("record", "stageplekken", "21", "--period", "2026", "--kind", "registered", "--source", "stageregister HR",
     "--note", "Twee scholen kwamen erbij."),
    ("deliver", "fonds", "50000", "--date", "2026-12-31"),
    ("deliver", "uren", "390.5", "--date", "2026-12-18", "--source", "urenstaat"),
    ("act", "jaarplan", "in-execution", "--date", "2026-05-31", "--note", "=verstuurd"),
    ("act", "bellen", "done", "--date", "2026-06-01", "--outcome", "gebeld"),
)  # fmt: skip


def write_register(root: Path) -> None:
    action = "actions: [{id: bellen, text: De scholen bellen., owner: voorbeeldbank, due: 2026-06-01}]"
    for path, data in Base().merged(action, MEETING).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def data_in(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("data/**/*.yaml"))}


class Register:
    """A copy of the clean register with one action more, and the program in this process."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        self.code: object = None
        self.lasted = 0.0
        write_register(root)

    def run(self, *words: str, code: int | None = 0) -> str:
        """What one run says, which has to leave with `code` (None: with any) and without a traceback."""
        self.monkeypatch.setattr(sys, "argv", ["convtool", *words])
        self.monkeypatch.setenv("CONVTOOL_LANG", "en")
        self.monkeypatch.chdir(self.root)
        begun = time.process_time()
        with pytest.raises(SystemExit) as left:
            cli.main()
        self.lasted = time.process_time() - begun
        gc.enable()
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err
        self.code = left.value.code
        assert code in {None, self.code}, (said.out, said.err)
        return said.out + said.err

    def ask(self, *words: str, out: str = "form.xlsx") -> Path:
        """Ask the partner, and give the form."""
        self.run("ask", *PARTNER, *words, "--format", out.rpartition(".")[2], "--out", out)
        return self.root / out

    def data(self) -> dict[str, bytes]:
        """Every file of the register."""
        return data_in(self.root)


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Register:
    return Register(tmp_path, monkeypatch, capsys)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], bytes]:
    """The register after everything was recorded, delivered and acted by hand, and the form that says the same."""
    root = tmp_path_factory.mktemp("hand")
    write_register(root)
    program = Path(sys.executable).with_name("convtool")
    for words in (("ask", *PARTNER), *((*each, *LATER) for each in BY_HAND)):
        subprocess.run([program, *words], cwd=root, capture_output=True, check=True)
    return data_in(root), fill(root / "voorbeeldbank-2026.xlsx", FILLED).read_bytes()


@pytest.fixture
def by_hand(made: tuple[dict[str, bytes], bytes]) -> dict[str, bytes]:
    return made[0]


@pytest.fixture
def filled(register: Register, made: tuple[dict[str, bytes], bytes]) -> Path:
    """The filled form, in the folder of the register."""
    (register.root / "form.xlsx").write_bytes(made[1])
    return register.root / "form.xlsx"


@pytest.fixture(scope="module")
def honest(made: tuple[dict[str, bytes], bytes], tmp_path_factory: pytest.TempPathFactory) -> float:
    """The seconds that this process spends on the filled form as it is, once all it needs is loaded."""
    root = tmp_path_factory.mktemp("honest")
    for _ in range(2):
        write_register(root)
        (root / "form.xlsx").write_bytes(made[1])
        with pytest.MonkeyPatch.context() as patched, contextlib.redirect_stdout(io.StringIO()):
            patched.setattr(sys, "argv", ["convtool", "import", "form.xlsx", *LATER])
            patched.chdir(root)
            begun = time.process_time()
            with pytest.raises(SystemExit, match="0"):
                cli.main()
            lasted = time.process_time() - begun
        gc.enable()
    return lasted


@pytest.fixture
def soon(register: Register, honest: float) -> Iterator[None]:
    """See that the last run of a test took little more than an honest form does: 5 times at most where it was written."""
    yield
    assert register.lasted < 30 * honest


def rows(form: Path) -> dict[str, int]:
    """The row of every id in a workbook."""
    sheet = load_workbook(form).worksheets[0]
    return {str(sheet.cell(row, 1).value): row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 1).value}


def fill(form: Path, filled: Mapping[str, Mapping[str, Any]], change: Callable[[Any], object] = lambda _: None) -> Path:
    """Fill in a workbook, and do something else with its sheet."""
    book = load_workbook(form)
    places = rows(form)
    for id, cells in filled.items():
        for name, value in cells.items():
            cell = book.worksheets[0][f"{LETTERS[name]}{places[id]}"]
            cell.value = value
            if isinstance(value, str) and value.startswith("="):
                cell.data_type = "s"
    change(book.worksheets[0])
    book.save(form)
    return form


def fill_csv(form: Path, filled: Mapping[str, Mapping[str, Any]]) -> None:
    text = form.read_text(encoding="utf-8-sig")
    between = ";" if '";"' in text else ","
    lines = list(csv.reader(io.StringIO(text), delimiter=between))
    for line in lines[2:]:
        for name, value in filled.get(line[0], {}).items():
            shown = f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)
            line[ord(LETTERS[name]) - ord("A")] = shown.replace(".", ",") if isinstance(value, float) else shown
    out = io.StringIO()
    csv.writer(out, delimiter=between).writerows(lines)
    form.write_text(out.getvalue(), encoding="utf-8")


def fill_yaml(form: Path, filled: Mapping[str, Mapping[str, Any]]) -> None:
    blocks = re.split(r"(?m)^(?=  - id: )", form.read_text(encoding="utf-8"))
    for number, block in enumerate(blocks):
        for name, value in filled.get(block.partition("\n")[0].removeprefix("  - id: "), {}).items():
            blocks[number] = re.sub(rf"(?m)^    {name}:.*$", f"    {name}: {value}", blocks[number])
    form.write_text("".join(blocks), encoding="utf-8")


# ---------------------------------------------------------------------------------------------------
# There and back


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("format", ["xlsx", "csv", "yaml"])
def test_what_comes_back_is_what_would_be_typed_by_hand(
    register: Register, by_hand: dict[str, bytes], format: str, language: str
) -> None:
    form = register.ask("--lang", language, out=f"form.{format}")
    if format == "xlsx":
        fill(form, FILLED)
    else:
        (fill_csv if format == "csv" else fill_yaml)(form, FILLED)
    said = register.run("import", form.name, *LATER)
    assert said.count(" is written\n") == 2
    assert "5 answers are new; 0 stand in the register already; 0 were left open" in said
    assert register.data() == by_hand
    register.run("validate", *LATER)
    assert '"actual": "21"' in register.run("status", "--format", "json", *LATER)


def test_taken_in_twice_nothing_changes(register: Register, by_hand: dict[str, bytes]) -> None:
    form = fill(register.ask(), FILLED)
    register.run("import", form.name, *LATER)
    again = register.run("import", form.name, "--as-of", "2027-03-01")
    assert again == "0 answers are new; 5 stand in the register already; 0 were left open\n"
    assert register.data() == by_hand


def test_what_was_taken_in_is_not_asked_again(register: Register) -> None:
    register.run("import", fill(register.ask(), FILLED).name, *LATER)
    said = register.run("ask", *PARTNER, "--out", "again.xlsx")
    assert "1 question to" in said
    assert set(rows(register.root / "again.xlsx")) == {HOURS}  # 390.5 of 400 is not all of it


def test_a_dry_run_shows_each_field_and_the_difference_and_writes_nothing(register: Register) -> None:
    before = register.data()
    said = register.run("import", fill(register.ask(), FILLED).name, "--dry-run", *LATER)
    assert register.data() == before
    assert (
        f"Invullen!F{rows(register.root / 'form.xlsx')[PLACES]}: {PLACES}\n  period: 2025 -> 2026\n  value: 17 -> 21\n"
        in said
    )
    assert "+  - {contribution: fonds, date: 2026-12-31, amount: 50000, recorded: 2027-02-01}\n" in said


def test_all_files_are_committed_together(register: Register) -> None:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=register.root, capture_output=True, text=True, check=True).stdout

    git("init", "-q")
    for key, value in (("user.name", "Een ambtenaar"), ("user.email", "x@example.org")):
        git("config", key, value)
    git("add", "data")
    git("commit", "-qm", "first")
    said = register.run("import", fill(register.ask(), FILLED).name, "--commit", *LATER)
    assert "voorbeeldbank: answers about 2026" in said
    assert git("show", "--name-only", "--format=%s").split("\n")[:4] == [
        "voorbeeldbank: answers about 2026", "", CONVENANT, MEETING,
    ]  # fmt: skip


def test_what_the_rules_call_an_error_is_not_written_and_no_other_answer_either(register: Register) -> None:
    before = register.data()
    wrong = FILLED | {HOURS: {"answer": 5, "day": date(2029, 1, 1)}}
    said = register.run("import", fill(register.ask(), wrong).name, *LATER, code=1)
    assert "error[CV401]" in said
    assert f"{MEETING} is left as it is" in said
    assert register.data() == before


def test_a_form_can_be_filled_in_with_libreoffice(register: Register, by_hand: dict[str, bytes]) -> None:
    python = Path("/usr/bin/python3")
    if (
        not shutil.which("soffice")
        or subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode
    ):
        pytest.skip(
            "LibreOffice is not here (Debian: libreoffice-calc-nogui, python3-uno): nobody fills in a form as people do"
        )
    form = register.ask("--lang", "nl")
    places = rows(form)
    typed = [
        f"{LETTERS[name]}{places[id]}={'' if str(value)[0] != '=' else chr(39)}{value}"
        for id, cells in FILLED.items()
        for name, value in cells.items()
    ]
    target = register.root / "filled.xlsx"
    office = [python, HERE / "office.py", form, target]
    subprocess.run([*office, *typed], check=True, timeout=120)
    register.run("import", target.name, *LATER)
    assert register.data() == by_hand
    locked = subprocess.run([*office, f"A{places[PLACES]}=x"], capture_output=True, text=True, check=False, timeout=120)
    assert "is locked" in locked.stderr


def test_an_import_that_was_cut_off_between_two_files_is_finished_by_the_next(
    register: Register, filled: Path, by_hand: dict[str, bytes]
) -> None:
    (register.root / CONVENANT).write_bytes(by_hand[CONVENANT])  # the first file was replaced, the second was not
    said = register.run("import", filled.name, *LATER)
    assert "1 answer is new; 4 stand in the register already" in said
    assert register.data() == by_hand


def test_a_file_that_changed_meanwhile_keeps_all_others_as_they_were(
    register: Register, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = register.data()
    honest = replace_all

    def late(changes: list[Replacement]) -> None:
        (register.root / MEETING).write_bytes(before[MEETING] + b"# changed\n")
        honest(changes)

    monkeypatch.setattr(writing, "replace_all", late)
    assert "changed meanwhile" in register.run("import", filled.name, *LATER, code=3)
    assert register.data() == before | {MEETING: before[MEETING] + b"# changed\n"}


# ---------------------------------------------------------------------------------------------------
# The form


def test_the_same_questions_are_the_same_bytes(register: Register) -> None:
    forms = [register.ask(out=f"{number}.xlsx").read_bytes() for number in range(2)]
    assert forms[0] == forms[1]
    with zipfile.ZipFile(io.BytesIO(forms[0])) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2027-01-15T00:00:00Z" in parts.read("docProps/core.xml")


def test_only_what_is_asked_can_be_filled_in(register: Register) -> None:
    sheet = load_workbook(register.ask()).worksheets[0]
    assert sheet.protection.sheet
    places = rows(register.root / "form.xlsx")
    open_ = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    wanted = {PLACES: "FHIJ", MONEY: "FGIJ", HOURS: "FGIJ", PLAN: "FGJ", CALL: "FGJ"}
    assert open_ == {f"{letter}{places[id]}" for id, letters in wanted.items() for letter in letters}


def test_a_text_of_the_register_is_never_a_formula_in_the_form(register: Register) -> None:
    text = (register.root / CONVENANT).read_text(encoding="utf-8")
    (register.root / CONVENANT).write_text(text.replace("Elke partij maakt een jaarplan.", '"=1+1"'), encoding="utf-8")
    form = register.ask()
    place = f"B{rows(form)[PLAN]}"
    cell = load_workbook(form).worksheets[0][place]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    fill(form, {PLAN: FILLED[PLAN]}, lambda sheet: setattr(sheet[place], "data_type", "s"))
    register.run("import", form.name, *LATER, "--dry-run")
    form = register.ask(out="form.csv")
    assert '"\'=1+1"' in form.read_text(encoding="utf-8")
    fill_csv(form, {PLAN: FILLED[PLAN]})
    register.run("import", form.name, *LATER, "--dry-run")


def test_the_form_is_in_the_language_of_the_convenant_unless_asked_otherwise(register: Register) -> None:
    titles = [
        load_workbook(register.ask(*words, out=f"{len(words)}.xlsx")).sheetnames for words in ((), ("--lang", "en"))
    ]
    assert titles == [["Invullen", "Uitleg"], ["Fill in", "How it works"]]


def test_what_is_asked_of_nobody_is_named_beside_the_form(register: Register) -> None:
    file = register.root / CONVENANT
    given = "  - {id: uren, kind: in-kind, from: bank,"
    file.write_text(file.read_text(encoding="utf-8").replace(given, given.replace("from: bank", "from: leden")).replace(
        "\nparties:\n", "\nparties:\n  - {id: leden, role: partner, members: [winkel, voorbeeldbank]}\n"
    ), encoding="utf-8")  # fmt: skip
    winkel = "schema: 1\nid: winkel\nname: Winkel\n"
    (register.root / "data/partners/winkel.yaml").write_text(winkel, encoding="utf-8")
    told = "1 contribution is given or received by several together, and asked of none of them: voorbeeldbank/uren\n"
    for partner in ("voorbeeldbank", "winkel"):
        assert told in register.run("ask", partner, *PARTNER[1:])
    assert "several" not in register.run("ask", "voorbeeldgemeente", *PARTNER[1:])


def test_a_form_that_is_there_is_never_overwritten(register: Register) -> None:
    form = fill(register.ask(), FILLED)
    before = form.read_bytes()
    said = register.run("ask", *PARTNER, "--out", "form.xlsx", code=2)
    assert "there is a file form.xlsx already" in said
    assert form.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("ask", "voorbeeldbnk", "--period", "2026"), 'did you mean "voorbeeldbank"?'),
        (("ask", "voorbeeldbank", "--period", "toen"), '"toen" stands where a period is wanted'),
        (("ask", "voorbeeldbank", "--period", "2019"), '"voorbeeldbank" is asked nothing about 2019'),
        (
            ("ask", "voorbeeldbank", "--period", "2026", "--out", "data/form.xlsx"),
            "lies among the data of the register",
        ),
        (("ask", "voorbeeldbank"), "Missing option '--period'"),
        (("import", "nowhere.xlsx"), "there is no file nowhere.xlsx"),
        (("import", "data"), "data cannot be read"),
    ],
)
def test_wrong_use_is_told_with_what_helps(register: Register, words: tuple[str, ...], found: str) -> None:
    assert found in register.run(*words, code=3 if words == ("import", "data") else 2)


# ---------------------------------------------------------------------------------------------------
# What comes back otherwise than it was sent


def test_every_problem_is_told_with_its_cell_and_nothing_is_written(register: Register) -> None:
    form = register.ask()
    places = rows(form)
    last = max(places.values()) + 1

    def change(sheet: Any) -> None:
        sheet[f"A{places[PLAN]}"].value = "voorbeeldbank/agreements/loket2"
        sheet[f"F{last}"].value = 12
        sheet[f"L{places[MONEY]}"].value = "naast het formulier"
        sheet[f"F{places[CALL]}"].value = "=1+1"

    before = register.data()
    fill(form, {PLACES: {"answer": "1.234", "kind": "zeker"}, HOURS: {"answer": 5, "day": "05/06/2026"}}, change)
    said = register.run("import", form.name, *LATER, code=1)
    assert [line.partition(":")[0] for line in said.splitlines() if line.startswith("Invullen!")] == [
        f"Invullen!F{places[CALL]}", f"Invullen!L{places[MONEY]}", f"Invullen!F{places[PLACES]}",
        f"Invullen!H{places[PLACES]}", f"Invullen!G{places[HOURS]}", f"Invullen!A{places[PLAN]}", f"Invullen!F{last}",
    ]  # fmt: skip
    assert said.count("  help: ") == 7
    assert said.endswith("7 problems; nothing is written\n")
    assert register.data() == before


def test_a_column_that_was_moved_is_told(register: Register) -> None:
    form = fill(register.ask(), FILLED, lambda sheet: sheet.insert_cols(3))
    assert 'Invullen!C3: the column "welk cijfer" is missing here' in register.run("import", form.name, code=1)


# ---------------------------------------------------------------------------------------------------
# What is no form, and what is not safe to read


@pytest.mark.parametrize("format", ["xlsx", "csv", "yaml"])
def test_another_file_is_no_form(register: Register, format: str) -> None:
    form = register.ask(out=f"form.{format}")
    if format == "xlsx":
        fill(form, {}, lambda sheet: setattr(sheet["A1"], "value", "begroting"))
    else:
        form.write_text(form.read_text(encoding="utf-8").replace("convtool-form 1", "begroting 1"), encoding="utf-8")
    assert "this is no form of convtool ask" in register.run("import", form.name, code=2)


def test_a_form_of_a_later_version_is_told(register: Register) -> None:
    form = register.ask(out="form.csv")
    form.write_text(form.read_text(encoding="utf-8").replace("convtool-form 1", "convtool-form 2"), encoding="utf-8")
    assert "this form is of version 2, and only 1 is known" in register.run("import", form.name, code=2)


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("form.pdf", b"%PDF", "form.pdf is no form: neither a workbook nor CSV nor YAML"),
        ("form.xlsx", b"", "it is damaged"),
        ("form.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "it is locked with a password, or in the format"),
        ("form.csv", b"PK\x03\x04", "it is damaged"),
        ("form.csv", "convtool-form é".encode("latin-1"), "it is not UTF-8"),
        ("form.csv", b'"convtool-form 1 voorbeeldbank 2026 nl"\n"id', "line 2 is no line of CSV"),
        ("form.csv", b"", "this is no form of convtool ask"),
        ("form.csv", b"convtool-form 1 voorbeeldbank 2026 nl\n" * 1100, "it has more than 1,000 lines"),
        ("form.csv", b"convtool-form 1 voorbeeldbank 2026 nl\n", 'the column "id" is missing here'),
        ("form.yaml", b"form: [", "form.yaml:1"),
        ("form.yaml", b"", "form.yaml:1"),
        ("form.yaml", b"form: []\n", "this is no form of convtool ask"),
        ("form.yaml", b"form: convtool-form 1 niemand 2026 nl\n", '"niemand" is no partner of this register'),
        ("form.yaml", b"form: convtool-form 1 voorbeeldbank ooit nl\n", '"ooit" stands where a period is wanted'),
        ("form.yaml", b"form: convtool-form 1 voorbeeldbank 2026 fr\n", "this is no form of convtool ask"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_what_helps(register: Register, name: str, data: bytes, found: str) -> None:
    (register.root / name).write_bytes(data)
    said = register.run("import", name, code=1 if "column" in found else 2)
    assert found in said
    assert "help:" in said


def test_in_yaml_only_rows_and_their_keys_are_taken(register: Register) -> None:
    head = "form: convtool-form 1 voorbeeldbank 2026 nl\nrows:\n"
    (register.root / "form.yaml").write_text(
        f"{head}  - {{id: x, antwoord: 5, answer: [5]}}\n  - los\n", encoding="utf-8"
    )
    said = register.run("import", "form.yaml", code=1)
    for found in (
        '3:13: "antwoord" is no key of a form', "3:34: a list or mapping stands where a value", "4:5: this is no row",
    ):  # fmt: skip
        assert found in said


def parts_of(form: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(form) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def pack(form: Path, parts: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(form, "w", method) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)


SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("xl/vbaProject.bin", b"x", "it holds macros"),
        ("xl/macrosheets/sheet1.xml", b"<x/>", "it holds macros"),
        ("xl/activeX/activeX1.xml", b"<x/>", "it holds controls that run programs"),
        ("xl/externalLinks/externalLink1.xml", b"<x/>", "it has links to other files"),
        ("xl/connections.xml", b"<x/>", "it has connections to other data"),
        ("xl/embeddings/a.docx", b"x", "it holds other files"),
        (SHEET, BOMB, "its XML declares a document type"),
        ("docProps/app.xml", BOMB, "its XML declares a document type"),
        ("docProps/app.xml", BOMB.decode().replace("?>", ' encoding="UTF-16"?>').encode("utf-16"), "a document type"),
        ("docProps/app.xml", b"<x>" * 60, "it holds more than a form can hold"),
        ("docProps/app.xml", b"<x>" + b"".join(b"<y%d/>" % each for each in range(60_000)) + b"</x>", "it holds more than a form can hold"),
        ("docProps/app.xml", bytes(20 * 2**20), "it unpacks to more than a form can hold"),
        ("docProps/app.xml", b"<x>", "it is damaged"),
        ("[Content_Types].xml", b'<x><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></x>',
         "it holds macros"),
        ("_rels/.rels", b'<x><Relationship Type="oleObject" TargetMode="External" Target="file:///etc/passwd"/></x>',
         "it has links to other files"),
        (SHEET, b'<worksheet><row r="5000"><c r="A5000"><v>1</v></c></row></worksheet>', "something stands in A5000, outside of what is read"),
        ("xl/worksheets/sheet3.odd", BOMB, "its XML declares a document type"),
        ("xl/workbook.xml", b"<x/>", "it is damaged"),
        (SHEET, b'<worksheet><row r="1"><c r="A1"/><c r="A1"/></row></worksheet>', "it is damaged"),
        (SHEET, b'<worksheet><row r="2"/><row r="1"/></worksheet>', "it is damaged"),
        (SHEET, b'<worksheet><row r="1"><c r="AZ1"><v>1</v></c></row></worksheet>', "something stands in AZ1, outside of what is read"),
    ],
)  # fmt: skip
def test_a_workbook_that_could_do_harm_is_refused_by_name(
    register: Register, filled: Path, name: str, data: bytes, found: str
) -> None:
    pack(filled, parts_of(filled) | {name: data}, zipfile.ZIP_DEFLATED)
    said = register.run("import", filled.name, code=2)
    assert found in said
    assert "save it as an ordinary workbook" in said or "take it out" in said


def test_a_shared_text_that_is_not_there_is_damage(register: Register, filled: Path) -> None:
    parts = parts_of(filled)
    text = re.compile(rb't="inlineStr"><is><t>Twee scholen kwamen erbij.</t></is>')
    assert text.search(parts[SHEET])
    pack(filled, parts | {SHEET: text.sub(b't="s"><v>7</v>', parts[SHEET])})
    assert "it is damaged" in register.run("import", filled.name, code=2)


def test_a_workbook_with_a_password_or_packed_oddly_is_refused(register: Register, filled: Path) -> None:
    form = filled
    parts = parts_of(form)
    with zipfile.ZipFile(form, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate name"):
            packed.writestr(SHEET, parts[SHEET])
    assert "packed as no spreadsheet packs it" in register.run("import", form.name, code=2)
    pack(form, parts)
    locked = bytearray(form.read_bytes())
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    form.write_bytes(locked)
    assert "locked with a password" in register.run("import", form.name, code=2)


def test_a_file_larger_than_any_form_is_not_opened(register: Register) -> None:
    with (register.root / "form.xlsx").open("wb") as file:
        file.truncate(2**31)
    assert "is larger than any form" in register.run("import", "form.xlsx", code=2)


def test_a_link_is_not_followed(register: Register) -> None:
    register.ask(out="real.csv")
    (register.root / "form.csv").symlink_to("real.csv")
    assert "cannot be read" in register.run("import", "form.csv", code=3)


# ---------------------------------------------------------------------------------------------------
# Two hundred damaged workbooks


def flipped(form: Path, chance: random.Random) -> None:
    """Some bytes of the file are others."""
    data = bytearray(form.read_bytes())
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] ^= chance.randint(1, 255)
    form.write_bytes(data)


def cut(form: Path, chance: random.Random) -> None:
    """The file ends early, or a part of it is missing."""
    data = form.read_bytes()
    start = chance.randrange(len(data))
    form.write_bytes(data[:start] + (data[start + chance.randint(1, 5000) :] if chance.random() < 0.5 else b""))


def unmarked(form: Path, chance: random.Random) -> None:
    """A sign of the markup is missing, or stands where none belongs."""
    parts = parts_of(form)
    name = chance.choice([SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
    data = parts[name]
    places = [found.start() for found in re.finditer(rb"[<>/=]", data)]
    at = chance.choice(places)
    parts[name] = data[:at] + chance.choice([b"", b"<", b">", b"&", b"<x/>", b"</x>"]) + data[at + 1 :]
    pack(form, parts)


def lost(form: Path, chance: random.Random) -> None:
    """A part that the others count on is missing, empty, or another one."""
    parts = parts_of(form)
    name = chance.choice([SHEET, "xl/workbook.xml", "xl/styles.xml",  "[Content_Types].xml",
                          "xl/_rels/workbook.xml.rels", "_rels/.rels"])  # fmt: skip
    data = parts.pop(name)
    if chance.random() < 0.5:
        parts[name] = chance.choice([b"", b"<x/>", data[: len(data) // 2], data[::-1], bytes(100), b"\xff\xfe" + data])
    pack(form, parts)


def renumbered(form: Path, chance: random.Random) -> None:
    """A cell, a style or a shared text has another number, up to absurd ones."""
    parts = parts_of(form)
    odd = chance.choice([b"-1", b"99999", b"1e999", b"nan", b"", b"999999999999999999999999", b"x", b"\xd9\xa3"])
    pattern = chance.choice([rb'(<c r="F)[0-9]+', rb'(<row r=")[0-9]+', rb'( s=")[0-9]+', rb'( r=")[A-Z]+'])
    places = list(re.finditer(pattern, parts[SHEET]))
    found = chance.choice(places)
    parts[SHEET] = parts[SHEET][: found.end(1)] + odd + parts[SHEET][found.end() :]
    pack(form, parts)


ODD = (
    True,
    "#REF!",
    -1,
    10**20,
    0.1 + 0.2,
    "1.234",
    "\u202e12",
    "=1+1",
    "x" * 40_000,
    "12,5 %",
    date(1900, 3, 1),
    "twaalf",
)


def miswritten(form: Path, chance: random.Random) -> None:
    """A cell holds what does not belong there, also one that is locked."""
    ids = list(rows(form))
    id, column = chance.choice(ids), chance.choice("ABFGHL")
    fill(form, {}, lambda sheet: setattr(sheet[f"{column}{rows(form)[id]}"], "value", chance.choice(ODD)))


DAMAGES = (flipped, cut, unmarked, lost, renumbered, miswritten)


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("seed", range(200))
def test_a_damaged_workbook_is_told_and_changes_nothing(
    register: Register, filled: Path, by_hand: dict[str, bytes], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - any damage will do
    DAMAGES[seed % len(DAMAGES)](filled, chance)
    before = register.data()
    said = register.run("import", filled.name, *LATER, code=None)
    if register.code == 0:  # it was in what no form is read for
        assert register.data() == by_hand
    else:
        assert register.code in {1, 2}
        assert "help:" in said or "error[" in said
        assert register.data() == before
