"""A register is begun, filled and kept in order from the command line, and nothing that is there is lost."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import pty
import re
import shlex
import shutil
import struct
import subprocess
import sys
import termios
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest
import typer
from typer.testing import CliRunner

from convtool import migrations
from convtool.commands.migrate import migrate
from convtool.errors import ConvtoolError, WrongUse
from convtool.files import create
from convtool.running import Command
from tests.repositories import commit, git
from tests.test_commands import CONVTOOL, DATA, PLAIN, contents, run

NEEDLESS = "data/partners/voorbeeldbank.yaml"
WRITTEN = "{} is written; convtool validate says what it still lacks\n"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy of the sample register that a test may change."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path


# ---- fmt ----------------------------------------------------------------------------------------------------


def untidy(register: Path) -> Path:
    """A partner whose keys stand in another order than its model has."""
    file = register / NEEDLESS
    first, *lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([first, "# een opmerking\n", *reversed(lines[:5]), *lines[5:]]), encoding="utf-8")
    return file


def test_what_is_laid_out_already_is_not_touched(register: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in register.rglob("*.yaml")}
    done = run("fmt", cwd=register)
    assert (done.returncode, done.stdout, done.stderr) == (0, "54 files: nothing to lay out\n", "")
    assert run("fmt", "--check", cwd=register).returncode == 0
    assert {path: path.stat().st_mtime_ns for path in register.rglob("*.yaml")} == before


def test_laying_out_is_foretold_and_then_done_once(register: Path) -> None:
    wanted = (register / NEEDLESS).read_text(encoding="utf-8")
    file = untidy(register)
    before = contents(register)
    checked = run("fmt", "--check", cwd=register)
    assert (checked.returncode, checked.stdout) == (1, f"{NEEDLESS} would be laid out differently\n")
    shown = run("fmt", "--dry-run", "voorbeeldbank", cwd=register)
    assert (shown.returncode, shown.stdout.splitlines()[0]) == (0, f"--- a/{NEEDLESS}")
    assert "+schema: 1" in shown.stdout.splitlines()
    assert contents(register) == before
    assert run("fmt", "voorbeeldwonen", cwd=register).stdout == "2 files: nothing to lay out\n"
    assert run("fmt", cwd=register).stdout == f"{NEEDLESS} is laid out\n"
    told = file.read_text(encoding="utf-8")
    assert told.replace("# een opmerking\n", "") == wanted
    assert "# een opmerking\nexample: true\n" in told
    assert run("fmt", "--check", cwd=register).returncode == 0


def test_a_file_that_cannot_be_read_stays_and_keeps_no_other_from_its_layout(register: Path) -> None:
    untidy(register)
    broken = register / "data/partners/ing.yaml"
    broken.write_text("schema: [\n", encoding="utf-8")
    (register / "data/partners/link.yaml").symlink_to(broken)
    done = run("fmt", cwd=register)
    assert (done.returncode, done.stdout) == (3, f"{NEEDLESS} is laid out\n")
    assert done.stderr.splitlines() == [
        "data/partners/ing.yaml stays as it is: it cannot be read whole; run convtool validate",
        "data/partners/link.yaml stays as it is: it cannot be read whole; run convtool validate",
    ]
    assert broken.read_text(encoding="utf-8") == "schema: [\n"


def test_a_name_that_is_no_file_lays_out_nothing(register: Path) -> None:
    done = run("fmt", "voorbeeldbonk", cwd=register)
    assert (done.returncode, 'did you mean "voorbeeldbank"?' in done.stderr) == (2, True)


# ---- at a terminal --------------------------------------------------------------------------------------------


def at_a_terminal(answers: list[str], *words: str, cwd: Path, **environment: str) -> tuple[int, str]:
    """The exit code of a run at a terminal of 80 columns, and what stands on it; each answer follows a question."""
    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [CONVTOOL, *words], cwd=cwd, env=PLAIN | environment, stdin=terminal, stdout=terminal, stderr=terminal
    )
    os.close(terminal)
    seen = b""
    waiting = [answer.encode() + b"\n" for answer in answers]
    with contextlib.suppress(OSError):  # Linux says so when the other side is closed
        while more := os.read(controller, 4096):
            seen += more
            if waiting and seen.endswith(b": "):
                os.write(controller, waiting.pop(0))
    os.close(controller)
    code = process.wait(timeout=30)
    assert not waiting, seen
    return code, seen.decode().replace("\r\n", "\n")


def test_only_what_is_missing_is_asked_until_an_answer_will_do(tmp_path: Path) -> None:
    assert at_a_terminal(["Masterplan Noord"], "init", cwd=tmp_path)[0] == 0
    code, seen = at_a_terminal(["", "Noordbank", "", "bank", "company", "private"], "new", "partner", cwd=tmp_path)
    assert code == 0
    assert (
        "Name of the organisation: \n  nothing stands where text is wanted\nName of the organisation: Noordbank" in seen
    )
    assert "Id [noordbank]: \nSort of organisation (company, " in seen
    assert '  "bank" is not one of the words here\n  the words are company, ' in seen
    assert seen.endswith(WRITTEN.format("data/partners/noordbank.yaml"))
    words = ("--name", "Gemeente", "--kind", "government", "--nature", "public")
    code, seen = at_a_terminal(["noordbank", "gemeente"], "new", "partner", *words, cwd=tmp_path)
    assert (code, seen.count("there is a file data/partners/noordbank.yaml already")) == (0, 1)
    code, seen = at_a_terminal(["noordbonk", "noordbank, gemeente", "", "", ""], "new", "convenant", cwd=tmp_path)
    assert code == 0
    assert 'did you mean "noordbank"?' in seen
    assert "Title of the convenant [Convenant Noordbank and Masterplan Noord]: " in seen
    code, seen = at_a_terminal(["", "Stages", "", "werk,jeugd", "noordbank"], "new", "goal", cwd=tmp_path)
    assert (code, "Convenant [noordbank]: " in seen) == (0, True)
    answers = ["", "Oud convenant", "oud", "umbrella", "2020-13", "2020-05", "2020", "", "Een; twee, drie", ""]
    code, seen = at_a_terminal(answers, "new", "convenant", "--historical", cwd=tmp_path)
    assert (code, '"2020-13" is no day' in seen) == (0, True)
    assert at_a_terminal(["Bijeenkomst", "", "", ""], "new", "meeting", cwd=tmp_path, CONVTOOL_LANG="nl")[0] == 0
    assert all(len(line) <= 80 for line in seen.splitlines())
    assert run("validate", cwd=tmp_path).returncode == 0
    assert run("fmt", "--check", cwd=tmp_path).returncode == 0


def test_a_question_that_is_left_leaves_no_file(register: Path) -> None:
    before = contents(register)
    code, seen = at_a_terminal(["\x04"], "new", "partner", cwd=register)
    assert (code, seen.startswith("Name of the organisation: ")) == (130, True)
    assert contents(register) == before


# ---- init -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Zo is een bestand geschreven"), ("en", "How a file is written")]
)
def test_a_new_register_is_whole_and_explains_itself(language: str, words: str, tmp_path: Path) -> None:
    done = run("init", "noord/zee", "--name", "Masterplan Noord", "--lang", language, cwd=tmp_path)
    root = tmp_path / "noord" / "zee"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-2].startswith("data/masterplan.yaml ")
    explained = (root / "data/README.md").read_text(encoding="utf-8")
    assert words in explained
    assert "Masterplan Noord" in explained
    assert {path.name for path in (root / "data").iterdir() if path.is_dir()} == {
        "convenants",
        "initiatives",
        "meetings",
        "partners",
    }
    told = run("validate", "--format", "json", cwd=root)
    assert (told.returncode, json.loads(told.stdout)["findings"]) == (0, [])
    assert run("fmt", "--check", cwd=root).returncode == 0
    assert run("migrate", "--check", cwd=root).stdout == "1 file: all of the newest format, 1\n"
    assert json.loads((root / "schemas/convenant.schema.json").read_text(encoding="utf-8"))["$schema"]
    assert {path.name for path in tmp_path.iterdir()} == {"noord"}


def test_what_is_there_stays_and_the_folder_names_the_programme(tmp_path: Path) -> None:
    root = tmp_path / "masterplan-noord"
    root.mkdir()
    (root / ".gitignore").write_text("eigen\n", encoding="utf-8")
    shown = run("init", "--dry-run", cwd=root)
    assert "data/masterplan.yaml would be written\n" in shown.stdout
    assert contents(root) == {".gitignore": b"eigen\n"}
    done = run("init", cwd=root)
    assert ".gitignore is there already, and stays as it is\n" in done.stdout
    assert (root / ".gitignore").read_text(encoding="utf-8") == "eigen\n"
    assert "name: Masterplan noord\n" in (root / "data/masterplan.yaml").read_text(encoding="utf-8")


def test_a_folder_that_holds_a_register_or_something_else_is_refused(register: Path, tmp_path: Path) -> None:
    before = contents(register)
    (tmp_path / "los/data").mkdir(parents=True)
    (tmp_path / "los/data/cijfers.csv").write_text("1", encoding="utf-8")
    (tmp_path / "link").mkdir()
    (tmp_path / "link/data").symlink_to(tmp_path / "los/data")
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    for folder, why in (
        (".", "register in"),
        ("los", "is no register"),
        ("link", "is no register"),
        ("bestand", "is no"),
    ):
        done = run("init", folder, "--name", "X", cwd=register)
        assert (done.returncode, why in done.stderr, done.stdout) == (2, True, "")
    assert run("init", "bestand/onder", cwd=register).returncode == 3
    assert {path: data for path, data in contents(register).items() if path in before} == before


# ---- new ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whatever_is_begun_gives_no_errors(register: Path, language: str) -> None:
    for words in (
        ("partner", "zuidbank", "--kind", "company", "--nature", "private"),
        ("partner", "--name", "Stadsdeel"),
        ("initiative", "buurtkeuken", "--theme", "werk"),
        ("meeting", "--title", "Vierde bijeenkomst", "--date", "2026-12-01", "--theme", "wonen"),
        ("convenant", "leeg"),
        ("convenant", "--party", "zuidbank", "--party", "gemeente-amsterdam", "--party", "alliantie"),
        ("goal", "zuidbank", "--title", "Stageplekken", "--theme", "werk", "--theme", "jeugd", "--owner", "zuidbank"),
        ("goal", "zuidbank/tweede"),
        ("convenant", "--party", "voorbeeldhotel", "--party", "voorbeeldgemeente", "--id", "verzonnen"),
        ("convenant", "kopie", "--from", "voorbeeldbank"),
        ("partner", "anders", "--from", "voorbeeldbank"),
        ("meeting", "2027-01-01-weer", "--date", "2027-01-01", "--from", "2024-10-04-voorbeeldbijeenkomst"),
        ("initiative", "nog-een", "--from", "octa"),
    ):
        done = run("new", *words, "--yes", "--lang", language, cwd=register)
        assert (done.returncode, done.stderr) == (0, ""), words
    told = json.loads(run("validate", "--format", "json", cwd=register).stdout)
    assert [each for each in told["findings"] if each["level"] == "error"] == []
    assert told["summary"]["files"] == 54 + 11
    assert run("fmt", "--check", cwd=register).returncode == 0
    begun = (register / "data/convenants/zuidbank.yaml").read_text(encoding="utf-8")
    assert "under: partners-masterplan-zuidoost\n" in begun
    assert f"language: {language}\n" in begun
    assert "example: true\n" in (register / "data/convenants/verzonnen.yaml").read_text(encoding="utf-8")


def test_an_old_convenant_comes_in_with_what_is_known_of_it(register: Path) -> None:
    paper = register / "convenant.pdf"
    paper.write_bytes(b"%PDF-1.7 getekend")
    known = (
        "--party csu --party gemeente-amsterdam --date 2022-05-01 --starts 2022 --ends 2029-12 --document convenant.pdf"
    )
    words = [*known.split(), "--goal", "Schone straten, elke dag", "--goal", "Vaste banen", "--title", "Schoon"]
    done = run("new", "convenant", "schoon", "--historical", "--kind", "other", *words, cwd=register)
    assert (done.returncode, done.stdout) == (0, WRITTEN.format("data/convenants/schoon.yaml"))
    told = (register / "data/convenants/schoon.yaml").read_text(encoding="utf-8")
    for line in (
        "historical: true",
        "status: signed",
        "term: {starts: 2022, ends: 2029-12}",
        "    title: Schone straten, elke dag",
        "legal: unknown",
        "  - {id: csu, partner: csu, role: partner, class: signs, represented_by: unknown, signed: 2022-05-01}",
        f"signing: {{date: 2022-05-01, document: {{file: convenant.pdf, sha256: {sha256(paper.read_bytes()).hexdigest()}}}}}",
    ):
        assert f"{line}\n" in told
    found = json.loads(run("validate", "schoon", "--format", "json", cwd=register).stdout)["findings"]
    assert {each["level"] for each in found} <= {"warning", "advice", "not-checked"}
    more = run("new", "goal", "schoon/derde", "--title", "Derde", cwd=register)
    assert (more.returncode, more.stderr) == (0, "")
    address = [
        "--document",
        "https://example.org/a.pdf",
        "--goal",
        "Een",
        "--ends",
        "indefinite",
        "--date",
        "2022",
        "--yes",
    ]
    assert run("new", "convenant", "web", "--historical", "--kind", "other", *address, cwd=register).returncode == 0
    told = (register / "data/convenants/web.yaml").read_text(encoding="utf-8")
    assert 'signing: {date: 2022, document: {address: "https://example.org/a.pdf"}}\n' in told
    assert "term: {starts: unknown, ends: indefinite}\n" in told


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("partner",), 2, "--name is missing"),
        (("partner", "--yes"), 2, "--name is missing"),
        (("partner", "--name", "目", "--yes"), 2, "--id is missing"),
        (("partner", "--name", " ", "--id", "x"), 2, "nothing stands where text is wanted"),
        (("partner", "--name", "X"), 2, "--id is missing"),
        (("partner", "Zuid", "--name", "X"), 2, '"Zuid" is no id'),
        (("partner", "../zuid", "--name", "X"), 2, '"../zuid" is no id'),
        (("partner", "nul", "--name", "X"), 2, '"nul" can be the name of no file on Windows'),
        (("partner", "ing", "--name", "X"), 2, "there is a file data/partners/ing.yaml already"),
        (("partner", "x", "--name", "X", "--kind", "bank"), 2, "the words are company, "),
        (("partner", "x", "--name", "X", "--from", "voorbeeldbonk"), 2, 'did you mean "voorbeeldbank"?'),
        (("convenant", "x", "--title", "X"), 2, "--kind is missing"),
        (("convenant", "x", "--yes", "--party", "ingg"), 2, 'did you mean "ing"?'),
        (("convenant", "x", "--yes", "--under", "abn"), 2, '"abn" is no convenant of this register'),
        (("convenant", "x", "--yes", "--party", "ing"), 2, "parties that sign: 1, where two or more are wanted"),
        (("convenant", "x", "--yes", "--party", "ing", "--party", "csu"), 2, "none of the parties is public"),
        (("convenant", "x", "--yes", "--party", "ing", "--party", "voorbeeldgemeente"), 2, "fictional"),
        (("convenant", "x", "--yes", "--historical"), 2, "--date is missing"),
        (("convenant", "x", "--yes", "--historical", "--date", "2026-06-01"), 2, "when the register had begun"),
        (("convenant", "x", "--yes", "--historical", "--date", "2019-02-30"), 2, '"2019-02-30" is no day'),
        (
            ("convenant", "x", "--yes", "--historical", "--date", "2019", "--document", "weg.pdf"),
            3,
            "weg.pdf cannot be read",
        ),
        (("goal",), 2, "CONVENANT is missing"),
        (("goal", "voorbeeldbank", "--title", "X", "--id", "x"), 2, "convtool amend voorbeeldbank"),
        (("goal", "voorbeeldschoon/schone-routes", "--title", "X"), 2, 'has a goal "schone-routes" already'),
        (("goal", "voorbeeldschoon/x", "--title", "X", "--theme", "werken"), 2, 'did you mean "werk"?'),
        (("goal", "voorbeeldschoon/x", "--title", "X", "--owner", "bedrijven"), 2, 'did you mean "bedrijf"?'),
        (("goal", "voorbeeldschon/x"), 2, 'did you mean "voorbeeldschoon"?'),
        (("meeting", "x", "--title", "X"), 2, "--date is missing"),
        (("doel",), 2, "goal"),
        (("partner", "x", "--theme", "werk"), 2, "--theme says nothing of this partner"),
        (("meeting", "x", "--historical"), 2, "--historical says nothing of this meeting"),
        (("convenant", "x", "--date", "2022"), 2, "--date says nothing of this convenant"),
        (("convenant", "x", "--from", "abn-amro", "--historical"), 2, "--historical says nothing of this convenant"),
        (("goal", "voorbeeldschoon/x", "--from", "y"), 2, "--from says nothing of this goal"),
    ],
)
def test_what_will_not_do_is_refused_and_writes_nothing(
    words: tuple[str, ...], code: int, why: str, register: Path
) -> None:
    before = contents(register)
    done = run("new", *words, cwd=register)
    assert (done.returncode, why in done.stderr, done.stdout) == (code, True, ""), done.stderr
    assert contents(register) == before


@pytest.fixture
def repository(register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The register under git, where an official works in it."""
    monkeypatch.setitem(PLAIN, "HOME", str(register / "nowhere"))
    git(register, "init", "-q")
    for key, value in (("user.name", "Een ambtenaar"), ("user.email", "x@example.org")):
        git(register, "config", key, value)
    commit(register)
    return register


