"""Write docs/fields.md: every key that a file may hold, from the records that read it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from convtool.forms import Either, Keyed, Listed, OneOf, Reference, Worded
from convtool.records import Record
from convtool.schemas import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """\
# Fields

`make docs` writes this page from the code: every key that a file of the register may hold. Editors show the same while
somebody writes, also in Dutch: [how](editors.md). What all files together must be says the page of [rules](rules.md).

Where *or a word* stands, a word may stand instead of a value that is not there: `unknown` (not found in what could be
read), `silent` (the text says nothing about it), `not_chosen: why`, `none: why`, or `planned: when`."""
WORDS = {
    "Anything": "anything",
    "Day": "day, month or year",
    "DayOrYearly": "day, or month and day of every year",
    "Figure": "number",
    "HonestNumber": "number: exact, `about`, `from` and `to`, `over` or `under`",
    "Id": "id",
    "Stretch": "period",
    "Text": "text",
    "Version": "version of the format",
    "YearlyDay": "month and day",
    "YesNo": "yes or no",
}


def told(form: object) -> str:  # noqa: PLR0911 - a line for each form
    """Give what a field may hold, in words, with links to the records in it."""
    match form:
        case type():
            return f"[{form.__name__}](#{form.__name__.lower()})"
        case Listed():
            return f"list of {told(form.form)}"
        case Keyed():
            return f"for each name: {told(form.form)}"
        case Either():
            return f"{told(form.single)}, or {told(form.structure)}"
        case Worded():
            return f"{words(form.words)}, or {told(form.otherwise)}"
        case OneOf():
            return words(form.words)
        case Reference():
            return f"name of a {form.target}"
    return WORDS[type(form).__name__]


def words(of: object) -> str:
    """Give words as they are written."""
    return ", ".join(f"`{word}`" for word in of) if isinstance(of, (tuple, list)) else f"`{of}`"


def records_in(form: object) -> Iterator[type[Record]]:
    """Give the records that a form holds."""
    if isinstance(form, type) and issubclass(form, Record):
        yield form
    for part in ("form", "single", "structure", "otherwise"):
        if hasattr(form, part) and not isinstance(form, type):
            yield from records_in(getattr(form, part))


def page() -> Iterator[str]:
    """Give the page: files first, then what stands in them, each once."""
    yield HEAD
    todo: list[type[Record]] = list(KINDS.values())
    for kind in todo:
        for field in kind.fields.values():
            todo += [each for each in records_in(field.form) if each not in todo]
        yield f"\n## {kind.__name__}\n"
        yield " ".join((kind.__doc__ or "").partition("\n\n")[0].split())
        yield "\n| Key | May hold | |\n|---|---|---|"
        for key, field in kind.fields.items():
            must = ", *must be there*" if field.required else ", or a word" if field.answers else ""
            about = field.about.replace("|", "&#124;").replace("<", "&lt;")
            yield f"| `{key}` | {told(field.form)}{must} | **{field.title}.** {about} |"


if __name__ == "__main__":
    sys.stdout.write("\n".join(page()) + "\n")
