"""What a build adds to the modules: compiled catalogs, and in a wheel the templates."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogs(BuildHookInterface[Any]):
    """Compile each catalog beside its source, for a wheel and for an editable install alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the files of a build are chosen."""
        for source in Path(self.root, "convtool/locale").rglob("*.po"):
            with source.open("rb") as written, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(written))
        if version != "editable":  # an editable install reads the templates where they are edited
            build_data["force_include"]["templates"] = "convtool/templates"
