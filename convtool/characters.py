"""Which characters a register may hold: what deceives a reader, or breaks a line, is a fault with its place."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice

from convtool.diagnostics import Edit, Fault, Finding, Level, Place
from convtool.messages import Message, say

BREAK = re.compile("\r\n|\r|\n")
ID_PATTERN = r"(?![a-z0-9-]{65})[a-z0-9]+(?:-[a-z0-9]+)*"
"""What an id is made of, and with it the name of a file."""

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u180e\u200b\u200c\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_MOJIBAKE = "Ã[\u0080-\u00bf]|Â[\u0080-\u00bf]|â€[\u0098-\u00a6™œ\u009d]|ï»¿|\ufffd|ƫ"

_MOJIBAKE_STARTS = ("Ã", "Â", "â€", "ï»", "\ufffd", "ƫ")
_ODD = (
    rf"(?P<terminal>\x1b[\[\]PX^_(]|\x9b)|(?P<control>[{_CONTROL}]+)|(?P<direction>[{_DIRECTION}]+)"
    f"|(?P<invisible>[{_INVISIBLE}]+)|(?P<mojibake>{_MOJIBAKE})|(?P<tab>\t+)"
)
_STEERS = f"[{_CONTROL}{_DIRECTION}]"
_PLAIN = bytes([*range(0x20, 0x7F), *b"\r\n"])
_MENDED = 20_000
"""So many line ends are mended at once: half a million of them took 150 MiB."""
_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7}|={7})(?=[ \r\n]|$)", re.MULTILINE)
_OTHER_BREAK = {"\r\n": re.compile(r"(?<!\r)\n|\r(?!\n)"), "\n": re.compile(r"\r\n?"), "\r": re.compile(r"\r?\n")}


def deceives(text: str) -> str | None:
    """Give the first character of `text` that must not reach a reader (control or direction), or None."""
    found = re.search(_STEERS, text)
    return found.group() if found else None


def code_point(character: str) -> str:
    """Give the usual name of a character: U+202E."""
    return f"U+{ord(character):04X}"


def unfit(path: str, text: str) -> Iterator[Fault]:
    """Find what the characters of a file alone show: conflict markers, odd characters, mixed line ends."""
    conflicts = "<<<<<<<" in text or ">>>>>>>" in text
    odd = _may_be_odd(text)
    if conflicts or odd or "\r" in text:
        places = _Places(path, text)
        if conflicts:
            for match in _CONFLICT.finditer(text):
                found = say("a merge conflict was left here")
                yield Fault("CV003", Finding(places.of(match), found, say("choose one side and remove the markers")))
        if "\r" in text:
            yield from _line_ends(places, text)
        if odd:
            for match in re.finditer(_ODD, text):
                if match.lastgroup == "tab":
                    spaces = Edit(match.start(), match.end(), " " * len(match.group()))
                    yield _mild("CV008", places.of(match), say("a tab"), say("write spaces"), (spaces,))
                else:
                    yield _odd(places.of(match), str(match.lastgroup), match.group())


def _may_be_odd(text: str) -> bool:
    """Tell whether to look for odd characters: 6 us for plain ASCII and 40 for other text, where the pattern takes 300.

    No character that is odd by itself is printable.
    """
    if text.isascii():
        return bool(text.encode().translate(None, _PLAIN))
    lines = text.replace("\n", "").replace("\r", "")
    return not lines.isprintable() or any(start in text for start in _MOJIBAKE_STARTS)


def _odd(place: Place, sort: str, run: str) -> Fault:
    character = code_point(run[0])
    match sort:
        case "terminal":
            found = say("{character} starts a sequence that steers a terminal", character=character)
            return Fault("CV006", Finding(place, found, say("remove it")))
        case "control":
            found = say("control character {character}", character=character)
            null = run[0] == "\0"
            hint = say("a power cut leaves NUL bytes; get the last good version from git") if null else say("remove it")
            return Fault("CV001", Finding(place, found, hint))
        case "direction":
            found = say("{character} turns the direction of the text: readers see something else", character=character)
            return Fault("CV006", Finding(place, found, say("remove it")))
        case "invisible":
            return _mild("CV006", place, say("invisible character {character}", character=character), say("remove it"))
        case _:
            found = say('"{text}" looks like a letter that was read with the wrong encoding', text=run)
            return _mild("CV006", place, found, say("write the letter that was meant"))


class _Places:
    """Offsets in a text to places; the line starts are found once."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.starts = starts(text)

    def of(self, found: re.Match[str]) -> Place:
        """Give the place of a match that lies on one line."""
        line = bisect_right(self.starts, found.start())
        column = found.start() - self.starts[line - 1] + 1
        length = len(found.group().rstrip("\r\n"))
        return Place(self.path, line, column, line, column + length)


def _line_ends(places: _Places, text: str) -> Iterator[Fault]:
    first = BREAK.search(text)
    others = list(islice(_OTHER_BREAK[first.group()].finditer(text), _MENDED + 1)) if first else []
    if first and others:
        change = say("the line ends change here from one sort to the other (CRLF and LF)")
        few = others if len(others) <= _MENDED else []
        edits = tuple(Edit(other.start(), other.end(), first.group()) for other in few)
        yield _mild("CV008", places.of(others[0]), change, say("save the file with one sort of line end"), edits)


def _mild(code: str, place: Place, message: Message, help: Message, repair: tuple[Edit, ...] = ()) -> Fault:
    return Fault(code, Finding(place, message, help, level=Level.WARNING, repair=repair))


_UNSEEN = f"[{_CONTROL}{_DIRECTION}{_INVISIBLE}\n\r\t]"
_COMMAND = r"(?<=##)\[|(?<!\S):(?=:)"


def visible(text: str, width: int = 120) -> str:
    """Give foreign text as it may be shown on a screen or in a log: nothing that steers, at most `width` long.

    What steers is a control character, and in the log of a CI a `##[` anywhere or a `::` that could begin a line.
    """
    if len(text) > width:
        text = text[: width - 1] + "…"
    if not (text.isascii() and text.isprintable()):
        text = re.sub(_UNSEEN, _escaped, text)
    if "##[" in text or text.lstrip().startswith("::"):
        text = re.sub(_COMMAND, _escaped, text)
    return text


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{{{ord(found.group()):x}}}"


def unsteering(json: str) -> str:
    """Give JSON with every character escaped that `visible` would not show, and the mark of a command to a CI."""
    if not json.isascii() or "\x7f" in json:
        json = re.sub(_STEERS, _in_json, json)
    return json.replace("##[", "##\\u005b")


def _in_json(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def lines(text: str) -> list[str]:
    """Give the lines of a text without their ends, as the parser counts them."""
    return re.split("\r\n|\r|\n", text) if "\r" in text else text.split("\n")


def starts(text: str) -> list[int]:
    """Give where each line starts, as the parser counts them; behind a last line end starts one more."""
    if "\r" in text:
        return [0, *(found.end() for found in BREAK.finditer(text))]
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]


def column_of(text: str, index: int) -> int:
    """Give how many characters stand before `index` on its line."""
    return index - 1 - max(text.rfind("\n", 0, index), text.rfind("\r", 0, index))