def test_whatever_is_begun_can_be_committed_and_nothing_with_it(repository: Path) -> None:
    other = "data/partners/voorbeeldbank.yaml"
    with (repository / other).open("a", encoding="utf-8") as file:
        file.write("# staged\n")
    git(repository, "add", other)
    for words, path, subject in (
        ("partner zuidbank --name Zuidbank", "data/partners/zuidbank.yaml", "zuidbank: new partner"),
        ("initiative keuken --name Keuken", "data/initiatives/keuken.yaml", "keuken: new initiative"),
        (
            "meeting --title Vierde --date 2026-12-01",
            "data/meetings/2026-12-01-vierde.yaml",
            "2026-12-01-vierde: new meeting",
        ),
        (
            "convenant --party zuidbank --party gemeente-amsterdam",
            "data/convenants/zuidbank.yaml",
            "zuidbank: new convenant",
        ),
        ("goal zuidbank/stages --title Stages", "data/convenants/zuidbank.yaml", "zuidbank: new goal stages"),
        (
            "convenant kopie --from voorbeeldbank --title Kopie",
            "data/convenants/kopie.yaml",
            "kopie: new convenant, begun with voorbeeldbank",
        ),
    ):
        done = run("new", *words.split(), "--yes", "--commit", cwd=repository)
        name = git(repository, "rev-parse", "--short", "HEAD")
        assert (done.returncode, done.stdout, done.stderr) == (0, f"{path} is committed as {name}: {subject}\n", "")
        assert git(repository, "log", "-1", "--format=%an: %s") == f"Een ambtenaar: {subject}"
        assert git(repository, "show", "--format=", "--name-only") == path
        assert git(repository, "status", "--porcelain") == f"M  {other}"


