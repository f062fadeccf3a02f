"""record, deliver and act: one entry, judged, shown, written and committed; nothing beside it."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HERE
from tests.inside import Program

CONVTOOL = Path(sys.executable).with_name("convtool")
FILE = "data/convenants/voorbeeldbank.yaml"
MEETING = "data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml"
WORDS = os.environ | {"CONVTOOL_LANG": "en", "LC_ALL": "C.UTF-8"}
DAY = ("--as-of", "2026-11-21")
RECORD = ("record", "stageplekken", "18", "--up-to", "2026-06-30", "--kind", "registered", "--source", "stageregister")
LINE = "  - {goal: stageplekken, up_to: 2026-06-30, value: 18, kind: registered, source: stageregister, recorded: 2026-11-21}"


class Register:
    """A copy of the clean register, and the commands that change it."""

    def __init__(self, root: Path) -> None:
        """Take the folder that the register lies in."""
        self.root = root
        self.texts: dict[str, str] = {}

    def run(self, *words: str, code: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
        """One run in the register, which has to leave with `code`."""
        done = subprocess.run(
            [CONVTOOL, *DAY, *words],
            cwd=self.root,
            env=WORDS | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, (done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        return done

    def git(self, *words: str) -> str:
        """What git says."""
        return subprocess.run(["git", *words], cwd=self.root, capture_output=True, text=True, check=True).stdout

    def new(self, path: str = FILE) -> list[str]:
        """The lines that a file has more than at the start; all others are as they were."""
        now = (self.root / path).read_text(encoding="utf-8").split("\n")
        before = self.texts[path].split("\n")
        assert [line for line in now if line in before] == before
        return [line for line in now if line not in before]


def add(file: Path, line: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + line, encoding="utf-8")


@pytest.fixture
def register(tmp_path: Path) -> Register:
    shutil.copytree(HERE / "base" / "data", tmp_path / "data")
    made = Register(tmp_path)
    made.texts = {path: (tmp_path / path).read_text(encoding="utf-8") for path in (FILE, MEETING)}
    return made


@pytest.fixture
def repository(register: Register, monkeypatch: pytest.MonkeyPatch) -> Register:
    monkeypatch.setenv("HOME", str(register.root / "nowhere"))
    monkeypatch.setitem(WORDS, "HOME", str(register.root / "nowhere"))
    register.git("init", "-q", "-b", "main")
    for key, value in (("user.name", "Een ambtenaar"), ("user.email", "x@example.org")):
        register.git("config", key, value)
    register.git("add", "-A")
    register.git("commit", "-qm", "first")
    return register


# ---------------------------------------------------------------------------------------------------
# record


def test_a_figure_is_one_line_more_and_is_shown(register: Register) -> None:
    done = register.run(*RECORD)
    assert register.new() == [LINE]
    assert f"+{LINE}\n" in done.stdout
    assert done.stdout.endswith(f"{FILE} is written\n")
    assert done.stderr == ""


def test_a_dry_run_gives_a_patch_and_writes_nothing(register: Register) -> None:
    patch = register.run(*RECORD, "--dry-run").stdout
    assert register.new() == []
    subprocess.run(["git", "apply", "-"], cwd=register.root, input=patch, text=True, check=True)
    assert register.new() == [LINE]


def test_the_difference_has_colours_only_where_asked_for(register: Register) -> None:
    assert "\x1b[32m+  - {goal" in register.run(*RECORD, "--dry-run", "--color", "always").stdout
    assert "\x1b" not in register.run(*RECORD, "--dry-run").stdout


def test_a_number_below_zero_stands_behind_two_dashes(register: Register) -> None:
    register.run("record", "stageplekken", *RECORD[3:], "--", "-5")
    assert "value: -5," in register.new()[0]


def test_the_same_figure_is_not_written_twice(register: Register) -> None:
    register.run(*RECORD)
    assert "this entry stands there already" in register.run(*RECORD, code=2).stderr
    again = register.run(*RECORD, "--note", "nog eens", code=1)
    assert "error[CV401]" in again.stderr
    assert "is left as it is" in again.stderr
    assert register.new() == [LINE]


def test_a_figure_that_would_be_an_error_is_refused_and_one_that_warns_is_written(register: Register) -> None:
    later = ("record", "stageplekken", "18", "--period", "2026", "--kind", "registered", "--source", "x")
    assert "before the last day it is about" in register.run(*later, code=1).stderr
    assert register.new() == []
    assert "warning[CV506]" in register.run("deliver", "fonds", "500000").stderr
    assert len(register.new()) == 1


def test_everything_that_a_figure_can_say_can_be_said(register: Register) -> None:
    words = (
        "--component",
        "a=20",
        "--component",
        "b=-1,5",
        "--area",
        "noord",
        "--says",
        "behind",
        "--note",
        "Twee: één",
    )
    register.run("record", "stageplekken", *RECORD[3:], *words)
    lines = [line.strip() for line in register.new()]
    assert lines[2:3] + lines[6:] == [
        "value: 18.5", "area: noord", "components: {a: 20, b: -1.5}", "says: behind", 'note: "Twee: één"'
    ]  # fmt: skip


def test_nothing_counted_is_said_too(register: Register) -> None:
    register.run("record", "stageplekken", "--none", *RECORD[3:], "--note", "niet geteld")
    assert "value: none" in register.new()[0]
    register.run(*RECORD, "--none", code=2)


def test_a_correction_names_what_it_replaces(register: Register) -> None:
    words = ("--kind", "registered", "--source", "brief van HR", "--note", "een stagiair was dubbel geteld")
    register.run("record", "voorbeeldbank/stageplekken", "16", "--corrects", "2025", *words)
    assert "    corrects: {period: 2025, kind: registered, source: stageregister HR}" in register.new()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("record", "stageplekken"), "missing: VALUE, --period|--up-to|--date|--corrects, --kind, --source"),
        (("record", "stageplekken", "1", "--period", "2025", "--source", "x"), "missing: --kind"),
        (("record", "stageplek", "1"), 'did you mean "voorbeeldbank/stageplekken"?'),
        (("record", "stageplekken", "1.500", *RECORD[3:]), "write 1.5000 or 1500"),
        (("record", "stageplekken", "veel", *RECORD[3:]), '"veel" is no number'),
        ((*RECORD, "--period", "2025"), "--period, --up-to exclude each other"),
        ((*RECORD[:-4], "--kind", "geteld", "--source", "x"), '"geteld" is not one of the words here'),
        ((*RECORD, "--note", "een\u202etwee"), "U+202E"),
        (("record", "stageplekken", "1", "--corrects", "2019", *RECORD[5:]), "its figures are of 2024, 2025"),
        (("deliver", "fonds"), "missing: AMOUNT"),
        (("deliver", "uren", "--confirmed-by", "bank"), "missing: --date"),
        (("deliver", "fonds", "1", "--confirmed-by", "alliante"), 'did you mean "alliantie"?'),
        (("deliver", "fons", "1"), 'did you mean "voorbeeldbank/fonds"?'),
        (("act", "loket", "klaar"), "the words are not-started"),
        (("act", "loket", "done", "--value", "3"), "only a condition has a number"),
        (("act", "loke", "done"), 'did you mean "voorbeeldbank/loket"?'),
    ],
)
def test_wrong_use_says_what_is_wrong_and_writes_nothing(register: Register, words: tuple[str, ...], said: str) -> None:
    done = register.run(*words, code=2)
    assert said in done.stderr
    assert done.stdout == ""
    assert register.new() == []


# ---------------------------------------------------------------------------------------------------
# deliver and act


def test_money_and_hours_are_delivered_in_their_own_unit(register: Register) -> None:
    register.run("deliver", "fonds", "€ 50.000", "--date", "2026-06-30")
    register.run("deliver", "uren", "about 20", "--source", "urenlijst")
    assert register.new() == [
        "  - {contribution: fonds, date: 2026-06-30, amount: 50000, recorded: 2026-11-21}",
        "  - {contribution: uren, date: 2026-11-21, quantity: {about: 20}, source: urenlijst}",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("uren", "€ 300"), '"€ 300" is an amount in euro, and "uren" is counted in uur'),
        (("fonds", "EUR 300"), '"EUR 300" is an amount in euro, and "fonds" is counted in USD'),
    ],
)
def test_an_amount_in_another_currency_is_refused(
    register: Register,
    words: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = register.root / FILE
    text = file.read_text(encoding="utf-8").replace("currency: EUR", "currency: USD")
    file.write_text(text, encoding="utf-8")
    done = Program(register.root, monkeypatch, capsys)("deliver", *words, debug=False)
    assert (done.code, said in done.err) == (2, True)
    assert file.read_text(encoding="utf-8") == text


def test_a_receiver_confirms_the_one_delivery_that_waits_for_it(register: Register) -> None:
    register.run("deliver", "fonds", "50000", "--date", "2026-06-30")
    register.run("deliver", "fonds", "--confirmed-by", "alliantie")
    assert register.new()[-1] == (
        "  - {contribution: fonds, date: 2026-06-30, confirmed_by: alliantie, recorded: 2026-11-21}"
    )


def test_an_agreement_and_an_action_are_done_on_their_day(register: Register) -> None:
    register.run("act", "loket", "in-execution", "--date", "2026-01-02", "--note", "nog één balie")
    assert register.new() == ["  - {agreement: loket, date: 2026-01-02, status: in-execution, note: nog één balie}"]
    action = next(
        line.partition("id: ")[2].partition(",")[0]
        for line in register.texts[MEETING].partition("actions:")[2].split("\n")
        if "id: " in line
    )
    register.run(
        "act", f"2024-10-04-voorbeeldbijeenkomst/{action}", "done", "--outcome", "58 uitnodigingen", "--by", "HR"
    )
    assert register.new(MEETING)[-1].endswith("status: done, outcome: 58 uitnodigingen, by: HR}")


def test_a_condition_to_start_is_said_to_be_met_with_the_number_that_it_reached(register: Register) -> None:
    file = register.root / FILE
    condition = "conditions: {all_of: [{id: bedrijven, what: Bedrijven doen mee., at_least: 20, by: 2026-06-30}]}"
    text = file.read_text(encoding="utf-8").replace("legal:", f"{condition}\nlegal:", 1)
    file.write_text(text, encoding="utf-8")
    assert "no event says so" in register.run("validate", "--select", "CV612").stdout
    register.run("act", "bedrijven", "in-execution", "--date", "2026-01-02", "--value", "12")
    assert "no event says so" in register.run("validate", "--select", "CV612").stdout
    register.run("act", "voorbeeldbank/bedrijven", "done", "--date", "2026-06-02", "--value", "about 21")
    assert register.new()[-2:] == [
        "  - {condition: bedrijven, date: 2026-01-02, status: in-execution, value: 12}",
        "  - {condition: bedrijven, date: 2026-06-02, status: done, value: {about: 21}}",
    ]
    assert "no event says so" not in register.run("validate", "--select", "CV612").stdout


# ---------------------------------------------------------------------------------------------------
# Files that are not as they should be


def test_a_file_in_conflict_is_left_and_its_line_is_named(register: Register) -> None:
    file = register.root / FILE
    text = file.read_text(encoding="utf-8").replace(
        "events:\n", "<<<<<<< HEAD\nevents:\n=======\n>>>>>>> other\nevents:\n"
    )
    file.write_text(text, encoding="utf-8")
    assert "a merge conflict was left here" in register.run(*RECORD, code=3).stderr
    assert file.read_text(encoding="utf-8") == text


def test_a_file_with_a_broken_line_elsewhere_is_left(register: Register) -> None:
    file = register.root / FILE
    text = file.read_text(encoding="utf-8") + "title: twee keer\n"
    file.write_text(text, encoding="utf-8")
    assert 'key "title" is written twice' in register.run(*RECORD, code=3).stderr
    assert file.read_text(encoding="utf-8") == text


def test_a_list_that_says_a_word_is_not_overwritten(register: Register) -> None:
    file = register.root / FILE
    text = file.read_text(encoding="utf-8")
    text = text[: text.index("deliveries:")] + "deliveries: unknown\n" + text[text.index("involvement:") :]
    file.write_text(text, encoding="utf-8")
    assert '"deliveries" is no list here: "unknown"' in register.run("deliver", "fonds", "1", code=2).stderr


def test_a_link_is_not_written_through(register: Register) -> None:
    (register.root / FILE).rename(register.root / "elders.yaml")
    (register.root / FILE).symlink_to(register.root / "elders.yaml")
    register.run(*RECORD, code=2)


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("last", ["", "# eind 🌻"])
def test_line_ends_and_the_end_of_the_file_stay(register: Register, end: str, last: str) -> None:
    file = register.root / FILE
    before = f"\ufeff{register.texts[FILE]}{last}".rstrip("\n").replace("\n", end).encode()
    file.write_bytes(before)
    register.run(*RECORD)
    assert file.read_bytes().replace(f"{end}{LINE}".encode(), b"", 1) == before


# ---------------------------------------------------------------------------------------------------
# A person at a terminal


def talked(register: Register, answers: str, *words: str) -> tuple[int, str, str]:
    """A run at a terminal on which everything is answered: exit code, standard output, and what the terminal showed."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [CONVTOOL, *words, *DAY], cwd=register.root, env=WORDS, stdin=theirs, stderr=theirs, stdout=subprocess.PIPE
    ) as child:
        os.close(theirs)
        os.write(ours, answers.encode())
        assert child.stdout
        result = child.stdout.read().decode()
        child.wait()
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # the terminal is gone with its program
        pass
    os.close(ours)
    return child.returncode, result, shown.decode()


