"""What is kept of earlier runs saves time, and never changes, stops or outlives anything."""

from __future__ import annotations

import marshal
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from convtool import cache, cli, shelf, stamps
from convtool.configuration import Configuration
from convtool.deeds import Checksums
from convtool.files import beginning, listed
from convtool.judging import Answer, answered, opened, remembered
from convtool.limits import Limits
from convtool.portfolio import load, with_witness
from convtool.rulebook import rulebook
from convtool.running import Run
from convtool.sifting import Question
from convtool.witness import Witness
from tests.conftest import HERE

ROOT = HERE.parent
DAY = date(2026, 11, 21)
CONVENANT = "data/convenants/voorbeeldbank.yaml"
EVERYTHING = Question(frozenset(rulebook()), None, ())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for caches, still empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "convtool"


SOME = {"masterplan", "voorbeeldbank", "voorbeeldbouw", "voorbeeldschoon", "2024-10-04-voorbeeldbijeenkomst"}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy of a few files of the sample register: three convenanten, their partners, a meeting and the masterplan."""
    shutil.copytree(ROOT / "data", tmp_path / "register" / "data")
    for path in (tmp_path / "register").rglob("*.yaml"):
        if path.stem not in SOME:
            path.unlink()
    return tmp_path / "register"


def asked(root: Path, day: date = DAY, *, keeps: bool = True) -> tuple[object, ...]:
    """What is found in a register; and whether that was remembered, how much of it was judged anew, what was counted."""
    files = listed(root, Limits())
    run = cast(
        "Run",
        SimpleNamespace(root=root, as_of=day, configuration=Configuration(), listed=lambda: listed(root, Limits())),
    )
    kept = opened(run, files[0]) if keeps else None
    answer = remembered(run, kept) if kept and not files[1] else None
    if answer is None:
        portfolio = load(files[0], day, files[1])
        portfolio = with_witness(portfolio, Witness({}, Checksums(root)))
        answer = answered(run, portfolio, EVERYTHING, kept)
    return told(answer)


def told(answer: Answer) -> tuple[object, ...]:
    """All that a reader can be told of an answer."""
    shown = [answer.lines(each.place.path) for each in answer.found]
    counts = answer.share._replace(diagnostics=[], silences=[], links=frozenset(), looked_at=frozenset())
    return list(answer.found), list(answer.quiet), counts, shown, list(answer.paths)


def same(root: Path) -> None:
    assert asked(root) == asked(root, keeps=False)


def judged(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that a run judges anew."""
    found: list[str] = []
    note = cache.Cache.note

    def noting(self: cache.Cache, path: str, *rest: Any) -> None:
        found.append(path)
        note(self, path, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(cache.Cache, "note", noting)
        same(root)
    return found


# ---- What is remembered ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_nothing_is_judged_twice(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(judged(register, monkeypatch)) == len(list(register.rglob("*.yaml")))
    assert judged(register, monkeypatch) == []


@pytest.mark.usefixtures("folder")
def test_after_one_change_that_file_is_judged_and_those_that_looked_at_it(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same(register)
    meeting = next((register / "data/meetings").glob("*.yaml"))
    meeting.write_bytes(meeting.read_bytes() + b"# een opmerking\n")
    again = judged(register, monkeypatch)
    assert f"data/meetings/{meeting.name}" in again
    assert 0 < len(again) < 6
    partner = register / "data/partners/voorbeeldbank.yaml"
    partner.write_text(partner.read_text(encoding="utf-8").replace("name:", "naam:", 1), encoding="utf-8")
    again = judged(register, monkeypatch)
    assert {"data/partners/voorbeeldbank.yaml", CONVENANT} <= set(again)
    assert len(again) < 6


@pytest.mark.usefixtures("folder")
def test_a_file_that_was_only_touched_is_the_same_file(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same(register)
    for path in register.rglob("*.yaml"):
        path.write_bytes(path.read_bytes())
    assert judged(register, monkeypatch) == []


@pytest.mark.usefixtures("folder")
def test_another_day_is_another_question(register: Path) -> None:
    found = {day: asked(register, day, keeps=False) for day in (DAY, date(2024, 1, 1))}
    for _ in range(2):
        for day, answer in found.items():
            assert asked(register, day) == answer


@pytest.mark.usefixtures("folder")
def test_all_falls_with_the_masterplan(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same(register)
    plan = register / "data/masterplan.yaml"
    plan.write_bytes(plan.read_bytes() + b"# een opmerking\n")
    assert len(judged(register, monkeypatch)) == len(list(register.rglob("*.yaml")))


@pytest.mark.usefixtures("folder")
def test_a_signed_document_that_changes_is_seen(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "_COARSE", 0)  # so that it counts as known although it was written just now
    path, paper = register / CONVENANT, register / "documenten" / "convenant.pdf"
    paper.parent.mkdir()
    paper.write_bytes(b"%PDF")
    text = path.read_text(encoding="utf-8")
    document = f'signing: {{document: {{file: documenten/convenant.pdf, sha256: "{"0" * 64}"}}, '
    path.write_text(text.replace("signing: {", document, 1), encoding="utf-8")
    time.sleep(0.02)
    before = asked(register)
    other = register / "data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml"
    other.write_bytes(other.read_bytes() + b"# een opmerking\n")
    time.sleep(0.02)
    same(register)  # what is kept of the convenant still hangs on its document
    paper.write_bytes(b"%PDF-1.7")
    same(register)
    paper.unlink()
    same(register)
    assert asked(register)[0] != before[0]


@pytest.mark.usefixtures("folder")
def test_a_program_that_changed_remembers_nothing(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same(register)
    monkeypatch.setattr("convtool.__version__", "9.9.9")
    assert len(judged(register, monkeypatch)) == len(list(register.rglob("*.yaml")))


# ---- Nothing else is different --------------------------------------------------------------------------


def some(root: Path, first: dict[Path, bytes]) -> list[Path]:
    """The files of a register, to which those of the beginning come back where few are left."""
    if len(list(root.rglob("*.yaml"))) < len(first) / 2:
        for path, data in first.items():
            path.write_bytes(data)
    return sorted(root.rglob("*.yaml"))


def edits(random: random.Random, root: Path, first: dict[Path, bytes]) -> Iterator[None]:
    """Do something to a register, over and over."""
    while True:
        path = random.choice(some(root, first))
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True) or ["\n"]
        number = random.randrange(len(lines))
        match random.randrange(9):
            case 0:
                del lines[number]
            case 1:
                lines.insert(number, lines[number])
            case 2:
                lines[number] = lines[number].replace("2", "3")
            case 3:
                lines[number] = lines[number].replace("voorbeeldbank", "voorbeeldbouw")
            case 4:
                lines.insert(number, "# convtool: ignore CV405 -- een reden\n")
            case 5:
                path.unlink()
                yield
                continue
            case 6:
                path.rename(path.with_name(f"nieuw-{random.randrange(99)}.yaml"))
                yield
                continue
            case 7:
                back = random.choice(sorted(first))
                back.write_bytes(first[back])
                yield
                continue
            case _:
                lines[number] = lines[number][: random.randrange(len(lines[number]) + 1)]
        path.write_text("".join(lines), encoding="utf-8")
        yield


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("seed", [1, 2])
def test_with_what_was_kept_the_answer_is_the_same_after_every_change(
    register: Path, seed: int, torture: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if seed == 1:
        monkeypatch.setattr(stamps, "_COARSE", 0)  # so that also what was written just now is known by its times
    first = {path: path.read_bytes() for path in register.rglob("*.yaml")}
    change = edits(random.Random(seed), register, first)  # noqa: S311 - the same every time
    for _ in range(20 * torture):
        next(change)
        time.sleep(0.005)  # longer than the clock of a disk takes for a step
        same(register)


def spoiled(random: random.Random, data: bytes) -> bytes:
    """Damaged content of a cache."""
    match random.randrange(4):
        case 0:
            return data[: random.randrange(len(data))]
        case 1:
            number = random.randrange(len(data))
            return data[:number] + bytes([data[number] ^ 1 << random.randrange(8)]) + data[number + 1 :]
        case 2:
            return data + b"\0"
        case _:
            return random.randbytes(random.randrange(200))


def test_a_cache_that_was_spoiled_changes_nothing(register: Path, folder: Path, torture: int) -> None:
    expected = asked(register)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    seed = random.Random(3)  # noqa: S311 - the same every time
    for _ in range(20 * torture):
        bad = spoiled(seed, whole)
        kept.write_bytes(bad)
        assert asked(register) == expected
        assert kept.read_bytes() != bad


def test_what_another_version_kept_is_not_taken_in_the_place_of_our_own(
    register: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = asked(register)
    (kept,) = folder.iterdir()
    with monkeypatch.context() as patched:
        patched.setattr("convtool.__version__", "0.0.1")
        patched.setattr(cache.Cache, "notes", lambda _: b"\1" + marshal.dumps(["of", "another", "shape"]))
        asked(register)
    (foreign,) = (each for each in folder.iterdir() if each != kept)
    shutil.copyfile(foreign, kept)
    assert asked(register) == expected
    assert kept.read_bytes() != foreign.read_bytes()


@pytest.mark.parametrize("behind", [False, True])
def test_where_files_are_known_by_their_times_a_spoiled_cache_changes_nothing(
    register: Path, folder: Path, torture: int, monkeypatch: pytest.MonkeyPatch, *, behind: bool
) -> None:
    monkeypatch.setattr(stamps, "_COARSE", 0)
    time.sleep(0.02)
    expected = asked(register)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    head = 32 + int.from_bytes(whole[:8], "big") if behind else 0
    meeting = register / "data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml"
    text = meeting.read_bytes()
    changed = text.replace(b"2024-10-04", b"2034-10-04", 1)
    assert changed != text
    meeting.write_bytes(changed)
    expected_then = asked(register, keeps=False)
    seed = random.Random(7)  # noqa: S311 - the same every time
    for _ in range(6 * torture):
        bad = whole[:head] + spoiled(seed, whole[head:])
        for data, answer in ((text, expected), (changed, expected_then)):
            meeting.write_bytes(data)
            kept.write_bytes(bad)
            assert asked(register) == answer


def test_where_nothing_changed_what_is_kept_of_each_file_is_not_read(
    register: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "_COARSE", 0)
    time.sleep(0.02)
    expected = asked(register)
    (kept,) = folder.iterdir()
    taken: list[int] = []

    def counting(path: Path, most: int) -> bytes:
        data = beginning(path, most)
        taken.append(len(data))
        return data

    monkeypatch.setattr(shelf, "beginning", counting)
    monkeypatch.setattr(shelf, "read_plain", lambda *_: pytest.fail("all of it is read"))
    assert asked(register) == expected
    whole = kept.read_bytes()
    assert sum(taken) == 64 + int.from_bytes(whole[:8], "big") < len(whole)


def test_a_cache_of_another_register_is_not_taken(register: Path, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(register, other)
    (other / CONVENANT).write_text("schema: 1\n", encoding="utf-8")
    expected = asked(other)
    (kept,) = folder.iterdir()
    foreign = kept.read_bytes()
    asked(register)
    (mine,) = (each for each in folder.iterdir() if each != kept)
    mine.write_bytes(foreign)
    same(register)
    assert asked(other) == expected


def as_file(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("", encoding="utf-8")


def as_link(folder: Path) -> None:
    folder.parent.mkdir()
    (folder.parent / "elsewhere").mkdir()
    folder.symlink_to(folder.parent / "elsewhere")


def for_all(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)


def read_only(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o500)


@pytest.mark.parametrize("made", [as_file, as_link, for_all, read_only])
def test_a_folder_that_is_no_place_for_it_is_left_alone(
    register: Path, folder: Path, made: Callable[[Path], None]
) -> None:
    made(folder)
    for _ in range(2):
        same(register)
    if made is not read_only or os.geteuid():
        assert not folder.is_dir() or list(folder.iterdir()) == []


@pytest.mark.parametrize(("name", "value"), [("XDG_CACHE_HOME", "elsewhere"), ("HOME", None)])
def test_where_nobody_has_a_folder_nothing_is_kept(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    for each in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.delenv(each, raising=False)
    if value:
        monkeypatch.setenv(name, value)
    same(register)
    assert list(tmp_path.iterdir()) == [register]


def test_a_file_that_changes_while_it_is_judged_is_not_remembered_as_it_was(
    register: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = cache.Cache.note

    def meanwhile(self: cache.Cache, path: str, *rest: Any) -> None:
        (register / CONVENANT).write_text("schema: 1\n", encoding="utf-8")
        note(self, path, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(cache.Cache, "note", meanwhile)
        asked(register)
    assert not folder.exists()
    same(register)


def test_only_the_last_few_questions_are_kept(register: Path, folder: Path) -> None:
    for year in range(2002, 2022):
        asked(register, date(year, 1, 1))
    assert len(list(folder.iterdir())) == 16


def voicing(day: str, need: str, *, offers: bool) -> str:
    """A meeting where a need of an initiative was voiced, and perhaps somebody offered something."""
    offered = (
        f"offers: [{{id: zaal, party: voorbeeldbank, need: {need}, text: Wij hebben een zaal., becomes: unknown}}]\n"
    )
    head = f"schema: 1\nid: {day}-{need}\ntitle: Gesprek\nexample: true\ndate: {day}\n"
    needs = f"needs: [{{id: {need}, need: werkplaats/{need}, text: Een plek.}}]\n"
    return head + needs + (offered if offers else "")


@pytest.mark.usefixtures("folder")
def test_what_is_offered_at_another_meeting_counts_whichever_was_judged_first(register: Path) -> None:
    initiative = "schema: 1\nid: werkplaats\ntitle: Werkplaats\nexample: true\nstage: idea\nneeds:\n"
    needs = "".join(f"  - {{id: {need}, text: Een plek.}}\n" for need in ("keuken", "ruimte"))
    (register / "data/initiatives/werkplaats.yaml").write_text(initiative + needs, encoding="utf-8")
    for need in ("keuken", "ruimte"):
        for day, offers in (("2025-01-09", False), ("2025-02-09", True)):
            path = register / f"data/meetings/{day}-{need}.yaml"
            path.write_text(voicing(day, need, offers=offers), encoding="utf-8")
    same(register)
    for need in ("keuken", "ruimte"):
        day = "2025-02-09"
        (register / f"data/meetings/{day}-{need}.yaml").write_text(voicing(day, need, offers=False), encoding="utf-8")
        same(register)


# ---- The command ----------------------------------------------------------------------------------------


def command(register: Path, *words: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "convtool",
        "--root",
        str(register),
        "--as-of",
        DAY.isoformat(),
        "--lang",
        "en",
        *words,
    ]


@pytest.fixture
def said(register: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """What `convtool validate` says of the register: its exit code, and what it writes to both streams."""

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(command(register, "validate", *words)[3:])
        return code, *capsys.readouterr()

    return run


Said = Callable[..., tuple[int, str, str]]


def test_no_cache_keeps_nothing(said: Said, folder: Path) -> None:
    said("--no-cache")
    assert not folder.exists()
    said()
    assert len(list(folder.iterdir())) == 1
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "words", [(), ("--format", "json"), ("--statistics",), ("voorbeeldbank",), ("--select", "CV4")]
)
def test_the_second_time_a_command_says_the_same(said: Said, words: tuple[str, ...]) -> None:
    expected = said(*words, "--no-cache")
    assert [said(*words), said(*words), said(*words)] == [expected] * 3


@pytest.mark.usefixtures("folder")
def test_a_configuration_that_silences_is_heard_the_second_time(register: Path, said: Said) -> None:
    before = [said("--statistics"), said("--statistics")]
    (register / "convtool.toml").write_text('[[ignore]]\ncode = "CV405"\nreason = "een reden"\n', encoding="utf-8")
    after = [said("--statistics"), said("--statistics")]
    assert before[0] == before[1] != after[0] == after[1]


def test_of_three_at_once_and_one_that_is_killed_all_are_right(register: Path, folder: Path, torture: int) -> None:
    asked_for = [command(register, "validate"), command(register, "status")]
    homeless = {name: value for name, value in os.environ.items() if name not in {"XDG_CACHE_HOME", "HOME"}}
    expected = [subprocess.run(words, check=False, capture_output=True, env=homeless).stdout for words in asked_for]
    assert not folder.exists()
    seed = random.Random(4)  # noqa: S311 - the same every time
    for number in range(2 * torture):
        shutil.rmtree(folder, ignore_errors=True)
        runs = [*asked_for, asked_for[number % 2]]
        three = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for words in runs]
        time.sleep(seed.random() / 2)
        three[2].send_signal(signal.SIGKILL)
        outputs = [process.communicate(timeout=60)[0] for process in three]
        assert outputs[:2] == expected
        after = [subprocess.run(words, check=False, capture_output=True).stdout for words in asked_for]
        assert after == expected