def test_what_cannot_be_committed_alone_is_not_begun(repository: Path) -> None:
    draft = repository / "data/convenants/voorbeeldschoon.yaml"
    with draft.open("a", encoding="utf-8") as file:
        file.write("# van mij\n")
    before = contents(repository)
    done = run("new", "goal", "voorbeeldschoon/x", "--title", "X", "--yes", "--commit", cwd=repository)
    assert (done.returncode, done.stdout) == (3, "")
    assert "voorbeeldschoon.yaml holds changes that are not committed yet" in done.stderr
    (repository / ".git/MERGE_HEAD").write_text("0" * 40, encoding="utf-8")
    done = run("new", "partner", "x", "--name", "X", cwd=repository)
    assert (done.returncode, "a merge is under way" in done.stderr) == (3, True)
    (repository / ".git/MERGE_HEAD").unlink()
    assert contents(repository) == before


def test_a_hook_of_the_owner_may_refuse_what_is_begun(repository: Path) -> None:
    hook = repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\necho "de haak zegt nee" >&2\nexit 1\n', encoding="utf-8")
    hook.chmod(0o755)
    done = run("new", "partner", "zuid", "--name", "Zuid", "--commit", cwd=repository)
    assert done.returncode == 3
    assert "data/partners/zuid.yaml is written, and not committed: de haak zegt nee" in done.stderr
    assert (repository / "data/partners/zuid.yaml").exists()


