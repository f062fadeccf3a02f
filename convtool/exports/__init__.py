"""The tables of a register in the formats of others: one module per format, each with `export`, which gives files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from convtool.language import Language
from convtool.tables.json import told
from convtool.views.register import Table


class Export(NamedTuple):
    """What is exported: tables as of a day, for some readers, with words in a language."""

    tables: list[Table]
    as_of: date
    audience: str
    language: Language

    def rows(self, table: Table) -> Iterator[list[object]]:
        """Give the rows of a table with values as JSON has them: numbers and days are texts."""
        for row in table.rows:
            yield [told(value, self.language) for value in row]
