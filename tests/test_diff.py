"""`convtool diff`: from two words of the command line to what a person or a program reads of the difference."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from convtool.comparing import compared
from convtool.diffs import Diff, Side, text
from convtool.language import Language
from tests.conftest import Golden
from tests.repositories import commit, git
from tests.test_commands import DATA, run, spoil

HERE = Path(__file__).parent / "diff"
BANK = "data/convenants/voorbeeldbank.yaml"
DRAFT = "data/convenants/voorbeeldschoon.yaml"
EDITS = [
    (BANK, "number: 1\n    date: 2026-05-01", "number: 1\n    date: 2026-05-02"),
    (BANK, "      Twee adviseurs werken alleen voor aanvragen uit het gebied. Een starter",
     "      Drie adviseurs werken voor aanvragen uit het gebied. Een starter"),
    (BANK, "    value: 17\n", "    value: 18\n"),
    (BANK, "    value: 14.1\n", "    value: 14.10\n"),
    (BANK, "  - {contribution: lesuren, date: 2023-12-31, quantity: 640}\n", ""),
    (BANK, "events:\n", "events:  # wat er gebeurde\n  - {agreement: rooster-lessen, date: 2026-06-01, status: done, note: Alle scholen hebben het rooster.}\n"),
    (BANK, "legal: {", "legal: { "),
    (DRAFT, "status: draft", "status: agreed"),
    (DRAFT, "goals:\n", "goals:\n  - id: extra\n    title: Extra\n    themes: [werk, jeugd]\n    owner: {party: bedrijf, function: Directeur}\n    milestones: [{by: 2027, at_least: 5}, {by: 2028, text: af}]\n    approach: {not_chosen: later}\n"),
    ("data/partners/voorbeeldbank.yaml", "sector: ", "sector: groene "),
]  # fmt: skip


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """The sample register under git, and changed since: records that differ, and are new, gone and renamed."""
    shutil.copytree(DATA, tmp_path / "data")
    git(tmp_path, "init", "-q")
    commit(tmp_path, at="2025-01-01T12:00:00Z")
    for edit in EDITS:
        spoil(tmp_path, *edit)
    partners = tmp_path / "data/partners"
    (partners / "zuidbank.yaml").write_text("schema: 1\nid: zuidbank\nname: Zuidbank\n", encoding="utf-8")
    (tmp_path / "data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml").unlink()
    (partners / "csu.yaml").rename(partners / "csu-groep.yaml")
    spoil(tmp_path, "data/partners/csu-groep.yaml", "id: csu", "id: csu-groep")
    (partners / "ing.yaml").write_text("{", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "words"),
    [("text.txt", ()), ("text-nl.txt", ("--lang", "nl")), ("md.md", ("--format", "md")), ("json.json", ("--format", "json"))],
)  # fmt: skip
def test_the_difference_is_as_it_was_looked_at(
    register: Path, golden: Golden, name: str, words: tuple[str, ...]
) -> None:
    done = run("diff", "HEAD", *words, cwd=register)
    assert done.returncode == 0
    assert done.stderr.startswith("1 file " if "nl" not in words else "1 bestand ")
    first = git(register, "rev-parse", "HEAD")
    golden(HERE / name, done.stdout.replace(first, "<commit>").replace(first[:12], "<commit>"))


@pytest.mark.parametrize(
    ("name", "width", "language"), [("40.txt", 40, "en"), ("40-nl.txt", 40, "nl"), ("120.txt", 120, "en")]
)
def test_a_screen_of_any_width_holds_it(register: Path, golden: Golden, name: str, width: int, language: str) -> None:
    git(register, "checkout", "-q", "HEAD", "--", "data/partners/ing.yaml")
    before = {path.relative_to(DATA.parent).as_posix(): path.read_bytes() for path in DATA.rglob("*.yaml")}
    after = {path.relative_to(register).as_posix(): path.read_bytes() for path in register.rglob("*.yaml")}
    found = compared(before, after, {*before, *after})
    shown = text.report(Diff(Side("HEAD"), Side(None), found, Language(language, 10**6), width, color=False))
    assert max(map(len, shown.splitlines())) <= width
    golden(HERE / name, shown)
    colored = text.report(Diff(Side("HEAD"), Side(None), found, Language(language, 10**6), width, color=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == shown
    assert colored != shown


def test_days_commits_branches_and_the_work_tree_are_compared(register: Path) -> None:
    first = git(register, "rev-parse", "HEAD")
    git(register, "checkout", "-q", "HEAD", "--", "data/partners/ing.yaml")
    commit(register, at="2025-06-01T12:00:00Z")
    expected = run("diff", "HEAD~1", cwd=register).stdout.partition("\n")[2]
    for words in (
        ("2025-05-31", "2025-06-01"),
        (first, "HEAD"),
        (first[:7], "main"),
        ("2025-01-01",),
        ("2025-01-01", "--rev", "HEAD"),
    ):
        done = run("diff", *words, cwd=register)
        assert (done.returncode, done.stderr, done.stdout.partition("\n")[2]) == (0, "", expected), words
    assert (
        run("diff", "HEAD", cwd=register).stdout
        == f"from HEAD ({git(register, 'rev-parse', 'HEAD')[:12]}) to the files as they are now\n\nnothing differs in meaning\n"
    )
    both = json.loads(run("diff", "2025-05-31", "main", "--format", "json", cwd=register).stdout)
    assert both["before"] == {"asked": "2025-05-31", "commit": first}
    assert both["after"] == {"asked": "main", "commit": git(register, "rev-parse", "HEAD")}


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        (("voorbeeldbank",), [BANK, "data/partners/voorbeeldbank.yaml"]),
        ((BANK,), [BANK]),
        (("convenants/voorbeeldbank",), [BANK]),
        (("data/partners/csu.yaml", "data/partners/csu-groep.yaml"), ["data/partners/csu-groep.yaml"]),
        (("csu",), [None]),
        (("2024-10-04-voorbeeldbijeenkomst",), [None]),
        (("stageplekken",), [BANK]),
        (("rabobank",), []),
        (("HEAD", "rabobank"), []),
        (("data/partners", "voorbeeldschoon"), [DRAFT, "data/partners/csu-groep.yaml", "data/partners/voorbeeldbank.yaml", "data/partners/zuidbank.yaml"]),
    ],
    ids=repr,
)  # fmt: skip
def test_ids_and_paths_choose_what_is_told(register: Path, words: tuple[str, ...], paths: list[str | None]) -> None:
    told = json.loads(run("diff", "HEAD", *words, "--format", "json", cwd=register).stdout)
    assert [each["path"] for each in told["records"]] == paths


def test_the_exit_code_tells_whether_anything_differs_where_it_is_asked_to(register: Path) -> None:
    assert run("diff", "HEAD", "--exit-code", cwd=register).returncode == 1
    assert run("diff", "HEAD", "abn-amro", "--exit-code", cwd=register).returncode == 0
    assert run("diff", "HEAD", "ing", "--exit-code", cwd=register).returncode == 1, "it could not be compared"
    assert run("diff", "HEAD", cwd=register).returncode == 0
    run("fmt", cwd=register)
    git(register, "add", "-A")
    assert run("diff", "HEAD", "HEAD", "--exit-code", cwd=register).returncode == 0


def test_two_files_anywhere_are_compared(register: Path, tmp_path: Path) -> None:
    old = tmp_path / "oud.yaml"
    old.write_bytes((DATA.parent / BANK).read_bytes())
    elsewhere = tmp_path / "leeg"
    elsewhere.mkdir()
    done = run("diff", str(old), str(register / BANK), "--format", "json", cwd=elsewhere)
    told = json.loads(done.stdout)
    assert (done.returncode, told["before"]) == (0, {"asked": str(old), "commit": None})
    assert (
        told["records"][0]["agreement"]
        == json.loads(run("diff", "HEAD", BANK, "--format", "json", cwd=register).stdout)["records"][0]["agreement"]
    )
    assert run("diff", str(old), str(old), "--exit-code", cwd=elsewhere).returncode == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("mian",), 2, 'did you mean "main"?'),
        (("HEAD", "2020-01-01"), 2, "the history starts on 2025-01-01"),
        (("HEAD", "voorbeeldbnak"), 2, 'did you mean "voorbeeldbank"?'),
        (("HEAD", "main", "voorbeeldbnak"), 2, 'did you mean "voorbeeldbank"?'),
        (("HEAD", "HEAD", "--rev", "HEAD"), 2, "B, --rev exclude each other"),
        ((BANK,), 2, f"convtool diff HEAD {BANK} compares it with a commit"),
        ((BANK, "HEAD"), 2, "is compared with one other file"),
        ((BANK, DRAFT, BANK), 2, "is compared with one other file"),
        (("HEAD", "rabobank"), 2, '"rabobank" is a commit and an id of this register'),
        ((BANK, "link.yaml"), 3, "link.yaml"),
        ((), 2, "Missing argument 'A'"),
    ],
    ids=repr,
)  # fmt: skip
def test_what_cannot_be_compared_is_said_with_what_helps(
    register: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    if words == ("HEAD", "rabobank"):
        git(register, "branch", "rabobank")
    (register / "link.yaml").symlink_to(register / BANK)
    done = run("diff", *words, cwd=register)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_without_git_only_files_are_compared(register: Path) -> None:
    (register / ".git").rename(register / "away")
    done = run("diff", "HEAD", cwd=register)
    assert (done.returncode, done.stdout) == (3, "")
    assert "there is no repository around" in done.stderr
    assert run("diff", BANK, BANK, cwd=register).returncode == 0


def test_what_is_no_file_on_one_side_is_named_and_never_said_to_be_gone(register: Path) -> None:
    git(register, "checkout", "-q", "HEAD", "--", ".")
    git(register, "clean", "-qfd")
    file = register / BANK
    file.rename(register / "elders.yaml")
    file.symlink_to(register / "elders.yaml")
    told = json.loads(run("diff", "HEAD", "--format", "json", cwd=register).stdout)
    assert (told["records"], told["not_compared"]) == ([], [BANK])
    file.unlink()
    (register / "elders.yaml").rename(file)
    partners = register / "data/partners"
    partners.rename(register / "away")
    partners.symlink_to(register / "away")
    done = run("diff", "HEAD", cwd=register)
    assert "gone" not in done.stdout.partition("0 gone")[0]
    assert "NOT COMPARED" in done.stdout
