"""JSON, complete: its names are a promise. Values are strings in decimal notation, unknown is null."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from convtool.jsontext import json_text
from convtool.language import Language
from convtool.messages import Both, Message
from convtool.tables import Shown


def report(shown: Shown) -> str:
    """Give one JSON object: the line of honesty where there is one, every row, and what belongs to the whole view."""
    columns = shown.columns or shown.view.columns
    content = {
        "schema": 1,
        "as_of": shown.as_of,
        **({"by": shown.by} if shown.by else {}),
        **({"honesty": vars(shown.honesty)} if shown.honesty else {}),
        "rows": [{column.name: column.told(row) for column in columns} for row in shown.view.rows],
        **shown.view.more,
        **shown.view.covered(),
    }
    return json_text(told(content, shown.language))


def told(value: object, language: Language) -> object:
    """Give a value in the forms that JSON has: decimals and days as strings, words in the language that was asked."""
    match value:
        case Message() | Both():
            return language.show(value)
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case dict():
            return {key: told(each, language) for key, each in value.items()}
        case list() | tuple():
            return [told(each, language) for each in value]
        case _:
            return value
