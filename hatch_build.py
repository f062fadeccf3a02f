"""What a build adds to the modules: compiled catalogs, the templates as Python, and in a wheel the templates."""

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileText(BuildHookInterface[Any]):
    """Compile catalogs and translate templates beside the modules, for a wheel and for an editable install alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the files of a build are chosen."""
        for source in Path(self.root, "convtool/locale").rglob("*.po"):
            with source.open("rb") as written, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(written))
        sys.path.insert(0, self.root)
        from convtool.files import shipped_templates  # noqa: PLC0415 - the tool that is built, not an installed one
        from convtool.rendering import translations  # noqa: PLC0415 - likewise
        from convtool.translated import write  # noqa: PLC0415 - likewise

        write(translations(shipped_templates()))
        if version != "editable":  # an editable install reads the templates where they are edited
            build_data["force_include"]["templates"] = "convtool/templates"
