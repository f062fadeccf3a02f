"""On a system without what POSIX has, convtool does without it, and says what it always said."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from convtool import sharing, system
from convtool.files import read_plain, replace


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without locks, owners, forks and a way to open a file through no link."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setattr(system, "_NO_LINK", 0)
    monkeypatch.setattr(system, "_READING", os.O_RDONLY)
    monkeypatch.delattr(os, "fork")
    monkeypatch.delattr(os, "geteuid")


@pytest.mark.usefixtures("bare")
def test_a_link_is_not_read_and_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"one\r\ntwo")
    (tmp_path / "link").symlink_to("file")
    assert read_plain(tmp_path / "file") == b"one\r\ntwo"
    with pytest.raises(OSError, match="symbolic links"):
        read_plain(tmp_path / "link")


@pytest.mark.usefixtures("bare")
def test_a_file_is_replaced_without_a_lock(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"one")
    replace(file, b"one", b"two")
    assert file.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.usefixtures("bare")
def test_work_is_done_by_one_process_and_a_folder_is_ones_own(tmp_path: Path) -> None:
    assert sharing.shared(list, [str(number) for number in range(200)]) == [[str(number) for number in range(200)]]
    tmp_path.chmod(0o777)
    assert system.is_own(tmp_path.stat())


def test_no_other_module_asks_for_what_not_every_system_has() -> None:
    asking = (
        "fcntl",
        "O_NOFOLLOW",
        "O_NONBLOCK",
        "geteuid",
        "getuid",
        'hasattr(os, "fork")',
        "import pwd",
        "import grp",
    )
    package = Path(system.__file__).parent
    found = {
        path.name for path in package.rglob("*.py") if any(word in path.read_text(encoding="utf-8") for word in asking)
    }
    assert found == {"system.py"}