def test_a_person_is_asked_only_for_what_is_missing(register: Register) -> None:
    code, _, shown = talked(
        register, "18\n2025-H1\nzeker\nsample\n\n", "record", "stageplekken", "--note", "steekproef"
    )
    assert code == 0, shown
    assert "kind of evidence (registered, partner-statement, sample, estimate, published) [registered]" in shown
    assert "source [stageregister HR]" in shown
    (line,) = register.new()
    assert "period: 2025-H1, value: 18, kind: sample, source: stageregister HR," in line


def test_a_person_is_asked_how_much_when_and_what_came_of_it(register: Register) -> None:
    assert talked(register, "50.000\n", "deliver", "fonds", "--date", "2026-06-30")[0] == 0
    assert talked(register, "2025-06-30\n", "deliver", "uren", "--confirmed-by", "alliantie")[0] in {0, 130}
    code, _, shown = talked(register, "\x04", "record", "stageplekken", *RECORD[3:])
    assert (code, "Traceback" in shown) == (130, False)


# ---------------------------------------------------------------------------------------------------
# --commit


def test_a_commit_holds_the_one_file_and_leaves_what_is_staged(repository: Register) -> None:
    add(repository.root / "data/partners/voorbeeldbank.yaml", "# staged\n")
    repository.git("add", "-A")
    add(repository.root / MEETING, "# changed\n")
    done = repository.run(*RECORD, "--commit")
    assert done.stdout.endswith(": voorbeeldbank: stageplekken 2026-06-30 is 18\n")
    assert repository.git("log", "-1", "--format=%an: %s") == (
        "Een ambtenaar: voorbeeldbank: stageplekken 2026-06-30 is 18\n"
    )
    assert repository.git("show", "--format=", "--name-only").split() == [FILE]
    assert repository.git("status", "--porcelain") == f" M {MEETING}\nM  data/partners/voorbeeldbank.yaml\n"


