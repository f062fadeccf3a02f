"""A record that is begun: what is known of it, and for every other key the sentence that says what it is for.

The sentences are those that editors show: each stands once, at its field. A key without a value stands behind a #,
so that the file says nothing that nobody decided; take the # away and write the value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.forms import Listed
from convtool.notation import Layout, Value, in_lines
from convtool.records import is_record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from convtool.records import Field, Record

_LAYOUT = Layout()


def skeleton(
    kind: type[Record], known: Mapping[str, Value], tell: Callable[[str], str], without: Collection[str] = ()
) -> list[str]:
    """Give the lines of a record that is begun, each key with its sentence.

    Keys in `without` are left out until something is known of them.
    `tell` puts a sentence into a language.
    """
    return [
        line
        for key, field in kind.fields.items()
        if key in known or key not in without
        for line in [f"# {tell(field.about)}", *_lines(key, field, known, tell)]
    ]


def _lines(key: str, field: Field, known: Mapping[str, Value], tell: Callable[[str], str]) -> list[str]:
    if key in known:
        return in_lines(f"{key}:", known[key], _LAYOUT)
    return [f"#{key}:", *(f"#{line}" for line in _below(field, tell))]


def _below(field: Field, tell: Callable[[str], str]) -> Iterator[str]:
    """Give the keys of a record, or of the items of a list, each with its sentence on the same line."""
    form = field.form.form if isinstance(field.form, Listed) else field.form
    if not is_record(form):
        return
    widest = max(map(len, form.fields))
    for place, (key, inner) in enumerate(form.fields.items()):
        dash = "" if form is field.form else "  " if place else "- "
        yield f"  {dash}{key}:{' ' * (widest - len(key))}  # {tell(inner.about)}"