def test_what_would_be_begun_can_be_seen_first(register: Path) -> None:
    before = contents(register)
    shown = run("new", "partner", "zuid", "--name", "Zuid: één", "--dry-run", cwd=register)
    assert shown.stdout.startswith("--- /dev/null\n+++ b/data/partners/zuid.yaml\n@@ -0,0 +1,")
    assert '+name: "Zuid: één"\n' in shown.stdout
    shown = run("new", "goal", "voorbeeldschoon/x", "--title", "X", "--dry-run", cwd=register)
    assert [line for line in shown.stdout.splitlines() if line[0] == "-"] == [
        "--- a/data/convenants/voorbeeldschoon.yaml"
    ]
    assert contents(register) == before


def test_a_file_is_never_written_over_through_a_link_or_by_half(register: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="already"):
        create(register, NEEDLESS, b"schema: 1")
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    shutil.rmtree(register / "data/initiatives")
    (register / "data/initiatives").symlink_to(elsewhere)
    done = run("new", "initiative", "x", "--yes", cwd=register)
    assert (done.returncode, "is a link: nothing is written through it" in done.stderr) == (3, True)
    assert list(elsewhere.iterdir()) == []
    assert list(register.rglob(".convtool-*")) == []


def test_a_disk_that_refuses_leaves_nothing_behind(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(register)
    for name in ("fsync", "link"):
        with monkeypatch.context() as broken:
            broken.setattr(os, name, _full)
            with pytest.raises(ConvtoolError, match="cannot be written"):
                create(register, "data/partners/nieuw.yaml", b"schema: 1\n")
        assert contents(register) == before
    create(register, "data/partners/nieuw.yaml", b"schema: 1\n")
    assert (register / "data/partners/nieuw.yaml").stat().st_mode & 0o777 == 0o666 & ~_mask()


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


# ---- migrate --------------------------------------------------------------------------------------------------


def test_a_register_of_the_newest_format_is_left_as_it_is(register: Path) -> None:
    before = contents(register)
    for words in (("migrate",), ("migrate", "--check"), ("migrate", "--dry-run")):
        done = run(*words, cwd=register)
        assert (done.returncode, done.stdout) == (0, "54 files: all of the newest format, 1\n")
    assert contents(register) == before


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("schema: 2\nid: ing\n", "is of format 2, which is newer than this convtool knows"),
        ("id: ing\n", "does not say its format"),
    ],
)
def test_a_format_that_is_newer_or_unknown_is_refused(text: str, why: str, register: Path) -> None:
    (register / "data/partners/ing.yaml").write_text(text, encoding="utf-8")
    done = run("migrate", cwd=register)
    assert (done.returncode, f"data/partners/ing.yaml {why}" in done.stderr, done.stdout) == (3, True, "")


