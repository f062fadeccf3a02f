"""What there is to tell of a rule: its page taken apart, so that every part can be said in every language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.rulebook import Rule

_PART = re.compile(r"^(Bad|Good|Repair|Source):[ \n]", re.MULTILINE)
_FILE = ("# data/", "# templates/")


class Example(NamedTuple):
    """A piece of a file, and the path of that file where it is not plain from the piece."""

    path: str | None
    yaml: str


class Explanation(NamedTuple):
    """A page: the rule as a true sentence, why it exists, what breaks and keeps it, how to mend it, and who asks it.

    Each text is one paragraph on one line, as the catalog `pages` knows it.
    """

    summary: str
    why: tuple[str, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    repair: str
    source: str

    @property
    def texts(self) -> tuple[str, ...]:
        """Every paragraph that a language has to say in its own words."""
        return (self.summary, *self.why, self.repair, self.source)


def explanation(rule: Rule) -> Explanation:
    """Take the page of a rule apart."""
    head, *rest = _PART.split(rule.page)
    parts = list(zip(rest[::2], rest[1::2], strict=True))
    summary, *why = _paragraphs(head)
    return Explanation(
        summary,
        tuple(why),
        tuple(_examples(text for name, text in parts if name == "Bad")),
        tuple(_examples(text for name, text in parts if name == "Good")),
        *(
            " ".join(" ".join(_paragraphs(text)) for name, text in parts if name == part)
            for part in ("Repair", "Source")
        ),
    )


def _paragraphs(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]


def _examples(texts: Iterator[str]) -> Iterator[Example]:
    for text in texts:
        lines = [line[4:] for line in text.strip("\n").split("\n")]
        path = lines[0][2:] if lines[0].startswith(_FILE) else None
        yield Example(path, "".join(f"{line}\n" for line in lines[1 if path else 0 :]).rstrip("\n") + "\n")