@pytest.mark.parametrize("staged", [True, False])
def test_a_file_with_changes_that_are_not_committed_is_not_committed_with_them(
    repository: Register, *, staged: bool
) -> None:
    add(repository.root / FILE, "# van mij\n")
    if staged:
        repository.git("add", "-A")
    assert "holds changes that are not committed yet" in repository.run(*RECORD, "--commit", code=3).stderr
    assert repository.new() == ["# van mij"]


def test_the_hooks_of_the_owner_are_asked_and_may_refuse(repository: Register) -> None:
    hook = repository.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\necho "$LC_ALL: de haak zegt nee" >&2\nexit 1\n')
    hook.chmod(0o755)
    refused = repository.run(*RECORD, "--commit", code=3)
    assert f"{FILE} is written, and not committed: C.UTF-8: de haak zegt nee" in refused.stderr
    assert repository.new() == [LINE]
    assert repository.git("log", "--format=%s") == "first\n"


def test_without_a_name_for_the_commit_the_file_is_kept_as_written(repository: Register) -> None:
    repository.git("config", "--unset", "user.email")
    repository.git("config", "user.useConfigOnly", "true")
    assert "is written, and not committed" in repository.run(*RECORD, "--commit", code=3).stderr
    assert repository.new() == [LINE]


def test_a_repository_is_the_one_around_the_register_whoever_calls(repository: Register, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path / "other"], check=True)
    other = tmp_path / "other"
    repository.run(*RECORD, "--commit", GIT_DIR=f"{other}/.git", GIT_WORK_TREE=str(other))
    assert repository.git("show", "--format=", "--name-only").split() == [FILE]


