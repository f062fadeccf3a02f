"""Links, pipes, devices and odd names wherever a register is read, and wherever something is written."""

from __future__ import annotations

import os
import shutil
import socket
from typing import TYPE_CHECKING

import pytest

from convtool.diagnostics import Fault
from convtool.layout import Sort, part
from tests.conftest import Base
from tests.inside import Program
from tests.repositories import write
from tests.test_commands import contents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CANARY = "CANARY-4b1d"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The clean register, beside a secret that is none of its business, and would be a part of it if it lay there."""
    write(tmp_path / "register", Base().files)
    record = f"schema: 1\nid: x\nname: {CANARY}\n".encode()
    secret = {"x.yaml": record, "partners/x.yaml": record, "partner/extra.nl.j2": CANARY.encode()}
    write(tmp_path / "secret", secret)
    return tmp_path / "register"


@pytest.fixture
def program(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    monkeypatch.setenv("CANARY", CANARY)
    return Program(root, monkeypatch, capsys)


def bound(place: Path) -> None:
    """Leave a socket in a folder."""
    with pytest.MonkeyPatch.context() as patched, socket.socket(socket.AF_UNIX) as made:
        patched.chdir(place.parent)
        made.bind(place.name)


PUT: dict[str, Callable[[Path, Path], object]] = {
    "a link to a file": lambda place, secret: place.symlink_to(secret / "x.yaml"),
    "a link to a folder": lambda place, secret: place.symlink_to(secret),
    "a link to the root": lambda place, _: place.symlink_to("/"),
    "a link to itself": lambda place, _: place.symlink_to(place.name),
    "a link to nothing": lambda place, _: place.symlink_to("nergens"),
    "a link to a device": lambda place, _: place.symlink_to("/dev/zero"),
    "a link to the environment": lambda place, _: place.symlink_to("/proc/self/environ"),
    "a pipe": lambda place, _: os.mkfifo(place),
    "a socket": lambda place, _: bound(place),
    "a folder": lambda place, _: place.mkdir(),
}
PLACES = ["data/partners/x.yaml", "data/convenants/x.yaml", "data/x.yaml", "templates/x.j2", "templates/convenant/page.nl.html.j2"]  # fmt: skip
READING = [("validate",), ("status",), ("render", "--out", "../pages"), ("fmt", "--check"), ("export", "--format", "json")]  # fmt: skip


@pytest.mark.parametrize("sort", PUT)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_ordinary_file_is_told_and_neither_followed_nor_waited_for(
    sort: str, place: str, root: Path, program: Program
) -> None:
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    PUT[sort](root / place, root.parent / "secret")
    told = program("validate")
    assert place in told.out or (sort == "a folder" and place.startswith("templates"))
    assert CANARY not in told.out + told.err
    words = READING[(PLACES.index(place) + list(PUT).index(sort)) % len(READING)]
    told = program(*words)
    assert told.code in {0, 1, 2, 3}
    assert CANARY not in told.out + told.err
    assert not shown_in(root.parent / "pages")


def shown_in(pages: Path) -> list[str]:
    """The pages that show the secret; none where nothing was made."""
    made = contents(pages) if pages.exists() else {}
    return [path for path, data in made.items() if CANARY.encode() in data]


@pytest.mark.parametrize("sort", PUT)
@pytest.mark.parametrize("place", ["convtool.toml", "data/masterplan.yaml", "data", "templates"])
def test_what_the_whole_register_hangs_on_is_not_followed_either(
    sort: str, place: str, root: Path, program: Program
) -> None:
    before = root / place
    if before.is_dir():
        shutil.rmtree(before)
    else:
        before.unlink(missing_ok=True)
    PUT[sort](before, root.parent / "secret")
    for words in (("validate",), ("status",), ("render", "--out", "../pages")):
        told = program(*words, "--root", str(root))
        assert told.code in {0, 1, 2, 3}
        assert CANARY not in told.out + told.err
    assert not shown_in(root.parent / "pages")


OUT = ["/proc/x", "/proc/self/environ", "/dev/null", "/dev/full", "/dev/stdout", "data/partners", "templates/x", ".git/x",
       "data/../data", "./.", "../register", "../register/data/x", "convtool.toml", "link", "link/below", "pipe", "loop"]  # fmt: skip


@pytest.mark.parametrize("out", OUT)
@pytest.mark.parametrize("words", [("render", "--out"), ("schema", "--out"), ("export", "--format", "csv", "--out")])
def test_nothing_is_written_where_sources_devices_or_links_are(
    words: tuple[str, ...], out: str, root: Path, program: Program
) -> None:
    for folder in (".git", "templates"):
        (root / folder).mkdir()
    (root / "convtool.toml").write_text("", encoding="utf-8")
    (root / "link").symlink_to(root.parent / "secret")
    (root / "loop").symlink_to("loop")
    os.mkfifo(root / "pipe")
    before = contents(root.parent)
    told = program(*words, out)
    assert told.code in {2, 3}
    assert told.err.startswith("error: ")
    assert contents(root.parent) == before


NAMES = [b"x\n.yaml", b"x\x1b[2J.yaml", "x\u202e.yaml".encode(), b"x\xff.yaml", b"x" * 245 + b".yaml", b"-x.yaml", b"[x].yaml",
         b"$(x).yaml", b"`x`.yaml", b".yaml", b"X.YAML", b"x.yml", b" x.yaml", b"x .yaml", b"x.yaml ", b"%2e%2e.yaml",
         b"..yaml", b"x..yaml", "ﬀ.yaml".encode(), "x\u200b.yaml".encode()]  # fmt: skip


def test_a_file_with_a_hostile_name_is_told_and_never_a_record(root: Path, program: Program) -> None:
    for name in NAMES:
        with open(os.path.join(os.fsencode(root / "data/partners"), name), "wb") as file:  # noqa: PTH118, PTH123 - bytes
            file.write(b"schema: 1\nid: x\nname: X\n")
    told = program("validate", "--format", "short", "--select", "CV009")
    hidden = [b".yaml", b"..yaml"]  # a name that starts with a dot is of no file of a register, and shown by no `ls`
    assert len(told.out.splitlines()) == len(NAMES) - len(hidden) + len(["the counts"])
    assert all(line.isprintable() for line in told.out.splitlines())


def test_a_name_that_windows_keeps_for_a_device_is_told_and_no_other() -> None:
    devices = ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789")]
    for id in (*devices, *(word for device in devices for word in (f"{device}-1", f"{device}0", f"x{device}"))):
        found = part(f"data/partners/{id}.yaml", Sort.FILE)
        told = isinstance(found, Fault) and found.code == "CV009" and "Windows" in str(found.finding.message)
        assert (told, found is True) == (id in devices, id not in devices), id


@pytest.mark.parametrize(
    "name", [".DS_Store", "x.yaml~", "x.yaml.orig", ".x.yaml.swp", "#x.yaml#", "Thumbs.db", ".convtool-x"]
)
def test_what_an_editor_leaves_is_no_record_and_stops_nothing(name: str, root: Path, program: Program) -> None:
    before = program("validate")
    (root / "data/partners" / name).write_bytes(b"\0[")
    assert program("status").code == 0
    assert program("validate") == before
