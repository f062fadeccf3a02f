"""Collect the texts that are no calls in the code into the templates of their catalogs: rule pages, and fields."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from convtool.explanations import explanation
from convtool.rulebook import rulebook
from convtool.schemas import KINDS, NOWHERE, schema_of

LOCALE = Path(__file__).parents[1] / "convtool" / "locale"


def pages() -> Catalog:
    """Give every paragraph of every rule's page, in the order of the codes."""
    catalog = Catalog()
    for rule in rulebook().values():
        summary, *others = explanation(rule).texts
        catalog.add(summary, locations=[(f"convtool/rules/{rule.name.replace('-', '_')}.py", 0)])
        for text in others:
            catalog.add(text)
    return catalog


def fields() -> Catalog:
    """Give what the schemas say of every field, in the order of the files."""
    catalog = Catalog()

    def keep(text: str) -> str:
        catalog.add(text)
        return text

    schema_of(KINDS.values(), NOWHERE, keep)
    for kind in KINDS.values():
        keep(kind.__name__)
    return catalog


CATALOGS = {"pages": pages, "fields": fields}

if __name__ == "__main__":
    for name, collected in CATALOGS.items():
        with (LOCALE / f"{name}.pot").open("wb") as file:
            write_po(file, collected(), omit_header=True, include_lineno=False)
