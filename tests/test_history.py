"""Commits, read and never written: the register as it was, what changed since, and a name that is none."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from convtool.checking import check
from convtool.errors import ConvtoolError, WrongUse
from convtool.files import own_templates, worktree
from convtool.history import Repository, Snapshot, changed, head
from convtool.language import Language
from convtool.limits import Limits
from convtool.portfolio import load
from convtool.rulebook import rulebook
from convtool.sharing import shared
from tests.conftest import DAY, PARTNER, Base
from tests.repositories import commit, git, write

ENGLISH = Language("en")
BEFORE = {"data/a.yaml": b"a: 1\n", "data/b.yaml": b"b: 1\r\n", "data/partners/c.yaml": "é\n".encode()}


def said(error: ConvtoolError) -> str:
    return ENGLISH.say(error.message)


def helped(error: ConvtoolError) -> str:
    return ENGLISH.say(error.help) if error.help else ""


def at(root: Path, revision: str = "HEAD") -> Snapshot:
    repository = Repository(root)
    return Snapshot(repository, repository.commit(revision))


@pytest.fixture
def top(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path


# ---- The register at a commit ----------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [".", "deep/register"])
@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_a_commit_gives_what_its_work_tree_gave(tmp_path: Path, base: Base, folder: str, kind: str) -> None:
    git(tmp_path, "init", "-q", f"--object-format={kind}")
    root = (tmp_path / folder).resolve()
    odd = {
        "data/partners/Acme.yaml": b"",
        "data/partners/\n\x1b.yaml": b"",
        "data/partners/readme.md": b"",
        "data/partners/.hidden.yaml": b"",
        "data/partners/acme.yaml~": b"",
        "data/partners/deep.yaml/er.yaml": b"",
        "data/partners/groot.yaml": b"#" * 3000,
        "data/partners/leeg.yaml": b"",
        "data/partijen/acme.yaml": b"",
        "data/loose.yaml": b"",
        "data/.other/x.yaml": b"",
        "elsewhere/x.yaml": b"",
    }
    write(root, base.files | odd)
    (root / "data/partners/link.yaml").symlink_to("acme.yaml")
    shutil.rmtree(root / "data/meetings", ignore_errors=True)
    (root / "data/meetings").symlink_to("partners")
    limits = Limits(size=2000)
    expected = worktree(root, limits)
    then = at(root, commit(tmp_path))
    for path in expected[0]:
        (root / path).write_bytes(b"after: 1\n")
    files, faults = then.listed(limits)
    read, unread = files.kept()
    assert read == expected[0]
    assert sorted(faults + unread) == sorted(expected[1])
    assert len(read["data/partners/groot.yaml"]) == 2001


def test_what_git_lacks_or_finds_damaged_is_a_fault_and_hides_no_other(top: Path, base: Base) -> None:
    commit(top, base.files)
    blobs = {path: git(top, "rev-parse", f"HEAD:{path}") for path in base.files}
    for path, data in zip([PARTNER, "data/partners/voorbeeldgemeente.yaml"], [None, b"junk"], strict=True):
        name = blobs.pop(path)
        where = top / ".git/objects" / name[:2] / name[2:]
        where.unlink()
        if data:
            where.write_bytes(data)
    files, faults = at(top).listed(Limits())
    read, unread = files.kept()
    assert read == {path: base.files[path] for path in blobs}
    assert sorted(fault.finding.place.path for fault in faults + unread) == sorted(set(base.files) - set(blobs))
    assert {fault.code for fault in unread} == {"CV009"}
    found = check(load(at(top).listed(Limits())[0], DAY), rulebook())
    assert [each.place.path for each in found if each.code == "CV009"] == sorted(set(base.files) - set(blobs))


def test_two_processes_read_a_commit_without_mixing_up_the_answers(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    expected = {f"data/partners/p{number}.yaml": b"%d\n" % number * (number + 1) for number in range(400)}
    commit(top, expected)
    files, _ = at(top).listed(Limits())
    assert files["data/partners/p0.yaml"] == b"0\n"  # a git runs before the second process is there
    parts = shared(lambda some: {path: files[path] for path in some}, sorted(expected))
    assert len(parts) == 2
    assert {path: data for part in parts for path, data in part.items()} == expected


def test_a_folder_that_is_a_repository_of_its_own_is_said_to_be_missing(top: Path, base: Base) -> None:
    write(top, base.files)
    shutil.rmtree(top / "data/partners")
    (top / "data/partners").mkdir()
    git(top / "data/partners", "init", "-q")
    commit(top / "data/partners", {"acme.yaml": b"id: acme\n"})
    commit(top)
    _, (fault,) = at(top).listed(Limits())
    assert (fault.code, fault.finding.place.path) == ("CV009", "data/partners")


@pytest.mark.parametrize("kind", ["none", "file", "link", "latin"])
def test_the_templates_and_the_configuration_are_those_of_the_commit(top: Path, base: Base, kind: str) -> None:
    write(top, base.files | {"elsewhere": b"secret"})
    if kind in {"file", "latin"}:
        data = b"x" if kind == "file" else b"\xe9"
        write(top, {"convtool.toml": data, "templates/convenant/page.nl.j2": data, "templates/README.md": b"y"})
    if kind == "link":
        (top / "convtool.toml").symlink_to("elsewhere")
        (top / "templates").mkdir()
        (top / "templates/page.nl.j2").symlink_to("../elsewhere")
    own = own_templates(top)
    then = at(top, commit(top))
    assert then.templates() == own
    if kind == "link":
        with pytest.raises(ConvtoolError) as caught:
            then.configuration()
        assert said(caught.value) == "convtool.toml: the file is a link"
    else:
        assert then.configuration() == {"none": None, "file": b"x", "latin": b"\xe9"}[kind]


def test_templates_that_are_a_link_and_files_that_are_too_large_are_not_read_at_a_commit(top: Path, base: Base) -> None:
    write(top, base.files | {"convtool.toml": b"#" * 2**21})
    (top / "templates").symlink_to("data")
    own = own_templates(top)
    then = at(top, commit(top))
    assert then.templates() == own
    with pytest.raises(ConvtoolError) as caught:
        then.configuration()
    assert said(caught.value) == "convtool.toml: the file cannot be read: too large"


def test_a_commit_without_the_register_is_wrong_use(top: Path, base: Base) -> None:
    before = commit(top)
    commit(top, base.files)
    with pytest.raises(WrongUse) as caught:
        at(top, before)
    assert said(caught.value) == f"there was no register in . at commit {before[:12]}"


# ---- Naming a commit -------------------------------------------------------------------------------------


def test_every_way_of_git_to_name_a_commit_works_wherever_the_work_tree_is(top: Path) -> None:
    first, second = commit(top), commit(top)
    git(top, "tag", "-m", "x", "v1", first)
    for word in (first, first[:10], "HEAD~1", "v1", "main^", "tags/v1"):
        assert Repository(top).commit(word) == first, word
    git(top, "worktree", "add", "-q", "--detach", "beside", "v1")
    assert Repository(top / "beside").commit("HEAD") == first
    assert Repository(top / "beside").commit("main") == second


ODD = ["nope", "--output=/tmp/x", "-h", "", "HEAD:data", "HEAD^{tree}", "a..b", "^HEAD", "HEAD --all", "@{u}"]
UNFIT = ["\x00", "HEAD\n", "\udcff", "x" * 100_000]


@pytest.mark.parametrize("name", [*ODD, *UNFIT])
def test_a_name_that_is_no_commit_is_wrong_use(top: Path, name: str) -> None:
    commit(top, BEFORE)
    with pytest.raises(WrongUse):
        Repository(top).commit(name)


def test_a_name_that_is_nearly_right_gets_the_right_one(top: Path) -> None:
    commit(top)
    git(top, "branch", "werkgroep")
    with pytest.raises(WrongUse) as caught:
        Repository(top).commit("werkgrope")
    assert helped(caught.value) == 'did you mean "werkgroep"?'


def test_a_day_means_the_last_commit_on_the_first_parent_line_made_on_or_before_it_in_utc(top: Path) -> None:
    first = commit(top, at="2025-01-01T00:00:00Z")
    late = commit(top, at="2025-03-01T23:59:59Z")
    next_day = commit(top, at="2025-03-01T23:30:00-05:00")  # the second of March in UTC
    git(top, "switch", "-q", "-c", "aside")
    commit(top, at="2025-04-01T12:00:00Z")
    git(top, "switch", "-q", "main")
    own = commit(top, at="2025-05-01T12:00:00Z")
    git(top, "merge", "-q", "--no-ff", "-m", "x", "aside", at="2025-06-01T12:00:00Z")
    merged = git(top, "rev-parse", "HEAD")
    expected = {
        "2025-01-01": first,
        "2025-02-28": first,
        "2025-03-01": late,
        "2025-03-02": next_day,
        "2025-04-30": next_day,
        "2025-05-31": own,
        "2025-06-01": merged,
        "9999-12-31": merged,
    }
    assert {day: Repository(top).commit(day) for day in expected} == expected
    git(top, "checkout", "-q", late)
    assert Repository(top).commit("2025-12-31") == late


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-12-31", "the history starts on 2025-01-01, after 2024-12-31"),
        ("1969-12-31", "the history starts on 2025-01-01, after 1969-12-31"),
        ("0001-01-01", "the history starts on 2025-01-01, after 0001-01-01"),
        ("2025-02-30", '"2025-02-30" is no day'),
    ],
)
def test_a_day_before_the_first_commit_or_in_no_calendar_is_wrong_use(top: Path, day: str, words: str) -> None:
    commit(top, at="2025-01-01T00:00:00Z")
    with pytest.raises(WrongUse) as caught:
        Repository(top).commit(day)
    assert said(caught.value) == words


def test_a_shallow_clone_says_that_it_does_not_reach_back(top: Path) -> None:
    first = commit(top, at="2025-01-01T00:00:00Z")
    last = commit(top, at="2026-01-01T00:00:00Z")
    git(top, "clone", "-q", "--depth=1", top.as_uri(), "clone")
    clone = Repository(top / "clone")
    assert (set(Repository(top).cut), set(clone.cut)) == (set(), {last})
    assert clone.commit("2026-01-01") == last
    with pytest.raises(ConvtoolError) as caught:
        clone.commit("2025-12-31")
    assert caught.value.exit_code == 3
    assert said(caught.value) == "this clone does not reach back to 2025-12-31"
    with pytest.raises(WrongUse) as wrong:
        clone.commit(first)
    assert helped(wrong.value) == "a shallow clone may lack it; fetch it first"


def test_a_repository_without_a_commit_says_so(top: Path) -> None:
    for word in ("HEAD", "2025-12-31", "main"):
        with pytest.raises(WrongUse) as caught:
            Repository(top).commit(word)
        assert said(caught.value) == "this repository has no commit yet"


def test_replacements_and_grafts_of_one_machine_change_nothing(top: Path) -> None:
    first = commit(top, {PARTNER: b"a: 1\n"}, at="2025-01-01T00:00:00Z")
    second = commit(top, {PARTNER: b"a: 2\n"}, at="2026-01-01T00:00:00Z")
    other = git(top, "commit-tree", "-m", "x", f"{second}^{{tree}}")
    git(top, "replace", first, other)
    (top / ".git/info/grafts").write_text(f"{second}\n")
    assert Repository(top).commit("2025-12-31") == first
    assert at(top, "2025-12-31").listed(Limits())[0][PARTNER] == b"a: 1\n"


# ---- Where git cannot tell -------------------------------------------------------------------------------


def test_without_a_repository_there_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(ConvtoolError) as caught:
        Repository(tmp_path)
    assert caught.value.exit_code == 3
    assert head(tmp_path) is None


def test_without_git_the_error_says_what_to_install(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(top)
    monkeypatch.setenv("PATH", str(top))
    with pytest.raises(ConvtoolError) as caught:
        Repository(top).commit("HEAD")
    assert caught.value.exit_code == 3
    assert said(caught.value) == "git cannot be started: No such file or directory"
    assert head(top) is None


def test_a_repository_of_somebody_else_is_not_read_and_the_error_says_what_to_do(
    top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(top)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    with pytest.raises(ConvtoolError) as caught:
        Repository(top).commit("HEAD")
    assert said(caught.value) == f"the repository in {top} belongs to somebody else, so git does not read it"
    assert f"safe.directory {top}" in helped(caught.value)


@pytest.mark.parametrize(
    ("file", "data"),
    [(".git/HEAD", b"junk"), (".git/config", b"[core"), (".git/config", b"[core]\nrepositoryformatversion = 9")],
)
def test_a_broken_repository_is_an_error_with_git_s_own_reason(top: Path, file: str, data: bytes) -> None:
    commit(top)
    write(top, {file: data})
    with pytest.raises(ConvtoolError) as caught:
        Repository(top).commit("HEAD")
    assert caught.value.exit_code == 3
    assert said(caught.value).startswith(f"git cannot read the repository in {top}: ")


def test_no_repository_is_looked_for_above_a_broken_one_or_in_the_register_itself(top: Path, base: Base) -> None:
    commit(top, base.files)
    inner = top / "inner"
    (inner / ".git").mkdir(parents=True)
    with pytest.raises(ConvtoolError):
        Repository(inner).commit("HEAD")
    register = top / "register"
    subprocess.run(["git", "init", "-q", "--bare", register], check=True)
    write(register, base.files)
    assert Repository(register).commit("HEAD") == git(top, "rev-parse", "HEAD")


def test_variables_that_lead_to_another_repository_are_not_followed(
    top: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = commit(top)
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "-q")
    commit(other, {"x": b"x"})
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other / ".git/objects"))
    assert Repository(top).commit("HEAD") == own


# ---- What changed since a commit -------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [".", "deep/register"])
@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_what_changed_since_a_commit_is_what_differs_in_content(tmp_path: Path, folder: str, kind: str) -> None:
    git(tmp_path, "init", "-q", f"--object-format={kind}")
    root = tmp_path / folder
    write(root, BEFORE)
    commit(tmp_path, {"elsewhere.txt": b"x"})
    repository = Repository(root.resolve())
    assert changed(repository, BEFORE, "HEAD") == set()
    now = {"data/a.yaml": b"a: 2\n", "data/b.yaml": b"b: 1\r\n", "data/new.yaml": b""}
    assert changed(repository, now, "HEAD") == {"data/a.yaml", "data/partners/c.yaml", "data/new.yaml"}
    assert changed(repository, now, git(tmp_path, "rev-parse", "HEAD")) == changed(repository, now, "main")


def test_the_commit_that_the_work_tree_is_at_is_known_anywhere_below_its_top(top: Path) -> None:
    last = commit(top)
    (top / "deep").mkdir()
    assert head(top) == head(top / "deep") == last


def test_a_register_that_a_commit_did_not_have_is_all_new(top: Path) -> None:
    commit(top)
    assert changed(Repository(top), BEFORE, "HEAD") == set(BEFORE)
