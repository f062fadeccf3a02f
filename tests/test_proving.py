"""What is kept of a history saves walking it again, and never changes what is proven."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from convtool import stamps
from convtool.history import Commit, Repository, commits
from convtool.history.git import Git
from convtool.language import Language
from convtool.proofs import Verified, text
from convtool.proven import State
from convtool.proving import proven
from convtool.running import Run
from convtool.verifying import proofs as proven_anew
from tests.conftest import CONVENANT, DAY
from tests.repositories import AT, commit, git, write
from tests.test_cache import spoiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import typer

    from convtool.diagnostics import Fault
    from convtool.portfolio import Portfolio
    from convtool.proven import Proof
    from convtool.rulebook import Rule

KOEPEL = "data/convenants/koepel.yaml"
MOVED = "data/convenants/bank.yaml"


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what is kept, still empty; what was written just now is known by its times too."""
    monkeypatch.setattr(stamps, "_COARSE", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "convtool"


def proofs(root: Path, *asked: str, keeps: bool = True) -> tuple[list[Proof], list[Fault]]:
    said = {"root": [str(root)], "as_of": DAY.isoformat()}
    front = SimpleNamespace(ensure_object=lambda _: said)
    run = Run(cast("typer.Context", SimpleNamespace(find_root=lambda: front)), reads=True)
    return proven(run, asked, keeps=keeps)


def same(root: Path) -> tuple[list[Proof], list[Fault]]:
    """What is proven, which is the same whether something was kept or not; asked twice, so that something is."""
    found = proofs(root, keeps=False)
    assert proofs(root) == found
    assert proofs(root) == found
    return found


def states(root: Path) -> list[State]:
    return [proof.state for proof in same(root)[0]]


def asked_of_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What git is started for, in one run."""
    found: list[str] = []
    start = Git.start

    def starting(self: Git, *words: str, errors: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        found.append(words[0])
        return start(self, *words, errors=errors)

    with monkeypatch.context() as patched:
        patched.setattr(Git, "start", starting)
        proofs(root)
    return found


def walked(root: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many commits one run looks at."""
    found: list[bytes] = []

    def looking(repository: Repository, listed: bytes, below: str) -> Iterator[Commit]:
        found.append(listed)
        return commits(repository, listed, below)

    with monkeypatch.context() as patched:
        patched.setattr("convtool.testimony.commits", looking)
        proofs(root)
    return sum(listed.count(b"\n") // 2 for listed in found)


def replaced(root: Path, old: str, new: str) -> dict[str, bytes]:
    text = (root / CONVENANT).read_text(encoding="utf-8")
    assert text.count(old) == 1
    return {CONVENANT: text.replace(old, new).encode()}


# ---- What is kept ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("caches")
def test_where_nothing_changed_git_is_asked_for_its_tip_alone(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert states(repository) == [State.PROVEN, State.PROVEN]
    assert asked_of_git(repository, monkeypatch) == ["rev-parse", "rev-parse"]


@pytest.mark.usefixtures("caches")
def test_of_commits_only_those_are_walked_that_came_after(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(2, 6):
        commit(repository, {"data/README.md": str(day).encode()}, AT.format(day))
    assert walked(repository, monkeypatch) == 5
    commit(repository, replaced(repository, "value: 12,", "value: 22,"), AT.format(6))
    assert walked(repository, monkeypatch) == 1
    assert states(repository) == [State.PROVEN, State.BROKEN]
    git(repository, "checkout", "-q", "-b", "side", "HEAD~1")
    commit(repository, {"README.md": b"x"}, AT.format(7))
    git(repository, "checkout", "-q", "main")
    assert walked(repository, monkeypatch) == 0
    git(repository, "merge", "-q", "--no-edit", "side", at=AT.format(8))
    assert walked(repository, monkeypatch) == 2, "the merge, and what it brought"


@pytest.mark.usefixtures("caches")
def test_what_is_not_committed_is_compared_every_time(repository: Path) -> None:
    assert states(repository) == [State.PROVEN, State.PROVEN]
    before = (repository / CONVENANT).read_bytes()
    write(repository, replaced(repository, "value: 12,", "value: 22,"))
    assert states(repository) == [State.PROVEN, State.BROKEN]
    (repository / CONVENANT).unlink()
    assert len(same(repository)[1]) == 1
    (repository / CONVENANT).write_bytes(before)
    assert states(repository) == [State.PROVEN, State.PROVEN]


@pytest.mark.usefixtures("caches")
def test_one_of_them_is_asked_for_as_all_are(repository: Path) -> None:
    for changed in (False, True):
        if changed:
            write(repository, replaced(repository, "value: 17,", "value: 27,"))
        first, second = proofs(repository, keeps=False)[0]
        for asked in ((), ("koepel",), ("voorbeeldbank",)):
            found = [proof for proof in (first, second) if proof.id in asked or not asked]
            assert [proofs(repository, *asked)] * 2 == [(found, [])] * 2


@pytest.mark.usefixtures("caches")
def test_a_signed_document_that_changes_is_seen(repository: Path) -> None:
    text = (repository / CONVENANT).read_text(encoding="utf-8")
    document = f'signing: {{document: {{file: documenten/convenant.pdf, sha256: "{"0" * 64}"}}, '
    paper = {"documenten/convenant.pdf": b"%PDF", CONVENANT: text.replace("signing: {", document).encode()}
    commit(repository, paper, AT.format(2))
    before = same(repository)
    write(repository, {"documenten/convenant.pdf": b"%PDF-1.7"})
    same(repository)
    (repository / "documenten/convenant.pdf").unlink()
    assert same(repository) != before


@pytest.mark.usefixtures("caches")
@pytest.mark.parametrize("changed", [CONVENANT, KOEPEL])
def test_where_one_convenant_changed_no_other_is_proven_anew(
    repository: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    anew: list[str] = []

    def proving(portfolio: Portfolio, rulebook: Mapping[str, Rule], paths: Iterable[str]) -> list[Proof]:
        anew.extend(paths)
        return proven_anew(portfolio, rulebook, paths)

    monkeypatch.setattr("convtool.verifying.proofs", proving)
    proofs(repository)
    assert anew == [KOEPEL, CONVENANT]
    write(repository, {changed: (repository / changed).read_bytes() + b"# seen\n"})
    proofs(repository)
    assert anew == [KOEPEL, CONVENANT, changed]


# ---- Nothing else is different --------------------------------------------------------------------------


def test_a_clone_that_becomes_shallow_is_not_taken_for_whole(repository: Path, caches: Path, tmp_path: Path) -> None:
    commit(repository, {"README.md": b"x"}, AT.format(2))
    git(tmp_path, "clone", "-q", repository.as_uri(), "clone")
    assert states(tmp_path / "clone") == [State.PROVEN, State.PROVEN]
    git(tmp_path / "clone", "fetch", "-q", "--depth=1")
    assert states(tmp_path / "clone") == [State.NOT_CHECKED, State.NOT_CHECKED]
    git(tmp_path / "clone", "fetch", "-q", "--unshallow")
    assert states(tmp_path / "clone") == [State.PROVEN, State.PROVEN]
    shutil.rmtree(caches)
    git(tmp_path, "clone", "-q", "--depth=1", repository.as_uri(), "shallow")
    assert states(tmp_path / "shallow") == [State.NOT_CHECKED, State.NOT_CHECKED]
    assert not [path for path in caches.iterdir() if path.stat().st_size > 20_000], "no past is kept of it"


def test_what_a_clone_lacks_is_not_taken_for_seen(repository: Path, tmp_path: Path) -> None:
    commit(repository, replaced(repository, "value: 12,", "value: 22,"), AT.format(2))
    commit(repository, replaced(repository, "value: 22,", "value: 12,"), AT.format(3))
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", repository.as_uri(), "clone")
    assert states(tmp_path / "clone") == [State.NOT_CHECKED, State.NOT_CHECKED]
    git(tmp_path / "clone", "fetch", "-q", "--refetch", "--no-filter")
    assert states(tmp_path / "clone") == [State.PROVEN, State.BROKEN]


def changes(seed: random.Random, root: Path, number: int) -> None:
    """Do something to a repository that people do, or should not."""
    at = AT.format(2 + number % 28)
    text = (root / CONVENANT).read_text(encoding="utf-8") if (root / CONVENANT).exists() else ""
    new = f"  - {{goal: stageplekken, period: {1990 + number}, value: 3, kind: registered, source: x}}\nevents:"
    pieces = [
        ("\nevents:", f"\n{new}"),
        ("value: 12,", "value: 22,"),
        ("value: 22,", "value: 12,"),
        ("months: 6", "months: 3"),
    ]
    match seed.randrange(12):
        case 0 | 1 | 2 | 3:
            write(root, {CONVENANT: text.replace(*seed.choice(pieces)).encode()})
            if seed.randrange(3):
                commit(root, at=at)
        case 4:
            git(root, "commit", "-q", "--amend", "--allow-empty", "-am", str(number), at=at)
        case 5:
            git(root, "reset", "-q", "--hard", seed.choice(["HEAD", "HEAD^", "first"]))
        case 6:
            git(root, "checkout", "-q", "-f", "-B", "side", seed.choice(["HEAD", "main"]))
        case 7:
            git(root, "merge", "-q", "--no-edit", "-X", seed.choice(["ours", "theirs"]), "main", at=at)
        case 8:
            git(root, "replace", "-f", "--graft", "HEAD")
        case 9:
            git(root, "gc", "-q", "--prune=now")
        case 10:
            git(root, "mv", "-f", CONVENANT, MOVED)
            commit(root, at=at)
        case _:
            git(root, "rebase", "-q", "-f", "first", at=at)


@pytest.mark.usefixtures("caches")
def test_with_what_was_kept_all_is_proven_as_without_it_after_every_change(repository: Path, torture: int) -> None:
    git(repository, "tag", "first")
    commit(repository, {"README.md": b"x"}, AT.format(1))
    seed = random.Random(6)  # noqa: S311 - the same every time
    seen: set[State] = set()
    for number in range(30 * torture):
        try:
            changes(seed, repository, number)
        except subprocess.CalledProcessError:
            for word in ("merge", "rebase"):
                subprocess.run(["git", word, "--abort"], cwd=repository, check=False, capture_output=True)
        seen |= {*states(repository)}
    assert seen >= {State.PROVEN, State.BROKEN}


def test_what_was_spoiled_changes_nothing(repository: Path, caches: Path, torture: int) -> None:
    expected = same(repository)
    whole = {path: path.read_bytes() for path in caches.iterdir()}
    assert len(whole) == 2
    seed = random.Random(7)  # noqa: S311 - the same every time
    for _ in range(10 * torture):
        for path, data in whole.items():
            path.write_bytes(spoiled(seed, data))
        assert proofs(repository) == expected
        for path, data in whole.items():
            path.write_bytes(data if seed.randrange(2) else spoiled(seed, data))
        assert proofs(repository) == expected


# ---- The command ----------------------------------------------------------------------------------------


def command(root: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "convtool", "--root", str(root), "--as-of", DAY.isoformat(), "verify", *words]


@pytest.mark.parametrize("words", [(), ("--format", "json"), ("voorbeeldbank",)])
def test_the_second_time_the_command_says_the_same_and_no_cache_keeps_nothing(
    repository: Path, caches: Path, words: tuple[str, ...]
) -> None:
    commit(repository, replaced(repository, "value: 12,", "value: 22,"), AT.format(2))

    def said(*more: str) -> tuple[int, bytes, bytes]:
        done = subprocess.run(command(repository, *words, *more), check=False, capture_output=True)
        return done.returncode, done.stdout, done.stderr

    expected = said("--no-cache")
    assert expected[0] == 1
    assert not caches.exists()
    assert [said(), said()] == [expected] * 2
    assert len(list(caches.iterdir())) == 2


@pytest.mark.usefixtures("caches")
def test_where_nothing_changed_nothing_that_reads_or_judges_is_loaded(repository: Path) -> None:
    def loaded() -> set[str]:
        words = [sys.executable, "-X", "importtime", *command(repository)[1:]]
        done = subprocess.run(words, check=False, capture_output=True, text=True, encoding="utf-8")
        return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}

    heavy = {"convtool.parsing", "convtool.portfolio", "convtool.checking", "convtool.rulebook", "convtool.watching"}
    assert heavy <= loaded()
    assert not heavy & loaded()


def test_on_a_screen_lines_are_folded_between_words_and_what_was_deleted_counts(repository: Path) -> None:
    commit(repository, replaced(repository, "value: 12,", "value: 22,"), AT.format(2))
    (repository / CONVENANT).unlink()
    found, gone = proofs(repository, keeps=False)
    whole, folded = (
        text.report(Verified(found, gone, DAY, None, Language("en"), color=False, width=width)).split("\n")
        for width in (None, 72)
    )
    assert whole.count(f"{CONVENANT}: BROKEN") == 1
    assert whole[-2].startswith("2 convenanten: 1 proven, 1 broken")
    assert max(len(line) for line in folded) <= max(72, len("    sha256:") + 64) < max(len(line) for line in whole)
    assert " ".join(" ".join(folded).split()) == " ".join(" ".join(whole).split())
