"""Twenty years in git: what was true on a day, what was known on a day, and who changed what in between."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from convtool.history import Repository, commits, listing, walk
from tests.decades import AMENDED, CONVENANTEN, PEOPLE, Decades, Known, steps
from tests.repositories import git
from tests.test_commands import run

if TYPE_CHECKING:
    from pathlib import Path

DAYS = [
    date(2021, 1, 31),
    date(2024, 2, 29),
    date(2028, 7, 20),  # figures of the branch are there, and not merged
    date(2031, 6, 1),  # the wrong figure
    date(2031, 6, 25),  # reverted, and not recorded again
    date(2033, 3, 3),
    date(2035, 7, 31),  # amended in July, recorded in September
    date(2040, 12, 31),
]


@pytest.fixture(scope="module")
def decades() -> Decades:
    return Decades()


@pytest.fixture(scope="module")
def register(decades: Decades, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("decades")
    decades.lay(root)
    return root


def rows(root: Path, *words: str) -> dict[tuple[str, str], Any]:
    done = run("status", "--format", "json", *words, cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    return {(row["convenant"], row["goal"]): row for row in json.loads(done.stdout)["rows"]}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_register_on_a_day_is_the_checkout_of_the_last_commit_of_that_day(
    register: Path, decades: Decades, day: date, tmp_path: Path
) -> None:
    last = git(register, "log", "-1", "--first-parent", f"--until={day}T23:59:59Z", "--format=%H")
    git(register, "worktree", "add", "-q", "--detach", str(tmp_path / "then"), last)
    words = ("status", "--format", "json", "--as-of", "2041-01-01")
    then = run(*words, "--rev", str(day), cwd=register)
    assert then.stdout == run(*words, cwd=tmp_path / "then").stdout
    assert then.stdout == run(*words, "--rev", last[:12], cwd=register).stdout
    known = decades.known(day)
    for name in CONVENANTEN:
        assert (tmp_path / f"then/data/convenants/{known.named(name)}.yaml").read_text() == known.text(name)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_was_true_and_what_was_known_differ_exactly_where_something_was_recorded_later(
    register: Path, decades: Decades, day: date
) -> None:
    now, then = decades.line[-1][1], decades.known(day)
    true, known = rows(register, "--as-of", str(day)), rows(register, "--as-of", str(day), "--rev", str(day))
    for convenant in CONVENANTEN:
        for goal in ("vlot", "traag"):
            row, before = true[now.named(convenant), goal], known[then.named(convenant), goal]
            differs = {key for key in row if row[key] != before[key]}
            expected = {"convenant"} if now.named(convenant) != then.named(convenant) else set()
            if figures(now, convenant, goal, day) != figures(then, convenant, goal, day):
                expected |= {"actual"}
            if convenant == CONVENANTEN[0] and goal == "traag" and day >= AMENDED and not then.amended:
                expected |= {"target"}
            assert differs & {"convenant", "actual", "target"} == expected
            assert bool(differs) == bool(expected)


def figures(known: Known, convenant: str, goal: str, day: date) -> set[tuple[date, int]]:
    """What is known of a goal up to a day."""
    asked = (convenant, goal)
    return {
        (each.day, each.value) for each in known.figures if (each.convenant, each.goal) == asked and each.day <= day
    }


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_commit_is_compared_with_what_was_known_at_it(register: Path, decades: Decades, day: date) -> None:
    now, then = decades.line[-1][1], decades.known(day)
    commit = git(register, "log", "-1", "--first-parent", f"--until={day}T23:59:59Z", "--format=%H %cs")
    name, made = commit.split()
    compared = rows(register, "--as-of", "2040-12-31", "--compare", name)
    for convenant in CONVENANTEN:
        for goal in ("vlot", "traag"):
            row = compared[now.named(convenant), goal]
            known = figures(then, convenant, goal, date.fromisoformat(made))
            if now.named(convenant) != then.named(convenant):
                assert (row["moved"], row["actual_before"]) == ("new", None)
            else:
                assert row["actual_before"] == (str(max(known)[1]) if known else None)


# ---- Every commit ----------------------------------------------------------------------------------------


def test_every_commit_is_seen_once_after_its_parents_with_its_author_day_and_subject(
    register: Path, decades: Decades
) -> None:
    repository = Repository(register)
    found = list(walk(repository, repository.commit("HEAD")))
    assert len(found) == decades.commits
    seen: set[str] = set()
    for commit in found:
        assert seen.issuperset(commit.parents)
        seen.add(commit.name)
    told = sorted((each.committed, each.subject, each.author) for each in found)
    assert told == sorted((each.day, each.subject, PEOPLE[each.who].split()[0]) for each in steps())
    assert all(each.authored == each.committed for each in found)
    renamed = [change for commit in found if commit.subject == "rename" for change in commit.changes[0]]
    assert [(each.was, each.path) for each in renamed] == [
        ("data/convenants/voorbeeld-b.yaml", "data/convenants/voorbeeld-nieuw.yaml")
    ]


def test_a_part_of_a_listing_gives_the_commits_in_it(register: Path) -> None:
    repository = Repository(register)
    start, end = (listing(repository, repository.commit(day)) for day in ("2030-12-31", "2031-12-31"))
    assert end.startswith(start)
    before, after = (list(commits(repository, part, "data")) for part in (start, end[len(start) :]))
    assert [*before, *after] == list(commits(repository, end, "data"))
    only = commits(repository, end[len(start) :], "data/convenants/voorbeeld-b.yaml")
    assert {change.path for commit in only for change in commit.changes[0]} == {"data/convenants/voorbeeld-b.yaml"}
