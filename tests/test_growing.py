"""A file that grew is parsed where it grew only: it says what it would say if the whole were parsed."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from convtool import watching
from convtool.documents import plain
from convtool.growing import Content, grown, whole
from convtool.limits import Limits
from convtool.parsing import parse
from tests.conftest import CONVENANT, Base, committed

PARTS = ("measurements", "events")
BASE = """\
title: Voorbeeld
measurements:
  - {goal: a, value: 1}
  - goal: b
    note: |
      een regel

  # een opmerking
  - c
events:
  - {kind: published}

note: |+
  slot
"""
LINES = [
    "  - {goal: a, value: 1}", "  - goal: b", "    value: 2", "    note: |", "    note: >-", "    note: |+", "      diep",
    "", "   ", "# los", "  # binnen", "  - c", "    vervolg", "  vervolg", "  -", "    - d", " - e", "- f", "    -   g",
    "events:", "measurements:", "note: |", "other: 1", "'events':", "? events", ": x", "title:", "<<: {a: 1}",
    '  - "open', '    dicht"', "  - 'open", "    dicht'", "  - {a: [1,", "  2]}", "  - [", "]", "}",
    "---", "...", "%YAML 1.1", "  - &a x", "  - *a", "  - !!str x", "  - ? a", "    : b", "  - a: 1", "  - - x",
    "\t", "  - x\t", "  - {b: 1}\r", "  - \ufeffx", "  - \u2028x", "  - \x85x", "  - \x00", "  - é", "<<<<<<< HEAD", "  - a # b",
    "measurements: # los", "measurements: [", "measurements: []", "  - {a: 1, a: 2}", "  - '#'", "  - |", "  - >2",
]  # fmt: skip
"""What people and attackers write: each can end, open, hide or join what stands around it."""

Change = tuple[int, int, list[str]]
"""From which line on how many are taken out, and what is put there."""
CHANGES = st.lists(
    st.tuples(st.integers(0, 16), st.integers(0, 2), st.lists(st.sampled_from(LINES), max_size=3)), max_size=4
)


def changed(text: str, change: Change) -> str:
    at, gone, lines = change
    kept = text.split("\n")
    return "\n".join([*kept[:at], *lines, *kept[at + gone :]])


def content(text: str) -> Content:
    return whole("", text.encode(), Limits(), PARTS)


def said(text: str) -> object:
    root = parse("", text.encode())[0].root
    return root and plain(root)


def next_one(old: Content, text: str, limits: Limits = Limits()) -> Content | None:  # noqa: B008 - immutable
    return grown(old, "", text.encode(), limits)


@given(st.lists(st.sampled_from(LINES), max_size=8) | st.none(), CHANGES)
@example(None, [(8, 0, ["  - {goal: d}"])])
@settings(max_examples=400, deadline=None)
def test_what_grew_says_what_the_whole_says(lines: list[str] | None, changes: list[Change]) -> None:
    text = BASE if lines is None else "\n".join(["measurements:", *lines, ""])
    old = content(text)
    for change in changes:
        text = changed(text, change)
        found, right = next_one(old, text), content(text)
        if found is not None:
            assert found.root is not None
            assert right.root is not None
            assert parse("", text.encode())[1] == []
            assert plain(found.root) == plain(right.root)
            assert list(found.root.entries) == list(right.root.entries)
            assert (found.text, found.lists) == (right.text, right.lists)
            assert found.spent >= right.spent
        old = found or right


@pytest.mark.parametrize("line", ["  - {goal: d}", "  - goal: d\n    value: 4", "  - |\n    lang\n", "  - é # los\n\n"])
@pytest.mark.parametrize("before", ["  - goal: b", "  - c", "events:", "\nnote: |+"])
@pytest.mark.parametrize("tail", [True, False])
def test_an_entry_that_is_added_to_a_list_is_parsed_alone(line: str, before: str, tail: bool) -> None:  # noqa: FBT001
    text = BASE if tail else BASE.partition("\nnote:")[0]
    new = text.replace(before, f"{line}\n{before}") if before in text else f"{text}{line}\n"
    found = next_one(content(text), new)
    assert found is not None
    assert found.root is not None
    assert plain(found.root) == said(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Voorbeeld", "title: Ander"),
        ("  - c\n", "    - c\n"),
        ("  - c\n", "  - c\nother: 1\n"),
        ("  - c\n", "  - c\n...\n"),
        ("  - c\n", "  - 'c\n"),
        ("  - c\n", "  - c\tx\n"),
        ("  - {kind: published}\n", ""),
        ("  - {kind: published}\n", "    - a\n    - b\n"),
        ("events:", "incidents:"),
    ],
)
def test_what_is_more_than_entries_of_one_list_is_parsed_whole(old: str, new: str) -> None:
    assert BASE.count(old) == 1
    assert next_one(content(BASE), BASE.replace(old, new)) is None


@pytest.mark.parametrize(
    "text",
    [
        "measurements: [a, b]\n",
        "{measurements: [a, b]}\n",
        "measurements:\n  -   a\n  - b\n",
        "measurements:\n  -\n  - b\n",
        "? measurements\n:\n  - a\n",
        "measurements:\n  - a\n? events\n: 1\n",
        "measurements:\n  - &a b\n",
        "measurements:\n  - a\n...\n",
        "measurements: a\n",
        "measurements: {\n",
    ],
)
def test_a_list_that_is_written_in_another_way_does_not_grow(text: str) -> None:
    assert content(text).lists == {}
    assert next_one(content(text), f"{text}  - c\n") is None


def test_no_more_is_taken_than_a_file_may_have() -> None:
    old, new = content("measurements:\n  - a\n"), "measurements:\n  - a\n  - b\n"
    assert next_one(old, new, Limits(events=6, size=len(new)))
    assert next_one(old, new, Limits(events=5)) is None, "four and two that were read"
    assert next_one(old, new, Limits(size=len(new) - 1)) is None


@given(st.lists(CHANGES, min_size=1, max_size=4))
@settings(max_examples=50, deadline=None)
def test_git_tells_the_same_of_a_history_however_its_versions_are_parsed(
    base: Base, history: list[list[Change]]
) -> None:
    text = base.files[CONVENANT].decode()
    versions = [base.files]
    start = text[: text.index("measurements:")].count("\n")
    for changes in history:
        for at, gone, lines in changes:
            text = changed(text, (start + at, gone, lines))
        versions.append({CONVENANT: text.encode()})
    fast = committed(*versions)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watching, "grown", lambda *_: None)
        assert committed(*versions) == fast
