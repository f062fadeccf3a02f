"""`--rev`: every command that reads can be asked of the register as it was committed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.repositories import commit, git
from tests.test_commands import DATA, DAY, contents, run, spoil

CONVENANT = "data/convenants/voorbeeldbank.yaml"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """The sample register, committed in a folder of a repository."""
    git(tmp_path, "init", "-q")
    root = tmp_path / "register"
    shutil.copytree(DATA, root / "data")
    commit(tmp_path, at="2026-01-01T00:00:00Z")
    return root


ASKED = [
    ("validate", "--format", "json", "--fail-on", "never"),
    ("validate", "voorbeeldbank", "--format", "json", "--fail-on", "never"),
    ("validate", CONVENANT, "--format", "text", "--fail-on", "never"),
    ("status", "--format", "json"),
    ("status", "voorbeeldbank", "--format", "plain"),
]


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_what_is_said_of_a_commit_is_what_was_said_of_its_work_tree(register: Path, words: tuple[str, ...]) -> None:
    expected = run(*words, "--as-of", DAY, cwd=register)
    first = git(register, "rev-parse", "HEAD")
    spoil(register, CONVENANT, "themes: [werk, jeugd]", "themes: [werken]")
    spoil(register, CONVENANT, "id: geldlessen", "id: geldles")
    (register / "data/partners/abn-amro.yaml").unlink()
    commit(register, at="2026-02-01T00:00:00Z")
    now = run(*words, "--as-of", DAY, cwd=register)
    for asked in (("--rev", first), ("--rev=HEAD~1",), ("--rev", "2026-01-31")):
        done = run(*words, *asked, "--as-of", DAY, cwd=register)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.replace(f'"{first}"', "null") == expected.stdout != now.stdout
        assert run(*asked, "--as-of", DAY, *words, cwd=register).stdout == done.stdout


def test_the_report_names_the_commit_in_full_and_none_for_the_work_tree(register: Path) -> None:
    first = git(register, "rev-parse", "HEAD")
    told = [run("validate", "--format", "json", *rev, cwd=register).stdout for rev in ([], ["--rev", first[:8]])]
    assert [json.loads(text)["revision"] for text in told] == [None, first]


def test_the_pages_of_a_commit_are_made_again_with_its_own_templates(register: Path, tmp_path: Path) -> None:
    (register / "templates/convenant").mkdir(parents=True)
    page = register / "templates/convenant/page.nl.j2"
    page.write_text("{{ form.heading(1, 'TOEN') }}")
    first = commit(register)
    out = str(tmp_path / "out")
    made = run("render", "--out", out, "--as-of", DAY, cwd=register)
    assert made.returncode == 0, made.stderr
    before = contents(tmp_path / "out")
    page.write_text("{{ form.heading(1, 'NU') }}")
    commit(register)
    again = str(tmp_path / "again")
    assert run("render", "--rev", first, "--out", again, "--as-of", DAY, cwd=register).returncode == 0
    assert contents(tmp_path / "again") == before
    assert json.loads(before["build.json"])["revision"] == first
    assert run("render", "--check", "--rev", first, "--out", again, cwd=register).returncode == 0
    assert run("render", "--check", "--out", again, cwd=register).returncode == 1


def test_the_configuration_is_that_of_the_commit(register: Path) -> None:
    (register / "convtool.toml").write_text('[validate]\nfail_on = "advice"\n')
    commit(register)
    (register / "convtool.toml").write_text("nonsense")
    assert run("validate", "--rev", "HEAD", cwd=register).returncode == 1
    assert run("validate", cwd=register).returncode == 2


def test_in_the_folder_of_the_tool_its_own_templates_are_none_of_the_commit_s() -> None:
    done = run("validate", "--rev", "HEAD", "--select", "CV9")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_file_that_could_not_be_read_then_is_left_out_and_told(register: Path) -> None:
    (register / "data/partners/link.yaml").symlink_to("abn-amro.yaml")
    commit(register)
    (register / "data/partners/link.yaml").unlink()
    done = run("validate", "--rev", "HEAD", "--format", "short", cwd=register)
    assert (done.returncode, done.stdout.count("data/partners/link.yaml:1:1: error[CV009]")) == (1, 1)


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "CV301"),
        ("rules",),
        ("schema",),
        ("validate", "--fix"),
        ("validate", "--diff"),
    ],
)
def test_what_means_nothing_for_a_commit_is_refused(register: Path, words: tuple[str, ...]) -> None:
    done = run(*words, "--rev", "HEAD", cwd=register)
    assert (done.returncode, done.stdout) == (2, "")
    assert "leave out --rev" in done.stderr


def test_a_commit_that_is_none_ends_with_place_cause_and_next_step(register: Path) -> None:
    done = run("status", "--rev", "mian", cwd=register)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'error: "mian" is no commit of this repository\n  help: did you mean "main"?\n'


def test_reading_a_commit_writes_nothing(register: Path, tmp_path: Path) -> None:
    spoil(register, CONVENANT, "themes: [werk, jeugd]", "themes: [werken]")
    before = contents(tmp_path)
    for words in ASKED:
        run(*words, "--rev", "HEAD", cwd=register)
    assert contents(tmp_path) == before


# ---- The page ----------------------------------------------------------------------------------------------


def test_the_page_about_time_tells_what_the_program_finds(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    file = tmp_path / CONVENANT
    text = file.read_text(encoding="utf-8")
    goal, figure = "goal: stageplekken\n", text.index("period: 2025\n")
    start = text.rindex("  - ", 0, figure)
    assert goal in text[start:figure]
    file.write_text(text[:start] + text[text.index("\n  - ", figure) + 1 :], encoding="utf-8")
    git(tmp_path, "init", "-q")
    commit(tmp_path, at="2025-03-01T12:00:00Z")
    commit(tmp_path, {CONVENANT: text.encode()}, at="2026-02-20T12:00:00Z")
    page = (DATA.parent / "docs/time.md").read_text(encoding="utf-8")
    told = re.findall(r"\| `(--as-of .*?)` \| (\d+) \|", page)
    assert len(told) == 3
    for words, value in told:
        done = run("status", "voorbeeldbank", "--format", "json", *words.split(), cwd=tmp_path)
        rows = {row["goal"]: row["actual"] for row in json.loads(done.stdout)["rows"]}
        assert rows["stageplekken"] == value, words


def test_what_the_page_quotes_is_what_the_program_says() -> None:
    page = (DATA.parent / "docs/time.md").read_text(encoding="utf-8")
    with (DATA.parent / "convtool/locale/convtool.pot").open("rb") as file:
        sentences = [each.id for each in read_po(file) if isinstance(each.id, str)]
    patterns = [re.sub(r"\\\{\w+\\\}", ".+", re.escape(each)) for each in sentences]
    quoted = re.findall(r"^\| `(.+?)` \| (?!\d)", page, re.MULTILINE)
    assert len(quoted) == 6
    for words in quoted:
        assert any(re.fullmatch(pattern, words) for pattern in patterns), words
