"""Messages and values in the language of the reader."""

from __future__ import annotations

import gettext
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from convtool.characters import visible
from convtool.errors import ConvtoolError
from convtool.messages import Both, Count, Message, say
from convtool.values import Number

LANGUAGES = ("en", "nl")
_LONGEST = 120
_CATALOGS = Path(__file__).parent / "locale"


@cache
def _catalog(code: str, domain: str) -> gettext.NullTranslations:
    """Load a catalog; English is the text in the source, and needs none."""
    path = _CATALOGS / code / "LC_MESSAGES" / f"{domain}.mo"
    if code == "en" or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


class Language:
    """One language for people: turns messages and values into text that is safe to show."""

    def __init__(self, code: str, longest: int = _LONGEST) -> None:
        """Take `en` or `nl`; text from a file that is longer than `longest` is cut off, so that messages stay short."""
        self.code = code
        self.longest = longest
        self.catalog = _catalog(code, "convtool")

    def text(self, text: str, domain: str = "convtool") -> str:
        """Give a fixed text: of the program, or of a catalog that only some commands need."""
        return _catalog(self.code, domain).gettext(text)

    def say(self, message: Message) -> str:
        """Give a message with its values filled in; foreign text in it is made visible."""
        values = {name: self.show(value) for name, value in message.values.items()}
        return self.catalog.gettext(message.text).format_map(values)

    def show(self, value: object) -> str:  # noqa: PLR0911 - one line for each sort of value
        """Give one value as text: numbers in the language's own form, days as ISO dates, lists with commas."""
        match value:
            case Message():
                return self.say(value)
            case Count(one, many, number):
                return self.catalog.ngettext(one, many, number).format(number=self.decimal(Decimal(number)))
            case Both():
                return visible(value.nl if self.code == "nl" else value.en, self.longest)
            case Number():
                return self.number(value)
            case Decimal() | int():
                return self.decimal(Decimal(value))
            case date():
                return value.isoformat()
            case str():
                return visible(value, self.longest)
            case tuple() if type(value) is tuple:
                return ", ".join(self.show(part) for part in value)
            case _:
                return visible(str(value), self.longest)

    def decimal(self, value: Decimal) -> str:
        """Give an exact number: 1234.50 is 1.234,50 in Dutch and 1,234.50 in English."""
        text = f"{value:,f}"
        return text.translate({ord(","): ".", ord("."): ","}) if self.code == "nl" else text

    def number(self, value: Number) -> str:
        """Give an honest number in words where it is no exact one."""
        low = "" if value.low is None else self.decimal(value.low)
        high = "" if value.high is None else self.decimal(value.high)
        if value.about:
            return self.say(say("about {number}", number=low))
        if value.excludes:
            return self.say(say("over {number}", number=low) if low else say("under {number}", number=high))
        return low if low == high else self.say(say("{low} to {high}", low=low, high=high))


class _Reader:
    """The language of whoever reads the terminal; set once, before the commands are imported."""

    language = Language("en")


def speak(language: Language) -> None:
    """Let fixed texts of the command line be in this language from now on."""
    _Reader.language = language


def reader() -> Language:
    """Give the language that was chosen for this run."""
    return _Reader.language


def _(text: str) -> str:
    """Give a fixed text of the command line in the reader's language; the catalogs collect every call."""
    return _Reader.language.text(text)


def complaint(error: ConvtoolError) -> str:
    """Give what stopped the program in the reader's language: why, and on a second line what to do."""
    lines = [_("error:") + " " + reader().say(error.message)]
    if error.help:
        lines.append("  " + _("help:") + " " + reader().say(error.help))
    return "\n".join(lines)
