"""What a command told is told again where nothing changed, and is always what it would tell anew."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from convtool import cli, stamps
from convtool.layout import Unkept
from tests.conftest import HERE
from tests.test_cache import SOME, as_file, as_link, edits, for_all, spoiled

Said = tuple[int, str, str]
QUESTIONS = [
    ("status",),
    ("status", "--lang", "nl"),
    ("status", "--by", "partner", "--format", "json"),
    ("status", "--by", "need", "--format", "md"),
    ("status", "--by", "contribution", "--sort", "-due"),
    ("status", "--only", "unknown", "--columns", "goal,verdict"),
    ("status", "--excel"),
    ("status", "voorbeeldbank", "--fail-on", "overdue"),
    ("status", "--partner", "voorbeeldbouw"),
    ("status", "--as-of", "2024-06-30"),
    ("status", "--compare", "2024-12-31"),
    ("status", "--format", "table"),
    ("status", "niets"),
    ("agenda",),
    ("agenda", "--months", "30", "--format", "csv"),
    ("agenda", "--until", "2027-12-31", "--owner", "voorbeeldbank", "--format", "ics"),
    ("agenda", "--until", "2001-01-01"),
]


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few files of the sample register, written long ago, and an empty folder for caches beside it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    shutil.copytree(HERE.parent / "data", tmp_path / "register" / "data")
    for path in (tmp_path / "register").rglob("*.yaml"):
        if path.stem not in SOME:
            path.unlink()
    monkeypatch.setattr(stamps, "_COARSE", 0)
    time.sleep(0.02)  # longer than the clock of a disk takes for a step
    return tmp_path / "register"


@pytest.fixture
def said(register: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """What convtool says of the register: its exit code, and what it writes to both streams."""

    def run(*words: str) -> Said:
        code = cli.run(["--root", str(register), "--as-of", "2026-11-21", "--lang", "en", *words])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def anew(said: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """What convtool says where it can keep nothing."""

    def run(*words: str) -> Said:
        with monkeypatch.context() as patched:
            patched.setenv("XDG_CACHE_HOME", "nowhere")
            return said(*words)

    return run


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the register that are read from now on."""
    found: list[str] = []
    get = Unkept.__getitem__

    def reading(self: Unkept, path: str) -> bytes:
        found.append(path)
        return get(self, path)

    monkeypatch.setattr(Unkept, "__getitem__", reading)
    return found


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_the_second_time_it_says_the_same(
    said: Callable[..., Said], anew: Callable[..., Said], words: tuple[str, ...]
) -> None:
    expected = anew(*words)
    assert [said(*words), said(*words)] == [expected] * 2


@pytest.mark.parametrize("words", [("status",), ("agenda",), ("status", "--by", "partner", "--format", "json")])
def test_where_nothing_changed_nothing_is_read(
    said: Callable[..., Said], read: list[str], words: tuple[str, ...]
) -> None:
    said(*words)
    assert read
    read.clear()
    said(*words)
    assert read == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("status", "--format", "table"), "how a terminal shows it hangs on the terminal"),
        (("status", "--compare", "2024-12-31"), "a commit may be meant"),
        (("status", "niets"), "that was no answer"),
        (("status", "--no-cache"), "it is asked for"),
        (("agenda", "--no-cache"), "it is asked for"),
    ],
)
def test_some_questions_are_answered_anew(
    said: Callable[..., Said], read: list[str], tmp_path: Path, words: tuple[str, ...], why: str
) -> None:
    assert said(*words) == said(*words)
    assert read, why
    assert not (tmp_path / "caches").exists()


def test_what_is_left_out_is_said_every_time(register: Path, said: Callable[..., Said], tmp_path: Path) -> None:
    (register / "data/convenants/voorbeeldbouw.yaml").write_text("schema: [\n", encoding="utf-8")
    first, second = said("status"), said("status")
    assert first == second
    assert "1 file could not be read" in first[2]
    assert not (tmp_path / "caches").exists()


def test_other_libraries_remember_nothing(
    said: Callable[..., Said], read: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said("status")
    read.clear()
    (tmp_path / "typer").mkdir()
    monkeypatch.setattr("typer.__file__", str(tmp_path / "typer" / "__init__.py"))
    said("status")
    assert read


def test_a_file_that_changes_while_it_is_read_is_not_remembered_as_it_was(
    register: Path, said: Callable[..., Said], anew: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    get = Unkept.__getitem__

    def meanwhile(self: Unkept, path: str) -> bytes:
        data = get(self, path)
        if path == "data/convenants/voorbeeldbank.yaml":
            (register / path).write_text("schema: 1\n", encoding="utf-8")
        return data

    with monkeypatch.context() as patched:
        patched.setattr(Unkept, "__getitem__", meanwhile)
        before = said("status")
    assert said("status") == anew("status") != before


def test_it_says_what_it_would_say_anew_after_every_change(
    register: Path, said: Callable[..., Said], anew: Callable[..., Said], torture: int
) -> None:
    first = {path: path.read_bytes() for path in register.rglob("*.yaml")}
    seed = random.Random(5)  # noqa: S311 - the same every time
    change = edits(seed, register, first)
    for _ in range(20 * torture):
        if seed.random() < 0.5:
            next(change)
            time.sleep(0.005)
        words = seed.choice(QUESTIONS)
        assert said(*words) == anew(*words)


def test_what_was_spoiled_or_is_of_another_question_is_not_told(
    said: Callable[..., Said], tmp_path: Path, torture: int
) -> None:
    expected = said("status")
    (kept,) = (tmp_path / "caches" / "convtool").iterdir()
    whole = kept.read_bytes()
    said("agenda")
    (other,) = (path for path in kept.parent.iterdir() if path != kept)
    seed = random.Random(6)  # noqa: S311 - the same every time
    for bad in [other.read_bytes(), b"", *(spoiled(seed, whole) for _ in range(10 * torture))]:
        kept.write_bytes(bad)
        assert said("status") == expected
        assert kept.read_bytes() != bad


@pytest.mark.parametrize("made", [as_file, as_link, for_all])
def test_a_folder_that_is_no_place_for_it_is_left_alone(
    said: Callable[..., Said], anew: Callable[..., Said], tmp_path: Path, made: Callable[[Path], None]
) -> None:
    folder = tmp_path / "caches" / "convtool"
    made(folder)
    assert said("status") == said("status") == anew("status")
    assert not folder.is_dir() or list(folder.iterdir()) == []


def test_what_was_written_just_now_is_read_again(
    said: Callable[..., Said], read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "_COARSE", 3600 * 10**9)
    said("status")
    read.clear()
    said("status")
    assert read
