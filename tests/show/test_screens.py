"""What a person sees of the sample register, kept as it was looked at: `pytest --accept` writes it anew."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Golden
from tests.show.showing import DATA, DAY, SAMPLE, on_screen, sample, shown
from tests.test_commands import CONVTOOL, PLAIN, run

HERE = Path(__file__).parent / "screens"
GOAL, MEETING = "voorbeeldbank/stageplekken", "2024-10-04-voorbeeldbijeenkomst"
SCREENS: dict[str, tuple[str, int, str]] = {
    "goal-40": (GOAL, 40, "en"),
    "goal-80": (GOAL, 80, "en"),
    "goal-120": (GOAL, 120, "en"),
    "goal-200-nl": (GOAL, 200, "nl"),
    "goal-of-a-share": ("antwoord-starters", 80, "en"),
    "goal-that-falls": ("rekening-op-orde", 80, "nl"),
    "goal-as-a-total": ("geldlessen", 80, "en"),
    "goal-to-deliver": ("wijkspreekuur", 80, "en"),
    "goal-hardly-known": ("abn-amro/stage-en-opleidingsplekken", 80, "en"),
    "convenant-40": ("voorbeeldbank", 40, "en"),
    "convenant-80": ("voorbeeldbank", 80, "en"),
    "convenant-120": ("voorbeeldbank", 120, "nl"),
    "convenant-hardly-known": ("abn-amro", 80, "en"),
    "partner-80": ("partners/voorbeeldbank", 80, "en"),
    "partner-200-nl": ("partners/voorbeeldbank", 200, "nl"),
    "partner-40": ("rabobank", 40, "nl"),
    "meeting-80": (MEETING, 80, "en"),
    "meeting-120-nl": (MEETING, 120, "nl"),
    "meeting-hardly-known": ("2023-10-06-derde-convenantenbijeenkomst", 80, "nl"),
    "initiative-80": ("voorbeeldwerkplaats", 80, "en"),
    "initiative-hardly-known": ("octa", 80, "nl"),
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_it_was_looked_at(name: str, golden: Golden) -> None:
    asked, width, language = SCREENS[name]
    text = on_screen(asked, sample(), width, language)
    assert max(map(len, text.splitlines())) <= width
    golden(HERE / f"{name}.txt", text)


def test_a_pipe_gets_plain_text(golden: Golden) -> None:
    done = run("show", GOAL, "--as-of", DAY)
    assert (done.returncode, done.stderr) == (0, "")
    golden(HERE / "piped.txt", done.stdout)


def test_a_screen_of_plain_letters_shows_the_chart_in_plain_letters(golden: Golden) -> None:
    ascii_only: dict[str, Any] = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = run("show", "antwoord-starters", "--as-of", DAY, **ascii_only)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()
    assert "\\u" not in done.stdout
    golden(HERE / "ascii.txt", done.stdout)


@pytest.mark.parametrize("terminal", ["xterm", "dumb"])
@pytest.mark.parametrize(("words", "mark"), [(("show", GOAL), "◈"), (("log", "voorbeeldbank"), "missed: stageplekken")])
def test_a_terminal_gets_colours_and_folded_lines_and_a_dumb_one_no_colours(
    words: tuple[str, ...], mark: str, terminal: str
) -> None:
    leader, follower = pty.openpty()
    environment = PLAIN | {"COLUMNS": "60", "PAGER": "cat", "TERM": terminal}
    command = [str(CONVTOOL), *words, "--as-of", DAY]
    with subprocess.Popen(
        command, cwd=DATA.parent, env=environment, stdin=follower, stdout=follower, stderr=follower
    ) as process:
        os.close(follower)
        said = b""
        end = time.monotonic() + 60
        while time.monotonic() < end and select.select([leader], [], [], 60)[0]:
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            said += part
    os.close(leader)
    text = said.decode()
    assert process.returncode == 0
    assert ("\x1b[" in text) == (terminal == "xterm")
    bare = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert max(map(len, bare.splitlines())) <= 60
    assert mark in bare


@pytest.mark.parametrize("asked", ["voorbeeldbank", "partners/voorbeeldbank", GOAL, MEETING])
def test_a_terminal_of_any_width_tells_the_same_numbers_as_a_pipe(asked: str) -> None:
    def numbers(text: str) -> set[str]:
        return {number for number in re.findall(r"[0-9][0-9.,]*%?", text) if len(number) > 2}

    piped = numbers(shown(asked, sample()))
    for width in (80, 120, 200):
        assert piped <= numbers(on_screen(asked, sample(), width)) | {"20..", "..."}


def test_nothing_that_a_file_says_is_cut_off() -> None:
    text = shown("rekening-op-orde", sample())
    assert "De bank stuurt vanaf 2026 eerst een bericht met een tijdstip en belt daarna." in text
    assert "…" not in text


@pytest.mark.parametrize("day", ["2021-06-01", "2024-03-01", "2035-01-01"])
def test_every_record_of_the_sample_shows_on_any_day(day: str) -> None:
    portfolio = sample(day)
    words = [path.removeprefix("data/").removesuffix(".yaml") for path in SAMPLE if path.count("/") > 1]
    words += [
        f"{convenant.id}/{goal.id}"
        for convenant in portfolio.programme.convenants.values()
        for goal in convenant.goals or ()
    ]
    assert len(words) > 100
    for word in words:
        assert len(shown(word, portfolio, "nl")) > 100