def test_without_a_repository_or_git_nothing_is_committed_and_nothing_written(register: Register) -> None:
    none = register.run(*RECORD, "--commit", code=3).stderr
    assert "nothing can be committed here: fatal: not a git repository" in none
    assert (
        "nothing can be committed here: Cmd('git') not found"
        in register.run(*RECORD, "--commit", code=3, PATH="/nowhere").stderr
    )
    assert register.new() == []


def test_a_file_that_git_does_not_know_yet_is_not_committed(repository: Register) -> None:
    repository.git("rm", "-q", "--cached", FILE)
    repository.git("commit", "-qm", "second")
    assert "is not known to git yet" in repository.run(*RECORD, "--commit", code=3).stderr


@pytest.mark.parametrize("sign", ["MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD"])
@pytest.mark.parametrize("apart", [True, False])
def test_nothing_is_written_while_a_merge_or_the_like_is_under_way(
    repository: Register, tmp_path: Path, sign: str, *, apart: bool
) -> None:
    place, register = repository.root / ".git", repository
    if apart:
        repository.git("worktree", "add", "-q", "--detach", str(tmp_path / "apart"))
        place, register = repository.root / ".git/worktrees/apart", Register(tmp_path / "apart")
    (place / sign).write_text("0" * 40)
    assert "under way" in register.run(*RECORD, code=3).stderr
    (place / sign).unlink()
    register.run(*RECORD, "--commit")
