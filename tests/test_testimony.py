"""Git as witness: whatever state a repository is in, each signed convenant is seen or said not to be."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from convtool.files import worktree
from convtool.language import Language
from convtool.limits import Limits
from convtool.portfolio import Portfolio, load
from convtool.proven import State
from convtool.rulebook import rulebook
from convtool.testimony import witnessed
from convtool.verifying import proofs
from tests.conftest import CONVENANT, DAY, Base
from tests.repositories import AT, commit, git, write
from tests.test_commands import run

if TYPE_CHECKING:
    from pathlib import Path

KOEPEL = "data/convenants/koepel.yaml"
MOVED = "data/convenants/bank.yaml"


def seen(folder: Path) -> Portfolio:
    files, faults = worktree(folder)
    portfolio = load(files, DAY, faults)
    found = witnessed(folder, portfolio, Limits(), None)
    for _ in range(2):
        kept = witnessed(folder, portfolio, Limits(), None, keeps=True)
        assert (kept.programme.witness.walks, kept.faults) == (found.programme.witness.walks, found.faults)
    return found


def states(folder: Path) -> dict[str, State]:
    portfolio = seen(folder)
    return {each.id: each.state for each in proofs(portfolio, rulebook(), [CONVENANT, KOEPEL])}


def unseen(folder: Path) -> str:
    """Why the walk of a convenant is not all there is to see."""
    said = seen(folder).programme.witness.walks[CONVENANT].unseen
    return Language("en").say(said) if said else ""


def fields(folder: Path, path: str = CONVENANT) -> list[tuple[str, str, str | None, str | None]]:
    walk = seen(folder).programme.witness.walks[path]
    return [(each.field, each.day, each.before, each.after) for each in walk.found]


def replaced(base: Base, old: str, new: str, path: str = CONVENANT) -> dict[str, bytes]:
    text = base.files[CONVENANT].decode()
    assert text.count(old) == 1
    return {path: text.replace(old, new).encode()}


def test_a_committed_register_is_proven(repository: Path) -> None:
    assert states(repository) == {"voorbeeldbank": State.PROVEN, "koepel": State.PROVEN}


def test_what_was_changed_and_changed_back_is_found_with_who_did_it(repository: Path, base: Base) -> None:
    first = commit(repository, replaced(base, "value: 12,", "value: 22,"), AT.format(2))
    commit(repository, base.files, AT.format(3))
    found = seen(repository).programme.witness.walks[CONVENANT].found
    assert found[0][1:] == ("measurements/stageplekken 2024/value", "12", "22", first, "x", "2026-06-02")
    assert [(each.before, each.after) for each in found] == [("12", "22"), ("22", "12")]
    assert states(repository) == {"voorbeeldbank": State.BROKEN, "koepel": State.PROVEN}


def test_what_is_not_committed_is_seen_too(repository: Path, base: Base) -> None:
    write(repository, replaced(base, "value: 12,", "value: 22,"))
    (found,) = seen(repository).programme.witness.walks[CONVENANT].found
    assert (found.commit, found.author, found.day) == ("", "", DAY.isoformat())
    assert "not committed yet" in Language("en").say(found.sentence)


def test_an_amendment_that_is_entered_in_time_is_no_contradiction_and_one_dated_back_is(
    repository: Path, base: Base
) -> None:
    amendment = (
        "  - {number: 2, date: 2026-%s, reason: Nog meer., consented: [bank, alliantie, stad],"
        " changes: [{at: goals/stageplekken/target/at_least, from: 25, to: 30}]}\nmeasurements:\n"
    )
    text = base.files[CONVENANT].decode().replace("at_least: 25, per", "at_least: 30, per")
    for day, expected in (("06-01", []), ("05-02", []), ("05-01", ["amendments/2/date"])):
        entered = text.replace("measurements:\n", amendment % day)
        commit(repository, base.files, AT.format(1))
        git(repository, "checkout", "-q", "-B", "try", "main")
        commit(repository, {CONVENANT: entered.encode()}, AT.format(2))
        assert [field for field, *_ in fields(repository)] == expected
        git(repository, "checkout", "-q", "main")


def test_a_deleted_convenant_is_told_at_its_path_and_what_comes_back_is_compared(repository: Path, base: Base) -> None:
    git(repository, "rm", "-q", CONVENANT)
    commit(repository, at=AT.format(2))
    (gone,) = [fault for fault in seen(repository).faults if fault.code == "CV606"]
    assert gone.finding.place.path == CONVENANT
    commit(repository, replaced(base, "notice_months: 6", "notice_months: 3"), AT.format(3))
    assert [field for field, *_ in fields(repository)] == ["", "term/notice_months"]


def test_a_renamed_file_keeps_its_history(repository: Path, base: Base) -> None:
    git(repository, "mv", CONVENANT, MOVED)
    commit(repository, replaced(base, "id: voorbeeldbank\n", "id: bank\n", MOVED), AT.format(2))
    assert fields(repository, MOVED) == []
    commit(repository, replaced(base, "value: 12,", "value: 22,", MOVED), AT.format(3))
    assert [field for field, *_ in fields(repository, MOVED)] == ["measurements/stageplekken 2024/value"]
    assert [fault for fault in seen(repository).faults if fault.code == "CV606"] == []


def test_a_file_that_moves_on_one_branch_and_grows_on_another_is_one_convenant(repository: Path, base: Base) -> None:
    git(repository, "checkout", "-q", "-b", "side")
    commit(repository, replaced(base, "quantity: 380}", "quantity: 380, note: ja}"), AT.format(2))
    git(repository, "checkout", "-q", "main")
    git(repository, "mv", CONVENANT, MOVED)
    commit(repository, at=AT.format(3))
    git(repository, "merge", "-q", "--no-edit", "side", at=AT.format(4))
    assert (repository / MOVED).read_bytes().count(b"note: ja") == 1
    assert fields(repository, MOVED) == []
    write(repository, replaced(base, "value: 12,", "value: 22,", MOVED))
    assert "measurements/stageplekken 2024/value" in {field for field, *_ in fields(repository, MOVED)}


def test_a_merge_that_keeps_both_sides_adds_nothing_to_find(repository: Path, base: Base) -> None:
    git(repository, "checkout", "-q", "-b", "side")
    commit(repository, replaced(base, "quantity: 380}", "quantity: 380, note: ja}"), AT.format(2))
    git(repository, "checkout", "-q", "main")
    commit(
        repository,
        replaced(base, "  - {kind: published,", "  - {kind: press, date: 2024-04-01}\n  - {kind: published,"),
        AT.format(3),
    )
    git(repository, "merge", "-q", "--no-edit", "side", at=AT.format(4))
    assert fields(repository) == []


def test_what_only_a_merge_changes_is_found(repository: Path, base: Base) -> None:
    git(repository, "checkout", "-q", "-b", "side")
    commit(repository, {"data/README.md": b"x"}, AT.format(2))
    git(repository, "checkout", "-q", "main")
    commit(repository, {"README.md": b"x"}, AT.format(3))
    git(repository, "merge", "-q", "--no-commit", "side")
    commit(repository, replaced(base, "value: 12,", "value: 22,"), AT.format(4))
    assert [field for field, *_ in fields(repository)] == ["measurements/stageplekken 2024/value"], "once, not per side"


def test_a_merge_that_drops_one_side_is_found(repository: Path, base: Base) -> None:
    git(repository, "checkout", "-q", "-b", "side")
    more = "  - {goal: stageplekken, period: 2023, value: 3, kind: registered, source: x, recorded: 2026-06-02}\n  - {goal: stageplekken, period: 2024,"
    commit(repository, replaced(base, "  - {goal: stageplekken, period: 2024,", more), AT.format(2))
    git(repository, "checkout", "-q", "main")
    commit(repository, {"README.md": b"x"}, AT.format(3))
    git(repository, "merge", "-q", "--no-edit", "-s", "ours", "side", at=AT.format(4))
    assert [field for field, *_ in fields(repository)] == ["measurements/stageplekken 2023"]


def test_a_version_that_cannot_be_read_hides_nothing(repository: Path, base: Base) -> None:
    commit(repository, {CONVENANT: b"{"}, AT.format(2))
    commit(repository, replaced(base, "value: 12,", "value: 22,"), AT.format(3))
    assert [field for field, *_ in fields(repository)] == ["measurements/stageplekken 2024/value"]
    commit(repository, {CONVENANT: b"{"}, AT.format(4))
    assert states(repository)["voorbeeldbank"] is State.NOT_CHECKED


def test_a_detached_head_and_a_second_work_tree_are_seen_like_any_other(repository: Path, tmp_path: Path) -> None:
    git(repository, "checkout", "-q", "--detach")
    assert states(repository)["voorbeeldbank"] is State.PROVEN
    git(repository, "worktree", "add", "-q", str(tmp_path / "other"))
    assert states(tmp_path / "other")["voorbeeldbank"] is State.PROVEN


def test_a_shallow_clone_says_what_it_cannot_see(repository: Path, tmp_path: Path) -> None:
    commit(repository, {"README.md": b"x"})
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repository}", "shallow")
    assert states(tmp_path / "shallow")["voorbeeldbank"] is State.NOT_CHECKED
    assert "does not hold the whole history" in unseen(tmp_path / "shallow")


def test_without_a_repository_a_commit_or_a_committed_digest_nothing_is_taken_for_proven(
    repository: Path, base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(repository / ".git")
    assert "no repository" in unseen(repository)
    git(repository, "init", "-q")
    assert "no commit yet" in unseen(repository)
    draft = base.files[CONVENANT].partition(b"signing:")[0]
    commit(repository, {CONVENANT: draft})
    assert "convtool sign seals it" in unseen(repository)
    write(repository, base.files)
    assert "not committed yet" in unseen(repository)
    assert states(repository)["voorbeeldbank"] is State.NOT_CHECKED
    monkeypatch.setenv("PATH", "/nowhere")
    assert "git cannot be started" in unseen(repository)


def test_at_an_earlier_commit_only_what_was_there_then_is_seen(repository: Path, base: Base) -> None:
    from convtool.history import Repository, Snapshot  # noqa: PLC0415 - only here

    first = git(repository, "rev-parse", "HEAD")
    commit(repository, replaced(base, "value: 12,", "value: 22,"), AT.format(2))
    files, faults = Snapshot(Repository(repository), first).listed(Limits())
    portfolio = witnessed(repository, load(files, DAY, faults), Limits(), first)
    assert portfolio.programme.witness.walks[CONVENANT].found == ()


@pytest.mark.parametrize(
    ("state", "words", "code"),
    [
        ("whole", "1 proven", 0),
        ("renamed", "1 proven", 0),
        ("detached", "1 proven", 0),
        ("worktree", "1 proven", 0),
        ("shallow", "1 not checked", 3),
        ("no repository", "1 not checked", 3),
        ("no git", "1 not checked", 3),
    ],
)
def test_in_every_state_of_git_verify_proves_or_says_that_it_could_not_look(
    repository: Path, tmp_path: Path, state: str, words: str, code: int
) -> None:
    folder, id = repository, "voorbeeldbank"
    environment: dict[str, str] = {}
    commit(repository, {"data/README.md": b"x"})
    if state == "renamed":
        id = "andere-naam"
        text = (repository / CONVENANT).read_text(encoding="utf-8").replace("\nid: voorbeeldbank\n", f"\nid: {id}\n")
        (repository / CONVENANT).unlink()
        commit(repository, {f"data/convenants/{id}.yaml": text.encode()})
    if state == "detached":
        git(repository, "checkout", "-q", "--detach")
    if state in {"worktree", "shallow"}:
        folder = tmp_path / "apart"
        made = ("worktree", "add", "-q", "--detach", str(folder)) if state == "worktree" else ()
        git(repository, *(made or ("clone", "-q", "--depth=1", repository.as_uri(), str(folder))))
    if state == "no repository":
        (repository / ".git").rename(tmp_path / "away")
    if state == "no git":
        environment = {"PATH": "/nowhere"}
    done = run("verify", id, "--require-history", cwd=folder, **environment)
    assert (done.returncode, words in done.stdout.splitlines()[-1]) == (code, True), done.stdout
    assert ("NOT CHECKED" in done.stdout) == (code == 3)
    assert run("verify", id, cwd=folder, **environment).returncode == 0
