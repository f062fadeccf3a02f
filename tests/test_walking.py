"""Every commit that touched the register, against every parent: nothing hides in a merge, a rename or a link."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtool.history import Change, Commit, Repository, walk
from tests.repositories import commit, git, write

A, B = "data/convenants/a.yaml", "data/convenants/b.yaml"


@pytest.fixture
def top(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path


def walked(root: Path) -> list[Commit]:
    repository = Repository(root)
    return list(walk(repository, repository.commit("HEAD")))


def files(repository: Repository, name: str) -> dict[str, str]:
    """The ordinary files of a commit, as git lists them."""
    return {path: item.blob for path, item in repository.items(name, "data").items() if item.mode.startswith("100")}


def differing(before: dict[str, str], after: dict[str, str]) -> dict[str, tuple[str | None, str | None]]:
    pairs = {path: (before.get(path), after.get(path)) for path in {*before, *after}}
    return {path: pair for path, pair in pairs.items() if pair[0] != pair[1]}


def told(changes: tuple[Change, ...]) -> dict[str, tuple[str | None, str | None]]:
    """What changes say of each path, a renamed file as one that went and one that came."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for each in changes:
        if each.was == each.path:
            found[each.path] = each.before, each.after
        else:
            found[each.was], found[each.path] = (each.before, None), (None, each.after)
    return found


def prove(root: Path) -> None:
    """Every commit differs from each of its parents in exactly what is told of it."""
    repository = Repository(root)
    listed = git(root, "rev-list", "--parents", "HEAD").splitlines()
    found = {each.name: each for each in walked(root)}
    for line in listed:
        name, *parents = line.split()
        trees = [files(repository, each) for each in parents] or [{}]
        expected = [differing(tree, files(repository, name)) for tree in trees]
        assert (name in found) == any(expected)
        if name in found:
            assert [told(changes) for changes in found[name].changes] == expected


def branched(top: Path) -> None:
    """A main line and a branch that each changed a file of their own."""
    commit(top, {A: b"a: 1\n", B: b"b: 1\n"})
    git(top, "switch", "-q", "-c", "aside")
    commit(top, {B: b"b: 2\n"})
    git(top, "switch", "-q", "main")
    commit(top, {A: b"a: 2\n"})


def merged(top: Path, *words: str) -> Commit:
    git(top, "merge", "-q", "--no-ff", "--no-commit", *words, "aside")
    commit(top)
    prove(top)
    return walked(top)[-1]


def test_a_merge_shows_against_each_parent_what_the_other_brought(top: Path) -> None:
    branched(top)
    assert [[each.path for each in side] for side in merged(top).changes] == [[B], [A]]


def test_what_somebody_changed_in_the_merge_itself_shows_against_both(top: Path) -> None:
    branched(top)
    git(top, "merge", "-q", "--no-ff", "--no-commit", "aside")
    write(top, {A: b"a: 3\n"})
    commit(top)
    prove(top)
    assert [[each.path for each in side] for side in walked(top)[-1].changes] == [[A, B], [A]]


def test_what_a_merge_threw_away_shows_against_the_side_that_had_it(top: Path) -> None:
    branched(top)
    side, other = merged(top, "-s", "ours").changes
    assert (side, [each.path for each in other]) == ((), [A, B])


def test_a_merge_of_three_and_of_a_history_of_its_own_are_compared_with_every_parent(top: Path) -> None:
    branched(top)
    git(top, "switch", "-q", "--orphan", "other")
    commit(top, {"data/convenants/c.yaml": b"c: 1\n"})
    git(top, "switch", "-q", "main")
    git(top, "merge", "-q", "--allow-unrelated-histories", "-m", "x", "other")
    git(top, "switch", "-q", "-c", "third", "HEAD~1")
    commit(top, {"data/convenants/d.yaml": b"d: 1\n"})
    git(top, "switch", "-q", "main")
    git(top, "merge", "-q", "-m", "x", "aside", "third")
    prove(top)
    assert [len(each.parents) for each in walked(top)][-1] == 3


def test_a_file_that_moves_keeps_its_thread_and_one_that_becomes_a_link_ends(top: Path) -> None:
    text = b"".join(b"line %d\n" % number for number in range(50))
    commit(top, {A: text})
    (top / A).rename(top / B)
    commit(top, {B: text + b"one more\n"})
    (top / B).unlink()
    (top / B).symlink_to("elsewhere")
    commit(top)
    (top / B).unlink()
    commit(top, {B: text})
    prove(top)
    ways = [[(each.was, each.path) for each in found.changes[0]] for found in walked(top)]
    assert ways == [[(A, A)], [(A, B)], [(B, B)], [(B, B)]]
    ends = [(each.before is None, each.after is None) for found in walked(top) for each in found.changes[0]]
    assert ends == [(True, False), (False, False), (False, True), (True, False)]


