"""What a person reads: numbers, days, sentences and tables in the reader's language, and text that cannot deceive."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from typer import TyperException

from convtool import language as languages
from convtool.commands import COMMANDS
from convtool.commands.status import By
from convtool.language import LANGUAGES, Language, reader, speak
from convtool.measurability import OPERATORS
from convtool.messages import Count, Message, count, say
from convtool.models.goals import STAGES
from convtool.reporting import formats
from convtool.screen import prepare, show
from convtool.spoken import misuse, spoken
from convtool.values import Moment, Number

ROOT = Path(__file__).parent.parent
CONVTOOL = Path(sys.executable).with_name("convtool")
CATALOG = ROOT / "convtool/locale/nl/LC_MESSAGES/convtool.po"
DAY = "2025-12-31"
DUTCH, ENGLISH = Language("nl"), Language("en")


def run(*words: str, columns: int = 80) -> subprocess.CompletedProcess[str]:
    """One run of the installed command, in Dutch."""
    return subprocess.run(
        [CONVTOOL, "--lang", "nl", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "COLUMNS": str(columns)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def number(low: str | None, high: str | None, *, about: bool = False, excludes: bool = False) -> Number:
    return Number(Decimal(low) if low else None, Decimal(high) if high else None, about, excludes)


# ---- numbers, days and lists ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1234, "1.234", "1,234"),
        (Decimal("1234.50"), "1.234,50", "1,234.50"),
        (Decimal("-1234567.5"), "-1.234.567,5", "-1,234,567.5"),
        (Decimal(-12), "-12", "-12"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (Decimal("0.000000001"), "0,000000001", "0.000000001"),
    ],
)
def test_a_number_is_written_as_its_language_writes_it(value: Decimal | int, dutch: str, english: str) -> None:
    assert (DUTCH.show(value), ENGLISH.show(value)) == (dutch, english)


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (number("1200", "1200"), "1.200", "1,200"),
        (number("1200", "1200", about=True), "ongeveer 1.200", "about 1,200"),
        (number("1.5", "2.5"), "1,5 tot en met 2,5", "1.5 to 2.5"),
        (number("-3", "-1"), "-3 tot en met -1", "-3 to -1"),
        (number("900", None, excludes=True), "meer dan 900", "over 900"),
        (number(None, "900", excludes=True), "minder dan 900", "under 900"),
    ],
)
def test_a_number_that_is_not_exact_says_so_in_words(value: Number, dutch: str, english: str) -> None:
    assert (DUTCH.show(value), ENGLISH.show(value)) == (dutch, english)


@pytest.mark.parametrize(
    ("amount", "dutch", "english"),
    [
        (0, "0 doelen", "0 goals"),
        (1, "1 doel", "1 goal"),
        (2, "2 doelen", "2 goals"),
        (1000, "1.000 doelen", "1,000 goals"),
    ],
)
def test_a_count_takes_the_form_that_its_number_asks_for(amount: int, dutch: str, english: str) -> None:
    goals = count(amount, "{number} goal", "{number} goals")
    assert goals == Count("{number} goal", "{number} goals", amount)
    assert (DUTCH.show(goals), ENGLISH.show(goals)) == (dutch, english)


def test_a_day_is_written_as_in_the_file() -> None:
    assert DUTCH.show(date(2025, 3, 1)) == "2025-03-01"
    assert DUTCH.show(Moment(date(2025, 3, 1), date(2025, 3, 31), "2025-03")) == "2025-03"


def test_a_list_has_commas_and_its_parts_are_in_the_language_too() -> None:
    assert DUTCH.show(("werk", 1000, say("a list"))) == "werk, 1.000, een lijst"
    assert ENGLISH.show(("werk", 1000, say("a list"))) == "werk, 1,000, a list"
    assert DUTCH.show(()) == ""


def test_what_is_nothing_of_these_is_shown_as_its_text() -> None:
    assert DUTCH.show(None) == "None"
    assert DUTCH.show(Path("data/a\nb")) == r"data/a\u{a}b"


# ---- sentences ------------------------------------------------------------------------------------------


def test_a_sentence_is_said_with_its_values_and_the_sentences_in_it() -> None:
    message = say("{found} stands where a number is wanted", found=say('"{text}"', text="tien"))
    assert DUTCH.say(message) == 'hier hoort een getal te staan, maar er staat "tien"'
    assert ENGLISH.say(message) == '"tien" stands where a number is wanted'


def test_a_sentence_that_no_catalog_has_is_said_in_english() -> None:
    assert DUTCH.say(Message("nobody translated {this}", {"this": 1000})) == "nobody translated 1.000"
    assert DUTCH.text("nobody translated this") == "nobody translated this"


def test_braces_that_belong_to_the_sentence_stay() -> None:
    hint = say("write what is aimed at, or target: {{none: because}}")
    assert "{none: " in DUTCH.say(hint)
    assert ENGLISH.say(hint) == "write what is aimed at, or target: {none: because}"


def test_a_value_with_braces_is_no_gap() -> None:
    assert ENGLISH.say(say('"{text}" is no number', text="{text}{0}")) == '"{text}{0}" is no number'


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x1b[31mb", r"a\u{1b}[31mb"),
        ("a\nb\tc\r", r"a\u{a}b\u{9}c\u{d}"),
        ("abc\u202efed", r"abc\u{202e}fed"),
        ("\u200bzero", r"\u{200b}zero"),
        ("caf\u00e9 \u20ac", "caf\u00e9 \u20ac"),
        ("x" * 500, "x" * 119 + "\u2026"),
    ],
)
def test_foreign_text_in_a_sentence_is_visible_and_short(text: str, seen: str) -> None:
    assert ENGLISH.say(say("write {word}", word=text)) == f"write {seen}"
    assert DUTCH.show((text,)) == seen


def test_a_language_without_a_catalog_speaks_english() -> None:
    assert Language("fy").text("goal") == "goal"
    assert LANGUAGES == ("en", "nl")


def test_the_reader_s_language_holds_for_the_fixed_texts_of_the_run() -> None:
    before = reader()
    try:
        speak(DUTCH)
        assert reader() is DUTCH
        assert languages._("Options") == "Opties"
        assert spoken("No such option: --x (Possible options: --y)") == "er is geen optie --x; wel --y"
        assert (
            spoken("Invalid value for '--f': 'x' is not one of 'a'.") == "'--f' klopt niet: 'x' kan hier niet, wel 'a'"
        )
        assert misuse(TyperException("No such command 'x'.")) == "fout: er is geen opdracht 'x'"
    finally:
        speak(before)
    assert spoken("Something new.") == "Something new."
    assert spoken("No such command 'x'.") == "No such command 'x'."


# ---- the command line in Dutch --------------------------------------------------------------------------


def words(text: str) -> set[str]:
    """The words of a text: no names, keys (goal:) or choices, and nothing between braces."""
    text = re.sub(r"\b[a-z_]+:(?=\s|$)", "", text)
    text = re.sub(r"\{.*?\}|<.*?>|\[standaard: .*?\]", "", text.lower())
    return set(re.findall(r"(?<![\w<|:.-])[a-z]{2,}(?![\w|>-]|[.:]\S)", text))


def english() -> set[str]:
    """Every word that the English sentences use and no Dutch one does."""
    ids: list[str] = []
    strings: list[str] = []
    with CATALOG.open("rb") as file:
        for message in read_po(file):
            ids += [message.id] if isinstance(message.id, str) else message.id
            strings += [message.string] if isinstance(message.string, str) else list(message.string or ())
    return set().union(*map(words, ids)) - set().union(*map(words, strings))


def without_the_file(report: str) -> str:
    """A report without the lines it shows of the files, and without what stands in quotes."""
    lines = [line for line in report.splitlines() if not re.match(r" *\d* \|", line)]
    return re.sub(r'"[^"]*"', "", "\n".join(lines))


@pytest.mark.parametrize(
    "command",
    [
        ("validate",),
        ("status", "--as-of", DAY),
        ("status", "--as-of", DAY, "--format", "table"),
        ("--help",),
        ("validate", "--help"),
        ("status", "--help"),
        ("render", "--help"),
        ("schema", "--help"),
        ("validate", "niets"),
        ("validate", "--niets"),
        ("niets",),
        ("validate", "--format", "niets"),
        ("status", "--as-of", "morgen"),
    ],
    ids=" ".join,
)
def test_dutch_is_dutch_to_the_last_word(command: tuple[str, ...]) -> None:
    done = run(*command)
    told = without_the_file(done.stdout + done.stderr)
    keys = {"function", "ground", "date", "area", "paths", "ids", "meetings", "initiatives", "occasion", "ambition"}
    keys |= {*OPERATORS, *STAGES, *COMMANDS, *formats(), *By}
    titles = {"school", "start"}  # the same in both languages
    assert {"the", "not", "error", "usage", "option", "achieved"} <= english()
    assert words(told) & english() - keys - titles == set()


@pytest.mark.parametrize("columns", [80, 100, 120, 130, 200])
def test_the_dutch_table_fits_its_screen_and_names_every_goal(columns: int) -> None:
    table = run("status", "--format", "table", "--as-of", DAY, columns=columns).stdout
    assert max(map(len, table.splitlines())) <= columns
    for said in (
        "nulmeting",
        "streefwaarde",
        "verwacht",
        "stand",
        "trend",
        "oordeel",
        "≥ 1.200/jaar",
        "1.335",
        "Stageplekken",
    ):
        assert said in table
    for verdict in ("✔ behaald", "≈ bijna behaald", "✘ niet behaald", "· nog niet aan de orde", "? niet vast te"):
        assert verdict in table


@pytest.mark.parametrize("command", ["", "validate", "status", "render", "schema"])
def test_the_dutch_help_fits_80_columns(command: str) -> None:
    done = run(*filter(None, [command]), "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Gebruik: convtool")
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "Toon deze uitleg en stop." in done.stdout


# ---- the screen -----------------------------------------------------------------------------------------


def screen(monkeypatch: pytest.MonkeyPatch, encoding: str) -> io.BytesIO:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding))
    prepare()
    return written


def test_a_screen_gets_plain_letters_for_what_its_encoding_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    written = screen(monkeypatch, "ascii")
    show("≥ 20 … € 3 é 漢\n")
    assert written.getvalue() == b">= 20 ... EUR 3 \\xe9 \\u6f22\n"


def test_a_screen_that_knows_every_letter_gets_every_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    written = screen(monkeypatch, "utf-8")
    show("≥ 20 … € 3 é 漢\n")
    assert written.getvalue().decode() == "≥ 20 … € 3 é 漢\n"


def test_a_stream_that_is_no_file_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    monkeypatch.setattr(sys, "stdout", written)
    monkeypatch.setattr(sys, "stderr", None)
    prepare()
    show("≥ 20\n")
    assert written.getvalue() == "≥ 20\n"


def test_a_result_that_nobody_can_receive_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OSError, match="Bad file descriptor"):
        show("lost")


def test_only_writing_is_made_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    screen(monkeypatch, "ascii")
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", errors="plainly")
