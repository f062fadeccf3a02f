"""How many columns of a screen a text takes: emoji and East Asian letters take two, combining marks none."""


def columns(text: str) -> int:
    """Give the number of columns that `text` takes."""
    if text.isascii():
        return len(text)
    return sum(_column(character) for character in text)


def fitting(text: str, room: int) -> str:
    """Give as much of the beginning of `text` as fits in `room` columns."""
    if text.isascii():
        return text[:room]
    for number, character in enumerate(text):
        room -= _column(character)
        if room < 0:
            return text[:number]
    return text


def _column(character: str) -> int:
    from unicodedata import category, east_asian_width  # noqa: PLC0415 - most registers are read without it

    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1