def test_commits_that_leave_the_register_alone_are_passed_over_and_paths_start_at_its_root(top: Path) -> None:
    commit(top, {"elsewhere": b"1", "sub/data/x.yaml": b"1", "data/y.yaml": b"1"})
    commit(top, {"elsewhere": b"2"})
    commit(top, {"data/y.yaml": b"2"})
    (found,) = walked(top / "sub")
    assert [each.path for each in found.changes[0]] == ["data/x.yaml"]


def test_contents_are_read_by_their_names(top: Path) -> None:
    commit(top, {A: b"a: 1\n"})
    commit(top, {A: b"a: 2\n"})
    repository = Repository(top)
    ((change,),) = walked(top)[-1].changes
    assert change.before
    assert change.after
    assert [repository.blobs.read(name) for name in (change.before, change.after)] == [b"a: 1\n", b"a: 2\n"]
    assert repository.blobs.read(repository.commit("HEAD")) is None
    assert repository.blobs.read("0" * 40) is None
    assert repository.blobs.read(change.after, 2) == b"a:"
    assert repository.blobs.read(change.after) == b"a: 2\n"


def test_a_shallow_clone_says_where_its_history_is_cut(top: Path) -> None:
    branched(top)
    merged(top)
    git(top, "clone", "-q", "--depth=2", top.as_uri(), "clone")
    clone = Repository(top / "clone")
    found = walked(top / "clone")
    assert clone.cut
    assert {each.name for each in found if not each.parents} == clone.cut
    prove(top / "clone")


ODD = [
    (b"author x <x@example.org> 1767268800 +0000", b"x", b"x", date(2026, 1, 1)),
    (b"author \x1b[31m\xe9\xe2\x80\xae <x@example.org> 0 +0000", b"\xff\x1b]0;x\x07", b"\xff", date(1970, 1, 1)),
    (b"author x <x@example.org> 99999999999999999 +0000", b"", b"", date.max),
    (b"author x <x@example.org> 12345678901234567890123 +9999", b"a\n\nb\0c", b"a", date.max),
    (b"author x <x@example.org> %s +0000" % (b"9" * 9999), b"x", b"x", date.max),
    (b"author", b"x" * 500_000, b"x", date(1970, 1, 1)),
    (b"author a\0b <x@example.org> 0 +0000", b"commit 1\n\n:000", b"commit 1", date(1970, 1, 1)),
]


@pytest.mark.parametrize(("author", "message", "subject", "day"), ODD)
def test_foreign_names_dates_and_subjects_break_nothing(
    top: Path, author: bytes, message: bytes, subject: bytes, day: date
) -> None:
    commit(top, {A: b"a: 1\n"})
    tree = git(top, "rev-parse", "HEAD^{tree}")
    raw = b"tree %s\n%s\ncommitter y <y@example.org> 1767268800 +0000\n\n%s" % (tree.encode(), author, message)
    name = git(top, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", given=raw)
    git(top, "update-ref", "refs/heads/main", name)
    (found,) = walked(top)
    assert (found.name, found.authored) == (name, day)
    assert found.subject.encode("utf-8", "replace").startswith(subject.decode("utf-8", "replace").encode())


def test_a_path_that_looks_like_git_s_own_words_is_a_path(top: Path) -> None:
    names = [":100644 100644 a b M", "a\tb", "\n", "commit x", "é", '"x"']
    commit(top, {f"data/{name}": b"x" for name in names})
    assert {each.path for each in walked(top)[0].changes[0]} == {f"data/{name}" for name in names}


def test_what_is_staged_or_damaged_in_the_index_is_no_history(top: Path) -> None:
    commit(top, {A: b"a: 1\n"})
    (top / ".git/index").write_bytes(b"junk")
    assert len(walked(top)) == 1


EDITS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from("abc"), st.sampled_from([None, "x", "y", "z"]), st.integers(0, 2)),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(EDITS)
def test_any_history_of_three_branches_is_told_as_git_lists_it(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, str, str | None, int]]
) -> None:
    root = tmp_path_factory.mktemp("any")
    stream: list[str] = []
    tips: dict[int, int] = {}
    for number, (branch, name, content, other) in enumerate(edits, 1):
        stream += [f"commit refs/heads/b{branch}", f"mark :{number}", "committer x <x@x> 0 +0000", "data 0", ""]
        stream += [f"from :{tips[branch]}"] if branch in tips else []
        stream += [f"merge :{tips[other]}"] if other in tips and other != branch and branch in tips else []
        stream += [f"M 100644 inline data/{name}", "data 1", content] if content else [f"D data/{name}"]
        tips[branch] = number
    subprocess.run(["git", "init", "-q", root], check=True)
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input="\n".join([*stream, ""]).encode(), check=True)
    for branch in tips:
        git(root, "symbolic-ref", "HEAD", f"refs/heads/b{branch}")
        prove(root)