def test_files_of_an_older_format_are_brought_to_the_newest(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = ModuleType("convtool.migrations.from_1")
    vars(step)["step"] = lambda _, text: text.replace("schema: 1", "schema: 2")
    monkeypatch.setitem(sys.modules, step.__name__, step)
    monkeypatch.setattr(migrations, "NEWEST", 2)
    monkeypatch.chdir(register)
    before = contents(register)
    runner = CliRunner()
    application = typer.Typer()
    application.command("migrate", cls=Command)(migrate)
    checked = runner.invoke(application, ["--check"])
    assert (checked.exit_code, checked.stdout.splitlines()[0]) == (1, "data/convenants/abn-amro.yaml would change")
    shown = runner.invoke(application, ["--dry-run"])
    assert (shown.exit_code, shown.stdout.count("\n+schema: 2\n")) == (0, 54)
    assert contents(register) == before
    assert runner.invoke(application, []).stdout.count(" is of the newest format now\n") == 54
    assert contents(register) == {
        path: data.replace(b"schema: 1\n", b"schema: 2\n") if path.endswith(".yaml") else data
        for path, data in before.items()
    }


# ---- the page that tells it -----------------------------------------------------------------------------------


def test_the_page_shows_what_a_new_file_looks_like(tmp_path: Path) -> None:
    page = (DATA.parent / "docs/starting.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    for command in [line[2:] for line in page.splitlines() if line.startswith("$ ")]:
        assert run(*shlex.split(command)[1:], cwd=tmp_path).returncode == 0, command
    root = tmp_path / "noord"
    assert example in (root / "data/partners/noordbank.yaml").read_text(encoding="utf-8")
    told = json.loads(run("validate", "--format", "json", cwd=root).stdout)
    assert (told["summary"]["error"], told["summary"]["convenants"]) == (0, 3)
    assert "title: Convenant Noordbank and Masterplan Noord\n" in (root / "data/convenants/noordbank.yaml").read_text(
        encoding="utf-8"
    )
    assert "id: work-placements\n" in (root / "data/convenants/noordbank-2.yaml").read_text(encoding="utf-8")
