"""A file is replaced whole or not at all, and only while it still holds what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from convtool.errors import ConvtoolError
from convtool.files import replace

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
