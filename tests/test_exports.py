"""The register for others: the same rows in every format, nothing that is withheld, and nothing that runs."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from convtool.context.addresses import Site
from convtool.exports import Export, xlsx
from convtool.language import Language
from convtool.portfolio import Portfolio
from convtool.standing.programme import programme_row
from convtool.standing.register import all_of, holding_of
from convtool.tables.csv import lines as csv_lines
from convtool.views.register import DATE, NUMBER, OBJECT, TABLES, TEXT, Field, Table, several, tables
from tests.show.showing import register, sample
from tests.test_commands import DATA, run, spoil

DAY = "2025-12-31"
FORMATS = ("csv", "json", "parquet", "xlsx")
ROOT = Path(__file__).parent.parent
HUSHED = "Niemand mag dit lezen."
PARTIES = [{"id": "m", "partner": "maker", "role": "partner", "signed": "2022-01-01"}]


def exported(format: str, out: Path, *words: str, cwd: Path = ROOT) -> Path:
    """Where the files of one format lie."""
    done = run("export", "--format", format, "--as-of", DAY, "--out", str(out / format), *words, cwd=cwd)
    assert (done.returncode, done.stderr) == (0, "")
    return out / format


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample register lies in every format, each in its folder."""
    folder = tmp_path_factory.mktemp("whole")
    for format in FORMATS:
        exported(format, folder)
    return folder


@pytest.fixture(scope="module")
def internal() -> dict[str, Any]:
    """All tables as the office sees them."""
    found: dict[str, Any] = json.loads(
        run("export", "--format", "json", "--audience", "internal", "--as-of", DAY).stdout
    )
    return found


def held(portfolio: Portfolio, audience: str = "public") -> dict[str, Table]:
    """The tables of a register, by their names."""
    until = date(2027, 1, 1)
    holding = all_of([holding_of(portfolio, portfolio.entries, Site(audience=audience).shows, until)])
    return {table.name: table for table in tables(holding, programme_row(portfolio.programme), portfolio.as_of, until)}


def rows(table: Table) -> list[dict[str, Any]]:
    return [dict(zip((field.name for field in table.fields), row, strict=True)) for row in table.rows]


# ---- the same rows everywhere -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("goals", ("status",)),
        ("contributions", ("status", "--by", "contribution")),
        ("needs", ("status", "--by", "need")),
        ("convenants", ("status", "--by", "convenant")),
        ("partners", ("status", "--by", "partner")),
        ("dates", ("agenda",)),
    ],
)
def test_the_rows_are_those_of_status_and_agenda_in_json(
    table: str, words: tuple[str, ...], internal: dict[str, Any]
) -> None:
    told = json.loads(run(*words, "--format", "json", "--as-of", DAY).stdout)["rows"]
    names = told[0].keys()
    assert [{name: row[name] for name in names} for row in internal[table]] == told


def test_csv_and_parquet_agree_with_json_row_for_row(whole: Path) -> None:
    told = json.loads((whole / "json/register.json").read_text(encoding="utf-8"))
    assert (told["schema"], told["as_of"], told["audience"]) == (1, DAY, "public")
    for name in TABLES:
        lines = list(csv.DictReader(io.StringIO((whole / f"csv/{name}.csv").read_text(encoding="utf-8"))))
        assert [{key: flat(value) for key, value in row.items()} for row in told[name]] == lines
        table = parquet.read_table(whole / f"parquet/{name}.parquet").to_pylist()
        assert [{key: back(value) for key, value in row.items()} for row in table] == [
            {
                key: json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
                for key, value in row.items()
            }
            for row in told[name]
        ]
        assert told[name]


