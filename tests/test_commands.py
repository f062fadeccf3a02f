"""From the words of the command line to what a person sees, and the exit code."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.inside import Program

DATA = Path(__file__).parent.parent / "data"
CONVTOOL = Path(sys.executable).with_name("convtool")
DAY = "2025-12-31"
DRAFT = "data/convenants/voorbeeldbouw.yaml"
MEASURED = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}
PLAIN = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | MEASURED


def run(*words: str, cwd: Path = DATA.parent, **environment: str) -> subprocess.CompletedProcess[str]:
    """One run of the installed command, in English unless the environment says otherwise."""
    return subprocess.run(
        [CONVTOOL, *words],
        cwd=cwd,
        env=PLAIN | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy of the sample register that a test may spoil."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path


def spoil(register: Path, path: str, before: str, after: str) -> None:
    file = register / path
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ---- validate -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2026-11-22", "2027-11-22", "2031-11-22"])
def test_the_sample_register_has_no_errors_and_only_time_adds_warnings(day: str) -> None:
    done = run("validate", "--as-of", day)
    assert (done.returncode, done.stderr) == (0, "")
    assert ", 0 errors, " in done.stdout.splitlines()[-1].replace(":", ",")


def test_a_wrong_theme_is_found_at_its_place_with_what_was_meant(register: Path) -> None:
    spoil(register, "data/convenants/voorbeeldbank.yaml", "themes: [werk, jeugd]", "themes: [werken, jeugd]")
    done = run("validate", cwd=register)
    assert done.returncode == 1
    line = next(line for line in done.stdout.splitlines() if "CV301" in line)
    lines = (register / "data/convenants/voorbeeldbank.yaml").read_text(encoding="utf-8").splitlines()
    number = next(number for number, text in enumerate(lines, 1) if "werken" in text)
    column = lines[number - 1].index("werken") + 1
    assert line.startswith(f"data/convenants/voorbeeldbank.yaml:{number}:{column}: error[CV301] ")
    assert 'did you mean "werk"? The themes are ' in done.stdout
    told = json.loads(run("validate", "--format", "json", cwd=register).stdout)
    (finding,) = [each for each in told["findings"] if each["code"] == "CV301"]
    assert (finding["line"], finding["column"], finding["end_column"]) == (number, column, column + 6)
    assert finding["pointer"] == "/goals/0/themes/0"
    assert told["summary"]["error"] == 2, "the text was signed: CV604 says that it changed"


def test_every_broken_file_gets_its_code_and_hides_no_other(register: Path) -> None:
    (register / "data/partners/voorbeeldbank.yaml").unlink()
    spoil(register, "data/convenants/voorbeeldwonen.yaml", "status:", "status: active\nstatus:")
    spoil(register, "data/partners/ing.yaml", "name:", "<<<<<<< HEAD\nname:")
    (register / "data/partners/csu.yaml").write_bytes(bytes(range(256)) * 8)
    told = json.loads(run("validate", "--format", "json", cwd=register).stdout)
    errors = {(each["code"], each["path"]) for each in told["findings"] if each["level"] == "error"}
    assert {
        ("CV203", "data/convenants/voorbeeldbank.yaml"),
        ("CV002", "data/convenants/voorbeeldwonen.yaml"),
        ("CV003", "data/partners/ing.yaml"),
        ("CV001", "data/partners/csu.yaml"),
    } <= errors


def test_files_and_ids_choose_what_is_reported(register: Path) -> None:
    spoil(register, "data/convenants/voorbeeldbank.yaml", "themes: [werk, jeugd]", "themes: [werken, jeugd]")
    assert run("validate", "voorbeeldwonen", cwd=register).returncode == 0
    assert run("validate", "voorbeeldbank", cwd=register).returncode == 1
    assert run("validate", "data/convenants", cwd=register).returncode == 1
    assert run("validate", "voorbeeldbank.yaml", cwd=register / "data/convenants").returncode == 1


def test_the_level_that_fails_can_be_chosen(register: Path) -> None:
    spoil(register, "data/convenants/voorbeeldbank.yaml", "themes: [werk, jeugd]", "themes: [werken, jeugd]")
    assert run("validate", "--fail-on", "never", cwd=register).returncode == 0
    assert run("validate", "--fail-on", "error", cwd=register).returncode == 1


def test_findings_are_coloured_only_where_asked_for(register: Path) -> None:
    spoil(register, "data/convenants/voorbeeldbank.yaml", "themes: [werk, jeugd]", "themes: [werken, jeugd]")
    assert "\x1b" not in run("validate", cwd=register).stdout
    assert "\x1b" in run("validate", "--color", "always", cwd=register).stdout
    assert "\x1b" in run("validate", cwd=register, FORCE_COLOR="1").stdout
    assert "\x1b" not in run("validate", cwd=register, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_a_register_without_a_masterplan_is_still_checked(tmp_path: Path) -> None:
    (tmp_path / "data/convenants").mkdir(parents=True)
    done = run("validate", cwd=tmp_path)
    assert done.returncode == 1
    assert "data/masterplan.yaml:1:1: error[CV203]" in done.stdout


def test_links_devices_and_odd_names_are_findings_and_are_not_followed(register: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("canary: 1", encoding="utf-8")
    (register / "data/partners/link.yaml").symlink_to(secret)
    os.mkfifo(register / "data/partners/fifo.yaml")
    (register / "data/partners/folder.yaml").mkdir()
    (register / "data/partners/Hoofd.yaml").write_text("id: Hoofd", encoding="utf-8")
    (register / "data/partners/.verborgen.yaml").write_text("[", encoding="utf-8")
    (register / "data/losse.yaml").write_text("id: losse", encoding="utf-8")
    (register / "data/elders").mkdir()
    done = run("validate", cwd=register)
    found = {line.split(":")[0] for line in done.stdout.splitlines() if "CV009" in line}
    names = (
        "partners/link.yaml",
        "partners/fifo.yaml",
        "partners/folder.yaml",
        "partners/Hoofd.yaml",
        "losse.yaml",
        "elders",
    )
    assert {f"data/{name}" for name in names} <= found
    assert "canary" not in done.stdout


def test_a_data_folder_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(DATA)
    done = run("validate", "--root", str(tmp_path))
    assert done.returncode == 1
    assert "CV009" in done.stdout


# ---- status ---------------------------------------------------------------------------------------------


def test_status_gives_every_goal_with_the_promised_names() -> None:
    told = json.loads(run("status", "--format", "json", "--as-of", DAY).stdout)
    assert (told["schema"], told["as_of"]) == (1, DAY)
    assert told["honesty"]["goals"] == len(told["rows"]) >= 30
    assert {row["verdict"] for row in told["rows"]} == {"achieved", "almost", "not-achieved", "not-due", "unknown"}
    promised = (
        "convenant goal title themes owner unit baseline target pace says expected actual actual_date ratio verdict "
        "reason note trend stale example"
    )
    assert set(promised.split()) <= set(told["rows"][0])
    row = next(row for row in told["rows"] if row["goal"] == "stageplekken")
    assert (row["expected"], row["actual"], row["ratio"], row["verdict"]) == ("20", "17", 0.85, "almost")
    assert row["target"] == {"at_least": "25", "per": "year", "first": "2023", "by": "2036"}


def test_status_is_cut_to_convenanten_goals_themes_and_partners() -> None:
    def rows(*words: str) -> list[tuple[str, str]]:
        done = run("status", "--format", "json", "--as-of", DAY, *words)
        return [(row["convenant"], row["goal"]) for row in json.loads(done.stdout)["rows"]]

    assert rows("stageplekken") == rows("voorbeeldbank/stageplekken") == [("voorbeeldbank", "stageplekken")]
    assert {convenant for convenant, _ in rows("voorbeeldbank")} == {"voorbeeldbank"}
    assert {convenant for convenant, _ in rows("--partner", "abn-amro")} == {"abn-amro"}
    assert 0 < len(rows("--theme", "wonen")) < len(rows())


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("stageplek",), 'did you mean "stageplekken"?'),
        (("--theme", "werken"), 'did you mean "werk"?'),
        (("--partner", "voorbeeldban"), 'did you mean "voorbeeldbank"?'),
    ],
)
def test_a_word_that_names_nothing_is_wrong_use(words: tuple[str, ...], meant: str) -> None:
    done = run("status", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert meant in done.stderr


def test_status_as_csv_can_be_opened_safely() -> None:
    lines = list(csv.DictReader(run("status", "--format", "csv", "--as-of", DAY).stdout.splitlines()))
    assert len(lines) >= 30
    assert not [cell for line in lines for cell in line.values() if cell[:1] in {"=", "+", "@", "\t"}]
    assert json.loads(next(line for line in lines if line["goal"] == "stageplekken")["target"])["at_least"] == "25"


def test_an_empty_csv_has_a_heading_and_no_rows(tmp_path: Path) -> None:
    (tmp_path / "data/convenants").mkdir(parents=True)
    lines = run("status", "--format", "csv", cwd=tmp_path).stdout.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith('"convenant","goal","title"')


def test_a_dutch_spreadsheet_gets_semicolons_decimal_commas_and_a_mark() -> None:
    told = run("status", "--excel", "--as-of", DAY).stdout
    assert told.startswith('\ufeff"convenant";"goal"')
    lines = list(csv.DictReader(told.removeprefix("\ufeff").splitlines(), delimiter=";"))
    row = next(line for line in lines if line["goal"] == "stageplekken")
    assert (row["ratio"], row["actual"]) == ("0,85", "17")
    wrong = run("status", "--excel", "--format", "json")
    assert (wrong.returncode, wrong.stdout) == (2, "")


@pytest.mark.parametrize("columns", ["40", "80", "120", "200", "0", "abc", "-5"])
def test_the_table_fits_the_screen_and_cuts_off_no_number(columns: str) -> None:
    done = run("status", "--format", "table", "--as-of", DAY, COLUMNS=columns)
    assert done.returncode == 0
    if columns in {"80", "120", "200"}:
        assert max(map(len, done.stdout.splitlines())) <= int(columns)
        assert "1,335" in done.stdout
        assert "≥ 25 a year" in done.stdout
    for verdict in ("✔ achieved", "≈ almost", "✘ not achieved"):
        assert verdict.split()[-1] in done.stdout


def test_the_table_has_colours_only_where_asked_for() -> None:
    table = ("status", "--format", "table", "--as-of", DAY)
    assert "\x1b[" in run(*table, "--color", "always").stdout
    assert "\x1b[" not in run(*table).stdout


def test_what_is_piped_is_plain_aligned_text_with_the_line_of_honesty_first() -> None:
    lines = run("status", "--as-of", DAY).stdout.splitlines()
    assert lines[0].startswith("12 convenanten, ")
    assert "not judged" in lines[0]
    head, *rows = lines[2 : lines.index("", 2)]
    end = head.index("target") + len("target")  # numbers stand to the right
    assert {line[end - 1 : end + 1].rstrip() != "" and line[end] for line in rows} == {" "}
    assert lines[-1] == "* fictional"


def test_files_that_cannot_be_read_are_left_out_and_said_so(register: Path) -> None:
    (register / "data/convenants/voorbeeldbank.yaml").write_text("[", encoding="utf-8")
    done = run("status", cwd=register)
    assert done.returncode == 0
    assert "1 " in done.stderr
    assert "convtool validate" in done.stderr


# ---- schema ---------------------------------------------------------------------------------------------


def test_the_schemas_that_are_kept_are_those_of_the_sample_register_in_dutch(tmp_path: Path) -> None:
    done = run("schema", "--out", str(tmp_path), "--lang", "nl")
    assert (done.returncode, done.stdout) == (0, f"5 schema's in {tmp_path}: 5 geschreven, 0 onveranderd\n")
    assert contents(tmp_path) == contents(DATA.parent / "schemas"), "make docs"


def test_a_schema_is_written_again_only_where_it_changes(tmp_path: Path) -> None:
    run("schema", "--out", str(tmp_path))
    (tmp_path / "partner.schema.json").unlink()
    (tmp_path / "meeting.schema.json").write_text("{}", encoding="utf-8")
    (tmp_path / "mine.json").write_text("{}", encoding="utf-8")
    before = (tmp_path / "convenant.schema.json").stat().st_ino
    assert run("schema", "--out", str(tmp_path)).stdout == f"5 schemas in {tmp_path}: 2 written, 3 as they were\n"
    assert (tmp_path / "convenant.schema.json").stat().st_ino == before
    assert (tmp_path / "mine.json").read_text(encoding="utf-8") == "{}"
    assert run("schema", "partner", "--out", str(tmp_path)).stdout.startswith("1 schema in ")


def test_a_schema_is_one_kind_or_any_file_and_the_same_bytes_everywhere() -> None:
    one = json.loads(run("schema", "convenant").stdout)
    every = json.loads(run("schema").stdout)
    assert one["$schema"] == every["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (one["title"], one["type"]) == ("Convenant", "object")
    assert [each["$ref"].rpartition("/")[2] for each in every["anyOf"]] == [
        "Convenant",
        "Partner",
        "Meeting",
        "Initiative",
        "Masterplan",
    ]
    english = run("schema", "convenant", "--lang", "en", LC_ALL="nl_NL.UTF-8", PYTHONHASHSEED="1").stdout
    assert english == run("schema", "convenant", "--lang", "en", LC_ALL="C", PYTHONHASHSEED="2").stdout
    dutch = json.loads(run("schema", "convenant", "--lang", "nl").stdout)
    assert dutch["properties"]["goals"]["title"] == "Doelen"


def test_outside_a_register_a_schema_knows_the_six_themes_and_no_names(tmp_path: Path) -> None:
    done = run("schema", "initiative", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    fields = json.loads(done.stdout)["properties"]
    assert len(fields["themes"]["anyOf"][0]["items"]["enum"]) == 6
    assert "abn-amro" not in done.stdout
    assert run("schema", "--root", "nowhere", cwd=tmp_path).returncode == 2


def test_a_schema_is_not_written_through_a_link_or_over_a_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere.json").write_text("mine", encoding="utf-8")
    (tmp_path / "out/partner.schema.json").symlink_to(tmp_path / "elsewhere.json")
    assert run("schema", "--out", str(tmp_path / "out")).returncode == 3
    assert (tmp_path / "elsewhere.json").read_text(encoding="utf-8") == "mine"
    done = run("schema", "--out", str(tmp_path / "elsewhere.json"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "elsewhere.json" in done.stderr


# ---- everywhere -----------------------------------------------------------------------------------------


def test_common_options_work_before_and_after_the_command() -> None:
    after = run("status", "--format", "json", "--as-of", DAY, "--root", str(DATA.parent), cwd=Path("/"))
    before = run("--as-of", DAY, "--root", str(DATA.parent), "status", "--format", "json", cwd=Path("/"))
    assert after.returncode == before.returncode == 0
    assert after.stdout == before.stdout


def test_a_register_is_found_from_any_folder_inside_it_and_nowhere_else(tmp_path: Path) -> None:
    assert run("validate", cwd=DATA / "convenants").returncode == 0
    done = run("validate", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no register" in done.stderr


def test_a_register_above_the_top_of_a_git_work_tree_is_not_this_one(register: Path) -> None:
    (register / "other/.git").mkdir(parents=True)
    assert run("validate", cwd=register / "other").returncode == 2


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("validate", "--nonsense"),
        ("validate", "--format", "nonsense"),
        ("validate", "nonsense"),
        ("validate", "--as-of", "2025-02-30"),
        ("validate", "--as-of"),
        ("validate", "--color", "nonsense"),
        ("validate", "--lang", "fr"),
        ("validate", "--root", "nonsense"),
    ],
)
def test_wrong_use_leaves_with_two_and_without_a_traceback(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_the_version_is_one_line() -> None:
    assert run("--version").stdout == "convtool 0.1.0\n"
    assert run("--lang", "nl", "--version").stdout == "convtool 0.1.0\n"


def test_the_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "convtool", "--version"], capture_output=True, text=True, check=False)
    assert done.stdout == "convtool 0.1.0\n"


@pytest.mark.parametrize(
    "command", ["", "validate", "status", "agenda", "record", "deliver", "act", "render", "export", "schema"]
)
def test_every_command_explains_itself(command: str) -> None:
    done = run(*filter(None, [command]), "--help")
    assert done.returncode == 0
    assert "--as-of" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_reading_commands_write_nothing(register: Path) -> None:
    before = contents(register)
    for words in (
        ("validate",),
        ("status",),
        ("agenda",),
        ("export", "--format", "json"),
        ("validate", "--format", "json"),
        ("schema",),
    ):
        assert run(*words, cwd=register).returncode == 0
    assert contents(register) == before


def test_the_reader_s_language_is_chosen_by_option_environment_and_locale() -> None:
    english = run("status", "--as-of", DAY).stdout
    dutch = run("status", "--as-of", DAY, "--lang", "nl").stdout
    assert english != dutch
    assert run("status", "--as-of", DAY, "--lang=nl").stdout == dutch
    assert run("status", "--as-of", DAY, CONVTOOL_LANG="nl").stdout == dutch
    assert run("status", "--as-of", DAY, LC_ALL="nl_NL.UTF-8").stdout == dutch
    assert run("status", "--as-of", DAY, "--lang", "en", CONVTOOL_LANG="nl").stdout == english


def test_json_is_the_same_in_every_locale_zone_and_hash_seed() -> None:
    words = ("validate", "--format", "json", "--as-of", DAY)
    seen = {
        run(*words).stdout,
        run(*words, LC_ALL="nl_NL.UTF-8", TZ="Pacific/Kiritimati", PYTHONHASHSEED="1").stdout,
        run(*words, LC_ALL="C", TZ="America/Adak", PYTHONHASHSEED="2").stdout,
    }
    assert len(seen) == 1


def test_a_screen_that_knows_only_ascii_gets_plain_letters() -> None:
    done = run("status", "--format", "table", "--as-of", DAY, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert ">= 25 a year" in done.stdout


def test_a_pipe_that_closes_ends_the_run_in_silence() -> None:
    for words in ("validate", "validate --help", "status", "agenda --format ics", "--help"):
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {CONVTOOL} {words} | true"],
            cwd=DATA.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), words


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_no_success() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{CONVTOOL} validate > /dev/full"], cwd=DATA.parent, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (3, "error: No space left on device\n")


def test_a_closed_standard_output_is_no_success() -> None:
    for command in ("validate", "status", "agenda", "export --format json", "render --check"):
        done = subprocess.run(
            ["bash", "-c", f"{CONVTOOL} {command} >&-"], cwd=DATA.parent, capture_output=True, text=True, check=False
        )
        assert done.returncode in ({3} if command != "render --check" else {2, 3})
        assert "Traceback" not in done.stderr
        assert "internal" not in done.stderr


def test_an_interrupt_while_modules_are_loaded_is_silent_too(register: Path) -> None:
    slow = register / "slow"
    slow.mkdir()
    (slow / "difflib.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n", encoding="utf-8")
    for command in ("validate", "status", "render"):
        done = run(command, cwd=register, PYTHONPATH=str(slow))
        assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_an_interrupt_leaves_with_130_and_in_silence(register: Path) -> None:
    text = (register / "data/convenants/voorbeeldbank.yaml").read_bytes()
    for number in range(1500):
        (register / f"data/convenants/bank-{number}.yaml").write_bytes(text)
    for delay in (0.5, 0.6, 0.7):
        process = subprocess.Popen(
            [CONVTOOL, "validate", "--fail-on", "never"],
            cwd=register,
            env={"PATH": os.environ["PATH"]},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGINT)
        _, stderr = process.communicate()
        assert (process.returncode, stderr) in {(130, b""), (0, b"")}


def test_a_failure_of_the_program_itself_is_one_line_and_shows_more_when_asked(register: Path) -> None:
    broken = register / "broken"
    broken.mkdir()
    (broken / "difflib.py").write_text("raise RuntimeError('planted')", encoding="utf-8")
    done = run("validate", cwd=register, PYTHONPATH=str(broken))
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "--debug" in done.stderr
    assert "planted" in run("validate", "--debug", cwd=register, PYTHONPATH=str(broken)).stderr


def test_explain_knows_a_rule_by_code_and_by_name_and_suggests_one(register: Path) -> None:
    by_code = run("explain", "cv301", cwd=register)
    assert by_code.returncode == 0
    assert by_code.stdout == run("explain", "unknown-theme", cwd=register).stdout
    wrong = run("explain", "CV301x", cwd=register)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert 'did you mean "CV301"?' in wrong.stderr
    assert "convtool rules" in run("explain", "zzz", cwd=register).stderr


def test_the_rules_are_listed_outside_a_register_too(tmp_path: Path) -> None:
    listed = run("rules", "--format", "json", cwd=tmp_path)
    assert listed.returncode == 0
    assert "CV301" in {rule["code"] for rule in json.loads(listed.stdout)["rules"]}
    assert run("rules", "--lang", "nl", cwd=tmp_path).stdout.startswith("Bestanden en YAML\n")


def test_a_chosen_code_is_looked_for_alone(register: Path) -> None:
    spoil(register, DRAFT, "themes: [werk, onderwijs]", "themes: [werken, onderwijs]")
    chosen = json.loads(run("validate", "--select", "CV301", "--format", "json", cwd=register).stdout)
    assert {finding["code"] for finding in chosen["findings"]} == {"CV301"}
    ignored = run("validate", "--ignore", "unknown-theme", cwd=register)
    assert (ignored.returncode, "CV301" in ignored.stdout) == (0, False)
    assert run("validate", "--ignore", "CV801", cwd=register).returncode == 2


def test_a_report_that_was_kept_is_a_baseline(register: Path) -> None:
    spoil(register, DRAFT, "themes: [werk, onderwijs]", "themes: [werken, onderwijs]")
    (register / "baseline.json").write_text(run("validate", "--format", "json", cwd=register).stdout)
    spoil(register, DRAFT, "schema: 1\n", "# een regel erbij\nschema: 1\n")
    again = run("validate", "--baseline", "baseline.json", cwd=register)
    assert again.returncode == 0
    assert "CV301" not in again.stdout
    assert "in the baseline already" in again.stdout
    spoil(register, DRAFT, "themes: [veiligheid", "themes: [sport, veiligheid")
    assert "CV301" in run("validate", "--baseline", "baseline.json", cwd=register).stdout
    missing = run("validate", "--baseline", "nergens.json", cwd=register)
    assert (missing.returncode, missing.stdout) == (2, "")
    assert run("validate", "--baseline", "data", cwd=register).returncode == 3


def test_the_configuration_silences_with_a_reason_and_says_so(register: Path) -> None:
    spoil(register, DRAFT, "themes: [werk, onderwijs]", "themes: [werken, onderwijs]")
    settings = register / "convtool.toml"
    settings.write_text('[[ignore]]\ncode = "CV301"\nreason = "het thema komt erbij"\n', encoding="utf-8")
    silent = run("validate", cwd=register)
    assert (silent.returncode, "CV301" in silent.stdout) == (0, False)
    assert "1 silenced, with a reason" in silent.stdout
    settings.write_text('[[ignore]]\ncode = "CV104"\nreason = "x"\n[validate]\nfail_on = "never"\n', encoding="utf-8")
    idle = run("validate", cwd=register)
    assert idle.returncode == 0
    assert "convtool.toml:1:1: warning[CV010]" in idle.stdout
    assert run("validate", "--fail-on", "error", cwd=register).returncode == 1
    settings.write_text("[limits]\nsize = 100\n", encoding="utf-8")
    assert "CV005" in run("validate", cwd=register).stdout
    settings.write_text("[limit]\n", encoding="utf-8")
    for command in ("validate", "status", "render"):
        wrong = run(command, cwd=register)
        assert (wrong.returncode, wrong.stdout) == (2, "")
        assert "convtool.toml" in wrong.stderr
    settings.unlink()
    settings.symlink_to("/proc/self/environ")
    assert run("validate", cwd=register).returncode == 3


def test_only_what_a_change_touches_is_reported(register: Path) -> None:
    def git(*words: str) -> None:
        settings = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *settings, *words], cwd=register, capture_output=True, check=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "x")
    assert run("validate", "--changed-since", "HEAD", cwd=register).stdout.startswith("0 files")
    spoil(register, "data/convenants/voorbeeldbank.yaml", "themes: [werk, jeugd]", "themes: [werken, jeugd]")
    changed = json.loads(run("validate", "--changed-since", "HEAD", "--format", "json", cwd=register).stdout)
    assert "CV301" in {finding["code"] for finding in changed["findings"]}
    assert changed["summary"]["convenants"] == 1
    assert run("validate", "--changed-since", "nope", cwd=register).returncode == 2
    assert run("validate", "--changed-since=--output=x", cwd=register).returncode == 2
    assert not (register / "x").exists()


def test_fix_mends_what_it_may_and_diff_only_shows_it(register: Path) -> None:
    path = "data/convenants/voorbeeldbank.yaml"
    clean = (register / path).read_bytes()
    spoil(register, path, "term: {starts: 2022-07-01", "term: {starts: 2022/7/1")
    spoil(register, path, "themes: [werk, jeugd]", "themes: [werken, jeugd]")
    before = contents(register)
    shown = run("validate", "--diff", cwd=register)
    assert shown.returncode == 1
    assert "-term: {starts: 2022/7/1" in shown.stdout
    assert "+term: {starts: 2022-07-01" in shown.stdout
    assert "werken" not in shown.stdout
    assert contents(register) == before
    assert run("validate", "--diff", "--select", "CV2", cwd=register).stdout == ""
    fixed = run("validate", "--fix", cwd=register)
    assert fixed.returncode == 1
    assert "1 finding mended" in fixed.stderr
    assert "CV301" in fixed.stdout
    assert "CV105" not in fixed.stdout
    assert (register / path).read_bytes() == clean.replace(b"[werk, jeugd]", b"[werken, jeugd]", 1)
    assert run("validate", "--diff", cwd=register).returncode == 0


# ---- Templates of the register's own ---------------------------------------------------------------------


def test_a_template_of_the_register_is_checked_and_its_line_is_shown(
    register: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = Program(register, monkeypatch, capsys)
    (register / "templates/convenant").mkdir(parents=True)
    (register / "templates/convenant/goed.nl.j2").write_text("{{ title }}\n")
    assert program("validate").code == 0
    (register / "templates/convenant/kort.nl.j2").write_text("een\n<p>{{ titel }}</p>\n")
    done = program("validate", "--select", "CV901")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines()[:4] == [
        'templates/convenant/kort.nl.j2:2:7: error[CV901] "titel" is no name that this template is given',
        "    2 | <p>{{ titel }}</p>",
        "      |       ^^^^^",
        '  help: did you mean "title"?',
    ]
    assert program("validate", "templates/convenant/goed.nl.j2").code == 0
    assert program("validate", "templates").code == 1
    assert program("validate", "voorbeeldbank").code == 0


def test_a_hostile_template_gives_a_message_and_no_traceback(register: Path) -> None:
    folder = register / "templates" / "convenant"
    folder.mkdir(parents=True)
    (folder / "groot.nl.j2").write_bytes(b"{{ a }}" * 1_500_000)
    (folder / "letters.nl.j2").write_bytes(bytes(range(256)))
    (folder / "leeg.nl.j2").write_bytes(b"")
    (folder / "nul.nl.j2").write_bytes(b"\0" * 99)
    (folder / "link.nl.j2").symlink_to("/etc/passwd")
    (folder / "diep.nl.j2").write_text("{{ " + "(" * 9999)
    (folder / "rekent.nl.j2").write_text("{{ 9**9**9**9 }}")
    done = run("validate", "--format", "json", "--select", "CV901", cwd=register)
    assert (done.returncode, done.stderr) == (1, "")
    paths = [each["path"].rpartition("/")[2] for each in json.loads(done.stdout)["findings"]]
    assert paths == ["diep.nl.j2", "groot.nl.j2", "letters.nl.j2", "link.nl.j2"]
    assert "root:" not in run("validate", cwd=register).stdout


def test_a_template_that_changed_is_among_what_a_change_touches(register: Path) -> None:
    def git(*words: str) -> None:
        settings = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *settings, *words], cwd=register, capture_output=True, check=True)

    (register / "templates/convenant").mkdir(parents=True)
    (register / "templates/convenant/oud.nl.j2").write_text("{{ titel }}")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "x")
    (register / "templates/convenant/nieuw.nl.j2").write_text("{{ titel }}")
    told = json.loads(run("validate", "--changed-since", "HEAD", "--format", "json", cwd=register).stdout)
    assert [each["path"] for each in told["findings"]] == ["templates/convenant/nieuw.nl.j2"]
