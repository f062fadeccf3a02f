"""A file is read as it is, and replaced whole or not at all, while it still holds what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from convtool.checking import check
from convtool.errors import ConvtoolError
from convtool.files import listed, replace, worktree
from convtool.limits import Limits
from convtool.portfolio import load
from convtool.rulebook import rulebook
from tests.conftest import DAY, PARTNER, Base

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_still_holds_what_was_read_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"before")
    file.chmod(0o640)
    replace(file, b"before", b"after")
    assert file.read_bytes() == b"after"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize("now", [b"", b"befor", b"before and more", b"other"])
def test_a_file_that_changed_meanwhile_is_left(tmp_path: Path, now: bytes) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(now)
    with pytest.raises(ConvtoolError) as caught:
        replace(file, b"before", b"after")
    assert caught.value.exit_code == 3
    assert file.read_bytes() == now


def test_a_file_that_is_gone_or_became_a_link_is_left(tmp_path: Path) -> None:
    file, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    with pytest.raises(ConvtoolError):
        replace(file, b"before", b"after")
    other.write_bytes(b"before")
    file.symlink_to(other)
    with pytest.raises(ConvtoolError):
        replace(file, b"before", b"after")
    assert other.read_bytes() == b"before"


@pytest.fixture
def register(base: Base, tmp_path: Path) -> Path:
    for path, data in base.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def test_a_file_is_the_same_whether_it_is_read_now_or_when_it_is_looked_at(register: Path, base: Base) -> None:
    files, faults = listed(register, Limits())
    assert (dict(files), faults) == (base.files, [])
    assert worktree(register) == (base.files, [])


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 5000])
def test_of_a_file_no_more_is_read_than_shows_that_it_is_too_large(register: Path, size: int) -> None:
    (register / PARTNER).write_bytes(b"#" * size)
    assert len(listed(register, Limits(size=100))[0][PARTNER]) == min(size, 101)


def test_a_file_that_is_gone_when_it_is_looked_at_is_a_finding_and_hides_no_other(register: Path) -> None:
    files, faults = listed(register, Limits())
    (register / PARTNER).unlink()
    portfolio = load(files, DAY, faults)
    found = check(portfolio, rulebook())
    assert [(each.code, each.place.path) for each in found if each.code.startswith("CV0")] == [("CV009", PARTNER)]
    assert portfolio.entries.lines(PARTNER) == [""]


def test_what_cannot_be_opened_is_a_finding_at_once_where_all_is_read(register: Path) -> None:
    (register / PARTNER).unlink()
    (register / PARTNER).mkdir()
    files, faults = worktree(register)
    assert PARTNER not in files
    assert [(fault.code, fault.finding.place.path) for fault in faults] == [("CV009", PARTNER)]