def flat(value: Any) -> str:
    """A value of JSON as CSV has it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return flat(" ".join(value))
        case dict():
            return json.dumps(value, ensure_ascii=False)
        case str() if value[:1] in {"=", "+", "-", "@"} and not re.fullmatch(r"-?[0-9.]+", value):
            return f"'{value}"
        case _:
            return str(value)


def back(value: Any) -> Any:
    """A value of Parquet as JSON has it."""
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def test_a_column_has_the_same_type_in_every_register_also_in_an_empty_one(tmp_path: Path, whole: Path) -> None:
    (tmp_path / "leeg/data/convenants").mkdir(parents=True)
    exported("parquet", tmp_path, "--root", str(tmp_path / "leeg"))
    for name in TABLES:
        full, empty = (parquet.read_schema(folder / f"parquet/{name}.parquet") for folder in (whole, tmp_path))
        assert full.equals(empty)
        assert "null" not in {str(field.type) for field in full}
    types = {field.name: str(field.type) for field in parquet.read_schema(whole / "parquet/goals.parquet")}
    assert types["actual"] == "decimal128(38, 15)"
    assert (types["actual_date"], types["stale"], types["ratio"]) == ("date32[day]", "bool", "double")
    assert types["themes"].startswith("list<")


def test_the_same_register_gives_the_same_bytes(tmp_path: Path, whole: Path) -> None:
    shutil.copytree(DATA, tmp_path / "elders/data")
    for format in FORMATS:
        there = exported(format, tmp_path, cwd=tmp_path / "elders")
        assert [path.read_bytes() for path in sorted((whole / format).iterdir())] == [
            path.read_bytes() for path in sorted(there.iterdir())
        ]


def test_it_does_not_matter_how_the_files_are_dealt_out() -> None:
    portfolio, until = sample(), date(2027, 1, 1)
    paths, shows = list(portfolio.entries), Site().shows
    parts = [holding_of(portfolio, paths[1::2], shows, until), holding_of(portfolio, paths[::2], shows, until)]
    assert all_of(parts) == all_of([holding_of(portfolio, paths, shows, until)])


# ---- who may see what -------------------------------------------------------------------------------------

HIDDEN = {
    "title": "Geheim convenant", "status": "active", "parties": PARTIES, "term": {"starts": "2022-01-01", "ends": "2026-12-31"},
    "clauses": {"publication": {"public": False, "ground": "Woo 5.1"}, "change": HUSHED},
    "goals": [{"id": "doel", "title": HUSHED, "target": {"at_least": 3, "per": "year"}, "owner": {"party": "m", "function": "Chef"}}],
    "measurements": [{"goal": "doel", "period": "2025", "value": 3, "source": HUSHED}],
    "agreements": [{"id": "a", "text": HUSHED, "owner": "m", "due": "2026-12-01"}],
    "contributions": [{"id": "c", "text": HUSHED, "from": "m", "kind": "other", "due": "2026-12-02"}],
    "deliveries": [{"contribution": "c", "date": "2025-01-01", "note": HUSHED}],
}  # fmt: skip


def test_of_a_convenant_that_is_not_public_only_title_parties_status_and_ground_are_given() -> None:
    portfolio = register("2026-11-22", convenants_geheim=HIDDEN, partners_maker={})
    public = held(portfolio)
    (row,) = rows(public["convenants"])
    assert {name: value for name, value in row.items() if value is not None} == {
        "convenant": "geheim", "title": "Geheim convenant", "status": "active", "partners": ("maker",), "withheld": True,
        "ground": "Woo 5.1", "example": False,
    }  # fmt: skip
    assert [name for name, table in public.items() if table.rows] == ["partners", "convenants"]
    assert HUSHED not in repr(public)
    assert rows(public["partners"])[0]["goals"] == 0
    for audience in ("partner", "internal"):
        told = held(portfolio, audience)
        assert [name for name, table in told.items() if not table.rows] == ["needs", "actions"]
        assert rows(told["convenants"])[0]["withheld"] is False
        assert HUSHED in repr(told["agreements"])


def test_no_format_gives_what_is_withheld(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    spoil(tmp_path, "data/convenants/voorbeeldwonen.yaml", "publication: {", "publication: {ground: Woo 5.1, ")
    text = (tmp_path / "data/convenants/voorbeeldwonen.yaml").read_text(encoding="utf-8")
    hidden = re.sub(
        r"publication: \{ground: Woo 5.1, public: true[^}]*\}", "publication: {public: false, ground: Woo 5.1}", text
    )
    (tmp_path / "data/convenants/voorbeeldwonen.yaml").write_text(hidden, encoding="utf-8")
    for format in ("json", "csv", "xlsx"):
        folder = exported(format, tmp_path / "uit", cwd=tmp_path)
        everything = b"".join(path.read_bytes() for path in folder.iterdir())
        assert b"Woo 5.1" in everything
        assert b"nieuwe-woningen" not in everything
    seen = parquet.read_table(exported("parquet", tmp_path / "uit", cwd=tmp_path) / "goals.parquet").to_pylist()
    assert "voorbeeldwonen" not in {row["convenant"] for row in seen}
    assert (
        b"nieuwe-woningen"
        in (exported("json", tmp_path / "al", "--audience", "partner", cwd=tmp_path) / "register.json").read_bytes()
    )


# ---- what was measured and delivered ----------------------------------------------------------------------


def test_figures_and_deliveries_stand_there_as_they_were_written_up_to_the_day() -> None:
    record = {
        "parties": [{"id": "m"}], "term": {"ends": "indefinite"},
        "measurements": [
            {"goal": "g", "period": "2025", "value": 3, "kind": "sample", "source": "x", "recorded": "2026-02", "says": "ahead"},
            {"goal": "g", "date": "2026-01-01", "value": {"about": 5}, "areas": {"noord": 2}, "numerator": 1, "denominator": 3},
            {"goal": "g", "up_to": "2026", "value": "none"}, {"goal": "g", "period": {"first": "6 months", "of": "term"}, "value": 1},
            {"goal": "g", "corrects": {"period": "2025"}, "value": {"from": 1, "to": 2}},
        ],
        "deliveries": [
            {"contribution": "c", "date": "2025-06", "amount": 12.5}, {"contribution": "c", "date": "2025-07-01", "quantity": {"over": 3}},
            {"contribution": "c", "date": "2026-12-31", "amount": 1},
        ],
    }  # fmt: skip
    told = held(register("2026-11-22", convenants_proef=record))
    figures = rows(told["measurements"])
    assert [(row["day"], row["value"], row["value_written"]) for row in figures] == [
        (date(2025, 12, 31), Decimal(3), "3"), (date(2026, 1, 1), None, {"about": "5"}), (None, Decimal(1), "1"),
        (date(2025, 12, 31), None, {"from": "1", "to": "2"}),
    ]  # fmt: skip
    assert [(row["period"], row["up_to"], row["date"], row["recorded"]) for row in figures] == [
        ("2025", None, None, "2026-02"), (None, None, "2026-01-01", None), (figures[2]["period"], None, None, None),
        (None, None, None, None),
    ]  # fmt: skip
    assert (figures[1]["areas"], figures[1]["numerator"], figures[3]["corrects"]) == (
        {"noord": "2"},
        Decimal(1),
        {"period": "2025"},
    )
    assert [(row["date"], row["day"], row["amount"], row["quantity"], row["quantity_written"]) for row in rows(told["deliveries"])] == [
        ("2025-06", date(2025, 6, 30), Decimal("12.5"), None, None), ("2025-07-01", date(2025, 7, 1), None, None, {"over": "3"}),
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_and_an_initiative_have_no_rows() -> None:
    portfolio = register(
        "2026-11-22", convenants_stuk={"status": "x"}, initiatives_iets={}, meetings_praat={"actions": [{"id": "a"}]}
    )
    told = held(portfolio)
    assert [name for name, table in told.items() if table.rows] == ["actions"]
    assert rows(told["actions"])[0]["with"] == ()


def test_tables_of_several_registers_say_which_one_a_row_is_of() -> None:
    one, other = (list(held(sample(day)).values()) for day in ("2025-12-31", "2023-12-31"))
    together = several([("zuidoost", one), ("noord", other)])
    assert [table.name for table in together] == list(TABLES)
    for both, first, second in zip(together, one, other, strict=True):
        assert both.fields == (Field("register", TEXT), *first.fields)
        assert both.rows == [("zuidoost", *row) for row in first.rows] + [("noord", *row) for row in second.rows]


# ---- spreadsheets -----------------------------------------------------------------------------------------

NASTY = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://example.org")',
    "=cmd|' /C calc'!A0",
]


def workbook(*cells: object, kind: str = TEXT) -> Any:
    """The only sheet of a workbook with one column of cells."""
    table = Table("blad", (Field("kolom", kind),), [(cell,) for cell in cells])
    made = xlsx.export(Export([table], date(2026, 11, 22), "public", Language("en")))["register.xlsx"]
    return openpyxl.load_workbook(io.BytesIO(made))["blad"]


def test_what_looks_like_a_formula_is_a_text() -> None:
    sheet = workbook(*NASTY)
    for number, text in enumerate(NASTY, 2):
        cell = sheet.cell(number, 1)
        assert (cell.data_type, cell.quotePrefix) == ("s", True)
        assert cell.value.replace("_x000D_", "\r").replace("\n", "\r") == text
    assert not workbook("gewoon").cell(2, 1).quotePrefix


@pytest.mark.parametrize("excel", [False, True])
def test_what_looks_like_a_formula_is_a_text_in_csv_too(excel: bool) -> None:  # noqa: FBT001 - for which spreadsheet
    made = csv_lines(["kolom"], [[text] for text in (*NASTY, "-5", "-5.5")], excel=excel)
    _, *cells = (cell for (cell,) in csv.reader(io.StringIO(made)))
    assert "".join(cell[0] for cell in cells) == "''''\\\\''--", "quotes, escapes, and numbers as they are"


def test_numbers_are_exact_and_days_are_days() -> None:
    numbers = ["17", "-0.25", "123456789012345", "1234567890123456", "0.1234567890123456", "1000000000000000"]
    cells = [workbook(number, kind=NUMBER).cell(2, 1) for number in numbers]
    assert [(cell.data_type, str(cell.value)) for cell in cells] == [
        ("n", "17"), ("n", "-0.25"), ("n", "123456789012345"), ("s", "1234567890123456"), ("s", "0.1234567890123456"),
        ("s", "1000000000000000"),
    ]  # fmt: skip
    assert [cell.number_format for cell in cells[:2]] == ["#,##0", "#,##0.00"]
    day = workbook(date(2026, 2, 28), kind=DATE).cell(2, 1)
    assert (day.value, day.number_format, day.is_date) == (datetime(2026, 2, 28), "yyyy-mm-dd", True)  # noqa: DTZ001 - a spreadsheet knows no zone
    assert workbook({"at_least": "3"}, kind=OBJECT).cell(2, 1).value == '{"at_least": "3"}'


@settings(deadline=None, max_examples=10)
@given(st.lists(st.text(max_size=50), min_size=5))
def test_any_text_fits_in_a_cell_and_stays_one(texts: list[str]) -> None:
    sheet = workbook(*(f"x{text}" for text in texts))
    assert {sheet.cell(row, 1).data_type for row in range(2, len(texts) + 2)} == {"s"}


def test_a_text_that_is_too_long_for_a_cell_is_cut() -> None:
    assert len(workbook("y" * 40_000).cell(2, 1).value) == 32_767


def test_the_workbook_has_a_sheet_per_table_with_heads_that_stay_and_filters(whole: Path) -> None:
    made = openpyxl.load_workbook(whole / "xlsx/register.xlsx")
    assert made.sheetnames == list(TABLES)
    told = json.loads((whole / "json/register.json").read_text(encoding="utf-8"))
    for sheet in made:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert [cell.value for cell in sheet[1]] == list(told[sheet.title][0])
        assert sheet.max_row == len(told[sheet.title]) + 1


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not here: what it makes of a workbook is not seen"
)
def test_in_libreoffice_what_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = "data/convenants/voorbeeldbank.yaml"
    spoil(tmp_path, path, "title: Stageplekken voor jongeren uit Zuidoost", 'title: "=1+1"')
    spoil(tmp_path, path, "title: Lessen over geld op school", 'title: "@SUM(1+1)"')
    book = exported("xlsx", tmp_path / "uit", cwd=tmp_path) / "register.xlsx"
    comma = exported("csv", tmp_path / "uit", cwd=tmp_path) / "goals.csv"
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    for file in (book, comma):
        words = [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            every_sheet,
        ]
        subprocess.run([*words, "--outdir", tmp_path / file.suffix, file], check=True, capture_output=True, timeout=120)
    for folder, mark in ((".xlsx", ""), (".csv", "'")):
        (made,) = (tmp_path / folder).glob("*goals.csv")
        titles = {row["goal"]: row["title"] for row in csv.DictReader(made.read_text(encoding="utf-8").splitlines())}
        assert titles["stageplekken"] == f"{mark}=1+1"
        assert titles["geldlessen"] == f"{mark}@SUM(1+1)"


# ---- where it goes ----------------------------------------------------------------------------------------


def test_one_table_of_csv_and_some_of_json_go_to_the_screen() -> None:
    told = run("export", "--format", "csv", "--table", "goals", "--as-of", DAY, "--audience", "internal").stdout
    assert told == run("status", "--format", "csv", "--as-of", DAY).stdout
    only = json.loads(run("export", "--format", "json", "--table", "goals", "--table", "needs").stdout)
    assert list(only) == ["schema", "as_of", "audience", "goals", "needs"]


def test_a_file_gets_its_name_and_a_folder_all_files(tmp_path: Path) -> None:
    done = run("export", "--format", "xlsx", "--out", str(tmp_path / "diep" / "boek.xlsx"))
    assert done.stdout.startswith("1 file written to ")
    assert [path.name for path in (tmp_path / "diep").iterdir()] == ["boek.xlsx"]
    run("export", "--format", "csv", "--table", "goals", "--table", "needs", "--out", str(tmp_path / "map"))
    (tmp_path / "map" / "van-mij.txt").touch()
    run("export", "--format", "json", "--out", str(tmp_path / "map"))
    assert sorted(path.name for path in (tmp_path / "map").iterdir()) == [
        "goals.csv",
        "needs.csv",
        "register.json",
        "van-mij.txt",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "xlsx"), "xlsx cannot be shown on a screen"),
        (("--format", "csv"), "name a place with --out"),
        (("--format", "json", "--table", "goal"), 'did you mean "goals"?'),
        (("--format", "csv", "--out", "data/uit"), "lies among the sources"),
        (("--format", "csv", "--out", "."), "holds the register itself"),
        ((), "--format"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_written(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    before = sorted(tmp_path.rglob("*"))
    done = run("export", *words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "bezet").touch()
    done = run("export", "--format", "csv", "--out", str(tmp_path / "bezet"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "cannot be written" in done.stderr


def test_parquet_says_what_to_install_where_it_is_not(tmp_path: Path) -> None:
    without = (
        "import sys; sys.modules['pyarrow'] = None; sys.argv[0] = 'convtool'; from convtool.cli import main; main()"
    )
    words = [sys.executable, "-c", without, "export", "--format", "parquet", "--out", str(tmp_path / "uit")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, env={"CONVTOOL_LANG": "en"})
    assert done.returncode == 3
    assert "parquet needs pyarrow, which is not installed here" in done.stderr
    assert "install convtool[parquet]" in done.stderr


# ---- the example in the documentation ---------------------------------------------------------------------


def test_the_queries_of_the_documentation_run_over_two_registers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    assert run("init", "noord", "--name", "Masterplan Noord", cwd=tmp_path).returncode == 0
    shutil.copy(DATA / "convenants/voorbeeldbank.yaml", tmp_path / "noord/data/convenants")
    page = (ROOT / "docs/federation.md").read_text(encoding="utf-8")
    for command in re.findall(r"^\$ convtool (export --format parquet .*)$", page, re.MULTILINE):
        assert run(*command.split(), cwd=tmp_path).returncode == 0
    monkeypatch.chdir(tmp_path)
    verdicts, late = (duckdb.execute(query).fetchall() for query in re.findall(r"```sql\n(.*?)```", page, re.DOTALL))
    told = json.loads(
        run("status", "--format", "json", "--as-of", DAY, "--root", ".", "--root", "noord", cwd=tmp_path).stdout
    )["rows"]
    public = [row for row in told if not row["example"]]
    assert sum(goals for _, _, goals, _ in verdicts) == len(public)
    assert sum(measured for _, _, _, measured in verdicts) == sum(row["actual"] is not None for row in public)
    assert {register for register, *_ in late} == {"zuidoost", "noord"}
    north = {(row[1], row[2]): row[4] for row in late if row[0] == "noord"}
    contributions = json.loads(
        run(
            "status", "--by", "contribution", "--format", "json", "--as-of", DAY, "--root", "noord", cwd=tmp_path
        ).stdout
    )
    assert north == {
        (row["convenant"], row["contribution"]): Decimal(row["open"])
        for row in contributions["rows"]
        if row["open"] is not None and Decimal(row["open"]) > 0
    }
